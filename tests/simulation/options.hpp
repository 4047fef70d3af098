// What the command line of the simulation sets.
#pragma once

#include <cstdint>

namespace kortelijn::simulation {

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t histories = 30;
    std::uint64_t steps = 80;
    // The stores with random starts may be shared out over several processes: this one takes each
    // `parts`th of them, from `part` on, of all `starts` together.
    std::uint64_t part = 0, parts = 1;
#ifdef KORTELIJN_SANITIZED
    std::uint64_t starts = 60;  // each costs some ten times as much here
    std::uint64_t calls = 20;
#else
    std::uint64_t starts = 10'000;
    std::uint64_t calls = 1'000;
#endif
};

Options& options();

}  // namespace kortelijn::simulation
