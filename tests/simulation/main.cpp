// simulation [--seed=N] [--histories=N] [--steps=N] [--starts=N] and the usual options of
// GoogleTest.
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <string_view>

#include "simulation/options.hpp"

namespace kortelijn::simulation {

Options& options() {
    static Options kept;
    return kept;
}

}  // namespace kortelijn::simulation

int main(int count, char** words) {
    testing::InitGoogleTest(&count, words);
    auto& options = kortelijn::simulation::options();
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        const auto number = [&](std::string_view name, std::uint64_t& into) {
            if (word.starts_with(name))
                into = std::strtoull(word.data() + name.size(), nullptr, 10);
        };
        number("--seed=", options.seed);
        number("--histories=", options.histories);
        number("--steps=", options.steps);
        number("--starts=", options.starts);
    }
    return RUN_ALL_TESTS();
}
