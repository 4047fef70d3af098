// plan.share: a carrier shows a line of the plan to one of the household, or to somebody of the
// network by their link (R63). Where somebody of the household may be the danger it takes a reason,
// which is recorded.
#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    LineId line;
    MemberId member;  // one of the two
    GuestId link;
    std::vector<MemberId> agreed_by;
    std::optional<Evidence> evidence;
    std::string reason;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.line = r.id<LineId>("line");
    in.member = r.optional_id<MemberId>("member").value_or(MemberId{});
    in.link = r.optional_id<GuestId>("link").value_or(GuestId{});
    if (bool(in.member) == bool(in.link)) r.refuse_field("request.invalid", "member");
    in.agreed_by = r.optional_ids<MemberId>("agreed_by").value_or(std::vector<MemberId>{});
    in.evidence = read_evidence(r);
    in.reason = r.optional_text("reason", reason_rule).value_or("");
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    Requirement need = require_line(world, caller, in.of_case, in.line, Action::plan_share, now);
    if (need.ask->action != Action::plan_share) return need;
    need.ask->member = in.member;
    need.ask->link = in.link;
    need.ask->agreed_by = in.agreed_by;
    need.ask->evidence = in.evidence.has_value();
    need.ask->reason = in.reason;
    return need;
}

Result<Change> effect(const Input& in, Context& c) {
    auto line = plan_line(c.world, c.entry->id, in.line);
    if (!line) return refuse("not_found");
    const bool decided = std::any_of(
        line->shared_with.begin(), line->shared_with.end(), [&](const store::SharedWith& one) {
            return one.member == in.member && one.link == in.link && one.by && !one.taken_back_at;
        });
    if (!decided) {
        std::erase_if(line->shared_with, [&](const store::SharedWith& one) {
            return one.member == in.member && one.link == in.link;
        });
        store::SharedWith with;
        with.member = in.member;
        with.link = in.link;
        with.at = c.now;
        with.by = c.caller.who;
        with.agreed_by = in.agreed_by;
        if (in.evidence) with.evidence = to_text(*in.evidence);
        with.reason = in.reason;
        line->shared_with.push_back(std::move(with));
        c.store.put_line(*line);
    }
    Change change = change_of_line(*line);
    if (in.link) change.object.link = in.link.value;
    if (in.member &&
        std::find(change.members.begin(), change.members.end(), in.member) == change.members.end())
        change.members.push_back(in.member);
    change.object.reason = in.reason;
    return change;
}

}  // namespace

constinit const Row plan_share = row<Input, read, require, effect>("plan.share", Kind::write);

}  // namespace kortelijn::commands
