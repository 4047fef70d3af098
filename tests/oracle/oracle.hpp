// The slow oracle: the policy page once more, read aloud one rule after the other, to hold decide()
// against. Written from the page alone; it must never look at, include or share with server/policy.
#pragma once

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::oracle {

Decision oracle(const Directory& directory, const CaseFacts& facts, const Ask& ask, Instant now);

}  // namespace kortelijn::oracle
