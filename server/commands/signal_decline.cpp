// signal.decline: a signal is not taken up (R37). Its sender reads one closed word; the note is its
// team's and goes with the signal.
#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"
#include "domain/identifiers.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    SignalId signal;
    DeclineReason why = DeclineReason::incomplete;
    std::string note;
};

Input read(protocol::Reader& r) {
    Input in;
    in.signal = r.id<SignalId>("signal");
    in.why = r.word("why", parse_word<DeclineReason>);
    in.note = r.optional_text("note", reason_rule).value_or("");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_triage);
}

Result<Change> effect(const Input& in, Context& c) {
    auto record = signal_at_hand(c, in.signal, SignalStatus::received);
    if (!record) return record.error();
    if (find_bsn(in.note)) return refuse("signal.bsn", "note");
    record->facts.status = SignalStatus::not_taken_up;
    record->settled_at = c.now;
    record->decline = in.why;
    if (record->content) record->content->note = in.note;
    Change change = keep_signal(c, *record);
    change.object.outcome = to_text(in.why);
    return change;
}

}  // namespace

constinit const Row signal_decline =
    row<Input, read, require, effect>("signal.decline", Kind::write);

}  // namespace kortelijn::commands
