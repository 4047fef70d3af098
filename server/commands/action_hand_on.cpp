// action.hand_on: somebody else does it. It stays the same action, with its day and how often it
// was put off; who gets it must be able to read it.
#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ActionId action;
    std::vector<Owner> owners;
};

Input read(protocol::Reader& r) {
    Input in;
    in.action = r.id<ActionId>("action");
    in.owners = read_owners(r);
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    return require_action(in.action, world, caller, now);
}

Result<Change> effect(const Input& in, Context& c) {
    auto action = open_action(c, in.action);
    if (!action) return action.error();
    for (std::size_t i = 0; i < in.owners.size(); ++i) {
        const bool fits = c.entry == nullptr
                              ? in.owners[i] == owner_of(c.caller.who)
                              : can_own(c.world, *c.entry, in.owners[i], action->cells, c.now);
        if (!fits) return refuse("action.owner_may_not_see", "owners[" + std::to_string(i) + "]");
    }
    action->owners = in.owners;
    Change change;
    change_action(c, c.entry, *action, "handed_on", {}, change);
    note_action(change, c.entry != nullptr ? &c.entry->facts() : nullptr, *action);
    return change;
}

}  // namespace

constinit const Row action_hand_on =
    row<Input, read, require, effect>("action.hand_on", Kind::write);

}  // namespace kortelijn::commands
