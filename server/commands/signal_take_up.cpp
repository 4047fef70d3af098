// signal.take_up: a signal comes to rest in a case that the asker carries, made just before
// (case.create) or there already (R36, R37). From then on it is the case's; its address is kept
// with the case, so that a next signal finds the household.
#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    SignalId signal;
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.id<SignalId>("signal"), r.id<CaseId>("case")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_triage);
}

// The case, too, is asked for by the policy: a case that is not there, or that the asker may not
// find, is told alike (I6).
Result<void> may_join(const Input& in, Context& c, CaseEntry& entry) {
    Ask ask = ask_case(Action::case_exists);
    ask.who = c.caller.who;
    ask.as = Role::professional;
    const Decision decision = c.world.decide(entry, ask, c.now);
    if (!decision.permit) return Refusal{decision.reason, decision.tell, "case"};
    if (!c.world.view(entry, c.caller.who, c.now).carrier) return refuse("carrier.needed", "case");
    const auto& open = entry.the_case().open;
    if (open.empty() || !open.back().live(c.now)) return refuse("case.closed", "case");
    return {};
}

Result<Change> effect(const Input& in, Context& c) {
    auto record = signal_at_hand(c, in.signal, SignalStatus::received);
    if (!record) return refuse("signal.settled");
    CaseEntry& entry = c.world.entry(in.of_case, c.now);
    if (auto fine = may_join(in, c, entry); !fine) return fine.error();
    if (!entry.record.address && record->content && !record->content->address.empty())
        c.store.set_address(in.of_case, record->content->address);
    record->facts.status = SignalStatus::taken_up;
    record->facts.of_case = in.of_case;
    record->taken_up_at = c.now;
    Change change = keep_signal(c, *record);
    c.world.touch(in.of_case);
    change.of_case = in.of_case;
    protocol::Writer w(32);
    change.result = w.object().field("case", in.of_case).end_object().take();
    return change;
}

}  // namespace

constinit const Row signal_take_up =
    row<Input, read, require, effect>("signal.take_up", Kind::write);

}  // namespace kortelijn::commands
