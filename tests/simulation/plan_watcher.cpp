// By how it stands when the batch is committed.
#include "simulation/plan_watcher.hpp"

#include <algorithm>

#include "commands/plan_look.hpp"
#include "simulation/call_watcher.hpp"

namespace kortelijn::simulation {

void PlanWatcher::begin(store::Store& store, CaseId of_case, Instant now) {
    case_ = of_case;
    truth_ = std::make_unique<PlanTruth>(store, of_case, now);
    held_ = readers_;
    now_ = now;
    judge_shares();
}

void PlanWatcher::reply(const Caller& one, const std::string& method, const Json& params,
                        const Json& frame) {
    if (method != "plan.read") return;
    Reader& reader = readers_[one.connection];
    // An answer that was taken back does not say whether they read it: they take what they hear.
    if (frame.contains("error")) {
        reader.hears |= frame["error"]["data"]["reason"] == "outcome_unknown";
        return;
    }
    const Json& plan = frame["result"]["plan"];
    judge(one, plan);
    reader.hears = true;
    if (const std::int64_t version = params.value("version", std::int64_t{0}); version != 0) {
        for (const Json& line : plan["lines"])
            reader.before.insert({PlanVersionId{version}, line["id"].get<std::int64_t>()});
    } else if (!params.contains("after")) {
        reader.version = plan["version"];
        reader.more = plan["more"];
        reader.now.clear();
        for (const Json& line : plan["lines"]) reader.now.insert(line["id"].get<std::int64_t>());
    }
}

void PlanWatcher::notice(const Caller& one, const Json& frame) {
    const std::string method = frame["method"];
    if (!method.starts_with("plan.")) return;
    Reader& reader = readers_[one.connection];
    if (!reader.hears) complain("I3: " + method + " to who reads no plan: " + one.name);
    if (method == "plan.gone") {
        ++seen.gone;
        reader = {};
        return;
    }
    const Json& plan = frame["params"]["plan"];
    judge(one, plan);
    if (plan["version"] <= reader.version) complain("an older plan after a newer one: " + one.name);
    reader.version = plan["version"];
    reader.more = plan["more"];
    reader.now.clear();
    reader.before.clear();  // what it shows of those it reads again
    for (const Json& line : plan["lines"]) reader.now.insert(line["id"].get<std::int64_t>());
}

void PlanWatcher::judge(const Caller& one, const Json& plan) {
    ++seen.plans;
    const store::PlanVersion* settled = nullptr;
    if (plan.contains("settled")) {
        settled = truth_->version(PlanVersionId{plan["settled"]["id"]});
        if (settled == nullptr) return complain("I2: a version that is not there: " + one.name);
    }
    for (const Json& line : plan["lines"]) judge_line(one, line, settled);
    for (const Json& line : plan["lines"]) judge_log(one, line);
    judge_around(one, plan);
}

void PlanWatcher::judge_line(const Caller& one, const Json& line,
                             const store::PlanVersion* settled) {
    const auto told = [&](const std::string& what) {
        complain("I2: " + what + ": " + one.name + " " + line.dump());
    };
    ++(settled != nullptr ? seen.old_lines : seen.lines);
    seen.lines_of_guests += bool(one.who.guest);
    const LineId id{line["id"]};
    const store::LineRecord* const now = truth_->find(id);
    if (now == nullptr) return told("a line of no plan");
    if (settled == nullptr) {
        if (!truth_->sees(one.who, *now)) told("a line of the plan for others");
        for (const char* other : {"under", "instead_of"})
            if (line.contains(other))
                if (const auto* named = truth_->find(LineId{line[other]});
                    named == nullptr || !truth_->sees(one.who, *named))
                    told("the number of a line for others");
    } else {
        const auto then = std::find_if(settled->lines.begin(), settled->lines.end(),
                                       [&](const auto& each) { return each.id == id; });
        if (then == settled->lines.end() || !truth_->sees(one.who, *settled, *then))
            told("an old line of the plan for others");
    }
    const bool carries = truth_->carries(one.who);
    if (!carries && !line["shared_with"].empty()) told("with whom it is shared");
    if (one.who.guest && line.contains("cells")) told("cells to a guest");
    const bool own = truth_->is_own(one.who, now->by_guest);
    if (line.contains("by_guest") && !carries && !own) told("whose words it were");
    if (line.value("own", false) && !own) told("another's words as their own");
}

void PlanWatcher::judge_around(const Caller& one, const Json& plan) {
    const auto told = [&](const std::string& what) { complain("I2: " + what + ": " + one.name); };
    const bool carries = truth_->carries(one.who);
    if (one.who.guest && plan.contains("case")) told("a case to a guest");
    for (const char* links : {"network", "family"})
        if (!carries && !plan[links].empty()) told("whom else the plan was opened to");
    if (!carries && !plan["versions"].empty() && !truth_->sees_any(one.who))
        told("when others agreed");
    for (const Json& version : plan["versions"])
        if (!carries && version.contains("note")) told("a note among carriers");
    if (plan.contains("meeting") && !carries &&
        !truth_->has_place(one.who, CallId{plan["meeting"]["call"]}))
        told("a meeting they were not asked to");
}

void PlanWatcher::texts(const Caller& one, const std::string& method, const std::string& text) {
    if (method == "plan.read") return;  // by its lines, which may be old ones
    for (const auto& line : truth_->lines()) {
        if (text.find(line.text) == std::string::npos) continue;
        // A proposal that was taken over says the same as the line it became.
        const auto theirs = [&](const auto& each) {
            return each.text == line.text && truth_->sees(one.who, each);
        };
        if (std::none_of(truth_->lines().begin(), truth_->lines().end(), theirs))
            complain("I2: " + one.name + " heard " + line.text + " in " + text);
    }
}

bool PlanWatcher::still_theirs(const Caller& one, const Reader& held, std::int64_t line,
                               const PlanTruth& truth) const {
    const store::LineRecord* const now = truth.find(LineId{line});
    if (now != nullptr && truth.sees(one.who, *now)) return true;
    return std::any_of(held.before.begin(), held.before.end(), [&](const auto& old) {
        const store::PlanVersion* const version = truth.version(old.first);
        return old.second == line && version != nullptr &&
               std::any_of(version->lines.begin(), version->lines.end(), [&](const auto& each) {
                   return each.id.value == line && truth.sees(one.who, *version, each);
               });
    });
}

bool PlanWatcher::lost(const Caller& one, const Reader& held, const PlanTruth& truth) const {
    for (const std::int64_t line : held.now)
        if (!still_theirs(one, held, line, truth)) return true;
    for (const auto& [version, line] : held.before)
        if (!still_theirs(one, held, line, truth)) return true;
    return false;
}

bool PlanWatcher::has_lost(const Caller& one, const PlanTruth& truth) const {
    const auto reader = readers_.find(one.connection);
    return reader != readers_.end() && reader->second.hears && lost(one, reader->second, truth);
}

// I3: who lost a line they had been told is purged of what waits unsent of the plan.
void PlanWatcher::finish(const std::map<ConnectionId, Caller>& callers, const Batch& batch) {
    std::erase_if(readers_, [&](const auto& one) {
        const auto caller = callers.find(one.first);
        return caller == callers.end() || !caller->second.open;
    });
    for (const auto& [id, held] : held_) {
        const auto caller = callers.find(id);
        if (caller == callers.end() || !caller->second.open || !held.hears) continue;
        if (!lost(caller->second, held, *truth_)) continue;
        ++seen.losses;
        if (std::none_of(
                batch.purges.begin(), batch.purges.end(), [&, connection = id](const Purge& purge) {
                    return purge.connection == connection && purge.of == commands::plan_tag(case_);
                }))
            complain("I3: a line of the plan was lost and nothing purged for " +
                     caller->second.name);
    }
    for (const auto& [id, reader] : readers_) complete(callers.at(id), reader);
    forget_noted(callers);
}

// Everybody who reads it has the newest, with all that is theirs.
void PlanWatcher::complete(const Caller& one, const Reader& reader) {
    if (!reader.hears) return;
    if (one.who.professional && !truth_->may_open(one.who))
        return complain("I3: still reads the plan: " + one.name);
    if (reader.version == 0 || reader.more) return;
    std::set<std::int64_t> wanted;
    for (const auto& line : truth_->lines())
        if (truth_->sees(one.who, line)) wanted.insert(line.id.value);
    if (wanted != reader.now) complain("I5: not exactly their own plan at " + one.name);
}

}  // namespace kortelijn::simulation
