// Each figure is a row with a one for every unknown number in it. A group is told of when its own
// row is a sum of those: in reduced echelon form its factors stand at the leading places.
#include "domain/figure_equations.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace kortelijn {
namespace {

constexpr std::uint64_t prime = 2'147'483'647;

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
    if (factor == 0) return;
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = std::uint32_t((row[i] + (prime - factor) * from[i]) % prime);
}

std::string looks(const FigureRow& row) {
    std::string out = row.neighbourhood;
    for (const std::int64_t part :
         {std::int64_t(row.kind), row.sender.value, std::int64_t(row.month),
          std::int64_t(row.stage), std::int64_t(row.prevented), std::int64_t(row.contact)})
        out += "," + std::to_string(part);
    return out;
}

// Of how far a signal came, and when somebody was in touch.
const std::vector<std::function<bool(const FigureRow&)>>& stages() {
    static const std::vector<std::function<bool(const FigureRow&)>> all = [] {
        std::vector<std::function<bool(const FigureRow&)>> out;
        out.emplace_back([](const FigureRow&) { return true; });
        for (int stage = 0; stage < 4; ++stage) {
            out.emplace_back([stage](const FigureRow& r) { return int(r.stage) >= stage; });
            out.emplace_back([stage](const FigureRow& r) { return int(r.stage) < stage; });
            out.emplace_back([stage](const FigureRow& r) { return int(r.stage) == stage; });
        }
        for (const bool is : {true, false})
            out.emplace_back([is](const FigureRow& r) { return r.prevented == is; });
        for (const auto contact : {FirstContact::none, FirstContact::in_term, FirstContact::late})
            for (const bool is : {true, false})
                out.emplace_back([=](const FigureRow& r) { return (r.contact == contact) == is; });
        return out;
    }();
    return all;
}

}  // namespace

FigureEquations::FigureEquations(std::span<const FigureRow> rows, const Households& households)
    : households_(households), signals_(rows.size()) {
    find_unknowns(rows);
    find_questions(rows);
}

void FigureEquations::find_unknowns(std::span<const FigureRow> rows) {
    std::map<std::string, SignalSet> by_looks;
    for (std::size_t signal = 0; signal < rows.size(); ++signal)
        by_looks.try_emplace(looks(rows[signal]), SignalSet(signals_)).first->second.add(signal);
    for (auto& [text, set] : by_looks) unknowns_.push_back(std::move(set));
    std::stable_sort(unknowns_.begin(), unknowns_.end(),
                     [](const SignalSet& a, const SignalSet& b) { return a.size() > b.size(); });
}

std::vector<SignalSet> FigureEquations::choices(
    std::span<const FigureRow> rows,
    const std::function<std::string(const FigureRow&)>& value) const {
    std::map<std::string, SignalSet> by_value;
    SignalSet all(signals_);
    for (std::size_t signal = 0; signal < rows.size(); ++signal) {
        by_value.try_emplace(value(rows[signal]), SignalSet(signals_)).first->second.add(signal);
        all.add(signal);
    }
    std::vector<SignalSet> out{all};
    for (const auto& [text, set] : by_value) out.push_back(set);
    return out;
}

void FigureEquations::find_questions(std::span<const FigureRow> rows) {
    std::vector<std::vector<SignalSet>> filters{
        choices(rows, [](const FigureRow& r) { return std::to_string(int(r.kind)); }),
        choices(rows, [](const FigureRow& r) { return std::to_string(r.sender.value); }),
        choices(rows, [](const FigureRow& r) { return std::to_string(r.month); }),
        choices(rows, [](const FigureRow& r) { return r.neighbourhood; }),
        {}};
    for (const auto& fits : stages()) {
        SignalSet& reached = filters.back().emplace_back(signals_);
        for (std::size_t signal = 0; signal < rows.size(); ++signal)
            if (fits(rows[signal])) reached.add(signal);
    }
    const std::function<void(std::size_t, const SignalSet&)> ask = [&](std::size_t at,
                                                                       const SignalSet& set) {
        if (set.empty()) return;
        if (at < filters.size()) {
            for (SignalSet chosen : filters[at]) ask(at + 1, chosen &= set);
            return;
        }
        if (households_.none_or_enough(set)) return;
        Unknowns sum;
        for (std::size_t i = 0; i < unknowns_.size(); ++i)
            if (unknowns_[i].inside(set)) sum.push_back(i);
        questions_.insert(std::move(sum));
    };
    if (!rows.empty()) ask(0, filters[0][0]);
}

FigureEquations::Solved FigureEquations::solve(const std::vector<const SignalSet*>& figures) const {
    Solved out;
    for (const SignalSet* figure : figures) {
        Row row;
        for (const SignalSet& unknown : unknowns_) row.push_back(unknown.inside(*figure) ? 1 : 0);
        for (std::size_t i = 0; i < out.rows.size(); ++i)
            take_out(row, out.rows[i], row[out.leads[i]]);
        const auto first = std::find_if(row.begin(), row.end(), [](auto f) { return f != 0; });
        if (first == row.end()) continue;
        const std::size_t lead = std::size_t(first - row.begin());
        const std::uint64_t factor = inverse(*first);
        for (auto& one : row) one = std::uint32_t(one * factor % prime);
        for (Row& other : out.rows) take_out(other, row, other[lead]);
        out.rows.push_back(std::move(row));
        out.leads.push_back(lead);
    }
    return out;
}

bool FigureEquations::tells(const Solved& solved, const Unknowns& sum) const {
    std::vector<const Row*> used;
    for (std::size_t i = 0; i < solved.rows.size(); ++i)
        if (std::binary_search(sum.begin(), sum.end(), solved.leads[i]))
            used.push_back(&solved.rows[i]);
    if (used.empty()) return false;
    auto in_sum = sum.begin();
    for (std::size_t i = 0; i < unknowns_.size(); ++i) {
        std::uint64_t made = 0;
        for (const Row* row : used) made += (*row)[i];
        const bool wanted = in_sum != sum.end() && *in_sum == i;
        if (wanted) ++in_sum;
        if (made % prime != (wanted ? 1 : 0)) return false;
    }
    return true;
}

bool FigureEquations::small(const Unknowns& sum) const {
    SignalSet set(signals_);
    for (const std::size_t one : sum) set |= unknowns_[one];
    return !households_.none_or_enough(set);
}

bool FigureEquations::is_small_sum(const Row& row) const {
    Unknowns sum;
    int signals = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] == 0) continue;
        if (row[i] != 1) return false;
        signals += unknowns_[i].size();
        if (signals > households_.few_signals()) return false;
        sum.push_back(i);
    }
    return small(sum);
}

bool FigureEquations::tell_of_a_small_group(const std::vector<const SignalSet*>& figures) const {
    const Solved solved = solve(figures);
    for (std::size_t i = 0; i < solved.rows.size(); ++i) {
        // A leading place has a one in no other row: what is not small there stays so.
        if (unknowns_[solved.leads[i]].size() > households_.few_signals()) continue;
        if (is_small_sum(solved.rows[i])) return true;
        for (std::size_t j = i + 1; j < solved.rows.size(); ++j) {
            Row both = solved.rows[i];
            take_out(both, solved.rows[j], prime - 1);
            if (is_small_sum(both)) return true;
        }
    }
    return std::any_of(questions_.begin(), questions_.end(),
                       [&](const Unknowns& sum) { return tells(solved, sum); });
}

}  // namespace kortelijn
