// call.open: a planned call begins. Who carries and waits is in by it; everybody else is let in.
// With `together_reason`, in an open one too, the family may meet in spite of a danger (R59).
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    std::optional<std::string> together_reason;
};

Input read(protocol::Reader& r) { return {r.id<CallId>("call"), read_together_reason(r)}; }

// Who may end it may begin it (R57).
Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_end);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    store::CallRecord record = entry.record;
    Change change = change_of(entry);
    if (in.together_reason) let_meet(record, *in.together_reason, c.now, change);
    if (record.state == CallState::open) {
        if (in.together_reason) keep_call(c, record);
        return change;
    }
    const CallLook look(c.world, entry, c.now);
    record.state = CallState::open;
    record.opened_at = c.now;
    keep_call(c, record);
    for (const store::CallParticipant& one : std::vector(record.participants)) {
        if (one.seat.state != ParticipantState::waiting || !look.is_carrier(one.seat.professional))
            continue;
        store::CallParticipant in_now = one;
        if (!let_in(c, c.world.call(in.call).record, in_now)) break;
        c.store.put_participant(record.id, in_now);
        c.world.touch(record.id);
    }
    return change;
}

}  // namespace

constinit const Row call_open = row<Input, read, require, effect>("call.open", Kind::write);

}  // namespace kortelijn::commands
