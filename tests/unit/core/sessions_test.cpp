// Who is signed in, until when.
#include "core/sessions.hpp"

#include <gtest/gtest.h>

namespace kortelijn::core {
namespace {

constexpr Instant start{10 * day_ms};

store::Session session(std::int64_t id, std::int64_t who, Instant last = start) {
    store::Session out;
    out.id = {id}, out.professional = {who}, out.token_hash = "hash-" + std::to_string(id);
    out.begun_at = start, out.last_at = last, out.ends_at = start + 12 * hour_ms;
    return out;
}

TEST(Sessions, are_found_by_the_hash_of_their_token_until_removed) {
    Sessions all{SessionLimits{}};
    all.add(session(1, 11)), all.add(session(2, 11)), all.add(session(3, 12));
    EXPECT_EQ(all.find_by_token("hash-2")->id, SessionId{2});
    EXPECT_FALSE(all.find_by_token("hash-9"));
    EXPECT_EQ(all.of({11}).size(), 2U);
    all.remove({2});
    EXPECT_FALSE(all.find_by_token("hash-2"));
    EXPECT_FALSE(all.live({2}, start));
    all.remove({2});
    all.load({session(7, 12)});
    EXPECT_FALSE(all.find({1}));
    EXPECT_TRUE(all.find({7}));
}

TEST(Sessions, end_after_fifteen_idle_minutes_and_after_twelve_hours_whatever_one_does) {
    Sessions all{SessionLimits{}};
    all.add(session(1, 11));
    EXPECT_TRUE(all.live({1}, start + 15 * minute_ms + -1));
    EXPECT_FALSE(all.live({1}, start + 15 * minute_ms));
    for (std::int64_t ms = 0; ms < 12 * hour_ms; ms += 10 * minute_ms)
        (void)all.touch({1}, start + ms);
    EXPECT_TRUE(all.live({1}, start + 12 * hour_ms + -1));
    EXPECT_FALSE(all.live({1}, start + 12 * hour_ms));
    EXPECT_EQ(all.over(start + 12 * hour_ms), (std::vector<SessionId>{{1}}));
}

TEST(Sessions, tell_the_store_of_activity_at_most_once_a_minute) {
    Sessions all{SessionLimits{}};
    all.add(session(1, 11));
    int told = 0;
    for (std::int64_t ms = 0; ms <= 5 * minute_ms; ms += second_ms)
        told += all.touch({1}, start + ms);
    EXPECT_EQ(told, 5);
    EXPECT_FALSE(all.touch({99}, start));
}

}  // namespace
}  // namespace kortelijn::core
