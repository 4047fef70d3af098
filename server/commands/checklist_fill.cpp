// checklist.fill: one of the family hands in a paper that was asked for: a file they sent just
// before, through this link and for this paper (R61).
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ChecklistId paper;
    AttachmentId attachment;
};

Input read(protocol::Reader& r) {
    return {r.id<ChecklistId>("paper"), r.id<AttachmentId>("attachment")};
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant) {
    const CallId call = call_meant(caller, {});
    Ask ask = ask_call(Action::checklist_fill);
    const store::PaperRecord* const paper = find_paper(world, call, in.paper);
    ask.about = paper == nullptr ? world.call(call).record.about : paper->about;
    return Requirement::of_call(call, in.paper, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, {}));
    const store::CallRecord record = entry.record;
    const store::PaperRecord* const found = record.find(in.paper);
    const auto file = c.store.attachment(in.attachment);
    const bool theirs =
        file && file->by_guest == c.caller.guest->link && file->paper == in.paper &&
        (file->state == AttachmentState::ready || file->state == AttachmentState::quarantined);
    if (found == nullptr || !theirs) return refuse("not_found");
    store::PaperRecord paper = *found;
    paper.state = ChecklistState::received;
    paper.attachment = in.attachment;
    paper.filled_by = c.caller.guest->link;
    paper.filled_at = c.now;
    paper.decided_by = {};
    paper.decided_at.reset();
    paper.decision.clear();
    paper.decision_day.reset();
    c.store.put_paper(paper);
    keep_call(c, record);
    Change change = change_of(entry);
    tell_cells(change, paper.about, paper.life_domains);
    change.object.attachment = in.attachment.value;
    return change;
}

}  // namespace

constinit const Row checklist_fill = row<Input, read, require, effect>(
    "checklist.fill", Kind::write, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands
