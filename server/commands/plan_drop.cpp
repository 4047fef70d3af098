// plan.drop: a line is taken out of the plan by who carries, or a guest takes back what they
// proposed. It stays in the versions that were agreed with it.
#include "commands/plan_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;  // none: a guest's own
    LineId line;
};

Input read(protocol::Reader& r) {
    return {r.optional_id<CaseId>("case").value_or(CaseId{}), r.id<LineId>("line")};
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    if (!caller.guest)
        return require_line(world, caller, in.of_case, in.line, Action::plan_write, now);
    Ask ask;
    ask.action = Action::plan_propose;
    return Requirement::of(caller.guest->of_case, std::move(ask));
}

// Of the family: by an earlier link of theirs too, as their page says "own".
bool is_theirs(Context& c, GuestId by) {
    const rooms::GuestAt& guest = *c.caller.guest;
    if (by == guest.link) return true;
    const auto link = guest.person ? c.world.readable_link(by) : std::nullopt;
    return link && link->of_case == guest.of_case && link->guest.person == guest.person;
}

Result<Change> effect(const Input& in, Context& c) {
    auto line = plan_line(c.world, c.entry->id, in.line);
    if (!line) return refuse("not_found");
    if (c.caller.guest && (!line->proposed() || !is_theirs(c, line->by_guest)))
        return refuse("not_found");
    line->withdrawn_at = c.now;
    c.store.put_line(*line);
    Change change = change_of_line(*line);
    if (c.caller.guest) {
        change.object.link = c.caller.guest->link.value;
        change.on_behalf_of = c.caller.guest->person;
    }
    return change;
}

}  // namespace

constinit const Row plan_drop =
    row<Input, read, require, effect>("plan.drop", Kind::write, Recorded::yes, false, Whom::both);

}  // namespace kortelijn::commands
