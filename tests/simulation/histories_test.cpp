// I1-I5 on random histories. A failure names its seed: simulation --seed=N --histories=1.
#include <gtest/gtest.h>

#include "simulation/history.hpp"
#include "simulation/options.hpp"

namespace kortelijn::simulation {
namespace {

TEST(I1_I2_I3_I4_I5, hold_after_each_batch_of_random_histories) {
    Watcher::Seen all;
    for (std::uint64_t i = 0; i < options().histories; ++i) {
        const std::uint64_t seed = options().seed + i;
        History history(seed);
        for (std::uint64_t step = 0; step < options().steps; ++step) {
            if (history.step()) continue;
            std::string words;
            for (const auto& one : history.watcher().complaints()) words += "\n  " + one;
            FAIL() << "seed " << seed << ", step " << step << ":" << history.last() << words;
        }
        const Watcher::Seen& seen = history.watcher().seen;
        all.replies += seen.replies, all.refusals += seen.refusals, all.items += seen.items,
            all.live += seen.live;
        all.purges += seen.purges, all.evictions += seen.evictions,
            all.view_changes += seen.view_changes;
        all.resumed += seen.resumed, all.anew += seen.anew, all.taken_back += seen.taken_back,
            all.closed_ranges += seen.closed_ranges, all.answers += seen.answers,
            all.consults += seen.consults, all.tables += seen.tables;
    }
    std::cout << "seeds " << options().seed << " to " << options().seed + options().histories - 1
              << ": " << all.replies << " replies, " << all.refusals << " refusals, " << all.items
              << " items, " << all.live << " live, " << all.purges << " purges, " << all.evictions
              << " evictions, " << all.view_changes << " changed views, " << all.resumed
              << " resumed, " << all.anew << " anew, " << all.taken_back << " taken back, "
              << all.closed_ranges << " ranges, " << all.answers << " answers, " << all.consults
              << " consults, " << all.tables << " items of their rooms\n";
    if (options().histories < 20) return;
    // Each of these must have happened, or the above says nothing.
    for (const int count :
         {all.live, all.purges, all.evictions, all.view_changes, all.resumed, all.anew,
          all.taken_back, all.closed_ranges, all.answers, all.consults, all.tables})
        EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace kortelijn::simulation
