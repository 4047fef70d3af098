// Whether what is shown, taken as equations, tells of a group that is too small: by whatever sum of
// figures, each times whatever factor. Finds what a search through sums of a few figures
// (small_groups.hpp) does not reach. Never says that it tells of none without having looked at all.
// Pure; for figures.cpp only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/effort.hpp"
#include "domain/figures.hpp"
#include "domain/signal_sets.hpp"

namespace kortelijn {

class FigureEquations {
public:
    using Figures = std::vector<const SignalSet*>;

    // All three must outlive it.
    FigureEquations(std::span<const FigureRow> rows, const Households& households, Effort& effort);

    // With what is kept already. Of too few households is the answer to something that filters can
    // ask: each off or set to one value, of every stage that was reached, not reached, or not
    // passed. Or the figures themselves, brought in their simplest form, two together. Also true
    // when the effort was used up.
    bool tell_of_a_small_group(const Figures& fresh) const;
    void keep(const Figures& figures);

private:
    using Row = std::vector<std::uint32_t>;       // a factor per unknown, modulo a prime
    using Unknowns = std::vector<std::uint32_t>;  // in order

    struct Solved {
        std::vector<Row> rows;  // reduced echelon form
        std::vector<std::size_t> leads;
    };

    void find_unknowns(std::span<const FigureRow> rows);
    bool solve(Solved& known, const Figures& figures, Effort& effort) const;
    bool a_row_is_small(const Solved& solved) const;
    bool a_question_is_told(const Solved& solved) const;
    bool tells(const Solved& solved, const Unknowns& sum,
               const std::vector<std::size_t>& used) const;
    bool is_small_sum(const Row& row, const Row* and_row) const;

    const Households& households_;
    Effort& effort_;
    Solved kept_;
    // Signals that no question tells apart are one unknown number. The largest come first, so that
    // few of those in a small group lead a row.
    std::vector<std::vector<std::uint32_t>> unknowns_;
    std::vector<std::uint32_t> unknown_of_;  // per signal
    std::vector<Unknowns> questions_;        // of too few households
    std::vector<std::uint32_t> mark_;        // some number per unknown: sums that differ show so
};

}  // namespace kortelijn
