// What is left out is not known to the reader: the client draws what it was given (I12).
#include "commands/case_words.hpp"

#include <algorithm>

#include "commands/ground_words.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

using protocol::Writer;

std::string_view status_of(const Case& the_case, Instant now) {
    return std::any_of(the_case.open.begin(), the_case.open.end(),
                       [now](const Period& p) { return p.live(now); })
               ? "open"
               : "closed";
}

bool may_know(const View& view, std::size_t slot) {
    return view.carrier || (slot < std::size_t(max_slots) && view.seat.read.by_slot[slot] != 0);
}

std::string pair_json(const Directory& directory, const Case& the_case, Instant now) {
    Writer w(256);
    w.array();
    for (const Seat& seat : the_case.pair)
        if (seat.period.live(now))
            w.raw(person_json(directory, seat.professional,
                              employer_of(directory, seat.professional, now),
                              team_of(directory, seat.professional, now, the_case.home_team)));
    return w.end_array().take();
}

std::string case_header_json(const Directory&, const CaseEntry& entry, const View& view,
                             Instant now) {
    Writer w(512);
    w.object()
        .field("case", entry.id)
        .field("number", entry.record.number)
        .field("label", entry.record.label);
    w.field("status", status_of(entry.the_case(), now)).field("carrier", view.carrier);
    w.key("household").array();
    for (std::size_t slot = 0; slot < entry.facts().household.size(); ++slot)
        if (may_know(view, slot))
            w.raw(member_json(entry.facts().household[slot], now, view.carrier));
    return w.end_array().end_object().take();
}

namespace {

// The newest message the reader may see: when, and whose.
void write_last(Writer& w, World& world, CaseEntry& entry, const View& view) {
    const rooms::Sight sight = view.sight();
    const auto& recent = world.room(entry).recent();
    for (auto event = recent.rbegin(); event != recent.rend(); ++event) {
        if (!event->counts || !rooms::may_see(sight, *event)) continue;
        const Professional* author = world.directory().find(event->author);
        w.key("last").object().field("at", event->at);
        w.field("author", std::string_view(author ? author->name : std::string_view{}))
            .end_object();
        return;
    }
}

void write_end(Writer& w, std::string_view name, std::optional<Instant> at, Instant now,
               const Organisation* whose = nullptr) {
    if (!at) return;
    w.key(name).object().field("at", *at);
    w.field("days", std::max<std::int64_t>(0, (*at - now) / day_ms));
    if (whose != nullptr) w.field("organisation", std::string_view(whose->name));
    w.end_object();
}

// A carrier has to have consents renewed, so they hear of the first end of those they do not read
// by as well: a partner's, or one of their own organisation. Beside their own end, never instead of
// it.
void write_ends(Writer& w, World& world, CaseEntry& entry, const View& view,
                std::optional<Instant> own, Instant now) {
    write_end(w, "ends", own, now);
    if (!view.carrier) return;
    std::optional<Instant> theirs;
    const Organisation* whose = nullptr;
    for (const Ground& ground : entry.facts().grounds) {
        const bool live = !ground.deny && !ground.withdrawn_at && ground.end && *ground.end > now &&
                          (!ground.begin || *ground.begin <= now);
        const auto& mine = view.seat.grounds;
        if (!live || std::find(mine.begin(), mine.end(), ground.id) != mine.end()) continue;
        const Organisation* of = world.directory().find(ground.organisation);
        if (of != nullptr && (!theirs || *ground.end < *theirs)) theirs = ground.end, whose = of;
    }
    write_end(w, "partner_ends", theirs, now, whose);
}

}  // namespace

std::string case_row_json(World& world, CaseEntry& entry, ProfessionalId who, Instant now,
                          Language) {
    const View& view = world.view(entry, who, now);
    const CaseFacts& facts = entry.facts();
    const rooms::Unread unread = unread_of(world, entry, who, now);
    Writer w(512);
    w.object()
        .field("case", entry.id)
        .field("number", entry.record.number)
        .field("label", entry.record.label);
    w.field("status", status_of(entry.the_case(), now)).field("room", entry.record.room);
    w.raw_field("pair", pair_json(world.directory(), entry.the_case(), now))
        .field("carrier", view.carrier);
    w.field("unread", unread.count).field("mentions", unread.mentions);
    write_last(w, world, entry, view);
    const auto summary = summary_of(facts, view.seat.grounds);
    write_ends(w, world, entry, view, summary ? summary->until : std::nullopt, now);
    if (summary) {
        w.key("ground").object().field("kind", to_text(summary->kind));
        w.list("names", names_of(facts, summary->given_by));
        if (summary->until) w.field("until", *summary->until);
        w.end_object();
    }
    std::int64_t size = 0;
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot)
        if (may_know(view, slot) && facts.household[slot].period.live(now)) ++size;
    return w.field("household_size", size).end_object().take();
}

}  // namespace kortelijn::commands
