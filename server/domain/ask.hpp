// One question to the policy (policy README section 3) and its answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/facts.hpp"
#include "domain/words.hpp"

namespace kortelijn {

// A ground as somebody asks to record it (R28). Unset fields were not given.
struct GroundRecord {
    Ground ground;                 // kind, effect, members, given_by ... as asked; id is none
    bool purpose_unknown = false;  // a word outside the list was given (R1)
    bool life_domain_unknown = false;
};

enum class InviteeKind : std::uint8_t { family, professional, partner, network };

struct Invitee {
    InviteeKind kind = InviteeKind::professional;
    MemberId person;              // family
    ProfessionalId who;           // professional
    OrganisationId organisation;  // partner
};

enum class Identifier : std::uint8_t { name, bsn, postcode, phone, email, birth_date, car_plate };

struct Ask {
    // Who asks: a professional, or (for the guest roles) a guest link.
    ProfessionalId who;
    GuestId guest;
    std::optional<Role> as;        // nothing: an unknown role
    std::optional<Action> action;  // nothing: an unknown action
    std::optional<Purpose> purpose;
    bool purpose_unknown = false;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    bool life_domain_unknown = false;
    Law source_law = Law::none;
    std::optional<GroundRecord> record;
    std::vector<MemberId> pending;
    GroundId target;
    MemberId on_behalf_of;
    std::optional<Invitee> invitee;
    std::optional<int> minutes;
    std::string reason;
    OrganisationId organisation;  // an officer's or admin's scope
    TeamId team;
    std::vector<Identifier> identifiers;
    bool confirmed_harmless = false;
    // The daily start.
    std::optional<SignalKind> signal_kind;
    bool household_knows = false;
    bool bsn_found = false;
    bool bsn_meant = false;   // the sender says the digits are something else
    bool asked = false;       // an open involvement row names the asker
    bool own = false;         // the asker owns or made the action
    ProfessionalId concerns;  // who is absent, the new coordinator, pair member or chair
    ProfessionalId replacement;
    std::optional<Instant> from;
    std::optional<Instant> until;
    MemberId member;                  // the new coordinator, when it is one of the family
    std::vector<MemberId> agreed_by;  // who said yes to the coordinator
    bool evidence = false;            // it was written down how they said so
    // Consults, calls and plans. `agreed_by` is here who agreed that somebody hears of them.
    std::vector<ProfessionalId> experts;  // who are asked along
    ParticipantId participant;            // of the call: whom it is about, or to whom
    GuestId link;                         // another guest's, or to be ended
    bool shared = false;  // the line was shared with the asking link's person, by name
};

struct Decision {
    bool permit = false;
    std::string_view reason;        // "ok.ground", "consent.missing" ...: for the log
    std::string_view tell;          // what the asker hears; "ok" when permitted
    std::vector<GroundId> grounds;  // the grounds used (R27), sorted, each once
    bool law_changing = false;      // rests on a row marked "changing" (4b): the entry says so
};

}  // namespace kortelijn
