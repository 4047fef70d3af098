// Working days and terms, against a second way of knowing them: lists of dates written down year by
// year, as the calendars of those years have them.
#include "domain/calendar.hpp"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace kortelijn {
namespace {

Day day(int year, unsigned month, unsigned of_month) { return *day_of({year, month, of_month}); }
Instant at(const char* text) { return *parse_instant(text); }

// Easter Sundays as month * 100 + day; every other movable day follows from them.
const std::map<int, int> easters{{2025, 420}, {2026, 405}, {2027, 328}, {2028, 416},
                                 {2029, 401}, {2030, 421}, {2031, 413}, {2032, 328},
                                 {2033, 417}, {2034, 409}, {2035, 325}, {2036, 413}};

std::set<Day> holidays_of(int year) {
    const int easter = easters.at(year);
    const Day sunday = day(year, unsigned(easter / 100), unsigned(easter % 100));
    const bool kings_day_on_sunday = year == 2025 || year == 2031 || year == 2036;
    return {day(year, 1, 1),         Day{sunday.number - 2},
            Day{sunday.number + 1},  day(year, 4, kings_day_on_sunday ? 26 : 27),
            day(year, 5, 5),         Day{sunday.number + 39},
            Day{sunday.number + 50}, day(year, 12, 25),
            day(year, 12, 26)};
}

TEST(Calendar, holidays_are_right_on_every_day_of_2025_to_2036) {
    for (const auto& [year, easter] : easters) {
        const auto holidays = holidays_of(year);
        for (Day d = day(year, 1, 1); d <= day(year, 12, 31); ++d.number)
            ASSERT_EQ(is_public_holiday(d), holidays.contains(d)) << to_text(d);
    }
}

TEST(Calendar, a_week_begins_on_monday) {
    EXPECT_EQ(weekday(day(1970, 1, 1)), 3);
    EXPECT_EQ(weekday(day(2026, 11, 22)), 6);
    EXPECT_EQ(weekday(day(2026, 11, 23)), 0);
    EXPECT_EQ(weekday(Day{-1}), 2);
    EXPECT_EQ(weekday(Day{-8}), 2);
}

TEST(Calendar, easter_is_right_in_far_years_too) {
    EXPECT_EQ(easter_sunday(1583), day(1583, 4, 10));
    EXPECT_EQ(easter_sunday(1961), day(1961, 4, 2));
    EXPECT_EQ(easter_sunday(2038), day(2038, 4, 25));
    EXPECT_EQ(easter_sunday(2285), day(2285, 3, 22));
}

TEST(Calendar, kings_day_on_a_sunday_is_the_day_before) {
    EXPECT_TRUE(is_public_holiday(day(2025, 4, 26)));
    EXPECT_FALSE(is_public_holiday(day(2025, 4, 27)));
    EXPECT_TRUE(is_public_holiday(day(2026, 4, 27)));
    EXPECT_TRUE(is_public_holiday(day(2013, 4, 30)));
    EXPECT_TRUE(is_public_holiday(day(2006, 4, 29)));
}

// A second way of counting, for every day and every length.
Day counted(Day received, Term term, const std::set<Day>& holidays) {
    const auto works = [&](Day d) {
        return (d.number + 3) % 7 < 5 && !holidays.contains(d);  // 1970-01-05 was a Monday
    };
    Day last = received;
    int left = term.days;
    while (left > 0) {
        ++last.number;
        if (term.kind == TermKind::calendar || works(last)) --left;
    }
    while (term.kind == TermKind::calendar && !works(last)) ++last.number;
    return last;
}

TEST(Calendar, terms_are_right_on_every_day_of_2025_to_2036) {
    std::set<Day> holidays;
    for (const auto& [year, easter] : easters) holidays.merge(holidays_of(year));
    for (Day d = day(2025, 1, 1); d <= day(2036, 11, 30); ++d.number)
        for (const int days : {0, 1, 3, 5, 10, 14})
            for (const TermKind kind : {TermKind::working, TermKind::calendar}) {
                const Day last = last_day_of(d, {days, kind});
                ASSERT_EQ(last, counted(d, {days, kind}, holidays)) << to_text(d) << " " << days;
                if (kind == TermKind::working && days > 0) {
                    ASSERT_EQ(working_days_between(d, last), days) << to_text(d);
                }
            }
}

TEST(Calendar, terms_run_over_easter_and_christmas) {
    const Term five{5, TermKind::working};
    EXPECT_EQ(last_day_of(day(2026, 4, 2), five), day(2026, 4, 13));   // Good Friday, Easter Monday
    EXPECT_EQ(last_day_of(day(2026, 12, 24), five), day(2027, 1, 4));  // 25 December, 1 January
    const Term fortnight{14, TermKind::calendar};
    EXPECT_EQ(last_day_of(day(2026, 4, 13), fortnight), day(2026, 4, 28));   // on King's Day
    EXPECT_EQ(last_day_of(day(2026, 11, 7), fortnight), day(2026, 11, 23));  // on a Saturday
}

TEST(Calendar, a_term_over_the_change_of_clocks_ends_at_local_midnight) {
    const Term one{1, TermKind::working};
    // Clocks go forward on 29 March 2026 and back on 25 October.
    EXPECT_EQ(term_end(at("2026-03-27T09:00:00Z"), one), at("2026-03-30T22:00:00Z"));
    EXPECT_EQ(term_end(at("2026-10-23T09:00:00Z"), one), at("2026-10-26T23:00:00Z"));
    EXPECT_EQ(term_end(at("2026-03-26T22:30:00Z"), one), at("2026-03-27T23:00:00Z"));
}

TEST(Calendar, the_local_day_of_receipt_counts) {
    const Term three{3, TermKind::working};
    const Instant before = at("2026-11-10T22:59:00Z");  // 23:59 in Amsterdam
    const Instant after = at("2026-11-10T23:01:00Z");   // 00:01 on the next day
    EXPECT_EQ(term_end(before, three), at("2026-11-13T23:00:00Z"));
    EXPECT_EQ(term_end(after, three), at("2026-11-16T23:00:00Z"));
    const Instant summer = at("2026-07-06T22:01:00Z");
    EXPECT_EQ(term_end(summer, three), at("2026-07-10T22:00:00Z"));
}

TEST(Calendar, what_is_left_counts_working_days_and_never_below_none) {
    EXPECT_EQ(working_days_between(day(2026, 11, 20), day(2026, 11, 24)), 2);
    EXPECT_EQ(working_days_between(day(2026, 11, 24), day(2026, 11, 24)), 0);
    EXPECT_EQ(working_days_between(day(2026, 11, 25), day(2026, 11, 24)), 0);
}

}  // namespace
}  // namespace kortelijn
