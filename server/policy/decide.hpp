// Who may do what: the one answer to every question about access (rules R1-R33 of the policy page,
// R34-R49 of DAILY-START.md, cases in tests/data/policy). Pure: the same facts, ask and now give
// the same answer. It never reads a clock, a store or a socket, never throws on any input, and its
// work is bounded by the size of the facts.
#pragma once

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::policy {

// The reason is one of policy/reasons.hpp; both texts are static. Nothing known: refused (I6).
Decision decide(const Directory& directory, const CaseFacts& facts, const Ask& ask, Instant now);

// The earliest instant after `now` at which an answer about this case may change through time
// alone (the bound of a period, a birthday, a law's date, a day the custody register was
// checked ...); `never` when there is none. May be earlier than needed, never later.
Instant next_change(const Directory& directory, const CaseFacts& facts, Instant now);

}  // namespace kortelijn::policy
