// action.settle: it is done, or dropped with the reason why.
#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ActionId action;
    ActionState how = ActionState::done;
    std::string reason;
};

std::optional<ActionState> parse_how(std::string_view text) {
    if (text == "done") return ActionState::done;
    if (text == "dropped") return ActionState::dropped;
    return std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.action = r.id<ActionId>("action");
    in.how = r.word("how", parse_how);
    const auto reason = r.optional_text("reason", reason_rule);
    if (!reason && in.how == ActionState::dropped) r.refuse_field("action.no_reason", "reason");
    in.reason = reason.value_or("");
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    return require_action(in.action, world, caller, now);
}

Result<Change> effect(const Input& in, Context& c) {
    auto action = open_action(c, in.action);
    if (!action) return action.error();
    action->state = in.how;
    action->settled_at = c.now;
    Change change;
    change_action(c, c.entry, *action, to_text(in.how), in.reason, change);
    note_action(change, c.entry != nullptr ? &c.entry->facts() : nullptr, *action);
    change.object.outcome = to_text(in.how);
    return change;
}

}  // namespace

constinit const Row action_settle = row<Input, read, require, effect>("action.settle", Kind::write);

}  // namespace kortelijn::commands
