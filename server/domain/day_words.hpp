// Days as people write them in Dutch and English. Pure; used for actions only.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "base/time.hpp"

namespace kortelijn {

struct DayFound {
    Day day;
    std::size_t words = 0;  // how many, and of which the first
    std::size_t begin = 0;
};

// `words` are lower case and without punctuation at their ends. A weekday is the next one after
// today. A date without a year is this year's, or next year's when it lies more than 90 days back.
std::optional<DayFound> day_at_end(std::span<const std::string> words, Day today);
// A word that can mean nothing but a day ("morgen", "vrijdag"), anywhere; the last one.
std::optional<DayFound> day_within(std::span<const std::string> words, Day today);

}  // namespace kortelijn
