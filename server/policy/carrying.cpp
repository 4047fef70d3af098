// Rules R38, R45 and R46: who knows the household, who changes an action, the pair and the
// coordinator. Coordinating opens nothing: no other rule looks at it.
#include "policy/age.hpp"
#include "policy/people.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

bool in_household(const Scene& scene, const Member& member) {
    return member.period.live(scene.now) && !dead_on(member.deceased_on, scene.today);
}

std::vector<MemberId> coordinating_members(const Scene& scene) {
    std::vector<MemberId> out;
    for (const auto& coordinator : scene.facts.coordinators) {
        if (!coordinator.period.live(scene.now)) continue;
        const Member* member = find_member(scene.facts, coordinator.member);
        if (member != nullptr && in_household(scene, *member)) out.push_back(member->id);
    }
    return out;
}

std::vector<MemberId> adults(const Scene& scene) {
    std::vector<MemberId> out;
    for (const auto& member : scene.facts.household)
        if (in_household(scene, member) && age_on(member.birth_date, scene.today) >= 18)
            out.push_back(member.id);
    return out;
}

std::vector<MemberId> custody_holders(const Scene& scene) {
    std::vector<MemberId> out;
    for (const auto& member : scene.facts.household) {
        if (!in_household(scene, member)) continue;
        for (const auto& custody : member.custody)
            if (custody.period.live(scene.now) &&
                !is_dead(scene.facts, custody.holder, scene.today))
                out.push_back(custody.holder);
    }
    return out;
}

// R46: whoever coordinates hands it over; else the family as a whole does.
std::vector<MemberId> who_hands_over(const Scene& scene) {
    std::vector<MemberId> out = coordinating_members(scene);
    if (out.empty()) out = adults(scene);
    return out.empty() ? custody_holders(scene) : out;
}

Code may_coordinate(const Scene& scene, MemberId who) {
    const Member* member = find_member(scene.facts, who);
    if (member == nullptr || !member->period.live(scene.now))
        return reason::member_not_in_household;
    if (dead_on(member->deceased_on, scene.today)) return reason::member_deceased;
    return age_on(member->birth_date, scene.today) < 16 ? reason::coordinator_too_young
                                                        : reason::none;
}

}  // namespace

bool works_now(const Scene& scene, ProfessionalId who) {
    const Professional* one = scene.directory.find(who);
    if (one == nullptr || one->blocked) return false;
    const OrganisationId own = employer_now(*one, scene.now);
    if (!in_collaboration(scene, own)) return false;
    return std::any_of(one->roles.begin(), one->roles.end(), [&](const HeldRole& held) {
        return held.role == Role::professional && held.period.live(scene.now) &&
               (!held.organisation || held.organisation == own);
    });
}

Code answer_involvement(Scene& scene) {  // R38
    const Code code = scene.asker.carrier ? reason::ok_carrier : opens(scene, std::nullopt);
    return permits(code) && !scene.ask.asked ? reason::involvement_not_asked : code;
}

Code change_action(Scene& scene) {  // R45
    const Code code = items(scene);
    const bool theirs = scene.ask.own || scene.asker.carrier;
    return permits(code) && !theirs ? reason::action_not_yours : code;
}

Code change_pair(const Scene& scene) {  // R46
    if (!scene.ask.concerns) return reason::none;
    const Professional* one = scene.directory.find(scene.ask.concerns);
    const bool of_team =
        one != nullptr && in_team(*one, scene.facts.the_case->home_team, scene.now);
    return of_team && works_now(scene, scene.ask.concerns) ? reason::none
                                                           : reason::pair_not_in_team;
}

Code take_coordination(const Scene& scene) {  // R46
    const Ask& ask = scene.ask;
    if (!ask.evidence) return reason::record_no_evidence;
    if (ask.concerns && !is_carrier(scene, ask.concerns)) return reason::carrier_needed;
    if (ask.member)
        if (const Code code = may_coordinate(scene, ask.member); !code.empty()) return code;
    const std::vector<MemberId> needed = who_hands_over(scene);
    if (needed.empty()) return reason::coordinator_nobody_to_agree;
    for (const MemberId one : needed)
        if (!has(ask.agreed_by, one)) return reason::coordinator_no_consent;
    const bool self = !ask.member || has(ask.agreed_by, ask.member);
    return self ? reason::none : reason::coordinator_no_consent;
}

}  // namespace kortelijn::policy
