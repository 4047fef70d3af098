// Questions of every action and role. Most lean on a ground that exists, so that many are
// permitted.
#include "people.hpp"
#include "random_facts.hpp"

namespace kortelijn::oracle {

MemberId History::any_member() {
    if (!facts.outsiders.empty() && dice.chance(12)) return dice.one_of(facts.outsiders).id;
    return dice.one_of(facts.household).id;
}

GroundId History::any_ground() {
    if (facts.grounds.empty() || dice.chance(4)) return {dice.chance(50) ? 9999 : 0};
    return dice.one_of(facts.grounds).id;
}

// Whom the door would let in: looked at roughly, so that the questions get past it.
bool History::able(const Professional& one) const {
    int employers = 0;
    for (const Employment& part : one.employment)
        if (part.period.live(now)) ++employers;
    bool professional = false;
    bool officer = false;
    for (const HeldRole& part : one.roles) {
        if (!part.period.live(now)) continue;
        if (part.role == Role::professional) professional = true;
        if (part.role >= Role::privacy_officer_organisation) officer = true;
    }
    return employers == 1 && professional && !officer && !one.blocked;
}

// Mostly replaced, when they would not get past the door, by somebody who does.
ProfessionalId History::mostly_able(ProfessionalId who) {
    if (const Professional* one = directory.find(who))
        if (able(*one) || dice.chance(10)) return who;
    std::vector<ProfessionalId> found;
    for (const Professional& one : directory.professionals)
        if (able(one)) found.push_back(one.id);
    return found.empty() ? who : dice.one_of(found);
}

ProfessionalId History::somebody_of(OrganisationId organisation) {
    std::vector<ProfessionalId> found;
    for (const Professional& one : directory.professionals)
        for (const Employment& part : one.employment)
            if (part.organisation == organisation && part.period.live(now) && able(one))
                found.push_back(one.id);
    return found.empty() || dice.chance(4) ? ProfessionalId{dice.between(1, 8)}
                                           : dice.one_of(found);
}

Ask History::ask() {
    Ask ask;
    load(4, 4);
    switch (dice.weighted({84, 9, 5, 2, 34, 50})) {
        case 0:
            ask_as_professional(ask);
            ask.who = mostly_able(ask.who);
            break;
        case 1:
            ask_as_guest(ask);
            break;
        case 2:
            ask_as_officer(ask);
            break;
        case 4:
            ask_start(ask);
            break;
        case 5:
            ask_calls(ask);
            break;
        default:
            ask.as = Role::team_leader;
            ask.who = {dice.between(1, 8)};
            for (const Professional& one : directory.professionals)
                for (const HeldRole& role : one.roles)
                    if (role.role == Role::team_leader && dice.chance(80)) ask.who = one.id;
            ask.action = dice.chance(80) ? Action::case_exists : Action(dice.below(67));
    }
    if (dice.chance(12)) disturb(ask);
    // A target is given "where it applies".
    if (ask.action != Action::ground_read && ask.action != Action::ground_end &&
        ask.action != Action::ground_review)
        ask.target = {};
    return ask;
}

void History::ask_as_professional(Ask& ask) {
    using enum Action;
    ask.as = Role::professional;
    ask.who = {dice.weighted({0, 24, 20, 10, 10, 10, 10, 8, 8})};
    ask.purpose = Purpose(dice.weighted({70, 5, 5, 5, 5, 5, 5}));
    const int which = dice.weighted({54, 8, 6, 6, 7, 6, 3, 4, 4, 2, 2});
    switch (which) {
        case 0:
            return ask_item(ask);
        case 1:
        case 2:
            ask.action = which == 1 ? case_exists : case_open;
            if (dice.chance(15)) ask.about = {any_member()};
            break;
        case 3:
            ask.action = member_list;
            for (const Member& one : facts.household)
                if (dice.chance(30)) ask.about.push_back(one.id);
            break;
        case 4:
            ask.action = dice.chance(50) ? ground_read : ground_end;
            ask.target = any_ground();
            if (dice.chance(30)) ask.on_behalf_of = any_member();
            break;
        case 5:
            return ask_record(ask);
        case 6:
            return ask_invite(ask);
        case 7: {
            const Action carriers[] = {household_change, case_close, case_reopen, followup_record};
            ask.action = carriers[dice.below(4)];
            break;
        }
        case 8:
            ask.action = emergency_open;
            ask.reason = dice.chance(92) ? "in danger" : "";
            if (dice.chance(95))
                ask.minutes = dice.chance(85) ? dice.between(1, 60) : dice.between(-1, 90);
            ask.about = {any_member()};
            if (dice.chance(8)) ask.about.clear();
            break;
        case 9:
            ask.action = dice.chance(50) ? anonymous_post : anonymous_read;
            if (dice.chance(8)) ask.about = {any_member()};
            if (dice.chance(30)) ask.identifiers.push_back(Identifier(dice.below(7)));
            ask.confirmed_harmless = dice.chance(50);
            break;
        default:
            ask.action = case_create;
            ask.team = {dice.between(0, 3)};
    }
    // Often somebody whom a ground may let in.
    if (dice.chance(50) && !facts.grounds.empty()) {
        const Ground& ground = dice.one_of(facts.grounds);
        ask.who =
            ground.person && dice.chance(70) ? ground.person : somebody_of(ground.organisation);
        if (ground.purpose && dice.chance(80)) ask.purpose = ground.purpose;
        if (*ask.action == ground_end || *ask.action == ground_read) ask.target = ground.id;
        if (ground.deny && dice.chance(70)) ask.on_behalf_of = ground.given_by.front();
    }
}

void History::ask_item(Ask& ask) {
    using enum Action;
    ask.action = Action(dice.weighted({60, 12, 10, 8, 10}));
    ask.life_domains = some_domains(1, 2);
    if (facts.grounds.empty() || dice.chance(10)) {
        for (const Member& one : facts.household)
            if (dice.chance(25)) ask.about.push_back(one.id);
        return;
    }
    const Ground& ground = dice.one_of(facts.grounds);
    ask.who = ground.person && dice.chance(75) ? ground.person : somebody_of(ground.organisation);
    if (ground.purpose) ask.purpose = ground.purpose;
    for (const MemberId id : ground.members)
        if (ask.about.empty() || dice.chance(30)) ask.about.push_back(id);
    if (!ground.life_domains.empty() && dice.chance(92)) {
        LifeDomains wanted;
        for (int d = 0; d < life_domain_count; ++d)
            if (ground.life_domains.has(LifeDomain(d)) && (wanted.empty() || dice.chance(12)))
                wanted.add(LifeDomain(d));
        ask.life_domains = wanted;
    }
    if (dice.chance(30)) ask.source_law = Law(dice.below(5));
    if (ground.secrecy_ground == "directly_involved_jeugdwet") ask.source_law = Law::jeugdwet;
    if (ground.secrecy_ground == "directly_involved_wmo") ask.source_law = Law::wmo;
    if (ground.secrecy_ground == "debt_signal") ask.source_law = Law::wgs;
    if (ground.secrecy_ground.starts_with("directly") && dice.chance(75))
        ask.who = {dice.between(1, 2)};
    if (dice.chance(5)) ask.source_law = Law(dice.below(5));
    if (dice.chance(8)) ask.about.clear();
    if (dice.chance(8)) ask.about = {any_member()};
}

void History::ask_record(Ask& ask) {
    ask.action = Action::ground_record;
    ask.who = {dice.chance(80) ? dice.between(1, 2) : dice.between(1, 8)};
    GroundRecord record{.ground = make_ground(GroundKind(dice.weighted({70, 18, 10, 2})))};
    Ground& ground = record.ground;
    ground.withdrawn_at.reset();
    if (ground.kind == GroundKind::consent && !ground.deny && dice.chance(45))
        follow_earlier(ground);
    if (dice.chance(75)) {  // recorded while it is said
        ground.begin = now;
        if (ground.given_at) ground.given_at = now + (dice.chance(5) ? 1 : 0);
        const int days =
            ground.kind == GroundKind::reporting_code ? dice.between(1, 92) : dice.between(1, 367);
        if (ground.end) ground.end = now + days * day_ms + dice.between(-1, 1);
    }
    if (dice.chance(96)) ground.evidence = Evidence(dice.between(1, 4));
    if (dice.chance(96)) ground.text_version = "v3";
    if (dice.chance(3)) ground.life_domains = {};
    if (dice.chance(3)) ground.organisation = {dice.chance(50) ? 6 : 0};
    if (dice.chance(3)) ground.members.clear();
    if (dice.chance(2)) ground.members = {MemberId{77}};
    if (dice.chance(2) && ground.end) ground.end = *ground.begin;
    record.life_domain_unknown = dice.chance(1);
    record.purpose_unknown = dice.chance(1);
    if (record.purpose_unknown) ground.purpose.reset();
    ask.record = record;
}

void History::ask_invite(Ask& ask) {
    ask.action = Action::invite;
    Invitee who{.kind = InviteeKind(dice.below(3))};
    if (who.kind == InviteeKind::family) who.person = dice.chance(95) ? any_member() : MemberId{77};
    if (who.kind == InviteeKind::professional) who.who = {dice.between(1, 9)};
    if (who.kind == InviteeKind::partner) who.organisation = {dice.between(1, 6)};
    ask.invitee = who;
}

}  // namespace kortelijn::oracle
