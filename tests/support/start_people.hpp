// People of a daily start in a store, beside the mother and daughter: Fatma (public health) and Tom
// (welfare) are of the team and carry nothing; Tom's own case stands beside it; Peter is away with
// a replacement of another team; a housing corporation sends signals by covenant.
#pragma once

#include "support/desk.hpp"

namespace kortelijn::support {

struct StartPeople {
    MotherAndDaughter family;
    OrganisationId health, housing;
    TeamId south;
    ProfessionalId fatma, tom, ilse, peter, renske;  // renske replaces peter; ilse carries with tom
    CovenantId covenant;
    CaseId second;
    RoomId second_room;
    MemberId piet;  // of the second case
};

inline Professional start_person(std::string name, OrganisationId employer, TeamId team) {
    Professional out;
    out.name = std::move(name);
    out.employment.push_back({employer, {}});
    if (team) out.teams.push_back({team, {}});
    out.roles.push_back({Role::professional, {}, {}, {}});
    return out;
}

inline Ground start_ground(OrganisationId of, std::vector<MemberId> members, ProfessionalId by,
                           Purpose purpose, Instant now) {
    Ground ground;
    ground.members = members;
    ground.given_by = members;
    ground.given_at = now + -5 * day_ms;
    ground.organisation = of;
    ground.purpose = purpose;
    for (const LifeDomain d : {LifeDomain::safety, LifeDomain::parenting, LifeDomain::school})
        ground.life_domains.add(d);
    ground.begin = now + -5 * day_ms;
    ground.end = now + 100 * day_ms;
    ground.evidence = Evidence::spoken;
    ground.text_version = "2026-1";
    ground.recorded_by = by;
    return ground;
}

// Consent for one organisation on the second case, which one adult of age says alone.
inline GroundId add_start_ground(store::Store& store, const StartPeople& people, OrganisationId of,
                                 Purpose purpose, Instant now) {
    return store.add_ground(people.second,
                            start_ground(of, {people.piet}, people.tom, purpose, now));
}

inline SignalId add_start_signal(store::Store& store, const StartPeople& people, Instant now) {
    store::SignalDraft draft;
    draft.covenant = people.covenant;
    draft.sender = people.housing;
    draft.team = people.family.north;
    draft.received_at = now;
    draft.term_ends_at = now + 20 * day_ms;
    draft.household_knows = true;
    draft.content.name = "Familie Zandstra";
    draft.content.text = "Twee maanden huur niet betaald.";
    draft.content.neighbourhood = "Zandwijk";
    return store.add_signal(draft);
}

inline StartPeople make_start_people(store::Store& store, Instant now) {
    StartPeople out;
    out.family = make_mother_and_daughter(store, now);
    const Instant before = now + -30 * day_ms;
    store.begin();
    out.health = store.add_organisation({{}, OrganisationKind::ggd, {}, "GGD Lindestroom"});
    out.housing = store.add_organisation({{}, OrganisationKind::housing, {}, "Woonstede"});
    const OrganisationId welfare = out.family.welfare;
    out.south = store.add_team("wijkteam Zuid");
    out.fatma = store.add_professional(start_person("Fatma Yilmaz", out.health, out.family.north));
    out.tom = store.add_professional(start_person("Tom Bos", welfare, out.family.north));
    out.ilse = store.add_professional(start_person("Ilse Maas", welfare, out.family.north));
    out.peter = store.add_professional(start_person("Peter Vos", welfare, out.family.north));
    out.renske = store.add_professional(start_person("Renske Pol", welfare, out.south));
    Absence absence;
    absence.professional = out.peter;
    absence.period = {now + -1 * day_ms, now + 10 * day_ms};
    store.add_absence(absence);
    Replacement replacement;
    replacement.absent = out.peter;
    replacement.replacement = out.renske;
    replacement.period = {now + -1 * day_ms, now + 10 * day_ms};
    store.add_replacement(replacement);
    Covenant covenant;
    covenant.kind = SignalKind::rent_arrears;
    covenant.senders = {out.housing};
    covenant.receivers = 1U << unsigned(OrganisationKind::welfare);
    covenant.term = {20, TermKind::working};
    covenant.period = {before, std::nullopt};
    covenant.name = "Vroegsignalering huur";
    covenant.legal_basis = "Wgs art. 3";
    out.covenant = store.add_covenant(covenant);
    store::CaseDraft draft;
    draft.home_team = out.family.north;
    draft.home_organisation = welfare;
    draft.number = "26-0388";
    draft.label = "Vlierbes";
    draft.opened_at = before;
    draft.pair = {{out.tom, {before, std::nullopt}}, {out.ilse, {before, std::nullopt}}};
    const auto made = store.create_case(draft);
    out.second = made.id;
    out.second_room = made.room;
    Member piet;
    piet.name = "Piet Anker";
    piet.birth_date = *parse_day("1970-01-02");
    piet.relation = "self";
    out.piet = store.add_member(made.id, piet);
    store.add_ground(made.id,
                     start_ground(welfare, {out.piet}, out.tom, Purpose::cooperation, now));
    store.commit();
    return out;
}

}  // namespace kortelijn::support
