// network.invite: a carrier makes a link for somebody of the household's own choice: family, a
// friend, a neighbour (R66). It is written down who chose them and how they said so. They read
// nothing before a line is shared with them.
#include "commands/call_rows.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

PlanLinkInput read(protocol::Reader& r) {
    PlanLinkInput in = read_plan_link(r);
    in.until = r.instant("until");
    in.evidence = read_evidence(r);
    if (!in.evidence) r.refuse_field("request.invalid", "evidence");
    return in;
}

Requirement require(const PlanLinkInput& in, World&, const Caller&, Instant) {
    Ask ask;
    ask.action = Action::network_invite;
    ask.member = in.member;
    ask.evidence = in.evidence.has_value();
    ask.until = in.until;
    ask.reason = in.reason;
    return Requirement::of(in.of_case, std::move(ask));
}

Result<Change> effect(const PlanLinkInput& in, Context& c) {
    return make_plan_link(c, in, GuestKind::network);
}

}  // namespace

constinit const Row network_invite =
    row<PlanLinkInput, read, require, effect>("network.invite", Kind::write);

}  // namespace kortelijn::commands
