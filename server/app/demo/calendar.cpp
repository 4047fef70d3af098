// The names of days, and steps over working days.
#include "app/demo/calendar.hpp"

#include <array>
#include <charconv>

#include "domain/calendar.hpp"

namespace kortelijn::demo {
namespace {

constexpr std::array<std::string_view, 7> weekdays{"maandag", "dinsdag",  "woensdag", "donderdag",
                                                   "vrijdag", "zaterdag", "zondag"};
constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                  "mei",       "juni",     "juli",     "augustus",
                                                  "september", "oktober",  "november", "december"};

constexpr std::int64_t story_told_ms = 8 * hour_ms + 45 * minute_ms;

std::string date_words(Day day) {
    const CivilDate date = civil(day);
    return std::to_string(date.day) + " " + std::string(months[date.month - 1]);
}

std::string full_words(Day day) {
    return std::string(weekdays[std::size_t(weekday(day))]) + " " + date_words(day);
}

std::string day_words(Day day, Day written) {
    const int ahead = day.number - written.number;
    if (ahead == 0) return "vandaag";
    if (ahead == 1) return "morgen";
    if (ahead == -1) return "gisteren";
    if (ahead > -6 && ahead < 6) return std::string(weekdays[std::size_t(weekday(day))]);
    return full_words(day);
}

Day working_day_from(Day day) {
    while (!is_working_day(day)) ++day.number;
    return day;
}

bool begins_sentence(const std::string& before) {
    return before.empty() ||
           (before.size() > 1 && before.back() == ' ' &&
            std::string_view(".?!").find(before[before.size() - 2]) != std::string_view::npos);
}

}  // namespace

Calendar::Calendar(Instant now) : today_(amsterdam_day(now)), zero_(today_) {
    if (now - amsterdam_midnight(today_) < story_told_ms) --zero_.number;
    while (!is_working_day(zero_)) --zero_.number;
}

Day Calendar::working_day(int index) const {
    Day day = zero_;
    const int step = index < 0 ? -1 : 1;
    for (int left = index; left != 0;) {
        day.number += step;
        if (is_working_day(day)) left -= step;
    }
    return day;
}

Instant Calendar::at(int index, std::string_view time) const {
    const auto digit = [&](std::size_t i) { return std::int64_t(time[i] - '0'); };
    const std::int64_t hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
    return amsterdam_midnight(working_day(index)) + hours * hour_ms + minutes * minute_ms;
}

Day Calendar::born(int age, int days_ago) const {
    return Day{today_.number - age * 365 - (age + 3) / 4 - days_ago};
}

std::string Calendar::words(std::string_view text, Day written) const {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        int count = 0;
        std::from_chars(text.data() + open + 2, text.data() + close, count);
        std::string word;
        switch (text[open + 1]) {
            case 'd':
                word = day_words(working_day(count), written);
                break;
            case 'D':
                word = full_words(working_day(count));
                break;
            default:
                word = date_words(working_day_from(Day{zero_.number + count}));
                break;
        }
        if (begins_sentence(out) && word.front() >= 'a' && word.front() <= 'z')
            word.front() = char(word.front() - 'a' + 'A');
        out += word;
        text.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace kortelijn::demo
