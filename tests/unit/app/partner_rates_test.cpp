// Haste and refusals of partners' systems: nobody is lost from the count, and no flood fills the
// log.
#include "app/partner_rates.hpp"

#include <gtest/gtest.h>

#include "app/problem.hpp"

namespace kortelijn::app {
namespace {

constexpr Instant noon{1'800'000'000'000};

TEST(PartnerRates, a_burst_of_ten_thousand_is_accounted_for_to_the_last_one) {
    PartnerRates rates{PartnerLimits{}};
    std::int64_t accepted = 0, single = 0, summed = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto verdict = rates.take("f:1", noon + i);
        if (verdict.wait_ms == 0)
            ++accepted;
        else if (verdict.record)
            ++single;
    }
    for (const auto& one : rates.take_summed(noon + 10'000, true)) summed += one.count;
    EXPECT_EQ(accepted, 99);  // 50 at once, then five a second
    EXPECT_EQ(single, 20);
    EXPECT_EQ(accepted + single + summed, 10'000);
    EXPECT_TRUE(rates.take_summed(noon + 10'000, true).empty());
}

TEST(PartnerRates, who_waits_as_long_as_was_said_gets_in) {
    PartnerRates rates{PartnerLimits{}};
    for (int i = 0; i < 50; ++i) ASSERT_EQ(rates.take("f:1", noon).wait_ms, 0);
    const auto no = rates.take("f:1", noon);
    EXPECT_EQ(no.wait_ms, 200);
    EXPECT_NE(rates.take("f:1", noon + (no.wait_ms - 10)).wait_ms, 0);
    EXPECT_EQ(rates.take("f:1", noon + no.wait_ms).wait_ms, 0);
    EXPECT_EQ(rates.take("f:2", noon).wait_ms, 0);  // another sender's haste is their own
}

TEST(PartnerRates, after_twenty_refusals_a_sender_waits_for_the_next_minute) {
    PartnerRates rates{PartnerLimits{}};
    for (int i = 0; i < 20; ++i) {
        ASSERT_EQ(rates.take("a:192.0.2.1", noon).wait_ms, 0);
        rates.refused("a:192.0.2.1", noon);
    }
    EXPECT_EQ(rates.take("a:192.0.2.1", noon + 1'000).wait_ms, 59'000);
    EXPECT_EQ(rates.take("a:192.0.2.1", noon + 60'000).wait_ms, 0);
}

TEST(PartnerRates, a_minute_that_ended_unseen_is_still_summed_and_so_is_who_was_forgotten) {
    PartnerLimits limits;
    limits.remembered = 2;
    limits.refusals_per_minute = 1;
    PartnerRates rates{limits};
    EXPECT_TRUE(rates.turned_away("a:1", noon));
    EXPECT_FALSE(rates.turned_away("a:1", noon));
    EXPECT_FALSE(rates.turned_away("a:1", noon));
    EXPECT_TRUE(rates.take_summed(noon + 1'000).empty());  // the minute is not over
    EXPECT_TRUE(rates.turned_away("a:1", noon + 61'000));
    EXPECT_FALSE(rates.turned_away("a:1", noon + 62'000));
    rates.take("a:2", noon + 63'000);
    rates.take("a:3", noon + 64'000);  // a:1 is forgotten
    const auto summed = rates.take_summed(noon + 65'000);
    ASSERT_EQ(summed.size(), 2u);
    EXPECT_EQ(summed[0].count, 2);
    EXPECT_EQ(summed[0].from, noon);
    EXPECT_EQ(summed[1].count, 1);
    EXPECT_EQ(summed[1].from, noon + 61'000);
}

TEST(PartnerRates, strangers_of_ten_thousand_addresses_write_no_more_than_a_few_hundred_entries) {
    PartnerRates rates{PartnerLimits{}};
    int entries = 0;
    std::int64_t accounted = 0;
    for (int i = 0; i < 9'000; ++i) {
        const std::string one = "a:" + std::to_string(i);
        ASSERT_EQ(rates.take(one, noon).wait_ms, 0);
        entries += i % 2 == 0 ? rates.refused_unrecorded(one, noon) : rates.turned_away(one, noon);
    }
    EXPECT_EQ(entries, 200);
    EXPECT_TRUE(rates.refused_unrecorded("f:1", noon));  // who is registered has their own count
    const auto sums = rates.take_summed(noon + 61'000);
    ASSERT_EQ(sums.size(), 201u);
    EXPECT_EQ(sums.back().sender, "a:");
    for (const auto& one : sums) accounted += one.count;
    EXPECT_EQ(accounted + entries, 9'000);
    EXPECT_TRUE(rates.turned_away("a:1", noon + 61'000));  // the next minute
}

TEST(PartnerRates, a_sum_that_could_not_be_recorded_is_told_again) {
    PartnerRates rates{PartnerLimits{}};
    rates.put_back({"a:192.0.2.1", 7, noon});
    const auto sums = rates.take_summed(noon);
    ASSERT_EQ(sums.size(), 1u);
    EXPECT_EQ(sums[0].count, 7);
}

TEST(PartnerRates, what_was_refused_of_nobody_in_particular_is_one_sum_for_a_minute) {
    PartnerRates rates{PartnerLimits{}};
    rates.put_back({std::string(PartnerRates::nobody), 3, noon});
    EXPECT_TRUE(rates.take_summed(noon + 5'000).empty());
    rates.put_back({std::string(PartnerRates::nobody), 4, noon + 5'000});
    const auto sums = rates.take_summed(noon + 60'000);
    ASSERT_EQ(sums.size(), 1u);
    EXPECT_EQ(sums[0].count, 7);
    EXPECT_EQ(sums[0].from, noon);
    rates.put_back({std::string(PartnerRates::nobody), 1, noon + 61'000});
    EXPECT_EQ(rates.take_summed(noon + 62'000, true).size(), 1u);
}

TEST(Problem, has_the_status_of_its_code_and_says_no_more_than_the_code) {
    const std::pair<std::string_view, unsigned> all[] = {
        {"request.invalid", 400},
        {"json.invalid", 400},
        {"certificate.missing", 401},
        {"certificate.unknown", 403},
        {"certificate.expired", 403},
        {"signal.not_in_covenant", 403},
        {"not_found", 404},
        {"request.method_not_allowed", 405},
        {"signal.key_used", 409},
        {"request.no_length", 411},
        {"request.too_large", 413},
        {"frame.too_large", 413},
        {"request.not_json", 415},
        {"signal.bsn", 422},
        {"signal.no_reason", 422},
        {"text.too_long", 422},
        {"address.postcode", 422},
        {"rate.too_fast", 429},
        {"busy", 503},
        {"store.stopped", 503},
        {"outcome_unknown", 503},
        {"organisation.inactive", 403},
    };
    for (const auto& [code, status] : all) EXPECT_EQ(problem(refuse(code)).status, status) << code;
    const auto answer = problem(refuse("signal.bsn", "text"));
    EXPECT_EQ(answer.content_type, "application/problem+json");
    EXPECT_TRUE(answer.body->starts_with(
        R"({"type":"https://kortelijn.example/problems/signal.bsn","title":")"));
    EXPECT_TRUE(answer.body->ends_with(R"(","status":422,"code":"signal.bsn","field":"text"})"));
}

TEST(Problem, says_how_long_to_wait) {
    Refusal hasty = refuse("rate.too_fast");
    hasty.amount = 1'200;
    EXPECT_EQ(problem(hasty).headers.front().second, "2");
    EXPECT_EQ(problem(refuse("busy")).headers.front().first, "Retry-After");
}

}  // namespace
}  // namespace kortelijn::app
