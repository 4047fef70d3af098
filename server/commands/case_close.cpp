// case.close: the help ended. Partners' access ends with it (R13, R20); the carriers can still
// read. No action stays open behind it unseen: they are handed on before, or dropped with it. A day
// may be set on which somebody calls.
#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    std::optional<Day> follow_up;
    std::optional<CaseOutcome> outcome;
    std::optional<std::string> note;
    bool drop = false;
};

std::optional<bool> parse_drop(std::string_view text) {
    return text == "drop" ? std::optional(true) : std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.follow_up = r.optional_day("follow_up");
    in.outcome = r.optional_word("outcome", parse_word<CaseOutcome>);
    in.note = r.optional_text("note", reason_rule);
    in.drop = r.optional_word("open_actions", parse_drop).value_or(false);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::case_close));
}

Result<Change> effect(const Input& in, Context& c) {
    if (in.follow_up && *in.follow_up <= amsterdam_day(c.now))
        return refuse("followup.before_closing", "follow_up");
    auto open = c.store.actions_of(in.of_case, true);
    if (!open.empty() && !in.drop)
        return Refusal{"case.open_actions", "case.open_actions", {}, std::int64_t(open.size())};
    Change change;
    for (store::ActionRecord& action : open) {
        action.state = ActionState::dropped;
        action.settled_at = c.now;
        change_action(c, c.entry, action, "dropped", {}, change);
    }
    if (!open.empty()) change.object.count = std::int64_t(open.size());
    if (in.outcome || in.note) {
        const CaseOutcome outcome = in.outcome.value_or(CaseOutcome::other);
        c.store.add_closing({in.of_case, c.now, outcome, in.note.value_or("")});
        change.object.outcome = to_text(outcome);
    }
    if (in.follow_up) {
        store::FollowUp call;
        call.of_case = in.of_case;
        call.due = *in.follow_up;
        c.store.add_follow_up(call);
        change.object.until = amsterdam_midnight(*in.follow_up).ms;
    }
    c.store.close_period(in.of_case, c.now);
    c.world.touch(in.of_case);
    protocol::Writer w(48);
    change.result = w.object().field("closed_at", c.now).end_object().take();
    return change;
}

}  // namespace

constinit const Row case_close = row<Input, read, require, effect>("case.close", Kind::write);

}  // namespace kortelijn::commands
