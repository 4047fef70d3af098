// message.retract: the writer takes their own message back. Its text is shown to nobody any more;
// that it was there, and who had read it, stays in the log.
#include "commands/message_amend.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
    std::int64_t seq = 0;
};

Input read(protocol::Reader& r) {
    return {r.id<RoomId>("room"), r.integer("seq", 1, protocol::max_number)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::in(in.room, ask_case(Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    auto message = own_message(c, in.room, in.seq);
    if (!message) return message.error();
    if (!covers(c.view().seat.post, message->cells)) return refuse("not_for_your_organisation");
    rooms::Room& room = c.world.room(*c.entry);
    store::RoomEvent retract = new_event(c, store::EventKind::retract, room);
    retract.cells = message->cells;
    retract.refers_to = in.seq;
    c.store.append_event(retract);
    c.store.amend_message(in.room, in.seq, retract);

    Change change = said(c, room, retract, "message.retracted");
    message->retracted = true;
    message->amended_by = retract.seq;
    message->amended_at = c.now;
    const rooms::Event now_reads =
        to_room_event(c.directory(), c.entry->facts(), *message, answered_cells(c.store, *message));
    change.after = [id = in.room, seq = in.seq, now_reads](World& world) {
        if (const auto at = world.rooms().find(id); at != world.rooms().end())
            at->second.amend(seq, now_reads.item, true, now_reads.answering);
    };
    return change;
}

}  // namespace

constinit const Row message_retract =
    row<Input, read, require, effect>("message.retract", Kind::write);

}  // namespace kortelijn::commands
