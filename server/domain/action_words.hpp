// Reads an action as somebody types it: "@sanne belt moeder vr" is an owner, what to do and a day.
// Pure: who may be meant and what day it is are handed in, and nothing is decided here. What is
// read is shown before it is kept, so that a wrong guess is seen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/facts.hpp"

namespace kortelijn {

// Somebody who may be named with "@": a person, an organisation, one of the household.
struct OwnerCandidate {
    Owner owner;
    std::vector<std::string> names;  // "Sanne de Wit"; for a mother also "moeder"
};

enum class ActionProblem : std::uint8_t {
    no_owner,
    owner_unknown,    // an "@" that is nobody's name
    owner_unclear,    // an "@" that may be several
    too_many_owners,  // more than two; the first two are given
    no_text,
    no_day,
    in_the_past,
};
std::string_view to_text(ActionProblem);  // "action.no_owner" ...

struct ReadAction {
    std::string text;  // without the owners and without the day at its end
    std::vector<Owner> owners;
    std::optional<Day> due;
    std::vector<ActionProblem> problems;  // in the order above, each once
};

// Owners: "@" and a name, or the beginning of one; more words of the name may follow. Day: at the
// end, in Dutch or English: vandaag, morgen, overmorgen, a weekday or its abbreviation (the next
// one), "over 2 weken", "volgende week", 12-10, 12-10-2026, 2026-10-12, "12 okt"; a word as "op" or
// "by" before it goes with it. Else a whole word for a day anywhere in the text, which then stays.
ReadAction read_action(std::string_view text, std::span<const OwnerCandidate> candidates,
                       Day today);

}  // namespace kortelijn
