// The shared parts of papers and lines: small on purpose, the rules stand in the policy.
#include "commands/summary_rows.hpp"

#include "commands/items.hpp"

namespace kortelijn::commands {

const store::LineRecord* find_line(World& world, CallId call, LineId line) {
    const store::LineRecord* const found = world.call(call).record.find(line);
    return found == nullptr || found->withdrawn_at ? nullptr : found;
}

const store::PaperRecord* find_paper(World& world, CallId call, ChecklistId paper) {
    return world.call(call).record.find(paper);
}

Ask ask_line(World& world, CallId call, LineId line, Action action) {
    const store::CallRecord& record = world.call(call).record;
    const store::LineRecord* const found = find_line(world, call, line);
    return found == nullptr ? ask_item(action, record.about, record.life_domains, Law::none)
                            : ask_item(action, found->about, found->life_domains, Law::none);
}

void tell_cells(Change& change, const std::vector<MemberId>& about, LifeDomains domains) {
    change.members = about;
    change.object.life_domains = words_of(domains);
}

}  // namespace kortelijn::commands
