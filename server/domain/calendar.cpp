// Weekdays, Easter, holidays and terms; all in plain local days, so that clocks play no part.
#include "domain/calendar.hpp"

#include <algorithm>
#include <array>

namespace kortelijn {
namespace {

// Days a royal decree made equal to a holiday (ATW art. 3 lid 3), with the decree's Staatsblad.
constexpr std::array<CivilDate, 0> equated_days{};

Day civil_day(int year, unsigned month, unsigned day) { return *day_of({year, month, day}); }

// Art. 3 lid 1 names the King's birthday as it is celebrated: from 2014 on 27 April, the Queen's
// 30 April before; a day earlier when that is a Sunday.
Day kings_day(int year) {
    const Day day = civil_day(year, 4, year >= 2014 ? 27 : 30);
    return weekday(day) == 6 ? Day{day.number - 1} : day;
}

bool is_movable_holiday(Day day, int year) {
    const int after_easter = day.number - easter_sunday(year).number;
    constexpr std::array<int, 4> good_friday_to_whit_monday{-2, 1, 39, 50};
    return std::find(good_friday_to_whit_monday.begin(), good_friday_to_whit_monday.end(),
                     after_easter) != good_friday_to_whit_monday.end();
}

}  // namespace

int weekday(Day day) {
    const int thursday_first = day.number % 7;  // 1970-01-01 was a Thursday
    return (thursday_first + 7 + 3) % 7;
}

// Meeus/Jones/Butcher.
Day easter_sunday(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return civil_day(year, unsigned(n / 31), unsigned(n % 31 + 1));
}

bool is_public_holiday(Day day) {
    const CivilDate date = civil(day);
    constexpr std::array<std::array<unsigned, 2>, 4> fixed{
        {{{1, 1}}, {{5, 5}}, {{12, 25}}, {{12, 26}}}};
    for (const auto& [month, of_month] : fixed)
        if (date.month == month && date.day == of_month) return true;
    if (std::find(equated_days.begin(), equated_days.end(), date) != equated_days.end())
        return true;
    return day == kings_day(date.year) || is_movable_holiday(day, date.year);
}

bool is_working_day(Day day) { return weekday(day) < 5 && !is_public_holiday(day); }

Day next_working_day(Day after) {
    do ++after.number;
    while (!is_working_day(after));
    return after;
}

Day last_day_of(Day received, Term term) {
    Day last = received;
    if (term.kind == TermKind::working) {
        for (int left = term.days; left > 0; --left) last = next_working_day(last);
        return last;
    }
    last.number += term.days;
    return is_working_day(last) ? last : next_working_day(last);
}

Instant term_end(Instant received, Term term) {
    return amsterdam_midnight(Day{last_day_of(amsterdam_day(received), term).number + 1});
}

int working_days_between(Day from, Day to) {
    int count = 0;
    while (from < to) {
        ++from.number;
        count += is_working_day(from) ? 1 : 0;
    }
    return count;
}

}  // namespace kortelijn
