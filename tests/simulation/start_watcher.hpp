// Looks over every batch of a start and judges it: who was given which card and title, whether all
// heard the same bytes, whether a loss took everything with it, and whether the log knew first.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "simulation/start_truth.hpp"
#include "support/desk.hpp"

namespace kortelijn::simulation {

using support::Json;

// One socket, by what it was told of boards.
struct Attendee {
    ConnectionId connection;
    ProfessionalId who;
    bool open = true;
    bool seated = false;
    bool screen = false;
    Json common;  // the newest state it has; null: none
    std::set<ItemId> cards;
    std::set<ItemId> titles, titles_held;  // as shown to all, of the newest state
    std::set<ItemId> held;                 // the cards it had when the batch at hand began
    std::map<std::string, std::pair<std::string, Json>> waiting;
};

class StartWatcher {
public:
    // A secret text; of no case and no sender: nothing of a board ever tells it.
    struct Canary {
        std::string text;
        CaseId of_case;       // who may know the case may hear it
        bool sender = false;  // the name of who sent signals: who sees one of them
    };

    explicit StartWatcher(support::Desk& desk);

    // The board that is watched from now on.
    void watch(BoardId board);
    Attendee& add(ConnectionId connection, ProfessionalId who);
    void expect(Attendee&, const std::string& id, const std::string& method, Json params);
    void add_canary(Canary canary) { canaries_.push_back(std::move(canary)); }
    void after_crash();

    std::map<ConnectionId, Attendee>& attendees() { return attendees_; }
    const std::vector<std::string>& complaints() const { return complaints_; }
    // Whether a card or title that one holds is not for them any more, as the store says now.
    static bool has_lost(const Attendee& one, const StartTruth& truth);
    StartTruth truth_now() { return {desk_.store(), board_, desk_.now()}; }
    // Changes each batch before it is judged: a leak that is put in on purpose.
    std::function<void(Batch&)> tamper;

    // So that a simulation in which nothing happens does not pass.
    struct Seen {
        int states = 0, cards = 0, titles = 0, neutral = 0, losses = 0, gains = 0, gone = 0,
            screens = 0;
    };
    Seen seen;

private:
    void judge(const Batch& given);
    void one_state(const Notice&, const Json& frame);
    void reply(Attendee&, const Reply&);
    void notice(Attendee&, const std::string& text, const Json& frame);
    void take_common(Attendee&, const Json& common, ProfessionalId looking);
    void take_cards(Attendee&, const Json& cards, const Json& version);
    void canaries(const Attendee&, const std::string& text);
    void losses(const Batch& batch);
    void complete();
    void read_log();
    void complain(const std::string& text) { complaints_.push_back(text); }
    std::string name(const Attendee&) const;

    support::Desk& desk_;
    BoardId board_;
    std::map<ConnectionId, Attendee> attendees_;
    std::unique_ptr<StartTruth> truth_;
    std::vector<Canary> canaries_;
    // The bytes of a version: nobody's for all who are present, and of each who looks on.
    std::map<std::tuple<BoardId, std::int64_t, ProfessionalId>, std::string> states_;
    std::map<ProfessionalId, std::set<ItemId>> logged_;  // cards the log says they were given
    std::set<ProfessionalId> left_;  // whom a board.leave of this batch was about
    std::int64_t log_read_ = 0;
    std::vector<std::string> complaints_;
};

}  // namespace kortelijn::simulation
