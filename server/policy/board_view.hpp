// What of a board one person may see, and what the big screen may show (R41, R42): decide(), asked
// for one item. Never a second opinion.
#pragma once

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::policy {

// decide(board.see) for `who` acting as professional. `facts.board` is the board; of an item of a
// signal `facts.signal` is set, of an item of a case only the case is.
Decision see_item_as(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                     Instant now);

bool may_see_item(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                  Instant now);

// How many of those present may see it: for whoever sees it themself.
int readers_of_item(const Directory& directory, const CaseFacts& facts, Instant now);

// R42: everybody present may see it. False when nobody is present.
bool shared_with_all(const Directory& directory, const CaseFacts& facts, Instant now);

}  // namespace kortelijn::policy
