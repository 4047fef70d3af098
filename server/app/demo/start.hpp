// What lies ready for today's start of team Noord, one of each kind: a case of Aylin and Ricardo
// with actions that are overdue, a signal whose term runs out, two that came in on the last working
// day, the call after Kastanje, two cases that were put on, one that was not reached. All of it
// passes through the pipeline on the days on which it happened.
#pragma once

#include "app/demo/calendar.hpp"
#include "app/demo/inside.hpp"
#include "app/demo/signals.hpp"

namespace kortelijn::demo {

// The moment at which the story towards it begins: the day on which Kastanje is closed, some six
// weeks before.
Instant story_begin(const Calendar& calendar);
// Ends in the afternoon of the working day before today. The other cases are found by their labels.
void live_towards_start(Inside& inside, store::Store& store, const Cast& cast,
                        const Signals& signals, const Calendar& calendar, CaseId kastanje);

}  // namespace kortelijn::demo
