// I6: a no reads one whole case, there or not: for an absent number always the same one stands in.
#include <gtest/gtest.h>
#include <set>

#include "support/desk.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct StandingIn : testing::Test {
    StandingIn() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        // Seven more cases, each with more people than the one before.
        desk.store().begin();
        for (int size = 1; size <= 7; ++size) {
            const auto made = desk.store().create_case({.home_team = people.north,
                                                        .home_organisation = people.welfare,
                                                        .number = "26-1" + std::to_string(size),
                                                        .label = "Iep",
                                                        .neighbourhood = "Noord",
                                                        .opened_at = desk.now(),
                                                        .pair = {}});
            for (int i = 0; i < 3 * size; ++i)
                desk.store().add_member(made.id, {.birth_date = Day{4000}, .name = "Vos"});
        }
        desk.store().commit();
        desk.crash_and_restart();
        olga = desk.connect(people.outsider);
    }
    // Sealed values opened for a no.
    std::uint64_t cost(const std::string& method, const Json& params) {
        const std::uint64_t before = desk.store().values_opened();
        EXPECT_EQ(desk.reason(olga, method, params), "not_found");
        return desk.store().values_opened() - before;
    }
    std::vector<std::uint64_t> costs_of_absent() {
        std::vector<std::uint64_t> out;
        for (std::int64_t id = 100; id < 115; ++id) {
            out.push_back(cost("case.open", {{"case", id}}));
            EXPECT_EQ(cost("case.open", {{"case", id}}), out.back()) << "asked again";
            EXPECT_EQ(cost("room.join", {{"room", id}}), out.back()) << "as a room";
        }
        return out;
    }

    Desk desk;
    support::MotherAndDaughter people;
    ConnectionId olga;
};

TEST_F(StandingIn, I6_a_forbidden_case_costs_itself_whether_it_is_at_hand_or_not) {
    (void)cost("case.open", {{"case", 999}});  // the directory is at hand from here on
    std::set<std::uint64_t> sizes;
    for (std::int64_t id = 2; id <= 8; ++id) {
        const std::uint64_t first = cost("case.open", {{"case", id}});
        EXPECT_EQ(cost("case.open", {{"case", id}}), first) << "at hand";
        EXPECT_EQ(cost("room.join", {{"room", id}}), first) << "as a room";
        sizes.insert(first);
    }
    EXPECT_EQ(sizes.size(), 7U);
}

TEST_F(StandingIn, I6_absent_cases_cost_what_some_case_costs_and_each_always_the_same) {
    (void)cost("case.open", {{"case", 999}});
    std::set<std::uint64_t> real;
    for (std::int64_t id = 1; id <= 8; ++id) real.insert(cost("case.open", {{"case", id}}));
    const auto costs = costs_of_absent();
    const std::set<std::uint64_t> distinct(costs.begin(), costs.end());
    EXPECT_GT(distinct.size(), 3U);
    for (const std::uint64_t one : distinct) EXPECT_TRUE(real.contains(one)) << one;
    desk.crash_and_restart();
    olga = desk.connect(people.outsider);
    (void)cost("case.open", {{"case", 999}});
    EXPECT_EQ(costs_of_absent(), costs);
}

}  // namespace
}  // namespace kortelijn
