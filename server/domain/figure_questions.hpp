// What filters can ask of a period's signals, each off or set to one value: the answers that are of
// too few households. Pure; for figure_equations.cpp only.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "domain/effort.hpp"
#include "domain/figures.hpp"
#include "domain/signal_sets.hpp"

namespace kortelijn {

// Calls `each` with the signals of every such answer, some of them more than once; returns before
// all were asked when the effort is used up.
void ask_small_questions(std::span<const FigureRow> rows, const Households& households,
                         Effort& effort,
                         const std::function<void(const std::vector<std::uint32_t>&)>& each);

}  // namespace kortelijn
