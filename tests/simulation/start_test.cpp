// I1-I5 of the daily start on random starts. A failure names its seed: simulation --seed=N
// --starts=40 --gtest_filter=*start*.
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>

#include "simulation/options.hpp"
#include "simulation/start_history.hpp"

namespace kortelijn::simulation {
namespace {

// So many starts share a store: a new one costs more than a start.
constexpr std::uint64_t starts_of_a_team = 40;
constexpr int steps_of_a_start = 8;

void add(StartWatcher::Seen& all, const StartWatcher::Seen& seen) {
    all.states += seen.states, all.cards += seen.cards, all.titles += seen.titles;
    all.neutral += seen.neutral, all.losses += seen.losses, all.gains += seen.gains;
    all.gone += seen.gone, all.screens += seen.screens;
}

TEST(I1_I2_I3_I4_I5, hold_after_each_batch_of_random_starts) {
    StartWatcher::Seen all;
    std::uint64_t done = 0;
    const std::uint64_t stores = (options().starts + starts_of_a_team - 1) / starts_of_a_team;
    for (std::uint64_t store = options().part; store < stores; store += options().parts) {
        const std::uint64_t seed = options().seed + store;
        StartHistory history(seed);
        const std::uint64_t of_store =
            std::min(starts_of_a_team, options().starts - store * starts_of_a_team);
        for (std::uint64_t i = 0; i < of_store; ++i, ++done) {
            if (history.start(steps_of_a_start)) continue;
            std::string words;
            for (const auto& one : history.watcher().complaints()) words += "\n  " + one;
            FAIL() << "seed " << seed << ", start " << i << ":" << history.last() << words;
        }
        add(all, history.watcher().seen);
    }
    std::cout << done << " starts: " << all.states << " states, " << all.cards << " cards, "
              << all.titles << " titles, " << all.neutral << " neutral, " << all.losses
              << " losses, " << all.gains << " gains, " << all.gone << " gone, " << all.screens
              << " screens\n";
    if (done < 100) return;
    for (const int count : {all.states, all.cards, all.titles, all.neutral, all.losses, all.gains,
                            all.gone, all.screens})
        EXPECT_GT(count, 10);
}

}  // namespace
}  // namespace kortelijn::simulation
