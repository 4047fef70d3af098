// Whether what is shown, taken as equations, tells of a group that is too small: by whatever sum of
// figures, each times whatever factor. Finds what a search through sums of a few figures
// (small_groups.hpp) does not reach. Pure; for figures.cpp only.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <vector>

#include "domain/figures.hpp"
#include "domain/signal_sets.hpp"

namespace kortelijn {

class FigureEquations {
public:
    // Both must outlive it.
    FigureEquations(std::span<const FigureRow> rows, const Households& households);

    // Of too few households is the answer to something that filters can ask: each off or set to one
    // value, of every stage that was reached, not reached, or not passed. Or the figures
    // themselves, brought in their simplest form, two together.
    bool tell_of_a_small_group(const std::vector<const SignalSet*>& figures) const;

private:
    using Row = std::vector<std::uint32_t>;     // a factor per unknown, modulo a prime
    using Unknowns = std::vector<std::size_t>;  // in order

    struct Solved {
        std::vector<Row> rows;  // reduced echelon form
        std::vector<std::size_t> leads;
    };

    void find_unknowns(std::span<const FigureRow> rows);
    void find_questions(std::span<const FigureRow> rows);
    std::vector<SignalSet> choices(std::span<const FigureRow> rows,
                                   const std::function<std::string(const FigureRow&)>& value) const;
    Solved solve(const std::vector<const SignalSet*>& figures) const;
    bool tells(const Solved& solved, const Unknowns& sum) const;
    bool is_small_sum(const Row& row) const;
    bool small(const Unknowns& sum) const;

    const Households& households_;
    std::size_t signals_;
    // Signals that no question tells apart are one unknown number. The largest come first, so that
    // few of those in a small group lead a row.
    std::vector<SignalSet> unknowns_;
    std::set<Unknowns> questions_;  // of too few households
};

}  // namespace kortelijn
