// I2-I5 of calls on random calls. A failure names its seed: simulation --seed=N --calls=20
// --gtest_filter=*random_calls.
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>

#include "simulation/call_history.hpp"
#include "simulation/options.hpp"

namespace kortelijn::simulation {
namespace {

// So many calls share a store: a new one costs more than a call.
constexpr std::uint64_t calls_of_a_store = 20;
constexpr int steps_of_a_call = 12;

void add(CallWatcher::Seen& all, const CallWatcher::Seen& seen) {
    all.states += seen.states, all.people += seen.people, all.waiting += seen.waiting;
    all.signals += seen.signals, all.nobody += seen.nobody, all.questions += seen.questions;
    all.papers += seen.papers, all.lines += seen.lines;
    all.lines_of_guests += seen.lines_of_guests, all.losses += seen.losses;
    all.gone += seen.gone, all.apart += seen.apart, all.noted += seen.noted;
    all.met_by_network += seen.met_by_network;
}

void add(PlanWatcher::Seen& all, const PlanWatcher::Seen& seen) {
    all.plans += seen.plans, all.lines += seen.lines, all.old_lines += seen.old_lines;
    all.lines_of_guests += seen.lines_of_guests, all.losses += seen.losses;
    all.gone += seen.gone;
}

TEST(I2_I3_I4_I5, hold_after_each_batch_of_random_calls) {
    CallWatcher::Seen all;
    PlanWatcher::Seen plans;
    std::uint64_t done = 0;
    const std::uint64_t stores = (options().calls + calls_of_a_store - 1) / calls_of_a_store;
    for (std::uint64_t store = options().part; store < stores; store += options().parts) {
        const std::uint64_t seed = options().seed + store;
        CallHistory history(seed);
        const std::uint64_t of_store =
            std::min(calls_of_a_store, options().calls - store * calls_of_a_store);
        for (std::uint64_t i = 0; i < of_store; ++i, ++done) {
            if (history.hold_call(steps_of_a_call)) continue;
            std::string words;
            for (const auto& one : history.watcher().complaints()) words += "\n  " + one;
            FAIL() << "seed " << seed << ", call " << i << ":" << history.last() << words;
        }
        add(all, history.watcher().seen);
        add(plans, history.watcher().plan().seen);
    }
    std::cout << done << " calls: " << all.states << " states, " << all.people << " people, "
              << all.waiting << " waiting, " << all.signals << " signals, " << all.nobody
              << " to nobody, " << all.questions << " questions, " << all.papers << " papers, "
              << all.lines << " lines, " << all.lines_of_guests << " of them to guests, "
              << all.losses << " losses, " << all.gone << " gone, " << all.apart << " kept apart, "
              << all.noted << " things noted, " << all.met_by_network << " met by the network\n"
              << plans.plans << " plans, " << plans.lines << " lines, " << plans.lines_of_guests
              << " of them to guests, " << plans.old_lines << " of older ones, " << plans.losses
              << " losses, " << plans.gone << " gone\n";
    if (done < 100) return;
    for (const int count :
         {all.states, all.people, all.waiting, all.signals, all.nobody, all.questions, all.papers,
          all.lines, all.lines_of_guests, all.losses, all.gone, all.apart, all.noted,
          all.met_by_network, plans.plans, plans.lines, plans.lines_of_guests})
        EXPECT_GT(count, 10);
    for (const int seldom : {plans.old_lines, plans.losses}) EXPECT_GT(seldom, 0);
}

}  // namespace
}  // namespace kortelijn::simulation
