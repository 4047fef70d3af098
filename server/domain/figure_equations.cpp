// Each figure is a row with a one for every unknown number in it. A group is told of when its own
// row is a sum of those: in reduced echelon form its factors stand at the leading places.
#include "domain/figure_equations.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "domain/figure_questions.hpp"

namespace kortelijn {
namespace {

constexpr std::uint64_t prime = 2'147'483'647;  // 2^31 - 1

std::uint32_t fold(std::uint64_t value) {
    value = (value & prime) + (value >> 31);
    value = (value & prime) + (value >> 31);
    return std::uint32_t(value >= prime ? value - prime : value);
}

std::uint64_t inverse(std::uint64_t value) {
    std::uint64_t out = 1;
    for (std::uint64_t exponent = prime - 2; exponent > 0; exponent >>= 1) {
        if ((exponent & 1) != 0) out = out * value % prime;
        value = value * value % prime;
    }
    return out;
}

// `from` times `factor` out of `row`.
void take_out(std::vector<std::uint32_t>& row, const std::vector<std::uint32_t>& from,
              std::uint64_t factor) {
    std::uint32_t* to = row.data();
    const std::uint32_t* other = from.data();
    const std::size_t size = row.size();
    const std::uint64_t times = prime - factor;
    for (std::size_t i = 0; i < size; ++i) to[i] = fold(to[i] + times * other[i]);
}

std::string looks(const FigureRow& row) {
    std::string out = row.neighbourhood;
    for (const std::int64_t part :
         {std::int64_t(row.kind), row.sender.value, std::int64_t(row.month),
          std::int64_t(row.stage), std::int64_t(row.prevented), std::int64_t(row.contact)})
        out += "," + std::to_string(part);
    return out;
}

}  // namespace

FigureEquations::FigureEquations(std::span<const FigureRow> rows, const Households& households,
                                 Effort& effort)
    : households_(households), effort_(effort) {
    find_unknowns(rows);
    ask_small_questions(rows, households, effort, [&](const std::vector<std::uint32_t>& signals) {
        effort_.spend(100 + 20 * signals.size());
        Unknowns sum;
        for (const auto signal : signals) sum.push_back(unknown_of_[signal]);
        std::sort(sum.begin(), sum.end());
        sum.erase(std::unique(sum.begin(), sum.end()), sum.end());
        questions_.push_back(std::move(sum));
    });
    std::sort(questions_.begin(), questions_.end());
    questions_.erase(std::unique(questions_.begin(), questions_.end()), questions_.end());
}

void FigureEquations::find_unknowns(std::span<const FigureRow> rows) {
    std::map<std::string, std::vector<std::uint32_t>> by_looks;
    for (std::size_t signal = 0; signal < rows.size(); ++signal)
        by_looks[looks(rows[signal])].push_back(std::uint32_t(signal));
    for (auto& [text, signals] : by_looks) unknowns_.push_back(std::move(signals));
    std::stable_sort(unknowns_.begin(), unknowns_.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    unknown_of_.resize(rows.size());
    std::uint64_t mark = 1;
    for (std::size_t i = 0; i < unknowns_.size(); ++i) {
        for (const auto signal : unknowns_[i]) unknown_of_[signal] = std::uint32_t(i);
        mark = mark * 6364136223846793005U + 1442695040888963407U;
        mark_.push_back(std::uint32_t((mark >> 32) % prime));
    }
}

// False when the effort is used up.
bool FigureEquations::solve(Solved& known, const Figures& figures, Effort& effort) const {
    const std::size_t step = 2 * unknowns_.size();
    for (const SignalSet* figure : figures) {
        Row row;
        // A figure has all of an unknown's signals, or none.
        for (const auto& unknown : unknowns_) row.push_back(figure->has(unknown[0]) ? 1 : 0);
        for (std::size_t i = 0; i < known.rows.size(); ++i)
            if (const auto factor = row[known.leads[i]]; factor != 0) {
                if (!effort.spend(step)) return false;
                take_out(row, known.rows[i], factor);
            }
        const auto first = std::find_if(row.begin(), row.end(), [](auto f) { return f != 0; });
        if (!effort.spend(step)) return false;
        if (first == row.end()) continue;
        const std::size_t lead = std::size_t(first - row.begin());
        const std::uint64_t factor = inverse(*first);
        for (auto& one : row) one = fold(one * factor);
        for (Row& other : known.rows)
            if (const auto times = other[lead]; times != 0) {
                if (!effort.spend(step)) return false;
                take_out(other, row, times);
            }
        known.rows.push_back(std::move(row));
        known.leads.push_back(lead);
    }
    return true;
}

bool FigureEquations::tells(const Solved& solved, const Unknowns& sum,
                            const std::vector<std::size_t>& used) const {
    auto in_sum = sum.begin();
    for (std::size_t i = 0; i < unknowns_.size(); ++i) {
        std::uint64_t made = 0;
        for (const std::size_t row : used) made += solved.rows[row][i];
        const bool wanted = in_sum != sum.end() && *in_sum == i;
        if (wanted) ++in_sum;
        if (made % prime != (wanted ? 1 : 0)) return false;
    }
    return true;
}

bool FigureEquations::a_question_is_told(const Solved& solved) const {
    constexpr std::size_t none = ~std::size_t{0};
    std::vector<std::size_t> row_of(unknowns_.size(), none);
    std::vector<std::uint64_t> mark_of(solved.rows.size());
    for (std::size_t i = 0; i < solved.rows.size(); ++i) {
        row_of[solved.leads[i]] = i;
        for (std::size_t u = 0; u < unknowns_.size(); ++u)
            mark_of[i] = fold(mark_of[i] + std::uint64_t(solved.rows[i][u]) * mark_[u]);
    }
    if (!effort_.spend(2 * unknowns_.size() * solved.rows.size())) return true;
    std::vector<std::size_t> used;
    for (const Unknowns& sum : questions_) {
        if (!effort_.spend(10 + 4 * sum.size())) return true;
        used.clear();
        std::uint64_t wanted = 0, made = 0;
        for (const auto unknown : sum) {
            wanted += mark_[unknown];
            if (row_of[unknown] == none) continue;
            used.push_back(row_of[unknown]);
            made += mark_of[used.back()];
        }
        // Sums whose marks differ are not the same; of those that agree all is looked at.
        if (used.empty() || made % prime != wanted % prime) continue;
        effort_.spend(unknowns_.size() * used.size());
        if (tells(solved, sum, used)) return true;
    }
    return false;
}

// `and_row` added to it, when there is one.
bool FigureEquations::is_small_sum(const Row& row, const Row* and_row) const {
    std::vector<std::uint32_t> signals;
    std::size_t count = 0, i = 0;
    bool small = true;
    for (; i < row.size() && small; ++i) {
        std::uint64_t factor = row[i];
        if (and_row != nullptr) factor = (factor + (*and_row)[i]) % prime;
        if (factor == 0) continue;
        count += unknowns_[i].size();
        small = factor == 1 && count <= std::size_t(households_.few_signals());
        if (small) signals.insert(signals.end(), unknowns_[i].begin(), unknowns_[i].end());
    }
    effort_.spend(i + 10);
    return small && !households_.none_or_enough(signals);
}

bool FigureEquations::a_row_is_small(const Solved& solved) const {
    // A leading place has a one in no other row: what is not small there stays so.
    std::vector<const Row*> rows;
    for (std::size_t i = 0; i < solved.rows.size(); ++i)
        if (unknowns_[solved.leads[i]].size() <= std::size_t(households_.few_signals()))
            rows.push_back(&solved.rows[i]);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (is_small_sum(*rows[i], nullptr)) return true;
        for (std::size_t j = i + 1; j < rows.size(); ++j)
            if (is_small_sum(*rows[i], rows[j])) return true;
        if (!effort_.left()) return true;
    }
    return false;
}

bool FigureEquations::tell_of_a_small_group(const Figures& fresh) const {
    if (!effort_.spend(kept_.rows.size() * unknowns_.size())) return true;
    Solved solved = kept_;
    return !solve(solved, fresh, effort_) || a_row_is_small(solved) || a_question_is_told(solved) ||
           !effort_.left();
}

void FigureEquations::keep(const Figures& figures) {
    Effort enough(std::numeric_limits<std::int64_t>::max());  // it was solved once within less
    (void)solve(kept_, figures, enough);
}

}  // namespace kortelijn
