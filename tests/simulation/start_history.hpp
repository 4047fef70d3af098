// Random starts of one team, day after day: people who come, go, look at a screen, lead and are put
// aside; grounds that begin and are withdrawn, people who leave the team, signals that come to
// rest, time that runs out, a process that dies. The same seed gives the same days.
#pragma once

#include "simulation/start_watcher.hpp"
#include "support/start_people.hpp"

namespace kortelijn::simulation {

class StartHistory {
public:
    explicit StartHistory(std::uint64_t seed);

    // One whole start; false when something was wrong.
    bool start(int steps);
    StartWatcher& watcher() { return watcher_; }
    std::string last() const { return last_; }

private:
    std::uint64_t below(std::uint64_t n) { return dice_.next() % n; }
    bool chance(int percent) { return below(100) < std::uint64_t(percent); }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }

    void open_board();
    Attendee& come_in(ProfessionalId who);
    void ask(Attendee&, const std::string& method, Json params);
    void step();
    void at_the_board(Attendee&);
    void lead(Attendee&);
    void facts();
    void ground(Attendee& carrier);
    void task(std::string_view event,
              std::function<commands::Change(store::Store&, commands::World&, Instant)> effect);
    void change_team();
    void change_signal();
    Json at_now(Json params);
    CaseId any_case();
    std::vector<Attendee*> open();

    support::SeededRandom dice_;
    support::Desk desk_;
    support::StartPeople people_;
    StartWatcher watcher_;
    std::vector<ProfessionalId> who_;
    std::vector<ItemId> items_;
    BoardId board_;
    std::int64_t next_client_id_ = 1'000;
    std::uint64_t next_device_ = 1;
    std::string last_;
};

}  // namespace kortelijn::simulation
