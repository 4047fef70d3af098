// summary.share: a carrier shows a line to one of the family, by name (R63). Where somebody of the
// household may be the danger it takes a reason, which is recorded.
#include <algorithm>

#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    LineId line;
    MemberId member;
    std::vector<MemberId> agreed_by;
    std::optional<Evidence> evidence;
    std::string reason;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.line = r.id<LineId>("line");
    in.member = r.id<MemberId>("member");
    in.agreed_by = r.optional_ids<MemberId>("agreed_by").value_or(std::vector<MemberId>{});
    in.evidence = read_evidence(r);
    in.reason =
        r.optional_text("reason", {protocol::max_reason_characters, protocol::max_reason_bytes})
            .value_or("");
    return in;
}

Requirement require(const Input& in, World& world, const Caller&, Instant) {
    Ask ask = ask_line(world, in.call, in.line, Action::summary_share);
    ask.member = in.member;
    ask.agreed_by = in.agreed_by;
    ask.evidence = in.evidence.has_value();
    ask.reason = in.reason;
    return Requirement::of_call(in.call, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::LineRecord* const found = find_line(c.world, in.call, in.line);
    if (found == nullptr) return refuse("not_found");
    store::LineRecord line = *found;
    if (!line.shared(in.member)) {
        std::erase_if(line.shared_with,
                      [&](const store::SharedWith& one) { return one.member == in.member; });
        store::SharedWith with;
        with.member = in.member;
        with.at = c.now;
        with.by = c.caller.who;
        with.agreed_by = in.agreed_by;
        if (in.evidence) with.evidence = to_text(*in.evidence);
        with.reason = in.reason;
        line.shared_with.push_back(std::move(with));
        c.store.put_line(line);
        keep_call(c, record);
    }
    Change change = change_of(entry);
    tell_cells(change, line.about, line.life_domains);
    if (std::find(change.members.begin(), change.members.end(), in.member) == change.members.end())
        change.members.push_back(in.member);
    change.object.reason = in.reason;
    return change;
}

}  // namespace

constinit const Row summary_share = row<Input, read, require, effect>("summary.share", Kind::write);

}  // namespace kortelijn::commands
