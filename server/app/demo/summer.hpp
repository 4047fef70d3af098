// April to July of team West: 320 signals of four partners' systems, taken up or not, visited,
// closed. How many of which fate is told here; every one of them is sent, decided, kept and
// recorded by the pipeline. No figure is written anywhere: they are counted from what happened.
#pragma once

#include "app/demo/inside.hpp"
#include "app/demo/signals.hpp"

namespace kortelijn::demo {

// The first of April of the newest year whose July is over before the story towards `now` begins
// (start.hpp): at most 18 months before.
Day summer_begin(Instant now);

// Ends before the first of August.
void live_summer(Inside& inside, const Signals& signals, Day first_of_april);

}  // namespace kortelijn::demo
