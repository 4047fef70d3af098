// Questions of guests, officers and admins, and the one field that is otherwise than it should be.
#include "people.hpp"
#include "random_facts.hpp"

namespace kortelijn::oracle {

void History::ask_as_guest(Ask& ask) {
    using enum Action;
    const bool family = dice.chance(75);
    ask.as = family ? Role::guest_family : Role::guest_partner;
    ask.guest = {family ? dice.between(1, 3) : 4};
    if (dice.chance(4)) ask.guest = {dice.between(1, 6)};
    if (!family) {
        ask_item(ask);
        for (const Ground& ground : facts.grounds)
            if (ground.organisation == facts.guests.back().organisation && ground.purpose &&
                !ground.life_domains.empty() && dice.chance(60)) {
                ask.purpose = ground.purpose;
                ask.about = {ground.members.front()};
                ask.life_domains = {};
                ask.life_domains.add(LifeDomain(__builtin_ctz(ground.life_domains.bits)));
            }
        ask.who = {};
        if (dice.chance(90)) ask.action = call_join;
        if (dice.chance(10)) ask.purpose = Purpose::call;
        if (!ask.purpose) ask.purpose = Purpose::call;
        return;
    }
    const Action often[] = {call_join,     summary_read, attachment_add,
                            ground_record, ground_read,  ground_end};
    ask.action = dice.chance(94) ? often[dice.below(6)] : Action(dice.below(67));
    if (*ask.action == ground_record) {
        ask_record(ask);
        ask.who = {};
        Ground& ground = ask.record->ground;
        MemberId self;
        for (const Guest& one : facts.guests)
            if (one.id == ask.guest) self = one.person;
        if (dice.chance(60) && self && ground.kind == GroundKind::consent) {
            if (!among(ground.given_by, self)) ground.given_by.push_back(self);
            for (const MemberId giver : ground.given_by)
                if (giver != self && dice.chance(92)) ask.pending.push_back(giver);
        }
    }
    ask.target = any_ground();
}

void History::ask_as_officer(Ask& ask) {
    using enum Action;
    ask.as = Role(dice.between(2, 5));
    ask.who = {dice.between(6, 8)};
    for (const Professional& one : directory.professionals)
        for (const HeldRole& role : one.roles)
            if (role.role == *ask.as && dice.chance(85)) ask.who = one.id;
    const bool admin = *ask.as == Role::organisation_admin || *ask.as == Role::server_admin;
    const Action often[] = {audit_search, subject_report, ground_review, ground_read, ground_end};
    ask.action = admin ? admin_manage : often[dice.below(5)];
    if (dice.chance(8)) ask.action = Action(dice.below(67));
    ask.organisation = {dice.between(0, 5)};
    if (const Professional* one = directory.find(ask.who))
        if (!one->employment.empty() && dice.chance(60))
            ask.organisation = one->employment.front().organisation;
    if (*ask.action == ground_review || *ask.action == ground_read || *ask.action == ground_end) {
        ask.target = any_ground();
        if (dice.chance(80)) ask.organisation = {};
    }
}

// One field otherwise than it should be.
void History::disturb(Ask& ask) {
    if (dice.chance(15)) start_fields(ask);
    switch (dice.below(17)) {
        case 0:
            ask.purpose_unknown = true;
            ask.purpose.reset();
            break;
        case 1:
            ask.life_domain_unknown = true;
            break;
        case 2:
            ask.life_domains = {};
            break;
        case 3:
            ask.purpose.reset();
            break;
        case 4:
            if (dice.chance(50))
                ask.action.reset();
            else
                ask.as.reset();
            break;
        case 5:
            ask.who = {dice.between(0, 9)};
            break;
        case 6:
            ask.purpose = Purpose(dice.below(7));
            break;
        case 7:
            ask.life_domains.add(LifeDomain(dice.below(12)));
            break;
        case 8:
            ask.about.push_back({77});
            break;
        case 9:
            ask.source_law = Law(dice.below(5));
            break;
        case 11:
            ask.record.reset();
            break;
        case 12:
            ask.invitee.reset();
            break;
        case 13:
            if (ask.record) ask.record->ground.purpose.reset();
            break;
        case 14:
            ask.concerns = {};
            ask.signal_kind.reset();
            break;
        case 15:
            ask.from.reset();
            ask.member = any_member();
            break;
        case 10:
            ask.as = Role(dice.below(9));
            break;
        default:
            ask.action = Action(dice.below(67));
            if (*ask.action == Action::ground_record && !ask.record) ask_record(ask);
            if (*ask.action == Action::invite && !ask.invitee) ask_invite(ask);
    }
}

}  // namespace kortelijn::oracle
