// Whether somebody who reads a publication can calculate a figure of too few households: by adding
// up to three figures that exclude each other and subtracting up to three that lie inside. Pure;
// for figures.cpp only.
#pragma once

#include <vector>

#include "domain/effort.hpp"
#include "domain/signal_sets.hpp"

namespace kortelijn {

struct Figure {
    SignalSet signals;
    int size = 0;
    int table = 0;
    int row = 0;  // figures of two rows of one table have no signal in common
};

// Sums are only of figures that another figure ties together: of a sum of strangers every part is
// left by itself. Three are tried when two of them are tied, or when all are of one table.
// `fresh`: the first of the figures that were not there at an earlier look, which found nothing.
// Also true when the effort was used up before all was looked at.
bool gives_away_a_small_group(const std::vector<Figure>& figures, const Households& households,
                              std::size_t fresh, Effort& effort);

}  // namespace kortelijn
