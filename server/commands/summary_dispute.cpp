// summary.dispute: "that is not what I meant": one of the family says so of a line shared with
// them, in the call or from their page (R64). The line stays as it was written; both stand there.
#include <algorithm>

#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    LineId line;
    std::string text;
};

Input read(protocol::Reader& r) { return {r.id<LineId>("line"), r.text("text", line_text_rule)}; }

// Of the guest's call; of all calls of the case for a page, by the same steps whatever is named.
// Never of the plan: nothing that is said here of its lines would be seen there.
std::optional<store::LineRecord> line_of(World& world, const Caller& caller, LineId id) {
    if (const CallId call = call_meant(caller, {})) {
        const store::LineRecord* const found = find_line(world, call, id);
        return found == nullptr ? std::nullopt : std::optional(*found);
    }
    for (const store::LineRecord& one : world.store().lines_of(caller.guest->of_case))
        if (one.id == id && !one.withdrawn_at && one.call) return one;
    return std::nullopt;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant) {
    const auto line = line_of(world, caller, in.line);
    Ask ask;
    ask.action = Action::summary_dispute;
    if (line) {
        ask.about = line->about;
        ask.shared = line->shared(caller.guest->person);
    }
    const CallId call = call_meant(caller, {});
    return call ? Requirement::of_call(call, std::move(ask))
                : Requirement::of(caller.guest->of_case, std::move(ask));
}

// Room for one more of this member: their own oldest gives way, never what another said (AVG 16).
void make_room(std::vector<store::Dispute>& said, MemberId member) {
    const auto theirs = [&](const store::Dispute& one) { return one.member == member; };
    if (std::size_t(std::count_if(said.begin(), said.end(), theirs)) >= max_disputes_of_member)
        said.erase(std::find_if(said.begin(), said.end(), theirs));
}

Result<Change> effect(const Input& in, Context& c) {
    auto line = line_of(c.world, c.caller, in.line);
    if (!line) return refuse("not_found");
    const store::Dispute said{c.caller.guest->link, c.caller.guest->person, c.now, in.text};
    make_room(line->disputes, said.member);
    line->disputes.push_back(said);
    c.store.put_line(*line);
    Change change;
    if (line->call && c.world.call(line->call).there) keep_call(c, c.world.call(line->call).record);
    if (line->call) change.object.call = line->call.value;
    tell_cells(change, line->about, line->life_domains);
    change.on_behalf_of = c.caller.guest->person;
    return change;
}

}  // namespace

constinit const Row summary_dispute = row<Input, read, require, effect>(
    "summary.dispute", Kind::write, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands
