// checklist.decide: who asked for a paper says on the call what it led to: enough, or not yet, with
// the words and the day the family sees. Refused, it may be given again.
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    ChecklistId paper;
    bool accepted = false;
    std::string text;
    std::optional<Day> day;
};

Input read(protocol::Reader& r) {
    return {r.id<CallId>("call"), r.id<ChecklistId>("paper"), r.boolean("accepted"),
            r.optional_text("text", line_text_rule).value_or(""), r.optional_day("day")};
}

Requirement require(const Input& in, World& world, const Caller&, Instant) {
    const store::CallRecord& record = world.call(in.call).record;
    const store::PaperRecord* const paper = find_paper(world, in.call, in.paper);
    const auto& about = paper == nullptr ? record.about : paper->about;
    const LifeDomains domains = paper == nullptr ? record.life_domains : paper->life_domains;
    return Requirement::of_call(in.call, in.paper,
                                ask_item(Action::checklist_decide, about, domains, Law::none));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::PaperRecord* const found = record.find(in.paper);
    if (found == nullptr) return refuse("not_found");
    store::PaperRecord paper = *found;
    paper.state = in.accepted ? ChecklistState::accepted : ChecklistState::refused;
    paper.decided_by = c.caller.who;
    paper.decided_at = c.now;
    paper.decision = in.text;
    paper.decision_day = in.day;
    c.store.put_paper(paper);
    keep_call(c, record);
    Change change = change_of(entry);
    tell_cells(change, paper.about, paper.life_domains);
    change.object.outcome = to_text(paper.state);
    return change;
}

}  // namespace

constinit const Row checklist_decide =
    row<Input, read, require, effect>("checklist.decide", Kind::write);

}  // namespace kortelijn::commands
