// What the core remembers between commands: the directory, the facts of the cases at hand, what
// each person may see of them, the rooms and who sits in them. All of it can be forgotten and read
// again from the store at any moment (design section 1, "failure"). Owned by the core's one thread.
//
// The one place where the policy is asked: decide(), view() and grounds_for() below.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "commands/board_entry.hpp"
#include "commands/call_entry.hpp"
#include "commands/counts.hpp"
#include "commands/turn.hpp"
#include "domain/ask.hpp"
#include "policy/mask.hpp"
#include "rooms/connection.hpp"
#include "rooms/room.hpp"
#include "store/store.hpp"

namespace kortelijn::commands {

// What one person may see of one case now.
struct View {
    policy::SeatView seat;
    bool carrier = false;
    OrganisationId organisation;  // their employer now

    // Carriers always find their cases; others when the policy lets them enter.
    bool may_find() const { return carrier || seat.may_enter; }
    rooms::Sight sight() const;
    bool operator==(const View&) const = default;
};

struct CaseEntry {
    CaseId id;
    ConsultId consult;         // of a consult's room; none: of the case itself
    store::CaseRecord record;  // facts.the_case is empty when there is no such case
    Instant valid_until;       // views hold until then
    std::map<ProfessionalId, View> views;
    // Views from before the newest change: who had what, so that who lost what is known.
    std::map<ProfessionalId, View> before;
    std::set<ConnectionId> watchers;
    bool stale = false;

    bool exists() const { return record.facts.the_case.has_value(); }
    const CaseFacts& facts() const { return record.facts; }
    const Case& the_case() const { return *record.facts.the_case; }
};

struct Requirement;

// What a requirement named, as it is now. Beside the case stand a signal and a board, each only for
// as long as one question takes.
struct Named {
    CaseEntry* entry = nullptr;  // never null; without a case when there is none
    std::optional<SignalFacts> signal;
    std::optional<BoardFacts> board;
    // A consult is among the facts of its table's entry.
    std::optional<CallFacts> call = {};
    std::optional<QuestionFacts> question = {};
    std::optional<ChecklistFacts> checklist = {};
};

class World {
public:
    explicit World(store::Store& store) : store_(store) {}

    const Directory& directory();
    // Loads the facts when they are not at hand; for an absent case too, by the same steps (I6).
    CaseEntry& entry(CaseId, Instant now);
    // The entry of a room's case; an entry without a case when there is no such room. A consult's
    // room has an entry of its own: the same case, with the consult among its facts, that room as
    // its room, and views of purpose consult (R55).
    CaseEntry& entry_of(RoomId, Instant now);
    // That of a consult's room. Without a case: no such consult, or damaged.
    CaseEntry& table(ConsultId, Instant now);
    // Those of the case that are at hand.
    std::vector<CaseEntry*> tables_of(CaseId);
    // Of a room whose chain is damaged nothing is at hand, and pages of it are refused: what rests
    // on its seats and its last number alone (who is put out, a ground's change) goes on.
    rooms::Room& room(CaseEntry&);
    // As the store's events_before(), for what only counts or remembers: none where it is damaged.
    std::vector<store::RoomEvent> older_events(RoomId, std::int64_t before, int limit);

    // Steps of the look-ups above so far; after a no, even_out() reads what was not read for it, so
    // that absent, forbidden, and forbidden and at hand take the same statements and each read one
    // whole case (I6). What stays: which pages the database has at hand, and the policy's own time.
    struct Steps {
        std::uint64_t rooms = 0, cases = 0, boards = 0, calls = 0, consults = 0;
    };
    Steps steps() const { return steps_; }
    void even_out(const Requirement&, const Named&, Steps before);
    // Which case stands in for an absent one hangs on this; the same as long as the database lives.
    void set_stand_in_secret(std::string secret) { stand_in_secret_ = std::move(secret); }

    Decision decide(CaseEntry&, const Ask&, Instant now);
    // `named` is as it was afterwards; what stands beside the case is not copied for it.
    Decision decide(Named& named, const Ask&, Instant now);
    Decision decide(const Named&, const Ask&, Instant now);
    // Case, signal and board of a requirement, by the same steps whether they are there or not.
    Named named(const Requirement&, Instant now);
    Named named(const SignalFacts&, Instant now);  // beside the case it came to rest in
    Named named(const CallEntry&, Instant now);    // beside its case
    // None: absent, or damaged.
    std::optional<store::SignalRecord> readable_signal(SignalId);
    // May be given again what they were answered once, though doing it twice would be refused.
    bool may_find_again(const Requirement&, const Named&, ProfessionalId, Instant now);
    // An active account, one employer, in the collaboration (R2-R4): for what concerns no case.
    Decision decide_account(ProfessionalId, Instant now);
    // A link that lives and is not dark (R7, R64), whatever it is asked for.
    Decision decide_guest(const rooms::GuestAt&, Instant now);
    // What a link of that kind may do as long as it lives.
    static Action always_allowed(GuestKind);
    const View& view(CaseEntry&, ProfessionalId, Instant now);
    std::vector<GroundId> grounds_for(CaseEntry&, ProfessionalId, Cells, Instant now);

    // People who may have to do with a case: pair, invited, home team, replacements, and whoever
    // looked at it. A superset; the policy decides each.
    std::vector<ProfessionalId> around(CaseEntry&, Instant now);
    std::vector<CaseId> cases_around(ProfessionalId, Instant now);

    // Boards, as the store has them. An absent one is read each time, and is not `there`.
    BoardEntry& board(BoardId);
    BoardEntry& board(TeamId, Day);
    // A command wrote this board: it is read again, and told when the savepoint is kept.
    void touch(BoardId);
    // Who sees what of it may have changed.
    void mark(BoardId id) { marked_boards_.insert(id); }
    // How many boards with somebody at them have it.
    std::int64_t mark_boards_of(CaseId);
    void mark_boards_of(SignalId);
    void mark_boards();
    std::set<BoardId> take_marked_boards() { return std::exchange(marked_boards_, {}); }
    std::unordered_map<BoardId, BoardEntry>& boards() { return boards_; }
    // Boards whose people may have changed through time alone; they are marked.
    std::int64_t mark_due_boards(Instant now);

    // Calls, as the store has them; absent and damaged ones as boards: read each time, not `there`.
    CallEntry& call(CallId);
    // A command wrote this call: it is read again, and told when the savepoint is kept.
    void touch(CallId);
    // Who sees what of it may have changed.
    void mark(CallId id) { marked_calls_.insert(id); }
    void mark_calls_of(CaseId);
    std::set<CallId> take_marked_calls() { return std::exchange(marked_calls_, {}); }
    std::unordered_map<CallId, CallEntry>& calls() { return calls_; }
    // A command wrote this consult.
    void touch(ConsultId);
    // None: absent, or damaged.
    std::optional<store::ConsultRecord> readable_consult(ConsultId);
    std::optional<store::GuestLinkRecord> readable_link(GuestId);

    // Why an item stands on its agenda, as it was when somebody first saw it there.
    const ItemReason& reason_of(const store::AgendaItem&, Day of_board);

    // Signals of a team that nobody took up yet.
    const std::vector<SignalFacts>& waiting_signals(TeamId);
    void signal_is_now(const SignalFacts&);
    // What of each person's counts all of their connections were told last; no counts: they were
    // told different ones. Nobody's who is not connected.
    std::map<ProfessionalId, std::optional<Counts>>& counts_told() { return counts_told_; }
    // Since the last call: who belongs where may have changed for everybody.
    bool take_directory_changed() { return std::exchange(directory_changed_, false); }

    std::int64_t read_mark(RoomId, ProfessionalId);
    void set_read_mark(RoomId, ProfessionalId, std::int64_t seq);

    std::optional<store::RoomChoice> choice(RoomId, ProfessionalId);
    // Written only when it changes.
    void keep_choice(RoomId, ProfessionalId, const store::RoomChoice&);

    // A command changed these facts: they are read again at the next question.
    void touch(CaseId);
    void touch_directory();
    // Cases touched since the last call, each once.
    std::vector<CaseId> take_touched();
    // A savepoint was rolled back: what it touched is read again, and counts as untouched.
    void undo_touches();
    // The savepoint was kept.
    void keep_touches();

    // The earliest instant at which a view of a case at hand may change through time alone.
    Instant next_due() const;
    std::vector<CaseId> due(Instant now) const;

    // Everything derived from the store; connections stay, their seats do not.
    void forget();
    // Keeps the number of cases and rooms at hand bounded (I7). Of the cases `read`, whose plan is
    // on screens, none goes: what time changes in them is noticed.
    void trim(const std::set<CaseId>& read = {});

    // Held while the whole log is read again: one such reading at a time (I7).
    std::shared_ptr<void> begin_verifying() {
        if (!verifying_.expired()) return nullptr;
        auto held = std::make_shared<char>();
        verifying_ = held;
        return held;
    }

    // Names this log: a client that knows another one starts anew (I5).
    const std::string& epoch() const { return epoch_; }
    void set_epoch(std::string epoch) { epoch_ = std::move(epoch); }
    // Whether a guest's link can be sent by mail.
    bool mails_links() const { return mails_links_; }
    void set_mails_links(bool yes) { mails_links_ = yes; }
    bool demo() const { return demo_; }
    void set_demo(bool demo) { demo_ = demo; }
    // Month (1 to 12) in which a period of the figures begins.
    // A period's count that is on its way: while there is one, no second begins.
    std::weak_ptr<void>& figures_on_their_way(const std::string& period) {
        return figures_on_their_way_[period];
    }
    int figures_first_month() const { return figures_first_month_; }
    void set_figures_first_month(int month) { figures_first_month_ = month; }

    // Which relay calls have; none: no urls.
    const TurnOptions& turn() const { return turn_; }
    void set_turn(TurnOptions turn) { turn_ = std::move(turn); }

    // Sessions belong to the core; commands may ask when one ends, and who is signed in where: as
    // the core goes by it, also when the stored row is damaged meanwhile.
    using SessionEnds = std::function<Instant(SessionId)>;
    using SessionsOf = std::function<std::vector<store::Session>(ProfessionalId)>;
    void set_sessions(std::int64_t idle_minutes, SessionEnds ends, SessionsOf of) {
        idle_minutes_ = idle_minutes;
        session_ends_ = std::move(ends);
        sessions_of_ = std::move(of);
    }
    std::int64_t idle_minutes() const { return idle_minutes_; }
    Instant session_ends(SessionId id) const {
        return session_ends_ ? session_ends_(id) : Instant{0};
    }
    // Oldest first.
    std::vector<store::Session> sessions_of(ProfessionalId who) const {
        return sessions_of_ ? sessions_of_(who) : std::vector<store::Session>{};
    }

    rooms::Connections& connections() { return connections_; }
    store::Store& store() { return store_; }
    std::unordered_map<RoomId, rooms::Room>& rooms() { return rooms_; }

private:
    void refresh(CaseEntry&, Instant now);
    std::int64_t stand_in_for(std::int64_t number, std::int64_t newest) const;
    void read_board(BoardEntry&);
    void even_out_signal(const Requirement&, const Named&);
    void even_out_action(const Requirement&);
    void undo_board_touches();
    void trim_boards();
    void read_call(CallEntry&);
    void even_out_family(const Requirement&, const Named&, Steps before);
    void name_family(const Requirement&, Named&, CaseId& of_case);
    void undo_family_touches();
    void trim_family();
    void read_table(CaseEntry&, Instant now);
    void mark_tables_stale(CaseId);
    std::uint64_t mixed(std::int64_t number) const;
    // Where among drawn ids to look for what stands in for this one.
    std::int64_t somewhere(std::int64_t number) const;

    std::string stand_in_secret_;
    store::Store& store_;
    std::optional<Directory> directory_;
    std::unordered_map<CaseId, CaseEntry> cases_;
    struct Place {
        CaseId of_case;
        ConsultId consult;
    };
    std::unordered_map<RoomId, Place> place_of_room_;
    std::unordered_map<RoomId, rooms::Room> rooms_;
    std::unordered_map<BoardId, BoardEntry> boards_;
    BoardEntry no_board_;  // the absent one that was asked for last
    std::map<ConsultId, CaseEntry> tables_;
    std::unordered_map<CallId, CallEntry> calls_;
    CallEntry no_call_;
    std::set<CallId> marked_calls_;
    std::vector<CallId> calls_touched_now_;  // within the open savepoint
    std::map<ItemId, ItemReason> reasons_;
    std::map<TeamId, std::vector<SignalFacts>> waiting_signals_;
    std::map<ProfessionalId, std::optional<Counts>> counts_told_;
    bool directory_changed_ = false;
    std::set<BoardId> marked_boards_;
    std::vector<BoardId> boards_touched_now_;  // within the open savepoint
    std::map<std::pair<RoomId, ProfessionalId>, std::int64_t> marks_;
    std::map<std::pair<RoomId, ProfessionalId>, std::optional<store::RoomChoice>> choices_;
    rooms::Connections connections_;
    std::set<std::pair<Instant, CaseId>> due_;
    std::set<std::pair<Instant, ConsultId>> tables_due_;
    Steps steps_;
    std::string epoch_;
    bool demo_ = false;
    bool mails_links_ = false;
    int figures_first_month_ = 4;
    TurnOptions turn_;
    std::map<std::string, std::weak_ptr<void>> figures_on_their_way_;
    std::weak_ptr<void> verifying_;
    std::int64_t idle_minutes_ = 15;
    SessionEnds session_ends_;
    SessionsOf sessions_of_;
    std::vector<CaseId> touched_;
    std::vector<CaseId> touched_now_;  // within the open savepoint
    bool directory_touched_now_ = false;
};

constexpr std::size_t max_cases_at_hand = 4096;

}  // namespace kortelijn::commands
