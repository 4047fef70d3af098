// The facts a decision may look at (policy README sections 1 and 2), read at one moment. Plain
// values: no rule lives here. `Directory` holds what is the same for every case (organisations,
// professionals, absences); `CaseFacts` holds one case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/words.hpp"

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
};

struct Replacement {
    ProfessionalId absent;
    ProfessionalId replacement;
    Period period;
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

enum class GuestKind : std::uint8_t { family, partner };

struct Guest {
    GuestId id;
    GuestKind kind = GuestKind::family;
    MemberId person;
    OrganisationId organisation;
    Period period;
    std::optional<Instant> revoked_at;
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
};

// What is the same for every case. Look-ups are by id; nothing when absent.
struct Directory {
    std::vector<Organisation> organisations;  // sorted by id
    std::vector<Professional> professionals;  // sorted by id
    std::vector<Team> teams;                  // sorted by id
    std::vector<Absence> absences;
    std::vector<Replacement> replacements;

    const Organisation* find(OrganisationId id) const;
    const Professional* find(ProfessionalId id) const;
    const Team* find(TeamId id) const;
};

}  // namespace kortelijn
