// room.leave: gives up the seat. Allowed to whoever has one, whatever the policy says by now.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
};

Input read(protocol::Reader& r) { return {r.id<RoomId>("room")}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    const auto known = c.world.rooms().find(in.room);
    // Without a seat there is nothing to leave; the answer is the same for any number.
    if (known != c.world.rooms().end() && known->second.seat_of(c.caller.connection) != nullptr) {
        change.seatings.push_back({in.room, false});
        change.of_case = known->second.of_case();
    }
    return change;
}

}  // namespace

constinit const Row room_leave = row<Input, read, require, effect>("room.leave", Kind::read);

}  // namespace kortelijn::commands
