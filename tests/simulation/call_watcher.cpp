// One batch at a time, in the order in which a socket would carry it; judged by how it stands when
// the batch is committed.
#include "simulation/call_watcher.hpp"

#include <algorithm>

#include "commands/call_look.hpp"
#include "commands/command.hpp"

namespace kortelijn::simulation {

CallWatcher::CallWatcher(support::Desk& desk) : desk_(desk) {
    desk_.outbox.on_batch = [this](const Batch& batch) {
        Batch copy = batch;
        judging_ = true;
        if (tamper && call_) tamper(copy);
        judge(copy);
        judging_ = false;
    };
}

void CallWatcher::watch(CaseId of_case, CallId call) {
    case_ = of_case;
    call_ = call;
}

Caller& CallWatcher::add(ConnectionId connection, Person who, std::string name) {
    Caller& one = callers_[connection];
    one.connection = connection;
    one.who = who;
    one.name = std::move(name);
    return one;
}

void CallWatcher::expect(Caller& one, const std::string& id, const std::string& method,
                         Json params) {
    one.waiting[id] = {method, std::move(params)};
}

void CallWatcher::after_crash() {
    callers_.clear();
    plan_.forget();
}

void CallWatcher::judge(const Batch& batch) {
    if (desk_.store().transaction_open())
        return complain("I4: something was handed out before the commit");
    if (!call_) return;
    read_log();
    truth_ = std::make_unique<CallTruth>(desk_.store(), case_, call_, desk_.now());
    if (!truth_->there()) return complain("the call is not there");
    plan_.begin(desk_.store(), case_, desk_.now());
    for (auto& [id, one] : callers_) one.held = one.state, one.gone_now = false;
    for (const auto& item : batch.items) {
        if (const auto* one = std::get_if<Reply>(&item)) {
            const auto who = callers_.find(one->connection);
            if (who != callers_.end() && who->second.open) reply(who->second, *one);
            continue;
        }
        const auto& told = std::get<Notice>(item);
        const Json frame = Json::parse(*told.text);
        for (const ConnectionId to : told.receivers)
            if (const auto who = callers_.find(to); who != callers_.end() && who->second.open)
                notice(who->second, *told.text, frame);
    }
    for (const Close& close : batch.closes) {
        const auto who = callers_.find(close.connection);
        if (who != callers_.end()) who->second.open = who->second.seated = false;
        failed_ = failed_ || close.code == 1013;
    }
    losses(batch);
    complete();
    plan_.finish(callers_, batch);
}

void CallWatcher::reply(Caller& one, const Reply& item) {
    const Json frame = Json::parse(item.text);
    const auto asked = one.waiting.find(frame["id"].dump());
    if (asked == one.waiting.end()) return;
    const auto [method, params] = asked->second;
    one.waiting.erase(asked);
    texts(one, item.text);
    plan_.texts(one, method, item.text);
    plan_.reply(one, method, params, frame);
    const bool seat = method == "call.join" || method == "call.leave";
    if (frame.contains("error")) {
        const std::string reason = frame["error"]["data"]["reason"];
        seen.nobody += reason == "rtc.nobody";
        // Whether it sits there it does not know now: it takes what it hears.
        if (seat && reason == "outcome_unknown") {
            one.unsure = true;
            one.watching = params.value("watch", false);
            one.seated = false;
        }
        return;
    }
    if (!seat) return;
    one.unsure = false;
    one.seated = method == "call.join";
    one.watching = params.value("watch", false);
    one.state = {};
    if (!one.seated) return;
    // Somebody of the network may be at another meeting, of which nothing is looked at.
    one.seated = frame["result"]["call"]["id"] == call_.value;
    if (one.seated) take_state(one, frame["result"]["call"]);
}

void CallWatcher::notice(Caller& one, const std::string& text, const Json& frame) {
    const std::string method = frame["method"];
    const Json& params = frame["params"];
    texts(one, text);
    plan_.texts(one, method, text);
    plan_.notice(one, frame);
    const bool state = method == "call.changed";
    if (state && params["call"]["id"] != call_.value) return;
    if (!state && (!params.contains("call") || params["call"] != call_.value)) return;
    if (method == "call.gone") {
        ++seen.gone;
        one.gone_now = true;
        one.seated = one.unsure = false;
        one.state = {};
        return;
    }
    if (method == "call.invited") {
        const auto& all = truth_->record().participants;
        if (std::none_of(all.begin(), all.end(),
                         [&](const auto& place) { return truth_->is(place, one.who); }))
            complain("invited, and has no place: " + one.name);
        return;
    }
    if (!state && !method.starts_with("rtc.")) return;
    if (!one.seated && !one.unsure)
        complain("I3: " + method + " to who is not at the call: " + one.name + ": " + text);
    if (!truth_->may_hear(one.who))
        complain("I3: " + method + " to who may know nothing of it: " + one.name);
    if (!state) return signal(one, frame);
    one.seated = true;
    one.unsure = false;
    take_state(one, params["call"]);
}

// R59: from somebody they meet, and to the line on which they are there.
void CallWatcher::signal(Caller& one, const Json& frame) {
    ++seen.signals;
    const store::CallParticipant* const from = truth_->at_leg(frame["params"]["from"]);
    if (one.watching) complain("I2: signalled to, and only looks on: " + one.name);
    if (from == nullptr) return complain("I3: signalling of a leg that is not there: " + one.name);
    if (!truth_->meets(one.who, {from->seat.professional, from->seat.guest}))
        complain("I2: signalling of somebody they may not meet: " + one.name + " " + frame.dump());
}

void CallWatcher::take_state(Caller& one, const Json& state) {
    ++seen.states;
    if (!one.state.is_null() && state["version"] <= one.state["version"])
        complain("an older state after a newer one: " + one.name);
    one.state = state;
    judge_people(one, state);
    judge_lists(one, state);
    judge_log(one, state);
}

void CallWatcher::judge_people(const Caller& one, const Json& state) {
    const auto told = [&](const std::string& what) { complain("I2: " + what + ": " + one.name); };
    const auto* const own = truth_->record().find(ParticipantId{state["you"]["participant"]});
    if (own == nullptr || !truth_->is(*own, one.who)) return told("a state of somebody else");
    const bool in = !one.watching && truth_->is_in(one.who), carries = truth_->carries(one.who);
    // Their own of then: another page may have come in the same batch.
    std::set<std::int64_t> legs{state["you"].value("leg", std::int64_t{0})};
    for (const Json& person : state["people"]) {
        ++seen.people;
        const auto* const other = truth_->at_leg(person["leg"]);
        if (other == nullptr || other->seat.id.value != person["participant"])
            told("a leg that is nobody's");
        else if (!in || !truth_->meets(one.who, {other->seat.professional, other->seat.guest}))
            told("told of somebody they may not meet");
        seen.met_by_network += truth_->is_of_network(one.who);
        legs.insert(person["leg"].get<std::int64_t>());
    }
    if (!carries && !state["waiting"].empty()) told("told who waits");
    if (!carries && !state["invited"].empty()) told("told who is invited");
    for (const Json& person : state["waiting"]) {
        ++seen.waiting;
        const auto* const other = truth_->record().find(ParticipantId{person["participant"]});
        if (other == nullptr || other->seat.state != ParticipantState::waiting)
            told("waits no more");
    }
    for (const Json& leg : state["word"]["legs"])
        if (!in || !legs.contains(leg.get<std::int64_t>())) told("a word with a stranger");
    for (const char* part : {"commits", "reveals"})
        for (const Json& said : state["word"][part])
            if (!legs.contains(said["leg"].get<std::int64_t>())) told("a stranger's part");
    if (state.contains("turn") && !in) told("a relay for who is not in");
    if (one.who.guest && state.contains("case")) told("a case to a guest");
    if (state.contains("about") && (one.who.guest || (!in && !carries))) told("about whom it is");
}

void CallWatcher::judge_lists(const Caller& one, const Json& state) {
    const auto told = [&](const std::string& what) { complain("I2: " + what + ": " + one.name); };
    const store::CallRecord& record = truth_->record();
    const Guest* const link = truth_->link_of(one.who);
    for (const Json& item : state["questions"]) {
        ++seen.questions;
        const auto* const found = record.find(QuestionId{item["id"]});
        if (found == nullptr || !truth_->sees(one.who, *found)) told("a question to others");
        for (const Json& by : item["asked"])
            if (link != nullptr && by["member"] != link->person.value)
                told("what another is asked");
    }
    for (const Json& item : state["checklist"]) {
        ++seen.papers;
        const auto* const found = record.find(ChecklistId{item["id"]});
        if (found == nullptr || !truth_->sees(one.who, *found)) told("a paper of others");
    }
    for (const Json& item : state["lines"]) {
        ++seen.lines;
        seen.lines_of_guests += bool(one.who.guest);
        const auto* const found = record.find(LineId{item["id"]});
        if (found == nullptr || !truth_->sees(one.who, *found)) told("a line of others");
        if (one.who.guest && !item["shared_with"].empty()) told("with whom it is shared");
    }
}

// Nobody gets a text they may not know, in whatever frame and field it came.
void CallWatcher::texts(const Caller& one, const std::string& text) {
    const store::CallRecord& record = truth_->record();
    const auto heard = [&](const std::string& secret, bool may) {
        if (!may) complain("I2: " + one.name + " heard " + secret + " in " + text);
    };
    const auto holds = [&](const std::string& secret) {
        return !secret.empty() && text.find(secret) != std::string::npos;
    };
    for (const auto& line : record.lines)
        if (holds(line.text)) heard(line.text, truth_->sees(one.who, line));
    for (const auto& paper : record.papers)
        if (holds(paper.what)) heard(paper.what, truth_->sees(one.who, paper));
    for (const auto& place : record.participants)
        if (holds(place.name))
            heard(place.name,
                  truth_->is(place, one.who) || truth_->carries(one.who) ||
                      truth_->meets(one.who, {place.seat.professional, place.seat.guest}));
}

bool CallWatcher::has_lost(const Caller& one, const CallTruth& truth) {
    if (one.held.is_null() || !truth.there()) return false;
    const store::CallRecord& record = truth.record();
    for (const Json& person : one.held["people"]) {
        const auto* const other = truth.at_leg(person["leg"]);
        if (other == nullptr ||
            !truth.meets(one.who, {other->seat.professional, other->seat.guest}))
            return true;
    }
    for (const Json& item : one.held["lines"])
        if (!truth.sees(one.who, *record.find(LineId{item["id"]}))) return true;
    for (const Json& item : one.held["checklist"])
        if (!truth.sees(one.who, *record.find(ChecklistId{item["id"]}))) return true;
    for (const Json& item : one.held["questions"])
        if (!truth.sees(one.who, *record.find(QuestionId{item["id"]}))) return true;
    return false;
}

// I3: who lost something they had been told is purged of what waits unsent of the call.
void CallWatcher::losses(const Batch& batch) {
    for (auto& [id, one] : callers_) {
        // Who went by themself takes nothing back.
        if (!one.open || (!one.seated && !one.gone_now) || !has_lost(one, *truth_)) continue;
        ++seen.losses;
        for (const CaseId tag : {commands::state_tag(call_), commands::signal_tag(call_)})
            if (std::none_of(batch.purges.begin(), batch.purges.end(),
                             [&, connection = id](const Purge& purge) {
                                 return purge.connection == connection && purge.of == tag;
                             }))
                complain("I3: something was lost and nothing purged for " + one.name);
    }
}

void CallWatcher::complete() {
    // After a batch that failed nobody is told anything; each comes back.
    if (std::exchange(failed_, false)) return;
    if (const std::string who = truth_->wrongly_there(); !who.empty())
        complain("I3: still in the call: participant " + who);
    for (const auto& [id, one] : callers_) {
        if (one.open && one.who.guest && !truth_->link_lives(one.who.guest))
            complain("I3: a line of a link that is dead: " + one.name);
        if (one.open && one.seated) complete(one);
    }
}

// Everybody at it has the newest state, with all that is theirs.
void CallWatcher::complete(const Caller& one) {
    if (!truth_->may_hear(one.who)) return complain("I3: still at the call: " + one.name);
    if (one.state.is_null()) return complain("no state at " + one.name);
    const store::CallRecord& record = truth_->record();
    const bool carries = truth_->carries(one.who);
    const bool in = !one.watching && truth_->is_in(one.who);
    std::map<std::string, std::set<std::int64_t>> wanted;
    for (const char* list : {"people", "waiting", "lines", "checklist", "questions"}) wanted[list];
    for (const auto& place : record.participants) {
        if (truth_->is(place, one.who)) continue;
        const Person other{place.seat.professional, place.seat.guest};
        if (in && truth_->meets(one.who, other)) wanted["people"].insert(place.leg);
        seen.apart += in && place.leg != 0 && !truth_->meets(one.who, other);
        if (carries && place.seat.state == ParticipantState::waiting)
            wanted["waiting"].insert(place.seat.id.value);
    }
    for (const auto& line : record.lines)
        if ((in || carries) && truth_->sees(one.who, line)) wanted["lines"].insert(line.id.value);
    for (const auto& paper : record.papers)
        if ((in || carries) && truth_->sees(one.who, paper))
            wanted["checklist"].insert(paper.id.value);
    for (const auto& question : record.questions)
        if (truth_->sees(one.who, question) && (one.who.guest || carries || in))
            wanted["questions"].insert(question.id.value);
    for (const auto& [list, ids] : wanted) {
        std::set<std::int64_t> has;
        for (const Json& item : one.state[list])
            has.insert(item[list == "people"    ? "leg"
                            : list == "waiting" ? "participant"
                                                : "id"]
                           .get<std::int64_t>());
        if (has != ids) complain("I5: not exactly their own " + list + " at " + one.name);
    }
}

}  // namespace kortelijn::simulation
