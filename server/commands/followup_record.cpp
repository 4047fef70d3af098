// followup.record: what the call some weeks after closing told. When help is needed again, whoever
// called reopens the case: that is a decision of its own.
#include <algorithm>

#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    FollowUpOutcome outcome = FollowUpOutcome::going_well;
    std::string note;
    std::optional<Day> next;
};

constexpr int until_next_days = 7;

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.outcome = r.word("outcome", parse_word<FollowUpOutcome>);
    in.note = r.optional_text("note", reason_rule).value_or("");
    in.next = r.optional_day("next");
    if (in.next && in.outcome != FollowUpOutcome::not_reached)
        r.refuse_field("request.invalid", "next");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::followup_record));
}

Result<Change> effect(const Input& in, Context& c) {
    const Day today = amsterdam_day(c.now);
    if (in.next && *in.next <= today) return refuse("record.in_the_past", "next");
    auto all = c.store.follow_ups_of(in.of_case);
    std::erase_if(all, [](const store::FollowUp& one) { return one.done_at.has_value(); });
    const auto first = std::min_element(
        all.begin(), all.end(),
        [](const store::FollowUp& a, const store::FollowUp& b) { return a.due < b.due; });
    if (first == all.end()) return refuse("followup.none_due");
    first->done_at = c.now;
    first->done_by = c.caller.who;
    first->outcome = in.outcome;
    first->note = in.note;
    c.store.change_follow_up(*first);
    Change change;
    change.object.outcome = to_text(in.outcome);
    if (in.outcome != FollowUpOutcome::not_reached) return change;
    store::FollowUp again;
    again.of_case = in.of_case;
    again.due = in.next.value_or(Day{today.number + until_next_days});
    c.store.add_follow_up(again);
    change.object.until = amsterdam_midnight(again.due).ms;
    protocol::Writer w(32);
    change.result = w.object().field("next", again.due).end_object().take();
    return change;
}

}  // namespace

constinit const Row followup_record =
    row<Input, read, require, effect>("followup.record", Kind::write);

}  // namespace kortelijn::commands
