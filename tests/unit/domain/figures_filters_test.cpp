// The published figures against an attacker who may ask for every combination of filters, and who
// works out each answer from the publication by linear algebra: whatever sums and differences of
// what is shown, with whatever factors, however many, tell of it. No answer of 1 to 9 households
// may follow. The attacker is stronger than any reader: it knows which kinds of signals there are
// (not how many), so that what "a number cannot be below nothing" tells is known to it as well.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "domain/figures.hpp"
#include "unit/domain/figures_towns.hpp"

namespace kortelijn::figures_test {
namespace {

// The signals that no figure and no filter tells apart, as one unknown number.
struct Unknown {
    FigureRow like;
    std::set<std::string> households;
    int signals = 0;
};

std::vector<Unknown> unknowns_of(const std::vector<FigureRow>& rows) {
    std::map<std::string, Unknown> by_looks;
    for (const FigureRow& row : rows) {
        std::string looks;
        for (const int part : {int(row.kind), int(row.sender.value), row.month, int(row.stage),
                               int(row.prevented), int(row.contact)})
            looks += std::to_string(part) + ",";
        Unknown& one = by_looks[looks + row.neighbourhood];
        one.like = row;
        one.households.insert(row.household);
        ++one.signals;
    }
    std::vector<Unknown> out;
    for (auto& [looks, one] : by_looks) out.push_back(std::move(one));
    return out;
}

// Which unknowns a figure or a question takes together.
using Sum = std::vector<bool>;

// The publication as equations, in echelon form modulo a large prime.
class Equations {
public:
    void add(const Sum& sum) {
        std::vector<std::uint64_t> row = reduced(sum);
        const auto lead = std::find_if(row.begin(), row.end(), [](auto v) { return v != 0; });
        if (lead == row.end()) return;
        const std::uint64_t inverse = power(*lead, prime - 2);
        for (auto& value : row) value = value * inverse % prime;
        rows_.emplace_back(std::size_t(lead - row.begin()), std::move(row));
    }
    // Some sum of the equations, each times some factor, is this one.
    bool tell(const Sum& sum) const {
        const auto left = reduced(sum);
        return std::all_of(left.begin(), left.end(), [](auto v) { return v == 0; });
    }
    std::size_t rank() const { return rows_.size(); }

private:
    static constexpr std::uint64_t prime = 2147483647;

    static std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
        std::uint64_t out = 1;
        for (; exponent > 0; exponent >>= 1, base = base * base % prime)
            if (exponent & 1) out = out * base % prime;
        return out;
    }
    std::vector<std::uint64_t> reduced(const Sum& sum) const {
        std::vector<std::uint64_t> left(sum.begin(), sum.end());
        for (const auto& [lead, row] : rows_) {
            const std::uint64_t factor = left[lead];
            if (factor == 0) continue;
            for (std::size_t i = lead; i < left.size(); ++i)
                left[i] = (left[i] + (prime - factor) * row[i]) % prime;
        }
        return left;
    }

    std::vector<std::pair<std::size_t, std::vector<std::uint64_t>>> rows_;
};

// What a filter of one dimension lets through, told of one unknown.
struct Choice {
    std::string words;
    Sum lets_through;
};
using Dimension = std::vector<Choice>;

class EveryFilter {
public:
    explicit EveryFilter(const std::vector<FigureRow>& rows) : unknowns_(unknowns_of(rows)) {}

    void read(const std::vector<FigureTable>& tables) {
        for (const FigureTable& table : tables)
            for (const FigureTableRow& line : table.rows)
                for (std::size_t column = 0; column < table.columns.size(); ++column)
                    if (line.counts[column])
                        equations_.add(sum_of([&](const FigureRow& row) {
                            return in_row(row, line, table) &&
                                   stands_in(row, table.columns[column]);
                        }));
    }

    // Each filter off, or set to some of its values: to each one when `subsets` is off, else to
    // each set of them. The first question of 1 to 9 households that can be answered; else nothing.
    std::string ask_everything(bool subsets) {
        dimensions_ = {
            dimension("kind", subsets,
                      [](const FigureRow& r) { return std::to_string(int(r.kind)); }),
            dimension("month", subsets, [](const FigureRow& r) { return std::to_string(r.month); }),
            dimension("neighbourhood", subsets, [](const FigureRow& r) { return r.neighbourhood; }),
            dimension("sender", false,
                      [](const FigureRow& r) { return std::to_string(r.sender.value); }),
            columns()};
        for (const Unknown& one : unknowns_) {
            Sum alone(unknowns_.size());
            alone[std::size_t(&one - unknowns_.data())] = true;
            if (one.households.size() < 10 && told(alone)) return "a class of its own";
        }
        return ask(0, Sum(unknowns_.size(), true), "");
    }
    std::size_t small_questions() const { return asked_.size(); }
    std::size_t figures() const { return equations_.rank(); }

private:
    Sum sum_of(const std::function<bool(const FigureRow&)>& fits_in) const {
        Sum out;
        for (const Unknown& one : unknowns_) out.push_back(fits_in(one.like));
        return out;
    }
    Dimension dimension(const std::string& name, bool subsets,
                        const std::function<std::string(const FigureRow&)>& value) const {
        std::set<std::string> values;
        for (const Unknown& one : unknowns_) values.insert(value(one.like));
        const std::vector<std::string> all(values.begin(), values.end());
        Dimension out{{"", Sum(unknowns_.size(), true)}};
        for (std::size_t set = 1; set + 1 < std::size_t{1} << all.size(); ++set) {
            if (!subsets && (set & (set - 1)) != 0) continue;
            const auto chosen = [&](const FigureRow& row) {
                const auto at = std::lower_bound(all.begin(), all.end(), value(row));
                return ((set >> (at - all.begin())) & 1) != 0;
            };
            out.push_back({" " + name + " " + std::to_string(set), sum_of(chosen)});
        }
        return out;
    }
    Dimension columns() const {
        Dimension out;
        for (const char* column :
             {"received", "taken_up", "visited", "closed", "prevented", "in_term", "late"})
            for (const bool is : {true, false})
                out.push_back(
                    {std::string(is ? " " : " not ") + column,
                     sum_of([&](const FigureRow& r) { return stands_in(r, column) == is; })});
        for (int stage = 0; stage < 4; ++stage)
            out.push_back({" no further than " + std::to_string(stage),
                           sum_of([&](const FigureRow& r) { return int(r.stage) == stage; })});
        return out;
    }

    std::string ask(std::size_t at, const Sum& so_far, const std::string& words) {
        if (at == dimensions_.size()) return small(so_far) && told(so_far) ? words : "";
        for (const Choice& choice : dimensions_[at]) {
            Sum now(so_far.size());
            bool any = false;
            for (std::size_t i = 0; i < now.size(); ++i)
                any = (now[i] = so_far[i] && choice.lets_through[i]) || any;
            if (!any) continue;
            if (auto found = ask(at + 1, now, words + choice.words); !found.empty()) return found;
        }
        return "";
    }
    // Each question is worked out once, however it was put.
    bool told(const Sum& sum) { return asked_.insert(sum).second && equations_.tell(sum); }
    bool small(const Sum& sum) const {
        std::set<std::string> households;
        for (std::size_t i = 0; i < sum.size() && households.size() < 10; ++i)
            if (sum[i])
                households.insert(unknowns_[i].households.begin(), unknowns_[i].households.end());
        return households.size() < 10;
    }

    const std::vector<Unknown> unknowns_;
    Equations equations_;
    std::vector<Dimension> dimensions_;
    std::set<Sum> asked_;
};

TEST(FiguresFilters, no_combination_of_filters_can_be_answered_with_fewer_than_ten_households) {
    std::size_t questions = 0, figures = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto rows = random_town(seed);
        EveryFilter attacker(rows);
        attacker.read(publish(rows));
        ASSERT_EQ(attacker.ask_everything(false), "") << "town " << seed;
        questions += attacker.small_questions(), figures += attacker.figures();
    }
    EXPECT_GT(figures, 130U) << "an empty publication is safe and says nothing";
    EXPECT_GT(questions, 13'000U);
}

TEST(FiguresFilters, nor_can_any_choice_of_several_values_at_once) {
    for (unsigned seed = 301; seed <= 302; ++seed) {
        const auto rows = random_town(seed);
        EveryFilter attacker(rows);
        attacker.read(publish(rows));
        ASSERT_EQ(attacker.ask_everything(true), "") << "town " << seed;
    }
}

TEST(FiguresFilters, nor_of_a_real_summer_which_is_shown_whole) {
    for (unsigned seed = 1; seed <= 1; ++seed) {
        const auto rows = a_summer(seed);
        EveryFilter attacker(rows);
        attacker.read(publish(rows));
        EXPECT_GT(attacker.figures(), 30U);
        ASSERT_EQ(attacker.ask_everything(seed == 1), "");
    }
}

TEST(FiguresFilters, the_attacker_works_out_what_a_careless_table_gives_away) {
    std::vector<FigureRow> rows;
    for (int i = 0; i < 60; ++i) {
        FigureRow& row = rows.emplace_back();
        row.household = std::to_string(i);
        row.kind = SignalKind(i % 2);
        row.sender = OrganisationId{1};
        row.month = 202604 + i % 3;
        row.neighbourhood = i < 4 ? "small" : "large";
    }
    // Each row is of ten or more, and twice a half less the whole is not.
    std::vector<FigureTable> tables(1);
    tables[0].name = FigureTableName::kind_by_neighbourhood;
    tables[0].columns = {"received"};
    FigureKey large;
    large.neighbourhood = "large";
    tables[0].rows = {{{}, {60}, {}}, {large, {56}, {}}};
    EveryFilter attacker(rows);
    attacker.read(tables);
    EXPECT_NE(attacker.ask_everything(false), "");
    EveryFilter of_ours(rows);
    of_ours.read(publish(rows));
    EXPECT_EQ(of_ours.ask_everything(false), "");
}

}  // namespace
}  // namespace kortelijn::figures_test
