// Calendar arithmetic on the proleptic Gregorian calendar, and the EU summer-time rule.
#include "base/time.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace kortelijn {
namespace {

namespace chr = std::chrono;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// 01:00 UTC of the last Sunday of a month: when summer time begins (March) or ends (October).
std::int64_t change_ms(int year, chr::month month) {
    const chr::sys_days day = chr::year{year} / month / chr::Sunday[chr::last];
    return day.time_since_epoch().count() * day_ms + hour_ms;
}

bool digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
    out = 0;
    if (at + count > text.size()) return false;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        out = out * 10 + (text[i] - '0');
    }
    return true;
}

}  // namespace

CivilDate civil(Day day) {
    const chr::year_month_day date{chr::sys_days{chr::days{day.number}}};
    return {int(date.year()), unsigned(date.month()), unsigned(date.day())};
}

std::optional<Day> day_of(CivilDate date) {
    const chr::year_month_day ymd{chr::year{date.year}, chr::month{date.month}, chr::day{date.day}};
    if (!ymd.ok()) return std::nullopt;
    return Day{std::int32_t(chr::sys_days{ymd}.time_since_epoch().count())};
}

std::int64_t amsterdam_offset_ms(Instant at) {
    const int year = civil(Day{std::int32_t(floor_div(at.ms, day_ms))}).year;
    const bool summer =
        at.ms >= change_ms(year, chr::March) && at.ms < change_ms(year, chr::October);
    return (summer ? 2 : 1) * hour_ms;
}

Day amsterdam_day(Instant at) {
    return Day{std::int32_t(floor_div(at.ms + amsterdam_offset_ms(at), day_ms))};
}

Instant amsterdam_midnight(Day day) {
    const std::int64_t utc = std::int64_t(day.number) * day_ms;
    // Local midnight lies one or two hours before the UTC one; no change happens in those hours.
    return Instant{utc - amsterdam_offset_ms(Instant{utc - hour_ms})};
}

std::optional<Day> parse_day(std::string_view text) {
    int year = 0, month = 0, day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (!digits(text, 0, 4, year) || !digits(text, 5, 2, month) || !digits(text, 8, 2, day))
        return std::nullopt;
    return day_of({year, unsigned(month), unsigned(day)});
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 20 || text.back() != 'Z' || text[10] != 'T') return std::nullopt;
    const auto day = parse_day(text.substr(0, 10));
    int hour = 0, minute = 0, second = 0, fraction = 0;
    if (!day || text[13] != ':' || text[16] != ':') return std::nullopt;
    if (!digits(text, 11, 2, hour) || !digits(text, 14, 2, minute) || !digits(text, 17, 2, second))
        return std::nullopt;
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const std::size_t decimals = text.size() - 20;
    if (decimals > 0) {
        if (text[19] != '.' || decimals < 2 || decimals > 4) return std::nullopt;
        if (!digits(text, 20, decimals - 1, fraction)) return std::nullopt;
        for (std::size_t i = decimals - 1; i < 3; ++i) fraction *= 10;
    }
    return Instant{std::int64_t(day->number) * day_ms + hour * hour_ms + minute * minute_ms +
                   second * second_ms + fraction};
}

std::string to_text(Day day) {
    const CivilDate date = civil(day);
    if (date.year >= 0 && date.year <= 9999) {
        const auto digit = [](auto value) { return char('0' + value % 10); };
        return {digit(date.year / 1000),
                digit(date.year / 100),
                digit(date.year / 10),
                digit(date.year),
                '-',
                digit(date.month / 10),
                digit(date.month),
                '-',
                digit(date.day / 10),
                digit(date.day)};
    }
    std::array<char, 24> out{};
    const int size =
        std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", date.year, date.month, date.day);
    return {out.data(), std::size_t(size)};
}

std::string to_text(Instant at) {
    const std::int64_t days = floor_div(at.ms, day_ms);
    std::int64_t rest = at.ms - days * day_ms;
    // By hand: this runs once per audit entry, and snprintf costs ten times as much.
    std::string out = to_text(Day{std::int32_t(days)});
    const auto put = [&out](std::int64_t value, int width) {
        const std::size_t begin = out.size();
        out.append(std::size_t(width), '0');
        for (std::size_t i = begin + std::size_t(width); i-- > begin; value /= 10)
            out[i] = char('0' + value % 10);
    };
    out += 'T';
    put(rest / hour_ms, 2), rest %= hour_ms, out += ':';
    put(rest / minute_ms, 2), rest %= minute_ms, out += ':';
    put(rest / second_ms, 2), rest %= second_ms, out += '.';
    put(rest, 3);
    out += 'Z';
    return out;
}

}  // namespace kortelijn
