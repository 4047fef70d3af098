// call.leave: one leaves the call or its waiting room; one may come again, and then waits again.
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
};

Input read(protocol::Reader& r) { return {read_call(r)}; }

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_wait);
}

Result<Change> effect(const Input& in, Context& c) {
    const CallId id = call_meant(c.caller, in.call);
    CallEntry& entry = c.world.call(id);
    const store::CallRecord record = entry.record;
    const store::CallParticipant* const own = own_place(record, c.caller);
    if (own == nullptr) return refuse("not_found");
    Change change = change_of(entry, own->seat.id);
    const rooms::CallSeat* const seat = entry.at.seat_of(c.caller.connection);
    const bool watched = seat != nullptr && seat->watching;
    // Another page of the same person is in: this one has no place to leave.
    const rooms::CallSeat* const taken = entry.at.seat_of(own->seat.id);
    const bool elsewhere = taken != nullptr && taken->connection != c.caller.connection;
    if (!watched && !elsewhere &&
        (takes_part(own->seat.state) || own->seat.state == ParticipantState::waiting)) {
        store::CallParticipant one = *own;
        one.seat.state = ParticipantState::left;
        one.leg = 0;
        one.since = c.now;
        keep_call(c, record, {one});
    }
    // At no place any more: the end of the batch takes back what waits unsent, and says nothing.
    change.after = [id, connection = c.caller.connection](World& world) {
        if (rooms::CallSeat* const left = world.call(id).at.seat_of(connection))
            left->participant = {}, left->watching = true;
        world.mark(id);
    };
    return change;
}

}  // namespace

constinit const Row call_leave =
    row<Input, read, require, effect>("call.leave", Kind::write, Recorded::yes, false, Whom::both);

}  // namespace kortelijn::commands
