// action.postpone: a later day, with the reason why. Each time is counted: from the second on the
// team leader sees that it was put off, without a word of it.
#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ActionId action;
    Day due;
    std::string reason;
};

Input read(protocol::Reader& r) {
    Input in;
    in.action = r.id<ActionId>("action");
    in.due = r.day("due");
    const auto reason = r.optional_text("reason", reason_rule);
    if (!reason) r.refuse_field("action.no_reason", "reason");
    in.reason = reason.value_or("");
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    return require_action(in.action, world, caller, now);
}

Result<Change> effect(const Input& in, Context& c) {
    auto action = open_action(c, in.action);
    if (!action) return action.error();
    if (in.due <= action->due || in.due < amsterdam_day(c.now))
        return refuse("action.in_the_past", "due");
    action->due = in.due;
    ++action->postponed;
    Change change;
    change_action(c, c.entry, *action, "postponed", in.reason, change);
    note_action(change, c.entry != nullptr ? &c.entry->facts() : nullptr, *action);
    change.object.count = action->postponed;
    protocol::Writer w(32);
    change.result = w.object().field("postponed", action->postponed).end_object().take();
    if (c.entry != nullptr) change.tag = c.entry->id;
    return change;
}

}  // namespace

constinit const Row action_postpone =
    row<Input, read, require, effect>("action.postpone", Kind::write);

}  // namespace kortelijn::commands
