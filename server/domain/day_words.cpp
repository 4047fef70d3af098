// Tables of words, tried longest form first.
#include "domain/day_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "domain/calendar.hpp"

namespace kortelijn {
namespace {

using std::string_view;
using Words = std::span<const std::string>;

struct Valued {
    string_view word;
    int value;
};

constexpr auto near_days = std::to_array<Valued>(
    {{"vandaag", 0}, {"today", 0}, {"morgen", 1}, {"tomorrow", 1}, {"overmorgen", 2}});
constexpr auto weekdays_whole = std::to_array<Valued>({{"maandag", 0},
                                                       {"dinsdag", 1},
                                                       {"woensdag", 2},
                                                       {"donderdag", 3},
                                                       {"vrijdag", 4},
                                                       {"zaterdag", 5},
                                                       {"zondag", 6},
                                                       {"monday", 0},
                                                       {"tuesday", 1},
                                                       {"wednesday", 2},
                                                       {"thursday", 3},
                                                       {"friday", 4},
                                                       {"saturday", 5},
                                                       {"sunday", 6}});
constexpr auto weekdays_short = std::to_array<Valued>({{"ma", 0},
                                                       {"di", 1},
                                                       {"wo", 2},
                                                       {"do", 3},
                                                       {"vr", 4},
                                                       {"za", 5},
                                                       {"zo", 6},
                                                       {"mon", 0},
                                                       {"tue", 1},
                                                       {"tues", 1},
                                                       {"wed", 2},
                                                       {"thu", 3},
                                                       {"thur", 3},
                                                       {"thurs", 3},
                                                       {"fri", 4},
                                                       {"sat", 5},
                                                       {"sun", 6}});
constexpr auto months = std::to_array<Valued>(
    {{"januari", 1},   {"january", 1},  {"jan", 1},       {"februari", 2},  {"february", 2},
     {"feb", 2},       {"maart", 3},    {"march", 3},     {"mrt", 3},       {"mar", 3},
     {"april", 4},     {"apr", 4},      {"mei", 5},       {"may", 5},       {"juni", 6},
     {"june", 6},      {"jun", 6},      {"juli", 7},      {"july", 7},      {"jul", 7},
     {"augustus", 8},  {"august", 8},   {"aug", 8},       {"september", 9}, {"sep", 9},
     {"sept", 9},      {"oktober", 10}, {"october", 10},  {"okt", 10},      {"oct", 10},
     {"november", 11}, {"nov", 11},     {"december", 12}, {"dec", 12}});
constexpr auto small_numbers = std::to_array<Valued>({{"een", 1},
                                                      {"één", 1},
                                                      {"a", 1},
                                                      {"an", 1},
                                                      {"one", 1},
                                                      {"twee", 2},
                                                      {"two", 2},
                                                      {"drie", 3},
                                                      {"three", 3},
                                                      {"vier", 4},
                                                      {"four", 4},
                                                      {"vijf", 5},
                                                      {"five", 5},
                                                      {"zes", 6},
                                                      {"six", 6},
                                                      {"zeven", 7},
                                                      {"seven", 7},
                                                      {"acht", 8},
                                                      {"eight", 8}});
constexpr auto spans_of_days = std::to_array<Valued>(
    {{"dag", 1}, {"dagen", 1}, {"day", 1}, {"days", 1}, {"week", 7}, {"weken", 7}, {"weeks", 7}});
constexpr auto before_a_day = std::to_array<Valued>({{"op", 0},
                                                     {"voor", 0},
                                                     {"vóór", 0},
                                                     {"uiterlijk", 0},
                                                     {"aanstaande", 0},
                                                     {"on", 0},
                                                     {"by", 0},
                                                     {"before", 0}});

template <std::size_t N>
std::optional<int> value_of(const std::array<Valued, N>& table, string_view word) {
    const auto at = std::find_if(table.begin(), table.end(),
                                 [&](const Valued& one) { return one.word == word; });
    return at != table.end() ? std::optional(at->value) : std::nullopt;
}

std::optional<int> number_of(string_view word) {
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = error == std::errc{} && end == word.data() + word.size();
    return whole && value >= 0 ? std::optional(value) : std::nullopt;
}

Day next_weekday(Day today, int wanted) {
    const int ahead = (wanted - weekday(today) + 7) % 7;
    return Day{today.number + (ahead == 0 ? 7 : ahead)};
}

std::optional<Day> date(int day, int month, std::optional<int> year, Day today) {
    if (day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
    const int of_year = year ? (*year < 100 ? 2000 + *year : *year) : civil(today).year;
    if (of_year < 2000 || of_year > 2200) return std::nullopt;
    const auto found = day_of({of_year, unsigned(month), unsigned(day)});
    if (year || (found && found->number >= today.number - 90)) return found;
    return day_of({of_year + 1, unsigned(month), unsigned(day)});
}

// 12-10, 12/10, 12-10-2026, 2026-10-12.
std::optional<Day> written_date(string_view word, Day today) {
    std::array<int, 3> parts{};
    std::size_t count = 0;
    while (count < parts.size()) {
        const std::size_t end = word.find_first_of("-/");
        const auto part = number_of(word.substr(0, end));
        if (!part) return std::nullopt;
        parts[count++] = *part;
        if (end == string_view::npos) break;
        word.remove_prefix(end + 1);
        if (count == parts.size()) return std::nullopt;
    }
    if (count < 2) return std::nullopt;
    if (count == 3 && parts[0] > 31) return date(parts[2], parts[1], parts[0], today);
    return date(parts[0], parts[1], count == 3 ? std::optional(parts[2]) : std::nullopt, today);
}

std::optional<Day> one_word(string_view word, Day today, bool short_too) {
    if (const auto ahead = value_of(near_days, word)) return Day{today.number + *ahead};
    if (const auto day = value_of(weekdays_whole, word)) return next_weekday(today, *day);
    if (!short_too) return std::nullopt;
    if (const auto day = value_of(weekdays_short, word)) return next_weekday(today, *day);
    return written_date(word, today);
}

std::optional<Day> two_words(string_view first, string_view second, Day today) {
    const bool next = first == "volgende" || first == "next";
    if (next && second == "week") return Day{today.number + 7};
    if (next) {
        auto day = value_of(weekdays_whole, second);
        if (!day) day = value_of(weekdays_short, second);
        if (day) return Day{today.number - weekday(today) + 7 + *day};
    }
    if (const auto month = value_of(months, second))
        if (const auto day = number_of(first)) return date(*day, *month, std::nullopt, today);
    if (const auto month = value_of(months, first))
        if (const auto day = number_of(second)) return date(*day, *month, std::nullopt, today);
    return std::nullopt;
}

std::optional<Day> three_words(string_view first, string_view second, string_view third,
                               Day today) {
    if (first == "over" || first == "in") {
        auto count = number_of(second);
        if (!count) count = value_of(small_numbers, second);
        if (!count || *count > 400) return std::nullopt;
        if (const auto each = value_of(spans_of_days, third))
            return Day{today.number + *count * *each};
        if (third != "maand" && third != "maanden" && third != "month" && third != "months")
            return std::nullopt;
        const CivilDate now = civil(today);
        const int ahead = now.year * 12 + int(now.month) - 1 + *count;
        for (unsigned day = now.day; day > 27; --day)
            if (const auto found = day_of({ahead / 12, unsigned(ahead % 12) + 1, day}))
                return found;
        return day_of({ahead / 12, unsigned(ahead % 12) + 1, now.day});
    }
    const auto month = value_of(months, second);
    const auto day = number_of(first), year = number_of(third);
    return month && day && year ? date(*day, *month, year, today) : std::nullopt;
}

}  // namespace

std::optional<DayFound> day_at_end(Words words, Day today) {
    const std::size_t size = words.size();
    std::optional<DayFound> found;
    if (size >= 4 && words[size - 4] == "the" && words[size - 3] == "day" &&
        words[size - 2] == "after" && words[size - 1] == "tomorrow")
        found = {Day{today.number + 2}, 4, size - 4};
    if (size >= 3 && !found)
        if (const auto day = three_words(words[size - 3], words[size - 2], words[size - 1], today))
            found = {*day, 3, size - 3};
    if (size >= 2 && !found)
        if (const auto day = two_words(words[size - 2], words[size - 1], today))
            found = {*day, 2, size - 2};
    if (size >= 1 && !found)
        if (const auto day = one_word(words[size - 1], today, true)) found = {*day, 1, size - 1};
    if (!found) return found;
    while (found->begin > 0 && value_of(before_a_day, words[found->begin - 1])) {
        --found->begin;
        ++found->words;
    }
    return found;
}

std::optional<DayFound> day_within(Words words, Day today) {
    for (std::size_t at = words.size(); at > 0; --at)
        if (const auto day = one_word(words[at - 1], today, false))
            return DayFound{*day, 1, at - 1};
    return std::nullopt;
}

}  // namespace kortelijn
