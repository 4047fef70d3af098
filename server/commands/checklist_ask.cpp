// checklist.ask: who is in the call asks the family for a paper, about people and life domains they
// may know (R61). The family's page shows it to who may give it.
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

constexpr protocol::TextRule what_rule{200, 800};

struct Input {
    CallId call;
    std::vector<MemberId> members;
    LifeDomains life_domains;
    std::string what;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.members = r.ids<MemberId>("members");
    in.life_domains = set_of(
        r.words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count));
    in.what = r.text("what", what_rule);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of_call(
        in.call, ask_item(Action::checklist_ask, in.members, in.life_domains, Law::none));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    if (record.papers.size() >= max_papers_of_call) return refuse("call.full");
    store::PaperRecord paper;
    paper.id = ChecklistId{drawn_number(c.random)};
    paper.call = in.call;
    paper.organisation = employer_of(c.directory(), c.caller.who, c.now);
    paper.asked_by = c.caller.who;
    paper.asked_at = c.now;
    paper.about = in.members;
    paper.life_domains = in.life_domains;
    paper.what = in.what;
    c.store.put_paper(paper);
    keep_call(c, record);
    Change change = change_of(entry);
    tell_cells(change, in.members, in.life_domains);
    protocol::Writer w(64);
    change.result = w.object().field("paper", paper.id).end_object().take();
    return change;
}

}  // namespace

constinit const Row checklist_ask = row<Input, read, require, effect>("checklist.ask", Kind::write);

}  // namespace kortelijn::commands
