// signal.close: a signal that was taken up is done, with what came of it. The case goes on or ends
// by itself.
#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    SignalId signal;
    SignalOutcome outcome = SignalOutcome::no_contact;
};

Input read(protocol::Reader& r) {
    Input in;
    in.signal = r.id<SignalId>("signal");
    in.outcome = r.word("outcome", parse_word<SignalOutcome>);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_triage);
}

Result<Change> effect(const Input& in, Context& c) {
    auto record = signal_at_hand(c, in.signal, SignalStatus::taken_up);
    if (!record) return record.error();
    record->facts.status = SignalStatus::closed;
    record->settled_at = c.now;
    record->outcome = in.outcome;
    Change change = keep_signal(c, *record);
    change.object.outcome = to_text(in.outcome);
    return change;
}

}  // namespace

constinit const Row signal_close = row<Input, read, require, effect>("signal.close", Kind::write);

}  // namespace kortelijn::commands
