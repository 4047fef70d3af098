// The demo's story holds on every day of the coming years.
#include "app/demo/calendar.hpp"

#include <gtest/gtest.h>

#include "domain/calendar.hpp"

namespace kortelijn::demo {
namespace {

Instant utc(const char* text) { return *parse_instant(text); }
Day day(const char* text) { return *parse_day(text); }

TEST(Calendar, day_zero_is_today_once_the_early_morning_is_over) {
    EXPECT_EQ(Calendar(utc("2026-11-10T07:45:00Z")).working_day(0), day("2026-11-10"));
    EXPECT_EQ(Calendar(utc("2026-11-10T07:44:59Z")).working_day(0), day("2026-11-09"));
    EXPECT_EQ(Calendar(utc("2026-11-09T06:00:00Z")).working_day(0),
              day("2026-11-06"));  // Monday early
}

TEST(Calendar, weekends_and_holidays_are_no_working_days) {
    for (const char* off :
         {"2026-12-25", "2026-12-26", "2027-01-01", "2026-11-14", "2026-11-15", "2027-03-26",
          "2027-03-29", "2027-05-05", "2027-05-06", "2027-05-17", "2027-04-27"})
        EXPECT_FALSE(is_working_day(day(off))) << off;
    for (const char* on : {"2026-12-31", "2026-12-24", "2028-02-29", "2027-03-25", "2027-03-30"})
        EXPECT_TRUE(is_working_day(day(on))) << on;
}

TEST(Calendar, on_any_day_and_hour_of_ten_years_the_week_lies_in_the_past_in_order) {
    for (Instant now = utc("2026-01-01T00:30:00Z"); now < utc("2036-01-01T00:00:00Z");
         now = now + 7 * hour_ms) {
        const Calendar calendar(now);
        ASSERT_LE(calendar.at(0, "08:44"), now) << to_text(now);
        ASSERT_LE(now - calendar.at(0, "08:44"), 6 * day_ms) << to_text(now);
        for (int i = -6; i < 4; ++i) {
            ASSERT_TRUE(is_working_day(calendar.working_day(i))) << to_text(now);
            ASSERT_LT(calendar.working_day(i), calendar.working_day(i + 1)) << to_text(now);
        }
        ASSERT_EQ(amsterdam_day(calendar.at(-3, "23:30")), calendar.working_day(-3))
            << to_text(now);
    }
}

TEST(Calendar, somebody_born_for_an_age_has_that_age_on_any_day) {
    const auto age = [](Day born, Day on) {
        const CivilDate b = civil(born), d = civil(on);
        return d.year - b.year -
               ((d.month < b.month || (d.month == b.month && d.day < b.day)) ? 1 : 0);
    };
    for (Instant now = utc("2026-01-01T12:00:00Z"); now < utc("2036-01-01T00:00:00Z");
         now = now + day_ms) {
        const Calendar calendar(now);
        for (const int years : {2, 15, 42, 78}) {
            const Day born = calendar.born(years, 170);
            ASSERT_EQ(age(born, calendar.today()), years) << to_text(now);
            ASSERT_EQ(age(born, Day{calendar.today().number + 180}), years) << to_text(now);
        }
    }
}

TEST(Calendar, days_are_called_as_people_call_them) {
    const Calendar calendar(utc("2026-11-12T10:00:00Z"));  // a Thursday
    const Day thursday = calendar.working_day(0);
    EXPECT_EQ(calendar.words("Ik kom {d0}.", thursday), "Ik kom vandaag.");
    EXPECT_EQ(calendar.words("Ik kom {d1} en {d2}.", thursday), "Ik kom morgen en maandag.");
    EXPECT_EQ(calendar.words("{d-1} gebeld.", thursday), "Gisteren gebeld.");
    EXPECT_EQ(calendar.words("Goed. {d0} dus.", calendar.working_day(-2)), "Goed. Donderdag dus.");
    EXPECT_EQ(calendar.words("Tot en met {D4}, en {c44} weer.", thursday),
              "Tot en met woensdag 18 november, en 28 december weer.");
    EXPECT_EQ(calendar.words("{d0}", calendar.working_day(-5)), "Donderdag 12 november");
}

}  // namespace
}  // namespace kortelijn::demo
