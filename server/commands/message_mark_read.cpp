// message.mark_read: up to where somebody has read, the same on all their devices.
#include <algorithm>

#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
    std::int64_t seq = 0;
};

Input read(protocol::Reader& r) {
    return {r.id<RoomId>("room"), r.integer("seq", 0, protocol::max_number)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::in(in.room, ask_case(Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    rooms::Room& room = c.world.room(*c.entry);
    // Never back, never past what there is.
    const std::int64_t old = c.world.read_mark(in.room, c.caller.who);
    const std::int64_t mark = std::max(old, std::min(in.seq, room.last_seq()));
    Change change;
    change.tag = c.entry->id;
    change.object.seq = mark;
    change.object.grounds = numbers(c.view().seat.grounds);
    const rooms::Unread unread = room.unread(c.view().sight(), c.caller.who, mark);
    protocol::Writer w(64);
    change.result = w.object()
                        .field("mark", mark)
                        .field("count", unread.count)
                        .field("mentions", unread.mentions)
                        .end_object()
                        .take();
    if (mark == old) return change;
    c.store.set_read_mark(in.room, c.caller.who, mark);
    change.after = [room_id = in.room, who = c.caller.who, mark](World& world) {
        world.set_read_mark(room_id, who, mark);
    };
    Tell tell{unread_notice(in.room, unread, mark), c.entry->id, {}};
    for (const ConnectionId own : c.world.connections().of(c.caller.who))
        if (own != c.caller.connection) tell.to.push_back(own);
    if (!tell.to.empty()) change.tells.push_back(std::move(tell));
    return change;
}

}  // namespace

constinit const Row message_mark_read =
    row<Input, read, require, effect>("message.mark_read", Kind::read);

}  // namespace kortelijn::commands
