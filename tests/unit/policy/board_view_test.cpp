// What a board shows, for any facts: exactly what decide() permits; the big screen only what
// everybody present sees; and nothing of the daily start opens anything of a case.
#include "policy/board_view.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "policy/decide.hpp"
#include "policy/mask.hpp"
#include "support/random_facts.hpp"

namespace kortelijn::policy {
namespace {

using test_support::random_world;
using test_support::World;

constexpr std::uint64_t worlds = 6000;

bool sees(const World& world, int who) {
    return may_see_item(world.directory, world.facts, ProfessionalId{who}, world.now);
}

bool shown(const World& world) { return shared_with_all(world.directory, world.facts, world.now); }

bool present(const World& world, int who) {
    if (!world.facts.board) return false;
    const auto& all = world.facts.board->present;
    return std::find(all.begin(), all.end(), ProfessionalId{who}) != all.end();
}

TEST(BoardView, who_sees_an_item_may_read_the_signal_or_carries_or_may_open_the_case) {
    int seen = 0, of_signal = 0, by_ground = 0;
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        World world = random_world(seed);
        world.facts.consult.reset();  // a table of its own (R55), beside which no board is asked
        world.facts.call.reset();
        for (int who = 1; who <= 6; ++who) {
            if (!sees(world, who)) continue;
            ++seen;
            EXPECT_TRUE(present(world, who)) << "seed " << seed;
            Ask ask;
            ask.who = ProfessionalId{who};
            ask.as = Role::professional;
            ask.action = world.facts.signal ? Action::signal_read : Action::case_open;
            ask.purpose = Purpose::daily_start;
            const Decision opens = decide(world.directory, world.facts, ask, world.now);
            EXPECT_TRUE(opens.permit) << "seed " << seed;
            of_signal += world.facts.signal.has_value();
            by_ground += opens.reason == "ok.ground";
        }
    }
    EXPECT_GT(seen, 1000);
    EXPECT_GT(of_signal, 300);
    EXPECT_GT(by_ground, 30);
}

TEST(BoardView, the_screen_shows_an_item_when_everybody_present_sees_it_and_not_before) {
    int on = 0, off = 0;
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        World world = random_world(seed);
        if (!world.facts.board) {
            EXPECT_FALSE(shown(world));
            continue;
        }
        // Few at the table, so that all of them see it often enough to count.
        if (seed % 2 == 0)
            std::erase_if(world.facts.board->present, [&](ProfessionalId who) {
                return who.value % 3 != std::int64_t(seed % 3);
            });
        const auto& there = world.facts.board->present;
        const auto may = [&](ProfessionalId who) { return sees(world, int(who.value)); };
        const int readers = readers_of_item(world.directory, world.facts, world.now);
        EXPECT_EQ(readers, std::count_if(there.begin(), there.end(), may)) << "seed " << seed;
        EXPECT_EQ(shown(world), !there.empty() && readers == int(there.size())) << "seed " << seed;
        shown(world) ? ++on : ++off;
    }
    EXPECT_GT(on, 100);
    EXPECT_GT(off, 1000);
}

TEST(BoardView, nobody_present_shows_nothing) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        World world = random_world(seed);
        if (world.facts.board) world.facts.board->present.clear();
        EXPECT_FALSE(shown(world)) << "seed " << seed;
    }
}

TEST(BoardView, one_more_at_the_table_never_shows_an_item_to_the_others_on_the_screen) {
    int hidden = 0;
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        World world = random_world(seed);
        if (!world.facts.board || world.facts.board->present.empty()) continue;
        const bool before = shown(world);
        for (int who = 1; who <= 6; ++who) {
            if (present(world, who)) continue;
            World more = world;
            more.facts.board->present.push_back(ProfessionalId{who});
            EXPECT_TRUE(before || !shown(more)) << "seed " << seed;
            hidden += before && !shown(more);
        }
    }
    EXPECT_GT(hidden, 30);
}

TEST(I3, without_any_ground_only_carriers_see_the_item_of_a_case) {
    int lost = 0;
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        World world = random_world(seed);
        world.facts.signal.reset();
        World bare = world;
        for (auto& ground : bare.facts.grounds) ground.withdrawn_at = bare.now;
        for (int who = 1; who <= 6; ++who) {
            const Decision after =
                see_item_as(bare.directory, bare.facts, ProfessionalId{who}, bare.now);
            EXPECT_TRUE(!after.permit || after.reason == "ok.carrier") << "seed " << seed;
            lost += sees(world, who) && !after.permit;
        }
    }
    EXPECT_GT(lost, 50);
}

TEST(I6, neither_a_board_nor_a_signal_nor_coordinating_opens_anything_of_a_case) {
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        const World world = random_world(seed);
        World plain = world;
        plain.facts.signal.reset();
        plain.facts.board.reset();
        plain.facts.coordinators.clear();
        plain.directory.covenants.clear();
        const ProfessionalId who{std::int64_t(1 + seed % 6)};
        for (const Purpose purpose : {Purpose::cooperation, Purpose::daily_start})
            EXPECT_EQ(view_of(world.directory, world.facts, who, purpose, world.now),
                      view_of(plain.directory, plain.facts, who, purpose, world.now))
                << "seed " << seed;
    }
}

}  // namespace
}  // namespace kortelijn::policy
