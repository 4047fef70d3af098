// Actions as lists show them, each decided for its reader by its cells now (R44, R45); and who an
// action is for. It changes nothing.
#pragma once

#include "commands/action_input.hpp"
#include "commands/counts.hpp"

namespace kortelijn::commands {

// May read it now: by its cells, whoever made or owns it. `entry` is its case's.
bool may_read(World&, CaseEntry& entry, ProfessionalId, Cells, Instant now);

// Theirs, or their employer's.
bool owns(const Directory&, const store::ActionRecord&, ProfessionalId, Instant now);

// Whether somebody can do it and may read it now: a professional by the cells, an organisation
// while somebody of it takes part, one of the household while they live there.
bool can_own(World&, CaseEntry&, const Owner&, Cells, Instant now);

// An open action of which an owner left, or may no longer read it: listed until it is handed on.
bool to_hand_over(World&, CaseEntry&, const store::ActionRecord&, Instant now);

// action_row of the protocol, for a reader who may read it. Without an entry: one's own, of no
// case.
std::string action_row_json(World&, CaseEntry*, const store::ActionRecord&, ProfessionalId reader,
                            Instant now);

// "professional:12,member:3", as the log says it.
std::string owners_text(const std::vector<Owner>&);
void note_action(Change&, const CaseFacts*, const store::ActionRecord&);

}  // namespace kortelijn::commands
