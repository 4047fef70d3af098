// Looks over every batch around a plan and judges it by the truth: whether each line told is for
// its receiver now, whether a loss took everything with it, and whether who reads it has all of
// theirs.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "commands/audit_rows.hpp"
#include "simulation/plan_truth.hpp"
#include "support/desk.hpp"

namespace kortelijn::simulation {

using support::Json;

struct Caller;

class PlanWatcher {
public:
    explicit PlanWatcher(std::vector<std::string>& complaints) : complaints_(complaints) {}

    // Each entry of the log, before the frames of its batch.
    void entry(const commands::OpenedEntry&);
    // Of one batch: begin, each frame in its order, finish.
    void begin(store::Store&, CaseId of_case, Instant now);
    void reply(const Caller&, const std::string& method, const Json& params, const Json& frame);
    void notice(const Caller&, const Json& frame);
    // Nobody gets a text they may not read, in whatever frame it came.
    void texts(const Caller&, const std::string& method, const std::string& text);
    void finish(const std::map<ConnectionId, Caller>&, const Batch&);
    void forget() { readers_.clear(); }

    bool hears(ConnectionId id) const {
        const auto at = readers_.find(id);
        return at != readers_.end() && at->second.hears;
    }
    // What it was told of it and may not read any more.
    bool has_lost(const Caller&, const PlanTruth&) const;

    // So that a simulation in which nothing happens does not pass.
    struct Seen {
        int plans = 0, lines = 0, lines_of_guests = 0, old_lines = 0, losses = 0, gone = 0,
            noted = 0;
    };
    Seen seen;

private:
    struct Reader {
        bool hears = false;
        std::int64_t version = 0;  // of its newest first page
        bool more = false;
        std::set<std::int64_t> now;                               // on that page
        std::set<std::pair<PlanVersionId, std::int64_t>> before;  // of older versions
    };

    void judge(const Caller&, const Json& plan);
    void judge_line(const Caller&, const Json& line, const store::PlanVersion*);
    void judge_shares();
    void judge_log(const Caller&, const Json& line);
    void forget_noted(const std::map<ConnectionId, Caller>&);
    void judge_around(const Caller&, const Json& plan);
    bool still_theirs(const Caller&, const Reader&, std::int64_t line, const PlanTruth&) const;
    bool lost(const Caller&, const Reader&, const PlanTruth&) const;
    void complete(const Caller&, const Reader&);
    void complain(const std::string& text) { complaints_.push_back(text); }

    std::vector<std::string>& complaints_;
    CaseId case_;
    Instant now_{0};
    std::unique_ptr<PlanTruth> truth_;
    std::map<ConnectionId, Reader> readers_, held_;    // now, and when the batch at hand began
    std::set<std::pair<Person, std::int64_t>> noted_;  // that an entry says they were shown it
    std::map<LineId, store::LineRecord> known_;        // as they were after the batch before
};

}  // namespace kortelijn::simulation
