// plan.unshare: a carrier takes a line of the plan back from who it was shared with. It needs no
// ground for the line: what was shown too much may always be taken away.
#include "commands/plan_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    LineId line;
    MemberId member;  // one of the two
    GuestId link;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.line = r.id<LineId>("line");
    in.member = r.optional_id<MemberId>("member").value_or(MemberId{});
    in.link = r.optional_id<GuestId>("link").value_or(GuestId{});
    if (bool(in.member) == bool(in.link)) r.refuse_field("request.invalid", "member");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::household_change));
}

Result<Change> effect(const Input& in, Context& c) {
    auto line = plan_line(c.world, c.entry->id, in.line);
    if (!line || !(in.member ? line->shared(in.member) : line->shared(in.link)))
        return refuse("not_found");
    for (store::SharedWith& one : line->shared_with)
        if (one.member == in.member && one.link == in.link && !one.taken_back_at)
            one.taken_back_at = c.now;
    c.store.put_line(*line);
    Change change = change_of_line(*line);
    change.members.clear();
    if (in.member) change.members = {in.member};
    if (in.link) change.object.link = in.link.value;
    return change;
}

}  // namespace

constinit const Row plan_unshare = row<Input, read, require, effect>("plan.unshare", Kind::write);

}  // namespace kortelijn::commands
