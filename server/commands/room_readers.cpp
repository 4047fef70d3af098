// room.readers: "Dit lezen: 4 mensen van 3 organisaties", before a message is sent. Counted among
// the people at the table, whom everybody in the room may see; the writer must be allowed to write
// it.
#include <algorithm>
#include <set>

#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
    std::vector<MemberId> about;
    std::vector<LifeDomain> life_domains;
    Law source_law = Law::none;
};

Input read(protocol::Reader& r) {
    Input in;
    in.room = r.id<RoomId>("room");
    in.about = r.ids<MemberId>("about", max_slots);
    in.life_domains =
        r.words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count);
    in.source_law = r.optional_word("source_law", parse_source_law).value_or(Law::none);
    return in;
}

Ask question(const Input& in, World& world, const Caller& caller, Instant now) {
    Law law = in.source_law;
    CaseEntry& entry = world.entry_of(in.room, now);
    if (law == Law::none && entry.exists())
        law = only_law(entry.facts(), world.view(entry, caller.who, now), now);
    return ask_item(Action::message_post, in.about, set_of(in.life_domains), law);
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    return Requirement::in(in.room, question(in, world, caller, now));
}

Result<Change> effect(const Input& in, Context& c) {
    const Cells cells = cells_of(c.entry->facts(), question(in, c.world, c.caller, c.now), c.now);
    std::set<OrganisationId> reading, at_table;
    std::int64_t people = 0;
    for (const ProfessionalId who : c.world.around(*c.entry, c.now)) {
        const View& view = c.world.view(*c.entry, who, c.now);
        if (!view.seat.may_enter) continue;
        at_table.insert(view.organisation);
        if (!covers(view.seat.read, cells)) continue;
        ++people;
        reading.insert(view.organisation);
    }
    protocol::Writer w(256);
    w.object().field("people", people).field("organisations", std::int64_t(reading.size()));
    w.key("not").array();
    for (const OrganisationId id : at_table)
        if (const Organisation* organisation = c.directory().find(id);
            organisation && !reading.contains(id))
            w.value(organisation->name);
    w.end_array().end_object();
    Change change;
    change.result = w.take();
    change.tag = c.entry->id;
    change.object.count = people;
    change.object.life_domains = words_of(cells.life_domains);
    return change;
}

}  // namespace

constinit const Row room_readers = row<Input, read, require, effect>("room.readers", Kind::read);

}  // namespace kortelijn::commands
