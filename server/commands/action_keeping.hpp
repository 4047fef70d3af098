// Making an action and changing one: the row, and its event in the case's room, in one savepoint.
// Who may do so was asked before (R44, R45).
#pragma once

#include "commands/action_rows.hpp"

namespace kortelijn::commands {

std::vector<ProfessionalId> professionals_of(const std::vector<Owner>&);

struct NewAction {
    std::string text;
    std::vector<Owner> owners;
    Day due;
    ItemId item;  // of an agenda; one of another case is request.invalid
    Ask ask;      // ask_to_write(), permitted already
};

// An action of this case, which may be another than the command's own; adds to `change` what is to
// be said and logged. `action.in_the_past`, `action.owner_may_not_see`.
Result<store::ActionRecord> keep_action(Context&, CaseEntry&, const NewAction&, Change&);

// Whether the item stands on an agenda for this case, or for a signal that came to rest in it; none
// is fine.
bool item_fits(store::Store&, ItemId, CaseId);

// R45 as a requirement. One's own action of no case needs an account; somebody else's, and one that
// is not there, are asked of no case and answered as such (I6).
Requirement require_action(ActionId, World&, const Caller&, Instant now);

// The action to be changed, still open; `c.entry` is null for one's own.
Result<store::ActionRecord> open_action(Context&, ActionId);

// Writes the changed row and, of a case, says it in the room. `what` is done, dropped, postponed or
// handed_on.
void change_action(Context&, CaseEntry*, const store::ActionRecord&, std::string_view what,
                   std::string_view reason, Change&);

}  // namespace kortelijn::commands
