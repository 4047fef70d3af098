// Days of the demo's story: working days counted from the morning on which it is told, and the
// words for them in a message. Never a date of its own: everything follows from `now`.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace kortelijn::demo {

class Calendar {
public:
    explicit Calendar(Instant now);

    Day today() const { return today_; }
    // 0: the last working day whose early morning (until 08:45) is over; -1 the working day before
    // it, 1 the one after. No Saturday, Sunday or national holiday.
    Day working_day(int index) const;
    // "08:14" local time on that working day.
    Instant at(int index, std::string_view time) const;
    // The first moment after the day that is `days` after today: "up to and including" that day.
    Instant through(int days) const { return amsterdam_midnight(Day{today_.number + days + 1}); }
    // A birth date of somebody who turned this age `days_ago` days ago, give or take a few.
    Day born(int age, int days_ago) const;

    // Replaces {d2} by how one calls working day 2 in a message written on `written` ("morgen",
    // "vrijdag"), {D2} by weekday and date, {c42} by the date of the first working day
    // that is 42 or more days after working day 0.
    std::string words(std::string_view text, Day written) const;

private:
    Day today_;
    Day zero_;
};

}  // namespace kortelijn::demo
