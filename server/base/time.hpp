// Instants (UTC, milliseconds) and plain days in Europe/Amsterdam. No clock here: time is handed
// in.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace kortelijn {

// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;

    constexpr auto operator<=>(const Instant&) const = default;
};

constexpr Instant never{std::numeric_limits<std::int64_t>::max()};

// Whole days since 1970-01-01, as a plain local date.
struct Day {
    std::int32_t number = 0;

    constexpr auto operator<=>(const Day&) const = default;
};

struct CivilDate {
    int year = 1970;
    unsigned month = 1;
    unsigned day = 1;

    constexpr auto operator<=>(const CivilDate&) const = default;
};

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

constexpr Instant operator+(Instant at, std::int64_t ms) { return Instant{at.ms + ms}; }
constexpr std::int64_t operator-(Instant a, Instant b) { return a.ms - b.ms; }

CivilDate civil(Day day);
// Nothing when the date does not exist (31 April).
std::optional<Day> day_of(CivilDate date);

// The local day of an instant, and the instant a local day begins (local midnight; it exists on
// every day: Dutch clocks change at 02:00/03:00). EU rule (2000/84/EC), right from 1996 on.
Day amsterdam_day(Instant at);
Instant amsterdam_midnight(Day day);
// Offset of Europe/Amsterdam from UTC at an instant, in milliseconds.
std::int64_t amsterdam_offset_ms(Instant at);

// "2026-11-10T09:00:00Z", with or without up to three decimals. Nothing when malformed.
std::optional<Instant> parse_instant(std::string_view text);
std::optional<Day> parse_day(std::string_view text);  // "2026-11-10"
std::string to_text(Instant at);                      // always with milliseconds and Z
std::string to_text(Day day);

// Half-open [from, to); a missing bound is without bound.
struct Period {
    std::optional<Instant> from;
    std::optional<Instant> to;

    constexpr bool begun(Instant now) const { return !from || *from <= now; }
    constexpr bool live(Instant now) const { return begun(now) && (!to || now < *to); }
    constexpr bool operator==(const Period&) const = default;
};

}  // namespace kortelijn
