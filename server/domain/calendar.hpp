// Dutch working days and the terms of covenants. Pure; no clock. Law: Algemene termijnenwet (ATW).
#pragma once

#include <cstdint>

#include "base/time.hpp"
#include "domain/words_start.hpp"

namespace kortelijn {

struct Term {
    int days = 0;
    TermKind kind = TermKind::working;

    constexpr bool operator==(const Term&) const = default;
};

int weekday(Day);             // Monday 0 ... Sunday 6
Day easter_sunday(int year);  // Gregorian, 1583 on

// ATW art. 3: 1 January, Good Friday, Easter Monday, Ascension, Whit Monday, King's Day, 5 May
// (every year: the Act names the day without a lustrum), 25 and 26 December. Easter and Whit Sunday
// are Sundays anyway. Days equated by royal decree (art. 3 lid 3) are not in it: a term then ends
// earlier, the strict side.
bool is_public_holiday(Day);
bool is_working_day(Day);         // Monday-Friday, no public holiday
Day next_working_day(Day after);  // strictly after

// The last day of a term; the day of receipt itself does not count. A calendar term that would end
// on a Saturday, Sunday or holiday runs through the next working day (ATW art. 1).
Day last_day_of(Day received, Term term);
// The local midnight after that day: half-open, whatever the clocks do in between.
Instant term_end(Instant received, Term term);
// Working days after `from` up to and with `to`; 0 when `to` is not later.
int working_days_between(Day from, Day to);

}  // namespace kortelijn
