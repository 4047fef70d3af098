// room.join: a seat in a case's room. The answer holds what this reader may see of it now: the last
// page, who else may be here, on which grounds; from the answer's sequence on, notices follow.
#include "commands/case_words.hpp"
#include "commands/ground_words.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
};

Input read(protocol::Reader& r) { return {r.id<RoomId>("room")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::in(in.room, ask_case(Action::case_open));
}

constexpr int first_page = 50;

// What the reader may write about whom: the composer offers nothing else.
void write_may_write(protocol::Writer& w, const CaseFacts& facts, const View& view) {
    w.key("may_write").array();
    for (std::size_t slot = 0; slot < facts.household.size() && slot < std::size_t(max_slots);
         ++slot) {
        std::uint64_t any = 0;
        for (int law = 0; law < law_count; ++law)
            any |= view.seat.post.by_slot[slot] >> (law * life_domain_count);
        const LifeDomains domains{std::uint16_t(any & ((1U << life_domain_count) - 1))};
        if (domains.empty()) continue;
        w.object().field("member", facts.household[slot].id);
        write_life_domains(w, "life_domains", domains);
        w.end_object();
    }
    w.end_array();
}

Result<Change> effect(const Input& in, Context& c) {
    const View view = c.view();
    const CaseFacts& facts = c.entry->facts();
    rooms::Room& room = c.world.room(*c.entry);
    if (const rooms::Connection* connection = c.world.connections().find(c.caller.connection))
        if (connection->rooms.size() >= rooms::max_rooms_per_connection &&
            room.seat_of(c.caller.connection) == nullptr)
            return refuse("rooms.too_many");
    const Page page = page_before(c, room, room.last_seq() + 1, first_page);

    protocol::Writer w(16 * 1024);
    w.object().field("room", in.room);
    w.raw_field("case", case_header_json(c.directory(), *c.entry, view, c.now));
    w.field("epoch", c.world.epoch())
        .field("seq", room.last_seq())
        .field("view", std::int64_t(view.sight().token));
    if (const auto& consult = facts.consult) {
        w.field("purpose", "consult").field("consult", consult->id);
        if (consult->period.to) w.field("until", *consult->period.to);
    } else {
        w.field("purpose", "cooperation");
    }
    w.raw_field("grounds", grounds_json(facts, view.seat.grounds, c.caller.language, c.now));
    w.field("may_post", !view.seat.post.none());
    write_may_write(w, facts, view);
    w.key("laws").array();
    for (const Law law : laws_of(facts, view, c.now)) w.value(to_text(law));
    w.end_array();
    if (const auto choice = c.world.choice(in.room, c.caller.who)) {
        w.key("choice").object().list("about", members_of(facts, choice->people));
        write_life_domains(w, "life_domains", choice->life_domains);
        if (choice->law != Law::none) w.field("source_law", to_text(choice->law));
        w.end_object();
    }
    w.raw_field("here",
                here_json(c.world, *c.entry, c.now, &view, c.caller.who, c.caller.language));
    const rooms::Unread unread = unread_of(c.world, *c.entry, c.caller.who, c.now);
    w.key("unread")
        .object()
        .field("mark", c.world.read_mark(in.room, c.caller.who))
        .field("count", unread.count);
    w.field("mentions", unread.mentions);
    if (unread.first != 0) w.field("first", unread.first);
    w.end_object();
    write_items(w, page);
    w.field("first_seq", page.first_seq).field("more", page.more).end_object();

    Change change;
    change.result = w.take();
    change.tag = c.entry->id;
    change.object.ranges = page.shown;
    change.object.grounds = numbers(view.seat.grounds);
    change.object.count = std::int64_t(page.items.size());
    change.seatings.push_back({in.room, true});
    return change;
}

}  // namespace

constinit const Row room_join = row<Input, read, require, effect>("room.join", Kind::read);

}  // namespace kortelijn::commands
