// What the command line of the simulation sets.
#pragma once

#include <cstdint>

namespace kortelijn::simulation {

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t histories = 30;
    std::uint64_t steps = 80;
};

Options& options();

}  // namespace kortelijn::simulation
