// What the store keeps of signals, the daily start, actions and closings, in domain words. Texts
// and names are plain here and sealed at rest, as in records.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/address.hpp"
#include "domain/cells.hpp"
#include "domain/facts.hpp"

namespace kortelijn::store {

// A partner's system: who holds the key of this certificate sends for that organisation.
struct Certificate {
    std::string fingerprint;  // SHA-256 of the certificate (DER), 32 raw bytes
    OrganisationId organisation;
    Period period;
};

// How many still run that were registered before their senders and rows were sealed.
struct ToRegisterAgain {
    std::int64_t covenants = 0, certificates = 0;
};

// --- signals --------------------------------------------------------------------------------
// All that is about people, sealed with the signal's own key: erased with it.
struct SignalContent {
    std::string name;
    std::optional<Day> birth_date;
    Address address;
    std::string neighbourhood;
    std::optional<std::int64_t> amount_cents;
    std::optional<int> months;
    std::string text;
    std::string why_not_known;  // why the household was not told
    std::string note;           // of whoever settled it

    bool operator==(const SignalContent&) const = default;
};

struct SignalDraft {
    CovenantId covenant;
    OrganisationId sender;
    TeamId team;
    ProfessionalId sent_by;  // none: the partner's system
    Instant received_at;
    Instant term_ends_at;
    bool household_knows = false;
    SignalContent content;
};

struct SignalRecord {
    SignalFacts facts;
    ProfessionalId sent_by;
    Instant term_ends_at;  // of the covenant as it was at receipt
    bool household_knows = false;
    std::optional<Instant> taken_up_at;
    std::optional<Instant> first_contact_at;
    std::optional<Instant> visited_at;
    std::optional<Instant> settled_at;
    std::optional<SignalOutcome> outcome;
    std::optional<DeclineReason> decline;
    std::optional<SignalContent> content;  // nothing: erased
};

// What an idempotency key was used for.
struct KeptSignalKey {
    SignalId signal;
    bool same_body = false;
};

// Somebody was asked in private whether they know the household of a signal.
struct Involvement {
    InvolvementId id;
    SignalId signal;
    CaseId of_case;
    ProfessionalId asked;
    Instant asked_at;
    std::optional<Instant> answered_at;
    std::optional<bool> known;
};

// --- the board ------------------------------------------------------------------------------
struct BoardRecord {
    BoardId id;
    TeamId team;
    Day day;
    BoardState state = BoardState::planned;
    std::int64_t version = 1;  // rises by one with each kept change
    ProfessionalId chair;      // none: nobody yet
    std::optional<Instant> opened_at;
    std::optional<Instant> ended_at;
    ItemId current_item;  // none: a pause
    std::optional<Instant> current_since;

    bool operator==(const BoardRecord&) const = default;
};

// Of a case or of a signal, never both.
struct AgendaItem {
    ItemId id;
    BoardId board;
    int place = 0;
    ItemKind kind = ItemKind::put_on;
    CaseId of_case;
    SignalId signal;
    int minutes = 5;
    ItemState state = ItemState::waiting;
    std::int64_t spent_ms = 0;
    int carried = 0;  // how often it was not reached
    ProfessionalId put_by;

    bool operator==(const AgendaItem&) const = default;
};

// Who sits in the room, whatever their connection does.
struct Presence {
    BoardId board;
    ProfessionalId professional;
    Instant since;
    std::optional<Instant> until;
    ProfessionalId ticked_by;

    bool operator==(const Presence&) const = default;
};

// --- what people agree to do ------------------------------------------------------------------
struct ActionRecord {
    ActionId id;
    CaseId of_case;        // none: one's own
    std::int64_t seq = 0;  // of its event in the case's room; 0 for one's own
    ItemId item;           // none: not made at the daily start
    ActionState state = ActionState::open;
    Day due;
    int postponed = 0;
    ProfessionalId made_by;
    Instant made_at;
    std::optional<Instant> settled_at;
    Cells cells;
    std::vector<Owner> owners;  // in their order, 1 or 2
    std::string text;

    bool operator==(const ActionRecord&) const = default;
};

// --- closing and after ------------------------------------------------------------------------
struct FollowUp {
    FollowUpId id;
    CaseId of_case;
    Day due;
    std::optional<Instant> done_at;
    ProfessionalId done_by;
    std::optional<FollowUpOutcome> outcome;
    std::string note;

    bool operator==(const FollowUp&) const = default;
};

struct Closing {
    CaseId of_case;
    Instant at;
    CaseOutcome outcome = CaseOutcome::other;
    std::string note;

    bool operator==(const Closing&) const = default;
};

// With whose yes somebody coordinates, and how they said it.
struct CoordinatorRecord {
    Coordinator coordinator;
    std::vector<MemberId> agreed_by;
    std::string evidence;
};

// --- for the workers' scans -------------------------------------------------------------------
struct HouseholdScan {
    struct Person {
        MemberId id;
        std::string name;
        Day birth_date;
        Period period;  // in the household
    };
    CaseId of_case;
    std::vector<Period> open;
    std::optional<Address> address;
    std::vector<Person> people;
};

}  // namespace kortelijn::store
