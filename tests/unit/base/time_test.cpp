// Days begin at local midnight in Europe/Amsterdam, also around the clock changes.
#include "base/time.hpp"

#include <gtest/gtest.h>

namespace kortelijn {
namespace {

Instant at(const char* text) { return parse_instant(text).value(); }

TEST(Time, an_instant_survives_text) {
    EXPECT_EQ(to_text(at("2026-11-10T09:00:00Z")), "2026-11-10T09:00:00.000Z");
    EXPECT_EQ(to_text(at("2026-11-10T09:00:00.5Z")), "2026-11-10T09:00:00.500Z");
    EXPECT_EQ(to_text(at("1969-12-31T23:59:59.999Z")), "1969-12-31T23:59:59.999Z");
}

TEST(Time, malformed_text_is_nothing) {
    for (const char* text :
         {"", "2026-11-10", "2026-02-30T00:00:00Z", "2026-11-10T24:00:00Z", "2026-11-10T09:00:00",
          "2026-11-10T09:00:00.Z", "2026-11-10T09:00:00.1234Z", "2026-11-10 09:00:00Z",
          "2026-1-10T09:00:00Z0"})
        EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(Time, local_midnight_is_22_or_23_hours_utc_the_day_before) {
    EXPECT_EQ(to_text(amsterdam_midnight(parse_day("2026-07-01").value())),
              "2026-06-30T22:00:00.000Z");
    EXPECT_EQ(to_text(amsterdam_midnight(parse_day("2026-12-01").value())),
              "2026-11-30T23:00:00.000Z");
    // The days on which the clock changes begin in the old time.
    EXPECT_EQ(to_text(amsterdam_midnight(parse_day("2026-03-29").value())),
              "2026-03-28T23:00:00.000Z");
    EXPECT_EQ(to_text(amsterdam_midnight(parse_day("2026-10-25").value())),
              "2026-10-24T22:00:00.000Z");
}

TEST(Time, every_day_of_ten_years_begins_at_its_midnight) {
    const Day first = parse_day("2020-01-01").value();
    for (int i = 0; i < 3653; ++i) {
        const Day day{first.number + i};
        const Instant begin = amsterdam_midnight(day);
        EXPECT_EQ(amsterdam_day(begin), day);
        EXPECT_EQ(amsterdam_day(begin + -1).number, day.number - 1);
    }
}

}  // namespace
}  // namespace kortelijn
