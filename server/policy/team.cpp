// Rules R47-R49: absence and its replacement, what a team leader oversees, and the figures. Nothing
// of a case is looked at here.
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

constexpr std::int64_t longest_replacement_ms = 183 * day_ms;

bool leads(const Scene& scene, const HeldRole& held) {  // R15
    return held.role == Role::team_leader && held.team && holds_role(scene, held);
}

bool leads_somebody(const Scene& scene, ProfessionalId who) {
    const Professional* one = scene.directory.find(who);
    if (one == nullptr || scene.ask.as != Role::team_leader) return false;
    const auto& roles = scene.asker.professional->roles;
    return std::any_of(roles.begin(), roles.end(), [&](const HeldRole& held) {
        return leads(scene, held) && in_team(*one, held.team, scene.now);
    });
}

bool same_team(const Scene& scene, ProfessionalId absent, ProfessionalId other) {
    const Professional* one = scene.directory.find(absent);
    const Professional* two = scene.directory.find(other);
    if (one == nullptr || two == nullptr) return false;
    return std::any_of(one->teams.begin(), one->teams.end(), [&](const TeamMembership& membership) {
        return membership.period.live(scene.now) && in_team(*two, membership.team, scene.now);
    });
}

// Away on some instant of [from, until).
bool away_between(const Scene& scene, ProfessionalId who, Instant from, Instant until) {
    const auto& absences = scene.directory.absences;
    return std::any_of(absences.begin(), absences.end(), [&](const Absence& absence) {
        const bool begun = !absence.period.from || *absence.period.from < until;
        const bool over = absence.period.to && *absence.period.to <= from;
        return absence.professional == who && begun && !over;
    });
}

Code replace(const Scene& scene) {
    const Ask& ask = scene.ask;
    if (!ask.replacement) return reason::none;
    if (ask.replacement == ask.concerns) return reason::replacement_self;
    if (!same_team(scene, ask.concerns, ask.replacement) || !works_now(scene, ask.replacement))
        return reason::replacement_not_in_team;
    if (!ask.until) return reason::replacement_no_end;
    if (*ask.until - *ask.from > longest_replacement_ms) return reason::record_too_long;
    return away_between(scene, ask.replacement, *ask.from, *ask.until) ? reason::replacement_absent
                                                                       : reason::none;
}

Code record_absence(const Scene& scene) {  // R47
    const Ask& ask = scene.ask;
    const bool self = ask.concerns == scene.asker.person;
    if (!self && !leads_somebody(scene, ask.concerns)) return reason::absence_not_yours;
    if (ask.until && *ask.until <= *ask.from) return reason::record_end_before_begin;
    if (ask.until && *ask.until <= scene.now) return reason::record_in_the_past;
    if (const Code code = replace(scene); !code.empty()) return code;
    return self ? reason::ok_self : reason::ok_team_leader;
}

Code oversee(const Scene& scene) {  // R48
    const auto& roles = scene.asker.professional->roles;
    const bool theirs = std::any_of(roles.begin(), roles.end(), [&](const HeldRole& held) {
        return leads(scene, held) && held.team == scene.ask.team;
    });
    return theirs ? reason::ok_team_leader : reason::team_not_leader;
}

}  // namespace

Code team_rules(Scene& scene) {
    switch (*scene.ask.action) {
        case Action::absence_record:
            return record_absence(scene);
        case Action::team_oversee:
            return oversee(scene);
        case Action::figures_read:
            return reason::ok_figures;  // R49: whoever came this far
        default:
            return reason::none;
    }
}

}  // namespace kortelijn::policy
