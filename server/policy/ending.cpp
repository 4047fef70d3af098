// Rules R29-R32: withdrawing and ending, inviting, the emergency button, and seeing the grounds
// that concern one. They only answer; writing the end or the emergency ground is the server's.
#include "policy/age.hpp"
#include "policy/cells.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

// R29: in given_by or members, or may refuse for a member.
bool concerns(const Scene& scene, const Ground& ground, MemberId who) {
    if (has(ground.given_by, who) || has(ground.members, who)) return true;
    for (const MemberId id : ground.members) {
        const Member* member = find_member(scene.facts, id);
        if (member != nullptr &&
            may_refuse(person_of(scene.facts, *member, scene.now, scene.today), who))
            return true;
    }
    return false;
}

// R64: to a link of a call, a page or a plan a live step of the reporting code is not there,
// whatever was said of its being confidential: that there is a danger is told to none of them.
bool is_danger_to(const Scene& scene, const Ground& ground) {
    return scene.asker.guest->use != GuestUse::none && ground.kind == GroundKind::reporting_code &&
           stage_of(ground, row_of(ground), scene.now) == LifeStage::live;
}

// Whether a ground is there for the asker, to see it or to end it; an "ok." code says as what.
Code stands_before(const Scene& scene, const Ground& ground) {
    if (scene.asker.guest == nullptr) {
        if (scene.asker.carrier) return reason::ok_carrier;
        return reaches(ground, scene.asker) ? reason::ok_receiver : reason::ground_not_yours;
    }
    if (!concerns(scene, ground, scene.asker.guest->person)) return reason::ground_not_yours;
    const bool silent = is_confidential(ground) || is_danger_to(scene, ground);
    return silent ? reason::ground_confidential : reason::ok_guest;
}

// Also when it was withdrawn before it began.
bool over(const Ground& ground, Instant now) {
    const Life life = life_of(ground, row_of(ground));
    const bool withdrawn = ground.withdrawn_at && *ground.withdrawn_at <= now &&
                           *ground.withdrawn_at <= life.natural_end;
    return withdrawn || now >= life.natural_end;
}

}  // namespace

Code invitable(const Scene& scene, MemberId who) {  // R30, family
    const Member* member = find_member(scene.facts, who);
    const bool known = member != nullptr ? member->period.begun(scene.now)
                                         : find_outsider(scene.facts, who) != nullptr;
    if (!known) return reason::member_not_in_household;
    if (is_dead(scene.facts, who, scene.today)) return reason::member_deceased;
    const bool young = member != nullptr && age_on(member->birth_date, scene.today) < 12;
    return young ? reason::age_too_young : reason::none;
}

Code end_ground(const Scene& scene) {  // R29
    const Ground* ground = find_ground(scene.facts, scene.ask.target);
    if (ground == nullptr) return reason::ground_unknown;
    const Code as = stands_before(scene, *ground);
    if (!permits(as)) return as;
    const bool guest = scene.asker.guest != nullptr;
    if (guest && ground->kind != GroundKind::consent) return reason::ground_not_consent;
    if (over(*ground, scene.now)) return reason::ground_already_ended;
    if (!ground->deny) return as;
    const MemberId speaker = guest ? scene.asker.guest->person : scene.ask.on_behalf_of;
    return has(ground->given_by, speaker) ? as : reason::ground_only_speaker;
}

Code read_ground(const Scene& scene) {  // R32
    const Ground* ground = find_ground(scene.facts, scene.ask.target);
    return ground == nullptr ? reason::ground_unknown : stands_before(scene, *ground);
}

Code invite(const Scene& scene) {  // R30
    if (!scene.ask.invitee) return reason::request_invalid;
    const Invitee& invitee = *scene.ask.invitee;
    if (invitee.kind == InviteeKind::family) return invitable(scene, invitee.person);
    Asker as_asker;
    as_asker.at_table = true;
    as_asker.organisation = invitee.organisation;
    if (invitee.kind == InviteeKind::professional) {
        as_asker.professional = scene.directory.find(invitee.who);
        if (as_asker.professional == nullptr) return reason::invite_not_employed;
        as_asker.organisation = employer_now(*as_asker.professional, scene.now);
        if (!in_collaboration(scene, as_asker.organisation)) return reason::invite_not_employed;
        as_asker.person = invitee.who;
        as_asker.carrier = is_carrier(scene, invitee.who);
    }
    return anything_permitted(scene, as_asker, scene.ask.purpose) ? reason::none
                                                                  : reason::invite_no_ground;
}

Code open_emergency(const Scene& scene) {  // R31
    const MemberId who = scene.ask.about.front();
    const Member* member = find_member(scene.facts, who);
    if (member == nullptr || !member->period.begun(scene.now))
        return reason::member_not_in_household;
    if (is_dead(scene.facts, who, scene.today)) return reason::member_deceased;
    for (const auto& bar : scene.facts.bars) {  // never past a bar, also for one life domain
        const bool about = bar.members.empty() || has(bar.members, who);
        const bool organisation = !bar.organisation || bar.organisation == scene.asker.organisation;
        const bool person = !bar.person || bar.person == scene.asker.person;
        if (about && organisation && person && bar.period.live(scene.now)) return reason::bar_law;
    }
    return reason::ok_emergency;
}

}  // namespace kortelijn::policy
