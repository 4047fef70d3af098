// summary.unshare: a carrier takes a line back from one of the family. It needs no ground for the
// line: what was shown too much may always be taken away.
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    LineId line;
    MemberId member;
};

Input read(protocol::Reader& r) {
    return {r.id<CallId>("call"), r.id<LineId>("line"), r.id<MemberId>("member")};
}

Requirement require(const Input& in, World& world, const Caller&, Instant) {
    return Requirement::of(world.call(in.call).record.of_case, ask_case(Action::household_change));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::LineRecord* const found = find_line(c.world, in.call, in.line);
    if (found == nullptr || !found->shared(in.member)) return refuse("not_found");
    store::LineRecord line = *found;
    for (store::SharedWith& one : line.shared_with)
        if (one.member == in.member && !one.taken_back_at) one.taken_back_at = c.now;
    c.store.put_line(line);
    keep_call(c, record);
    Change change = change_of(entry);
    change.members = {in.member};
    return change;
}

}  // namespace

constinit const Row summary_unshare =
    row<Input, read, require, effect>("summary.unshare", Kind::write);

}  // namespace kortelijn::commands
