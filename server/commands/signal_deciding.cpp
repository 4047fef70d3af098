// One reading and one writing for all of them.
#include "commands/signal_deciding.hpp"

namespace kortelijn::commands {

Requirement require_signal(SignalId id, Action action) {
    Ask ask;
    ask.action = action;
    return Requirement::about(id, std::move(ask));
}

OneSignal read_one_signal(protocol::Reader& r) { return {r.id<SignalId>("signal")}; }

Result<store::SignalRecord> signal_at_hand(Context& c, SignalId id, SignalStatus must_be) {
    auto record = c.store.signal(id);
    if (!record) return refuse("not_found");  // the policy has refused it before
    const SignalStatus is = record->facts.status;
    if (is == must_be) return std::move(*record);
    return refuse(is == SignalStatus::received ? "signal.not_taken_up" : "signal.settled");
}

Change keep_signal(Context& c, const store::SignalRecord& record) {
    const auto before = c.store.signal(record.facts.id);
    const SignalStatus was = before ? before->facts.status : record.facts.status;
    c.store.change_signal(record);
    Change change;
    change.object.signal = record.facts.id.value;
    change.of_signal = record.facts.id;
    change.signal_news = was == SignalStatus::received && record.facts.status != was
                             ? SignalNews::settled
                             : SignalNews::changed;
    change.tag = record.facts.of_case;
    return change;
}

}  // namespace kortelijn::commands
