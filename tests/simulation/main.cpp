// simulation [--seed=N] [--histories=N] [--steps=N] [--starts=N] [--calls=N] [--part=N --parts=N]
// and the usual options of GoogleTest; KORTELIJN_STARTS and KORTELIJN_CALLS say these as well.
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <iostream>
#include <string_view>

#include "simulation/options.hpp"

namespace kortelijn::simulation {

Options& options() {
    static Options kept;
    return kept;
}

// Power cuts have tests of their own (tests/power), so nothing here needs a disk: a commit that
// waits for one would be most of the time.
static void keep_stores_in_memory() {
    constexpr const char* memory = "/dev/shm";
    std::error_code none;
    const auto room = std::filesystem::space(memory, none);
    if (!none && room.available > (256U << 20U)) ::setenv("TMPDIR", memory, 0);
}

}  // namespace kortelijn::simulation

int main(int count, char** words) {
    testing::InitGoogleTest(&count, words);
    kortelijn::simulation::keep_stores_in_memory();
    auto& options = kortelijn::simulation::options();
    if (const char* starts = std::getenv("KORTELIJN_STARTS"))
        options.starts = std::strtoull(starts, nullptr, 10);
    if (const char* calls = std::getenv("KORTELIJN_CALLS"))
        options.calls = std::strtoull(calls, nullptr, 10);
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
        number("--calls=", options.calls);
        number("--part=", options.part);
        number("--parts=", options.parts);
    }
    return RUN_ALL_TESTS();
}
