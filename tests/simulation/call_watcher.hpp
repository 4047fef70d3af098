// Looks over every batch around a call and judges it by the truth: whether each state told is for
// its receiver, whether signalling reaches nobody else, whether a loss took everything with it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "simulation/call_truth.hpp"
#include "simulation/plan_watcher.hpp"
#include "support/desk.hpp"

namespace kortelijn::simulation {

// One socket, by what it was told of the call.
struct Caller {
    ConnectionId connection;
    Person who;
    std::string name;
    bool open = true;
    bool seated = false;
    bool watching = false;
    bool unsure = false;    // its last joining or leaving had no outcome
    bool gone_now = false;  // told so in the batch at hand
    Json state;             // the newest it has; null: none
    Json held;              // what it had when the batch at hand began
    std::map<std::string, std::pair<std::string, Json>> waiting;
};

class CallWatcher {
public:
    explicit CallWatcher(support::Desk&);

    void watch(CaseId of_case, CallId call);
    CallId call() const { return call_; }
    CaseId of_case() const { return case_; }
    Caller& add(ConnectionId, Person, std::string name);
    void expect(Caller&, const std::string& id, const std::string& method, Json params);
    void after_crash();

    std::map<ConnectionId, Caller>& callers() { return callers_; }
    const std::vector<std::string>& complaints() const { return complaints_; }
    bool judging() const { return judging_; }  // what the store reads now is the watcher's
    CallTruth truth_now() { return {desk_.store(), case_, call_, desk_.now()}; }
    // Whether something of the newest state it held is not for it any more.
    static bool has_lost(const Caller&, const CallTruth&);
    // Changes each batch before it is judged: a leak that is put in on purpose.
    std::function<void(Batch&)> tamper;
    bool deaf = false;  // to the log, on purpose: as if its entries had not been written
    // Whether the log says that who has this place in a call was shown that.
    bool is_noted(std::int64_t participant, std::int64_t item) const {
        return noted_.contains({participant, item});
    }

    // So that a simulation in which nothing happens does not pass.
    struct Seen {
        int states = 0, people = 0, waiting = 0, signals = 0, nobody = 0, questions = 0, papers = 0,
            lines = 0, lines_of_guests = 0, losses = 0, gone = 0, apart = 0, noted = 0,
            met_by_network = 0;
    };
    Seen seen;
    PlanWatcher& plan() { return plan_; }
    PlanTruth plan_now() { return {desk_.store(), case_, desk_.now()}; }

private:
    void judge(const Batch&);
    void reply(Caller&, const Reply&);
    void notice(Caller&, const std::string& text, const Json& frame);
    void signal(Caller&, const Json& frame);
    void take_state(Caller&, const Json& state);
    void judge_people(const Caller&, const Json& state);
    void judge_lists(const Caller&, const Json& state);
    void read_log();
    void judge_log(const Caller&, const Json& state);
    void texts(const Caller&, const std::string& text);
    void losses(const Batch&);
    void complete();
    void complete(const Caller&);
    void complain(const std::string& text) { complaints_.push_back(text); }

    support::Desk& desk_;
    CaseId case_;
    CallId call_;
    std::int64_t log_read_ = 0;
    std::set<std::pair<std::int64_t, std::int64_t>> noted_;  // places in calls, and things of them
    std::map<ConnectionId, Caller> callers_;
    std::unique_ptr<CallTruth> truth_;
    bool judging_ = false;
    bool failed_ = false;  // the batch at hand was undone
    std::vector<std::string> complaints_;
    PlanWatcher plan_{complaints_};
};

}  // namespace kortelijn::simulation
