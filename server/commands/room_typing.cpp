// room.typing: somebody is writing. One of the three things that are not recorded (I1); told to the
// others in the room only.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"
#include "reply.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
};

Input read(protocol::Reader& r) { return {r.id<RoomId>("room")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::in(in.room, ask_case(Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    protocol::Writer w(160);
    w.object().field("room", in.room);
    w.raw_field("who", person_json(c.directory(), c.caller.who, c.now)).end_object();
    Tell tell{protocol::notice("typing", w.text()), c.entry->id, {}};
    for (const rooms::Seat& seat : c.world.room(*c.entry).seats())
        if (seat.who != c.caller.who) tell.to.push_back(seat.connection);
    Change change;
    if (!tell.to.empty()) change.tells.push_back(std::move(tell));
    return change;
}

}  // namespace

constinit const Row room_typing =
    row<Input, read, require, effect>("room.typing", Kind::read, Recorded::no);

}  // namespace kortelijn::commands
