// I1 of calls: whatever line, question or paper somebody is told of, an entry says that they were
// shown it, and it was written before.
#include "commands/audit_rows.hpp"
#include "simulation/call_watcher.hpp"

namespace kortelijn::simulation {

void CallWatcher::read_log() {
    const std::int64_t size = desk_.store().entry_count();
    for (; log_read_ < size && !deaf; ++log_read_) {
        const auto leaf = desk_.store().entry_leaf(log_read_);
        const auto entry = commands::open_entry(*leaf, desk_.store().entry_disclosures(log_read_));
        if (entry) plan_.entry(*entry);
        if (!entry || !entry->object.call || !entry->object.participant) continue;
        for (const auto& [first, last] : entry->object.ranges) {
            if (first != last) complain("I1: things of a call stand one by one");
            noted_.emplace(*entry->object.participant, first);
            ++seen.noted;
        }
    }
}

void CallWatcher::judge_log(const Caller& one, const Json& state) {
    const std::int64_t place = state["you"]["participant"];
    for (const char* list : {"lines", "questions", "checklist"})
        for (const Json& item : state[list])
            if (!is_noted(place, item["id"]))
                complain("I1: no entry says that this was shown: " + one.name + " " + item.dump());
}

}  // namespace kortelijn::simulation
