// What the command line of the simulation sets.
#pragma once

#include <cstdint>

namespace kortelijn::simulation {

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t histories = 30;
    std::uint64_t steps = 80;
#ifdef KORTELIJN_SANITIZED
    std::uint64_t starts = 60;  // each costs some ten times as much here
#else
    std::uint64_t starts = 1'000;
#endif
};

Options& options();

}  // namespace kortelijn::simulation
