// Random but plausible facts for property tests of the policy: many seeds together meet every rule.
// The same seed gives the same world.
#pragma once

#include <cstdint>

#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::test_support {

struct World {
    Directory directory;  // professionals 1..6, organisations 1..4, teams 1..2, covenants 1..2
    CaseFacts facts;      // household members 1..5, outsider 6; perhaps a signal, a board,
                          // a consult or a call; links 1..4
    Instant now;
};

World random_world(std::uint64_t seed);

}  // namespace kortelijn::test_support
