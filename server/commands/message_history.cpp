// message.history: a page of a room for one reader, decided item by item now. One entry lists what
// was shown, as ranges.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
    std::optional<std::int64_t> before;
    std::optional<std::int64_t> after;
    int limit = 50;
};

Input read(protocol::Reader& r) {
    Input in;
    in.room = r.id<RoomId>("room");
    in.before = r.optional_integer("before", 1, protocol::max_number);
    in.after = r.optional_integer("after", 0, protocol::max_number);
    in.limit = int(r.optional_integer("limit", 1, protocol::max_page).value_or(50));
    if (in.before && in.after) r.refuse_field("request.invalid", "after");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::in(in.room, ask_case(Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    rooms::Room& room = c.world.room(*c.entry);
    const Page page = in.after
                          ? page_after(c, room, *in.after, in.limit)
                          : page_before(c, room, in.before.value_or(room.last_seq() + 1), in.limit);
    protocol::Writer w(16 * 1024);
    w.object();
    write_items(w, page);
    w.field("first_seq", page.first_seq)
        .field("last_seq", std::max<std::int64_t>(page.last_seq, 0))  // 0: nothing
        .field("more", page.more)
        .end_object();
    Change change;
    change.result = w.take();
    change.tag = c.entry->id;
    change.object.ranges = page.shown;
    change.object.count = std::int64_t(page.items.size());
    change.object.grounds = numbers(c.view().seat.grounds);
    return change;
}

}  // namespace

constinit const Row message_history =
    row<Input, read, require, effect>("message.history", Kind::read);

}  // namespace kortelijn::commands
