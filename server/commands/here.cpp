// Who may enter a room now, who is in it, on which ground; and the unread counts.
#include <algorithm>
#include <set>

#include "commands/ground_words.hpp"
#include "commands/rooms_common.hpp"
#include "policy/mask.hpp"
#include "reply.hpp"

namespace kortelijn::commands {

using protocol::Writer;

namespace {

bool in_pair(const Case& the_case, ProfessionalId who, Instant now) {
    return std::any_of(the_case.pair.begin(), the_case.pair.end(), [&](const Seat& seat) {
        return seat.professional == who && seat.period.live(now);
    });
}

// Until when their place at the table keeps them here: nothing when they stay without it.
std::optional<Instant> place_ends(const Directory& directory, const CaseFacts& facts,
                                  ProfessionalId who, Instant now) {
    std::optional<Instant> until;
    if (facts.consult) {
        for (const AskedAlong& one : facts.consult->asked)
            if (one.professional == who) until = facts.consult->period.to;
        return until;
    }
    for (const Seat& place : facts.the_case->participants)
        if (place.professional == who && place.period.live(now)) until = place.period.to;
    if (!until) return {};
    CaseFacts without = facts;
    std::erase_if(without.the_case->participants,
                  [who](const Seat& place) { return place.professional == who; });
    return policy::view_of(directory, without, who, Purpose::cooperation, now).may_enter
               ? std::nullopt
               : until;
}

void write_ground_of(Writer& w, const Directory& directory, const CaseFacts& facts,
                     const View& view, ProfessionalId who, Instant now) {
    auto resting = summary_of(facts, view.seat.grounds);
    if (!resting) return;
    if (const auto until = place_ends(directory, facts, who, now);
        until && (!resting->until || *until < *resting->until))
        resting->until = until;
    w.key("ground").object().field("kind", to_text(resting->kind));
    if (resting->until) w.field("until", *resting->until);
    write_life_domains(w, "life_domains", resting->life_domains);
    w.end_object();
}

}  // namespace

std::string here_json(World& world, CaseEntry& entry, Instant now, const View* reader,
                      ProfessionalId reader_id, Language) {
    rooms::Room& room = world.room(entry);
    const Directory& directory = world.directory();
    Writer w(2048);
    w.array();
    std::vector<ProfessionalId> people = world.around(entry, now);
    for (const rooms::Seat& seat : room.seats())
        if (std::find(people.begin(), people.end(), seat.who) == people.end())
            people.push_back(seat.who);
    for (const ProfessionalId who : people) {
        const View& view = world.view(entry, who, now);
        if (!view.seat.may_enter) continue;
        std::string person = person_json(directory, who, employer_of(directory, who, now),
                                         team_of(directory, who, now, entry.the_case().home_team));
        person.pop_back();
        Writer one(256);
        one.object()
            .field("in_room", room.in_room(who))
            .field("pair", in_pair(entry.the_case(), who, now));
        if (who == reader_id) one.field("you", true);
        // On which ground somebody is here is for carriers and for themselves (R32).
        if (reader != nullptr && (reader->carrier || who == reader_id))
            write_ground_of(one, directory, entry.facts(), view, who, now);
        std::string rest = one.end_object().take();
        rest.front() = ',';
        w.raw(person + rest);
    }
    return w.end_array().take();
}

// "99+" says all there is to say; a list of cases must not read whole rooms.
constexpr int enough_unread = 100;
constexpr int more_unread_rows = 200;

rooms::Unread unread_of(World& world, CaseEntry& entry, ProfessionalId who, Instant now) {
    const View& view = world.view(entry, who, now);
    if (!view.seat.may_enter) return {};
    rooms::Room& room = world.room(entry);
    const std::int64_t mark = world.read_mark(room.id(), who);
    rooms::Unread unread = room.unread(view.sight(), who, mark);
    // Older ones than the room has at hand, as long as the count still says something.
    if (mark >= room.floor() || unread.count >= enough_unread) return unread;
    for (const auto& event : world.older_events(room.id(), room.floor() + 1, more_unread_rows)) {
        if (event.seq <= mark) break;
        const bool mentioned =
            std::find(event.mentions.begin(), event.mentions.end(), who) != event.mentions.end();
        const bool counts = event.kind == store::EventKind::message
                                ? !event.retracted
                                : mentioned && counts_for_mentioned(event.kind);
        if (!counts || event.author == who || !covers(view.seat.read, event.cells)) continue;
        ++unread.count;
        unread.first = event.seq;
        if (mentioned) ++unread.mentions;
    }
    return unread;
}

std::string unread_notice(RoomId room, const rooms::Unread& unread, std::int64_t mark) {
    Writer w(96);
    w.object().field("room", room).field("count", unread.count).field("mentions", unread.mentions);
    w.field("mark", mark).end_object();
    return protocol::notice("unread", w.text());
}

std::string unread_notice(World& world, CaseEntry& entry, ProfessionalId who, Instant now) {
    const RoomId room = entry.record.room;
    return unread_notice(room, unread_of(world, entry, who, now), world.read_mark(room, who));
}

}  // namespace kortelijn::commands
