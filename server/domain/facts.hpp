// The facts a decision may look at (policy README sections 1 and 2), read at one moment. Plain
// values: no rule lives here. `Directory` holds what is the same for every case (organisations,
// professionals, absences); `CaseFacts` holds one case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/calendar.hpp"
#include "domain/words.hpp"
#include "domain/words_calls.hpp"
#include "domain/words_start.hpp"

namespace kortelijn {

struct Organisation {
    OrganisationId id;
    OrganisationKind kind = OrganisationKind::other;
    Period period;  // in the collaboration
    std::string name;
};

struct Employment {
    OrganisationId organisation;
    Period period;
};

struct TeamMembership {
    TeamId team;
    Period period;
};

struct HeldRole {
    Role role = Role::professional;
    OrganisationId organisation;  // none: not bound to one
    TeamId team;
    Period period;
};

struct Professional {
    ProfessionalId id;
    bool blocked = false;
    std::vector<Employment> employment;
    std::vector<TeamMembership> teams;
    std::vector<HeldRole> roles;
    std::string name;
    LifeDomains expertise;
};

struct Team {
    TeamId id;
    std::string name;
};

struct Absence {
    ProfessionalId professional;
    Period period;
    AbsenceId id = {};
};

struct Replacement {
    ProfessionalId absent;
    ProfessionalId replacement;
    Period period;
    ReplacementId id = {};
};

struct Seat {  // a place of one professional at a case's table, for a period
    ProfessionalId professional;
    Period period;
};

struct Custody {
    MemberId holder;
    Period period;
};

struct Help {
    Law law = Law::none;
    Period period;
};

struct Capacity {
    CapacityKind kind = CapacityKind::incapable;
    MemberId representative;  // none: nobody named
    Period period;
};

struct Member {
    MemberId id;
    Day birth_date;
    Period period;  // in the household
    std::optional<Day> deceased_on;
    std::vector<Custody> custody;
    std::optional<Day> custody_checked_on;
    std::vector<Help> help;
    std::vector<Capacity> capacity;
    std::string relation;
    std::string name;
};

struct Outsider {
    MemberId id;
    std::optional<Day> deceased_on;
    std::string name;
    std::string relation;
};

struct Ground {
    GroundId id;
    GroundKind kind = GroundKind::consent;
    bool deny = false;  // a recorded "no"; kind consent only
    std::vector<MemberId> members;
    std::vector<MemberId> given_by;
    std::optional<Instant> given_at;
    OrganisationId organisation;  // none: only a deny may leave it out
    ProfessionalId person;        // none: not for one person only
    std::optional<Purpose> purpose;
    LifeDomains life_domains;
    std::optional<Instant> begin;
    std::optional<Instant> end;
    std::optional<Instant> withdrawn_at;
    MemberId withdrawn_by;       // on whose behalf, when it was one person's wish
    std::string secrecy_ground;  // empty: the kind's name
    std::string reason;          // kinds without consent
    WithoutParents without_parents = WithoutParents::no;
    std::optional<bool> confidential;  // absent: true for reporting_code
    Evidence evidence = Evidence::none;
    std::string text_version;
    ProfessionalId recorded_by;
};

struct Bar {
    BarId id;
    std::vector<MemberId> members;  // empty: all
    OrganisationId organisation;    // none: all
    ProfessionalId person;          // none: all
    LifeDomains life_domains;       // empty: all
    Period period;
};

struct Guest {
    GuestId id;
    GuestKind kind = GuestKind::family;
    MemberId person;              // of kind family
    OrganisationId organisation;  // of kind partner
    Period period;
    std::optional<Instant> revoked_at;
    GuestUse use = GuestUse::none;
    CallId call;                          // of use call
    std::optional<Instant> on_anyway_at;  // a page that a carrier turned on in spite of a danger

    bool operator==(const Guest&) const = default;
};

struct Discussion {
    std::vector<Seat> participants;
    Period period;
};

struct Case {
    CaseId id;
    TeamId home_team;
    OrganisationId home_organisation;
    std::vector<Period> open;  // in order; closed between and after them
    std::vector<Seat> pair;
    std::vector<Seat> participants;
};

// Who may send signals of a kind to whom, and within which term somebody looks at them.
struct Covenant {
    CovenantId id;
    SignalKind kind = SignalKind::rent_arrears;
    std::vector<OrganisationId> senders;
    std::uint32_t receivers = 0;  // bit per OrganisationKind
    Term term;
    Period period;
    std::string name;
    std::string legal_basis;

    bool sent_by(OrganisationId organisation) const;
    constexpr bool received_by(OrganisationKind of) const { return receivers >> unsigned(of) & 1U; }
};

// What a decision may know of a signal: nothing about people.
struct SignalFacts {
    SignalId id;
    CovenantId covenant;
    OrganisationId sender;
    TeamId team;
    Instant received_at;
    SignalStatus status = SignalStatus::received;
    CaseId of_case;  // none: not taken up
};

struct BoardFacts {
    BoardId id;
    TeamId team;
    BoardState state = BoardState::planned;
    ProfessionalId chair;
    std::vector<ProfessionalId> present;
};

// Who coordinates a case for the family: one of them, or a professional. No live one: the family
// itself. Coordinating opens nothing.
struct Coordinator {
    CoordinatorId id;
    MemberId member;              // none when it is
    ProfessionalId professional;  // a professional
    Period period;
};

// Who an action is for: one of three kinds of id.
struct Owner {
    OwnerKind kind = OwnerKind::professional;
    std::int64_t id = 0;

    constexpr auto operator<=>(const Owner&) const = default;
};
constexpr Owner owner_of(ProfessionalId id) { return {OwnerKind::professional, id.value}; }
constexpr Owner owner_of(OrganisationId id) { return {OwnerKind::organisation, id.value}; }
constexpr Owner owner_of(MemberId id) { return {OwnerKind::member, id.value}; }

struct AskedAlong {
    ProfessionalId professional;
    OrganisationId organisation;  // of the moment of asking
    ConsultAnswer answer = ConsultAnswer::asked;

    constexpr bool operator==(const AskedAlong&) const = default;
};

// A question to specialists: whom, about whom and what, and until when.
struct ConsultFacts {
    ConsultId id;
    ProfessionalId asked_by;
    std::vector<AskedAlong> asked;
    bool panel = false;    // one advice of several
    ProfessionalId chair;  // of a panel
    std::vector<MemberId> about;
    LifeDomains life_domains;
    Period period;
    std::optional<Instant> ended_at;
};

struct Participant {
    ParticipantId id;
    ProfessionalId professional;  // one of the two
    GuestId guest;
    ParticipantState state = ParticipantState::invited;

    constexpr bool operator==(const Participant&) const = default;
};

struct CallFacts {
    CallId id;
    Purpose purpose = Purpose::call;  // call or plan
    CallState state = CallState::planned;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    std::vector<Participant> participants;
    std::optional<Instant> together_at;  // the family may meet each other in spite of a danger
};

// A question for consent that stands in a call.
struct QuestionFacts {
    QuestionId id;
    CallId call;
    std::vector<MemberId> asked;
    bool open = false;
};

// One paper that is asked for in a call.
struct ChecklistFacts {
    ChecklistId id;
    CallId call;
    OrganisationId organisation;  // that asks and decides
    ChecklistState state = ChecklistState::asked;
};

// Everything about one case. `household` keeps its order for ever: a member's position is their
// slot in cells and masks (domain/cells.hpp).
struct CaseFacts {
    std::optional<Case> the_case;  // nothing: no such case
    std::vector<Member> household;
    std::vector<Outsider> outsiders;
    std::vector<Ground> grounds;
    std::vector<Bar> bars;
    std::vector<Guest> guests;
    std::optional<Discussion> discussion;
    // What is asked about stands beside the case, as the discussion does. Of a signal that was
    // taken up the case is the one it was joined to.
    std::optional<SignalFacts> signal;
    std::optional<BoardFacts> board;
    std::vector<Coordinator> coordinators;
    // At most one of the two: a table of its own within the case.
    std::optional<ConsultFacts> consult;
    std::optional<CallFacts> call;
    std::optional<QuestionFacts> question;
    std::optional<ChecklistFacts> checklist;
};

// What is the same for every case. Look-ups are by id; nothing when absent.
struct Directory {
    std::vector<Organisation> organisations;  // sorted by id
    std::vector<Professional> professionals;  // sorted by id
    std::vector<Team> teams;                  // sorted by id
    std::vector<Absence> absences;
    std::vector<Replacement> replacements;
    std::vector<Covenant> covenants;  // sorted by id

    const Organisation* find(OrganisationId id) const;
    const Professional* find(ProfessionalId id) const;
    const Team* find(TeamId id) const;
    const Covenant* find(CovenantId id) const;
};

}  // namespace kortelijn
