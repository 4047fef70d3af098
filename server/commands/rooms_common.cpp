// Events of a room: making, saying, paging.
#include "commands/rooms_common.hpp"

#include <algorithm>

#include "commands/case_words.hpp"

namespace kortelijn::commands {

using protocol::Writer;

LifeDomains set_of(const std::vector<LifeDomain>& list) {
    LifeDomains out;
    for (const LifeDomain domain : list) out.add(domain);
    return out;
}

std::vector<LifeDomain> list_of(LifeDomains set) {
    std::vector<LifeDomain> out;
    for (int i = 0; i < life_domain_count; ++i)
        if (set.has(LifeDomain(i))) out.push_back(LifeDomain(i));
    return out;
}

std::vector<std::string> words_of(LifeDomains set) {
    std::vector<std::string> out;
    for (const LifeDomain domain : list_of(set)) out.emplace_back(to_text(domain));
    return out;
}

std::optional<Law> parse_source_law(std::string_view text) {
    const auto law = parse_word<Law>(text);
    return law && *law != Law::none ? law : std::nullopt;
}

std::vector<Law> laws_of(const CaseFacts& facts, const View& view, Instant now) {
    std::vector<Law> out;
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot)
        for (const Help& help : facts.household[slot].help)
            if (may_know(view, slot) && help.period.live(now) &&
                std::find(out.begin(), out.end(), help.law) == out.end())
                out.push_back(help.law);
    std::sort(out.begin(), out.end());
    return out;
}

Law only_law(const CaseFacts& facts, const View& view, Instant now) {
    const auto laws = laws_of(facts, view, now);
    return laws.size() == 1 ? laws.front() : Law::none;
}

Cells cells_of(const CaseFacts& facts, const Ask& ask, Instant now) {
    Cells cells{0, ask.life_domains, ask.source_law};
    if (!ask.about.empty()) {
        cells.people = people_of(facts, ask.about).value_or(0);
        return cells;
    }
    const Day today = amsterdam_day(now);
    for (std::size_t slot = 0; slot < facts.household.size() && slot < std::size_t(max_slots);
         ++slot) {
        const Member& member = facts.household[slot];
        const bool dead = member.deceased_on && *member.deceased_on <= today;
        if (member.period.live(now) && !dead) cells.people |= std::uint32_t{1} << slot;
    }
    return cells;
}

std::vector<std::int64_t> numbers(const std::vector<GroundId>& grounds) {
    std::vector<std::int64_t> out;
    for (const GroundId ground : grounds) out.push_back(ground.value);
    return out;
}

store::RoomEvent new_event(Context& c, store::EventKind kind, const rooms::Room& room) {
    store::RoomEvent event;
    event.room = room.id();
    event.of_case = c.entry->id;
    event.seq = room.last_seq() + 1;
    event.at = c.now;
    event.kind = kind;
    event.author = c.caller.who;
    event.organisation = employer_of(c.directory(), c.caller.who, c.now);
    event.team = team_of(c.directory(), c.caller.who, c.now, c.entry->the_case().home_team);
    event.device = c.caller.device;
    event.client_id = c.client_id;
    return event;
}

Change said(Context& c, rooms::Room& room, const store::RoomEvent& event, std::string_view notice) {
    Change change;
    Writer w(64);
    change.result = w.object().field("seq", event.seq).field("at", event.at).end_object().take();
    change.tag = c.entry->id;
    change.object.seq = event.seq;
    if (event.kind != store::EventKind::ground)
        change.object.grounds =
            numbers(c.world.grounds_for(*c.entry, c.caller.who, event.cells, c.now));
    change.object.life_domains = words_of(event.cells.life_domains);
    if (event.cells.law != Law::none) change.object.law = to_text(event.cells.law);
    change.members = members_of(c.entry->facts(), event.cells.people);
    change.said.push_back(
        {room.id(),
         to_room_event(c.directory(), c.entry->facts(), event, answered_cells(c.store, event)),
         notice,
         {}});
    return change;
}

Change repeated_event(const store::RoomEvent& event) {
    Change change;
    Writer w(64);
    change.result = w.object().field("seq", event.seq).field("at", event.at).end_object().take();
    change.tag = event.of_case;
    change.object.seq = event.seq;
    change.repeated = true;
    return change;
}

std::vector<ProfessionalId> mentions_within(Context& c, const std::vector<ProfessionalId>& asked,
                                            Cells cells) {
    std::vector<ProfessionalId> out;
    for (const ProfessionalId who : asked)
        if (c.directory().find(who) && covers(c.world.view(*c.entry, who, c.now).seat.read, cells))
            out.push_back(who);
    return out;
}

bool may_see(const View& view, const store::RoomEvent& event) {
    if (event.kind != store::EventKind::ground) return covers(view.seat.read, event.cells);
    return view.carrier;  // the organisation's own are judged on the room's event (rooms::may_see)
}

void write_items(Writer& w, const Page& page) {
    w.key("items").array();
    for (const auto& item : page.items) w.raw(*item);
    w.end_array();
}

}  // namespace kortelijn::commands
