// plan.link: a carrier gives one of the household a link to the plan: what is shared with them by
// name, and a place to propose (R64, for as long as R66 lets a guest of a plan come). Token and
// code stand in this answer and nowhere else.
#include "commands/plan_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

PlanLinkInput read(protocol::Reader& r) {
    PlanLinkInput in = read_plan_link(r);
    in.until = r.optional_instant("until");
    return in;
}

// As for a page (R64); its own end is looked at below, for it lasts longer.
Requirement require(const PlanLinkInput& in, World&, const Caller&, Instant now) {
    Ask ask;
    ask.action = Action::page_make;
    ask.member = in.member;
    ask.until = now + day_ms;
    ask.reason = in.reason;
    return Requirement::of(in.of_case, std::move(ask));
}

Result<Change> effect(const PlanLinkInput& in, Context& c) {
    if (in.until && *in.until <= c.now) return refuse("record.in_the_past", "until");
    if (in.until && *in.until - c.now > plan_link_lasts_ms)
        return refuse("record.too_long", "until");
    return make_plan_link(c, in, GuestKind::family);
}

}  // namespace

constinit const Row plan_link = row<PlanLinkInput, read, require, effect>("plan.link", Kind::write);

}  // namespace kortelijn::commands
