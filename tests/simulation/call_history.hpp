// Random calls of one household, one after the other: people who come, wait, are let in, signal,
// leave and are put out; questions, papers and lines; grounds that begin and end, links that die,
// people who lose their work, time that runs out, a store that fails, a process that dies. Beside
// it the case's plan, and meetings about it with somebody of the network. The same seed gives the
// same calls.
#pragma once

#include "simulation/call_watcher.hpp"

namespace kortelijn::simulation {

class CallHistory {
public:
    explicit CallHistory(std::uint64_t seed);

    // One whole call; false when something was wrong.
    bool hold_call(int steps);
    CallWatcher& watcher() { return watcher_; }
    std::string last() const { return last_; }

private:
    using Effect = std::function<void(store::Store&, commands::World&, Instant)>;

    std::uint64_t below(std::uint64_t n) { return dice_.next() % n; }
    bool chance(int percent) { return below(100) < std::uint64_t(percent); }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }

    bool make_call();
    void let_in();
    void run();
    Caller& come(ProfessionalId who);
    Caller& come(GuestId link);
    void come_back();
    void ask(Caller&, const std::string& method, Json params);
    void step();
    void act(Caller&);
    void work(Caller&);   // what carriers do, asked by any professional
    void write(Caller&);  // questions, papers and lines
    void visit(Caller&);  // what guests do
    void signal(Caller&);
    void plan(Caller&);        // what professionals do with the plan
    void visit_plan(Caller&);  // what its guests do
    void open_plan(Caller&);   // reads it, and is told from then on
    void share_plan(Caller&);
    void write_plan(Caller&);
    void give_plan_links(Caller&);
    std::int64_t any_line(bool proposed = false);
    bool is_plan_guest(const Caller&) const;
    Json of_plan(Json params);
    void join(Caller&);
    void facts();
    void task(std::string_view event, Effect);
    void random_ground();
    void end_ground();
    void take_invited();
    std::vector<Caller*> open();
    std::int64_t any_participant(ParticipantState);
    std::int64_t any_leg(const Caller&);
    Json of(Json params);
    Json people_about();
    Json agreed(Json params);

    support::SeededRandom dice_;
    support::Desk desk_;
    support::MotherAndDaughter home_;
    CallWatcher watcher_;
    std::optional<store::CallRecord> record_;  // as of the last batch
    std::vector<ProfessionalId> workers_;
    struct Awaited {  // an answer that holds a link
        ConnectionId connection;
        std::string id;
        bool of_plan;
    };
    std::vector<Awaited> invited_;
    std::vector<store::LineRecord> plan_;  // as of the last batch
    std::set<GuestId> links_;              // of this call
    std::set<GuestId> plan_links_;         // of the case's plan
    std::vector<std::int64_t> old_legs_;
    std::int64_t next_client_id_ = 1'000;
    std::int64_t next_device_ = 1;
    std::int64_t next_socket_ = 1;
    std::int64_t next_word_ = 1;
    std::string last_;
};

}  // namespace kortelijn::simulation
