// Who may speak of whose absence (R47), for the three commands of it.
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

// absence.record about somebody, from now, without an end: for oneself as a professional, for
// others as the leader of a team.
Ask ask_absence(World&, ProfessionalId asker, ProfessionalId concerns, Instant now);
bool leads_a_team(const Directory&, ProfessionalId, Instant now);
// Nothing, or the absence of this id.
const Absence* find_absence(const Directory&, AbsenceId);
bool over(const Period&, Instant now);

}  // namespace kortelijn::commands
