// call.remove: somebody is put out of the call, or out of the waiting room, and cannot come back.
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    ParticipantId participant;
};

Input read(protocol::Reader& r) {
    return {r.id<CallId>("call"), r.id<ParticipantId>("participant")};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_remove, in.participant);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::CallParticipant* const known = record.find(in.participant);
    if (known == nullptr) return refuse("not_found");
    Change change = change_of(entry, in.participant);
    change.object.professional = known->seat.professional;
    if (known->seat.guest) change.object.link = known->seat.guest.value;
    if (known->seat.state == ParticipantState::removed) return change;
    store::CallParticipant one = *known;
    one.seat.state = ParticipantState::removed;
    one.leg = 0;
    one.since = c.now;
    keep_call(c, record, {one});
    return change;
}

}  // namespace

constinit const Row call_remove = row<Input, read, require, effect>("call.remove", Kind::write);

}  // namespace kortelijn::commands
