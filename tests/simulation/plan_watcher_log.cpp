// I1 of plans: whatever line somebody is told, an entry says that they were shown it since it last
// became theirs. R63: what a line is shared for is what it said then.
#include <algorithm>

#include "simulation/call_watcher.hpp"
#include "simulation/plan_watcher.hpp"

namespace kortelijn::simulation {

void PlanWatcher::entry(const commands::OpenedEntry& one) {
    if (one.entry.event != "plan.read" && one.entry.event != "plan.shown") return;
    Person who;
    if (one.object.link)
        who.guest = GuestId{*one.object.link};
    else
        who.professional = one.actor.professional;
    for (const auto& [first, last] : one.object.ranges) {
        if (first != last) complain("I1: lines of a plan stand one by one");
        noted_.emplace(who, first);
        ++seen.noted;
    }
}

void PlanWatcher::judge_log(const Caller& one, const Json& line) {
    if (!noted_.contains({one.who, line["id"].get<std::int64_t>()}))
        complain("I1: no entry says that this was shown: " + one.name + " " + line.dump());
}

// Shown again after it was lost, it rests on what holds then: that is another entry.
void PlanWatcher::forget_noted(const std::map<ConnectionId, Caller>& callers) {
    std::erase_if(noted_, [&](const auto& noted) {
        const store::LineRecord* const now = truth_->find(LineId{noted.second});
        if (now != nullptr && truth_->sees(noted.first, *now)) return false;
        return std::none_of(readers_.begin(), readers_.end(), [&](const auto& reader) {
            const auto caller = callers.find(reader.first);
            return caller != callers.end() && caller->second.who == noted.first &&
                   still_theirs(caller->second, reader.second, noted.second, *truth_);
        });
    });
}

// That who proposed a line reads it nobody decided, and holds for their words alone; about others
// than it was, nothing that was decided holds.
void PlanWatcher::judge_shares() {
    for (const store::LineRecord& line : truth_->lines()) {
        const auto known = known_.find(line.id);
        if (known == known_.end()) continue;
        const store::LineRecord& before = known->second;
        const bool others = before.about != line.about;
        const bool other_words = before.text != line.text || before.owner != line.owner ||
                                 before.life_domains != line.life_domains;
        for (const store::SharedWith& with : line.shared_with) {
            if (with.taken_back_at || with.at >= now_ || (!others && !other_words)) continue;
            // Another proposal of theirs was taken over into it.
            if (!others && (with.by || (line.by_guest && line.text != before.text))) continue;
            if (std::find(before.shared_with.begin(), before.shared_with.end(), with) !=
                before.shared_with.end())
                complain("R63: shared on, though it says something else: " + line.text);
        }
    }
    known_.clear();
    for (const store::LineRecord& line : truth_->lines()) known_.emplace(line.id, line);
}

}  // namespace kortelijn::simulation
