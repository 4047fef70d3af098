// The store's part for signals, the daily start, actions and what comes after closing. As in
// store.hpp: the core's thread alone calls it, every write needs an open transaction, every call
// may throw StoreFailure, and looking for something runs the same statements whether it is there or
// not (I6). Lists are in the order of their ids unless said otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/start_records.hpp"

namespace kortelijn::store {

// Live covenants come with load_directory().
class CovenantStore {
public:
    virtual ~CovenantStore() = default;
    virtual CovenantId add_covenant(const Covenant&) = 0;  // id of the argument is ignored
    virtual void end_covenant(CovenantId, Instant at) = 0;
    // Replaces one of the same fingerprint.
    virtual void add_certificate(const Certificate&) = 0;
    virtual void end_certificate(std::string_view fingerprint, Instant at) = 0;
    virtual std::optional<Certificate> certificate(std::string_view fingerprint) = 0;
    virtual std::vector<Certificate> certificates() = 0;
    // Registered before migration 4, which seals them: nobody vouches for these rows, they let
    // nobody in and are no damage. They can be ended, or registered again. Null: another's, or
    // none such.
    virtual std::optional<Certificate> unsealed_certificate(std::string_view fingerprint) = 0;
    virtual ToRegisterAgain to_register_again(Instant now) = 0;
    // None: unknown, or not live at `now`.
    OrganisationId organisation_of_certificate(std::string_view fingerprint, Instant now) {
        const auto found = certificate(fingerprint);
        return found && found->period.live(now) ? found->organisation : OrganisationId{};
    }
};

class SignalStore {
public:
    virtual ~SignalStore() = default;
    virtual SignalId add_signal(const SignalDraft&) = 0;  // makes the signal's key first
    virtual std::optional<SignalRecord> signal(SignalId) = 0;
    virtual SignalId newest_signal() = 0;  // the highest; none when there is none
    // Those of the team that nobody settled yet. One that does not open is left out here and shows
    // as damage.
    virtual std::vector<SignalRecord> open_signals(TeamId) = 0;
    // The same as their rows say, unopened: whether a row was changed shows when signal() opens it.
    virtual std::vector<SignalFacts> open_signal_facts(TeamId) = 0;
    // Newest first, id < before, at most `limit`.
    virtual std::vector<SignalRecord> signals_sent_by(ProfessionalId, SignalId before,
                                                      int limit) = 0;
    virtual std::vector<SignalRecord> signals_of_case(CaseId) = 0;
    // A sender numbers its own signals from 1: what others send cannot be told from it. Those of
    // before migration 4 keep their ids for numbers, and the next go on above the highest of them.
    // 0 and no id: it has none such.
    virtual std::int64_t signal_number(SignalId, OrganisationId sender) = 0;
    virtual SignalId signal_numbered(OrganisationId sender, std::int64_t number) = 0;
    // Status, case, moments, outcome and the note; what was sent stays as it was sent.
    virtual void change_signal(const SignalRecord&) = 0;
    // Keys and bodies are kept as keyed digests only.
    virtual std::optional<KeptSignalKey> signal_of_key(OrganisationId, std::string_view key,
                                                       std::string_view body) = 0;
    virtual void keep_signal_key(OrganisationId, std::string_view key, std::string_view body,
                                 SignalId, Instant at) = 0;

    // One for each signal, case and person.
    // Its number is drawn, not counted: who is asked sees it, and learns nothing of others (R38).
    virtual InvolvementId add_involvement(const Involvement&) = 0;
    virtual std::optional<Involvement> involvement(InvolvementId) = 0;
    virtual std::vector<Involvement> involvements(SignalId) = 0;
    virtual std::vector<Involvement> open_involvements(ProfessionalId asked) = 0;
    virtual void answer_involvement(InvolvementId, Instant at, bool known) = 0;
};

class BoardStore {
public:
    virtual ~BoardStore() = default;
    virtual std::optional<BoardRecord> board(TeamId, Day) = 0;
    virtual std::optional<BoardRecord> board(BoardId) = 0;
    virtual std::optional<BoardRecord> latest_board_before(TeamId, Day) = 0;
    virtual BoardId add_board(const BoardRecord&) = 0;  // one for each team and day
    virtual void change_board(const BoardRecord&) = 0;  // team and day stay

    virtual std::vector<AgendaItem> items(BoardId) = 0;  // by place
    virtual std::optional<AgendaItem> item(ItemId) = 0;
    virtual ItemId add_item(const AgendaItem&) = 0;
    virtual void change_item(const AgendaItem&) = 0;  // board, case and signal stay

    virtual std::vector<Presence> presence(BoardId) = 0;  // who left is among them, with `until`
    virtual void set_presence(const Presence&) = 0;       // adds, or replaces that person's row
};

class ActionStore {
public:
    virtual ~ActionStore() = default;
    // For an action of a case, after its event was appended: `seq` is the event's.
    virtual ActionId add_action(const ActionRecord&) = 0;
    virtual std::optional<ActionRecord> action(ActionId) = 0;
    virtual ActionId newest_action() = 0;  // none: there is none yet
    virtual std::vector<ActionRecord> actions_of(CaseId, bool open_only) = 0;
    // Open ones, soonest first.
    virtual std::vector<ActionRecord> actions_owned_by(ProfessionalId) = 0;
    // Open ones of cases of that home team due on that day or before, soonest first; their text
    // stays sealed (empty).
    virtual std::vector<ActionRecord> actions_due(TeamId home, Day through) = 0;
    // State, due, postponed, settled_at and owners.
    virtual void change_action(const ActionRecord&) = 0;
};

class CarryingStore {
public:
    virtual ~CarryingStore() = default;
    // Not done yet, of cases of that home team, due on that day or before, soonest first; without
    // their notes.
    virtual std::vector<FollowUp> follow_ups_due(TeamId home, Day through) = 0;
    virtual std::vector<FollowUp> follow_ups_of(CaseId) = 0;
    virtual FollowUpId add_follow_up(const FollowUp&) = 0;
    virtual void change_follow_up(const FollowUp&) = 0;  // case and due stay
    virtual void add_closing(const Closing&) = 0;
    virtual std::vector<Closing> closings_of(CaseId) = 0;
    virtual std::vector<CoordinatorRecord> coordinators_of(CaseId) = 0;
    // Ends whoever coordinates now, at the begin of the new one's period (which must be given).
    virtual CoordinatorId set_coordinator(CaseId, const CoordinatorRecord&) = 0;
    virtual void end_coordinator(CaseId, Instant at) = 0;  // harmless when nobody does
    virtual void set_address(CaseId, const Address&) = 0;
    virtual void add_pair(CaseId, const Seat&) = 0;
    virtual void end_pair(CaseId, ProfessionalId, Instant to) = 0;
};

class StartStore : public CovenantStore,
                   public SignalStore,
                   public BoardStore,
                   public ActionStore,
                   public CarryingStore {};

}  // namespace kortelijn::store
