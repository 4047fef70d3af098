// The policy decides; this only puts the question.
#include "commands/absence_rows.hpp"

#include <algorithm>

namespace kortelijn::commands {

bool leads_a_team(const Directory& directory, ProfessionalId who, Instant now) {
    const Professional* one = directory.find(who);
    return one != nullptr &&
           std::any_of(one->roles.begin(), one->roles.end(), [now](const HeldRole& held) {
               return held.role == Role::team_leader && held.period.live(now);
           });
}

Ask ask_absence(World& world, ProfessionalId asker, ProfessionalId concerns, Instant now) {
    Ask ask = ask_case(Action::absence_record);
    ask.who = asker;
    ask.as = asker != concerns && leads_a_team(world.directory(), asker, now) ? Role::team_leader
                                                                              : Role::professional;
    ask.concerns = concerns;
    ask.from = now;
    return ask;
}

const Absence* find_absence(const Directory& directory, AbsenceId id) {
    const auto& all = directory.absences;
    const auto at =
        std::find_if(all.begin(), all.end(), [id](const Absence& one) { return one.id == id; });
    return at == all.end() ? nullptr : &*at;
}

bool over(const Period& period, Instant now) {
    return period.to && (*period.to <= now || (period.from && *period.to <= *period.from));
}

}  // namespace kortelijn::commands
