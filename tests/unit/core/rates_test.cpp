// I7: how often one may write, and how many refusals get an entry of their own.
#include "core/rates.hpp"

#include <gtest/gtest.h>

namespace kortelijn::core {
namespace {

constexpr ProfessionalId sanne{1}, joris{2};
constexpr Instant start{1'000'000};

TEST(I7, forty_writes_at_once_then_twenty_a_second) {
    Rates rates(RateLimits{});
    for (int i = 0; i < 40; ++i) EXPECT_EQ(rates.take(sanne, true, start), 0) << i;
    EXPECT_EQ(rates.take(sanne, true, start), 50);
    EXPECT_LE(rates.take(sanne, true, start + 49), 2);  // rounded up, never down to nothing
    EXPECT_EQ(rates.take(sanne, true, start + 50), 0);
    EXPECT_GT(rates.take(sanne, true, start + 50), 0);
    int allowed = 0;
    for (int ms = 51; ms <= 10'050; ++ms) allowed += rates.take(sanne, true, start + ms) == 0;
    EXPECT_NEAR(allowed, 200, 2);
}

TEST(I7, one_persons_haste_is_not_anothers_and_reading_is_apart) {
    Rates rates(RateLimits{});
    for (int i = 0; i < 41; ++i) (void)rates.take(sanne, true, start);
    EXPECT_EQ(rates.take(joris, true, start), 0);
    EXPECT_EQ(rates.take(sanne, false, start), 0);
}

TEST(I7, a_rate_of_nothing_is_no_limit) {
    Rates rates(RateLimits{0, 0, 0, 0, 20});
    for (int i = 0; i < 10'000; ++i) ASSERT_EQ(rates.take(sanne, true, start), 0);
}

TEST(I7, beyond_twenty_a_minute_refusals_are_summed_and_told_once) {
    Rates rates(RateLimits{});
    int single = 0;
    for (int i = 0; i < 50; ++i) single += rates.single_refusal(sanne, start + i);
    EXPECT_EQ(single, 20);
    EXPECT_TRUE(rates.take_summed(start + (minute_ms - 1)).empty());
    const auto summed = rates.take_summed(start + minute_ms);
    ASSERT_EQ(summed.size(), 1U);
    EXPECT_EQ(summed[0].who, sanne);
    EXPECT_EQ(summed[0].count, 30);
    EXPECT_EQ(summed[0].from, start);
    EXPECT_TRUE(rates.take_summed(start + 2 * minute_ms).empty());
    EXPECT_TRUE(rates.single_refusal(sanne, start + 2 * minute_ms));
}

TEST(I7, requests_turned_away_unread_are_in_the_sum) {
    Rates rates(RateLimits{});
    EXPECT_TRUE(rates.single_refusal(sanne, start));
    rates.turned_away(sanne, 7, start);
    rates.turned_away(joris, 3, start + 1);
    const auto summed = rates.take_summed(start + 2 * minute_ms);
    ASSERT_EQ(summed.size(), 2U);
    EXPECT_EQ(summed[0].count, 7);  // Sanne's first refusal has an entry of its own
    EXPECT_EQ(summed[1].who, joris);
    EXPECT_EQ(summed[1].count, 3);
}

}  // namespace
}  // namespace kortelijn::core
