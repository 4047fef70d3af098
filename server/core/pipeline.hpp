// The pipeline: every command of every client passes here, in one order, on one thread.
//
//   read input -> facts -> policy -> effect -> store -> entry -> commit (a batch) -> deliver
//
// A batch is ONE transaction; each command runs in a savepoint of it; its entry is in the same
// transaction (I1); nothing is said before the commit has returned (I4); who receives is computed
// after it, with the seats as they stand at the end of the batch (I2, I3). It knows no thread, no
// socket and no clock of its own: the simulation drives it just as the server does.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "commands/board_look.hpp"
#include "commands/call_look.hpp"
#include "commands/command.hpp"
#include "commands/plan_look.hpp"
#include "core/guest_sessions.hpp"
#include "core/incoming.hpp"
#include "core/log.hpp"
#include "core/rates.hpp"
#include "core/sessions.hpp"
#include "rooms/outbox.hpp"
#include "rooms/plan.hpp"

namespace kortelijn::core {

class Pipeline {
public:
    Pipeline(store::Store&, Clock&, Random&, Outbox&, Scans&, std::function<void(Incoming)> queue,
             Options);

    // Reads the log's edge, closes the seats a crash left open, records the start. Throws
    // StoreFailure: also when the log is not the one this server signed.
    void start();
    // One batch: after it returns everything of it is durable and handed to the outbox, or nothing
    // is.
    void run(std::vector<Incoming> batch);
    // When run() should be called even without input.
    Instant next_due();
    // Records the stop, tells everyone, seals the log.
    void stop();

    // Set after an fsync failed: the process must end (design, "failure").
    bool must_stop() const { return must_stop_; }
    // No room for entries any more (disk nearly full): whatever would need one, reading too, is
    // refused with store.stopped; the metrics count it.
    void stand_still(bool yes) { standing_still_ = yes; }
    // Requests of this socket that found the queue full: they are in the log as a sum.
    void turned_away(ConnectionId, std::int64_t count);

    Sessions& sessions() { return sessions_; }
    GuestSessions& guest_sessions() { return guest_sessions_; }
    // The answer to this connection's watched request is out. Inside a task's effect only.
    void end_watch(ConnectionId connection) { watched_.erase(connection); }
    commands::World& world() { return world_; }
    const Log& log() const { return log_; }
    const std::string& epoch() const { return epoch_; }

    struct Counts {
        std::uint64_t batches = 0, commands = 0, refusals = 0, entries = 0, notices = 0,
                      failures = 0, damage = 0;
    };
    const Counts& counts() const { return counts_; }

private:
    struct Answer {  // a reply waiting for the commit
        ConnectionId connection;
        CaseId tag;
        std::string text;
        std::string instead;
    };
    struct SaidNow {  // a kept notice waiting for the commit
        RoomId room;
        rooms::Event event;
        Fragment text;
        Fragment bare;  // without the number of what it answers; none: it answers nothing
    };
    struct Told {  // another notice, to these
        Fragment text;
        CaseId tag;
        std::vector<ConnectionId> to;
    };

    // pipeline.cpp
    Instant now();
    void open_batch();
    void handle(Incoming& incoming);
    void close_batch();
    void fail_batch(const std::vector<std::pair<ConnectionId, std::string>>& waiting,
                    bool sync_lost);
    void follow_sockets(const std::vector<Incoming>& batch);
    void close_left_seats(Instant now, std::string_view reason);
    void pass_time(Instant now);
    void tick(Instant now);

    // guarding.cpp
    bool goes_on_from_elsewhere() const;
    std::optional<audit::Checkpoint> leave_other_history(Instant now);
    void record_going_on(Instant now, const std::optional<audit::Checkpoint>& left,
                         std::int64_t found);
    void keep_signed();

    // asking.cpp
    void open(const Opened&);
    void close(const Closed&);
    void ask(Asked&);
    void go_on(Scanned&);
    void perform(Task&);
    void decide_and_do(const commands::Caller&, const std::string& id_json, const commands::Row&,
                       std::shared_ptr<commands::Prepared>, Instant now, Scanned* scanned);
    void do_or_say_damaged(const commands::Caller&, const std::string& id_json,
                           const commands::Row&, std::shared_ptr<commands::Prepared>, Instant now,
                           Scanned* scanned);
    std::string whose(const commands::Caller&, const commands::Row&) const;
    bool answered_before(const commands::Caller&, const commands::Row&, std::int64_t client_id,
                         RoomId room);
    Result<commands::Change> attempt(commands::Context&, const commands::Row&,
                                     const commands::Prepared&, Scanned*);
    void keep(const commands::Caller&, const std::string& id_json, const commands::Row&,
              commands::Context&, commands::Change, const audit::TraceId&);

    // beside.cpp
    struct Watched {
        commands::Caller caller;
        std::shared_ptr<commands::Prepared> prepared;
        CaseId tag;
    };
    void ask_beside(Beside&);
    void answer_beside(Result<std::string>, const commands::Caller* = nullptr, CaseId tag = {});
    void settle_watched(Instant now);
    bool still_permitted(const Watched&, Instant now);

    // recording.cpp
    void take_effect(const commands::Caller&, commands::Change&, Instant now);
    void answer_refusal(const commands::Caller&, const std::string& id_json, const Refusal&);
    void record_refusal(const commands::Caller&, const commands::Row*, const commands::Requirement*,
                        const Refusal&, Instant, bool by_policy = false);

    // seating.cpp
    void settle(Instant now);
    void move_reseated(Instant now);
    void settle_case(CaseId, Instant now, bool touched);
    void settle_table(commands::CaseEntry&, Instant now);
    void fetch_anew(CaseId, std::size_t purges_before, Instant now);
    void reseat(commands::CaseEntry&, ProfessionalId, const commands::View* had, Instant now,
                bool touched);
    void sit(const commands::Caller&, const commands::Seating&, const audit::TraceId&, Instant now);
    void stand_up(rooms::Connection&, RoomId, std::string_view event, Instant now,
                  std::string_view reason);
    void record_seat(std::string_view event, const rooms::Connection&, const rooms::Room&,
                     const rooms::Seat&, const std::vector<GroundId>&, Instant now,
                     std::string_view reason);
    void end_session(SessionId, Instant now, std::string_view reason);

    // guests.cpp
    void load_guests(Instant now);
    bool live(const commands::Caller&, Instant now);
    bool live(const rooms::GuestAt&, Instant now);
    // Without what only the store knows; caller_at() reads a network guest's meeting too.
    static commands::Caller caller_of(const rooms::Connection&);
    commands::Caller caller_at(const rooms::Connection&);
    void put_in_place(const commands::Caller&, commands::Requirement&) const;
    void settle_guests(CaseId, Instant now);
    void end_guest(GuestId, Instant now, std::string_view reason);
    void end_idle_guests(Instant now);
    void sum_refusals_of_guests(Instant now);
    audit::ActorValue actor_of(const rooms::GuestAt&, Instant now);
    std::int64_t take_rate(const commands::Caller&, bool write, Instant now);
    bool single_refusal(const commands::Caller&, Instant now);

    // boarding.cpp
    void settle_boards(Instant now);
    void settle_board(commands::BoardEntry&, Instant now);
    void end_presence(commands::BoardEntry&, Instant now);
    void put_out_of_board(commands::BoardEntry&, Instant now);
    void settle_cards_of(commands::BoardEntry&, commands::BoardLook&, Instant now);
    void render_board(commands::BoardEntry&, commands::BoardLook&, Instant now);
    void sit_at_board(const commands::Caller&, const commands::BoardSeating&);
    void stand_up_from_board(rooms::Connection&);
    void record_board(std::string_view event, const rooms::Connection&, BoardId,
                      const std::set<ItemId>* items, std::string_view reason, Instant now);
    void tell_boards(Batch&, const std::vector<Purge>& purges);

    // calling.cpp
    void load_calls();
    void leave_calls(ConnectionId);
    Instant next_call_due();
    void settle_calls(Instant now);
    void settle_call(commands::CallEntry&, Instant now);
    void find_forgotten_calls(Instant now);
    bool end_forgotten(commands::CallEntry&, Instant now);
    void end_absence(commands::CallEntry&, Instant now);
    void put_out_of_call(commands::CallEntry&, Instant now);
    void put_out(commands::CallEntry&, ParticipantId, std::string_view reason, Instant now);
    void end_call_seats(commands::CallEntry&, Instant now);
    void drop_call_seat(commands::CallEntry&, ConnectionId, const store::CallParticipant*,
                        std::string_view reason);
    void take_back_call(CallId, ConnectionId, bool signals);
    void keep_turn(commands::CallEntry&, Instant now);
    void render_call(commands::CallEntry&, commands::CallLook&, Instant now);
    void note_shown(const commands::CallEntry&, const commands::CallLook&, rooms::CallSeat&,
                    std::set<rooms::Shown> noted, Instant now);
    void tell_calls(Batch&);
    void record_call_gone(const commands::CallEntry&, const store::CallParticipant&,
                          std::string_view reason, Instant now);
    void keep_callers_signed_in(Instant now);

    // news.cpp
    void note_news(const commands::Caller&, const commands::Change&);
    void tell_news(Instant now);
    void tell_signals(Instant now);
    void tell_opened(Instant now);
    void tell_counts(Instant now);

    // consulting.cpp
    void note_consults(const commands::Caller&, const commands::Change&, Instant now);
    void mark_consults_of(CaseId);
    std::int64_t concerned_by_consults(CaseId, Instant now);
    void settle_consults(Instant now);
    void tell_consults(Instant now);

    // planning.cpp
    void note_plans(const commands::Caller&, const commands::Change&, Instant now);
    void leave_plans(ConnectionId, CaseId = {});  // one, or all of them
    void stop_reading(CaseId, ConnectionId);
    void make_room_to_read(ConnectionId);
    void open_version(rooms::PlanReader&, const rooms::Plan&, const commands::PlanSeating&);
    void tell_plan_gone(CaseId, ConnectionId);
    Instant next_plan_due() const;
    std::int64_t concerned_by_plan(CaseId) const;
    void settle_plans(Instant now);
    void settle_plan(CaseId, rooms::Plan&, Instant now);
    void take_back_plan(CaseId, ConnectionId);
    void settle_plan_reader(commands::CaseEntry&, const commands::PlanData&,
                            const rooms::Connection&, rooms::PlanReader&, Instant now);
    void note_plan_shown(const commands::CaseEntry&, const commands::PlanLook&,
                         const commands::PlanPage&, const rooms::Connection&, rooms::PlanReader&,
                         Instant now);
    void tell_plans(Batch&);

    // delivering.cpp
    void deliver();
    void tell_unread();
    void tell_presence(Instant now);

    audit::Draft draft(std::string_view event, const commands::Caller*, const audit::TraceId&);

    store::Store& store_;
    Clock& clock_;
    Random& random_;
    Outbox& outbox_;
    Scans& scans_;
    std::function<void(Incoming)> queue_;
    Options options_;

    commands::World world_;
    Log log_;
    Sessions sessions_;
    GuestSessions guest_sessions_;
    Rates rates_;
    GuestRates guest_rates_;
    std::string epoch_;
    Instant last_now_{0};
    Instant next_tick_{0};
    enum class Doing : std::uint8_t { deciding, acting, keeping } doing_ = Doing::deciding;
    std::optional<commands::Requirement> asked_of_;  // by the command at hand, once it is known
    bool must_stop_ = false;
    bool standing_still_ = false;
    bool seats_left_open_ =
        false;  // in the store, by a batch that failed: recorded by the next one
    Counts counts_;

    // Of the batch at hand.
    std::vector<std::variant<Answer, SaidNow, Told>> outgoing_;
    std::vector<Purge> purges_;
    std::vector<Close> closes_;
    std::vector<std::pair<ConnectionId, CaseId>> taken_back_;  // replies not to be given after all
    std::vector<RoomId> presence_changed_;
    std::vector<std::pair<RoomId, ConnectionId>> reseated_;  // told to fetch anew
    // Until it was told: what a telling could not read waits for the next batch.
    struct ChangedSignal {
        bool settled = false;  // it is no new one any more
        ConnectionId by;       // the one that changed it knows; none: several did, or no socket
    };
    std::map<SignalId, ChangedSignal> signals_changed_;
    std::set<BoardId> boards_opened_;
    std::set<ProfessionalId> recount_;  // for whom something else may wait now
    Day counted_on_{};                  // what is due today and what is late hangs on the day
    // Who was given which state of a consult, as a digest of its text, until they are away.
    struct GivenConsult {
        CaseId of_case;
        std::map<ProfessionalId, std::size_t> to;
    };
    std::map<ConsultId, GivenConsult> consults_given_;
    std::set<ConsultId> consults_changed_;  // by a command: also for who was given nothing yet
    std::set<ConsultId> consults_marked_;   // by facts or time
    Day consults_looked_at_on_{};
    std::map<CaseId, rooms::Plan> plans_;  // with somebody who reads them
    std::set<CaseId> plans_marked_;
    Instant look_for_forgotten_calls_{0};
    std::vector<CallId> calls_to_look_at_;       // of the last look, not looked at yet
    Beside* beside_ = nullptr;                   // the one at hand
    std::map<ConnectionId, Watched> watched_;    // who is being given a file
    std::vector<std::function<void()>> done_;    // tasks' callbacks
    std::vector<std::function<void()>> undone_;  // the same, when the batch fails
    std::vector<std::function<void()>> scans_to_start_;
    Instant batch_now_{0};
    std::uint64_t damage_in_scans_ = 0;
    bool in_batch_ = false;
    bool wrote_ = false;
};

}  // namespace kortelijn::core
