// The published figures: what they say, and that no sum or difference of them tells of few
// households. The attacker here knows nothing of how the tables were made: it takes what is shown,
// works out from the signals themselves which set each figure stands for, and calculates.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "unit/domain/figures_towns.hpp"

namespace kortelijn::figures_test {
namespace {

using Set = std::vector<bool>;

struct Shown {
    std::string words;
    int count = 0;
    Set set;
};

std::vector<Shown> shown_in(const std::vector<FigureTable>& tables,
                            const std::vector<FigureRow>& rows) {
    std::vector<Shown> out;
    for (const FigureTable& table : tables)
        for (const FigureTableRow& line : table.rows)
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                if (!line.counts[column]) continue;
                Shown& one = out.emplace_back();
                one.words = std::string(to_text(table.name)) + " row " +
                            std::to_string(&line - table.rows.data()) + " " +
                            std::string(table.columns[column]);
                one.count = *line.counts[column];
                for (const FigureRow& row : rows)
                    one.set.push_back(in_row(row, line, table) &&
                                      stands_in(row, table.columns[column]));
            }
    return out;
}

// Sets as words of 64 signals: the search is the slow part of this test.
struct Bits {
    std::array<std::uint64_t, 8> words{};  // at most 512 signals
    int size = 0;
};

class Attacker {
public:
    Attacker(const std::vector<Shown>& figures, const std::vector<FigureRow>& rows)
        : figures_(figures) {
        std::map<std::string, int> numbers;
        std::map<int, int> signals;
        for (const FigureRow& row : rows) {
            household_.push_back(numbers.try_emplace(row.household, numbers.size()).first->second);
            ++signals[household_.back()];
        }
        std::vector<int> most;
        for (const auto& [household, count] : signals) most.push_back(count);
        std::sort(most.rbegin(), most.rend());
        most.resize(std::min<std::size_t>(most.size(), 9));
        for (const int count : most) few_ += count;
        for (const Shown& one : figures) {
            Bits bits;
            for (std::size_t i = 0; i < one.set.size(); ++i)
                if (one.set[i]) bits.words[i / 64] |= std::uint64_t{1} << (i % 64), ++bits.size;
            bits_.push_back(bits);
        }
        words_ = (rows.size() + 63) / 64;
    }

    // What it found, or nothing: up to `most` figures added, up to three subtracted.
    std::string find(int most) {
        for (std::size_t i = 0; i < bits_.size() && found_.empty(); ++i) add(bits_[i], {i}, most);
        return found_;
    }
    std::uint64_t tried = 0;

private:
    bool disjoint(const Bits& a, const Bits& b) const {
        for (std::size_t i = 0; i < words_; ++i)
            if ((a.words[i] & b.words[i]) != 0) return false;
        return true;
    }
    bool inside(const Bits& a, const Bits& b) const {
        for (std::size_t i = 0; i < words_; ++i)
            if ((a.words[i] & ~b.words[i]) != 0) return false;
        return true;
    }

    void add(const Bits& sum, const std::vector<std::size_t>& plus, int most) {
        std::vector<std::size_t> within;
        for (std::size_t i = 0; i < bits_.size(); ++i)
            if (bits_[i].size <= sum.size && inside(bits_[i], sum)) within.push_back(i);
        std::sort(within.begin(), within.end(),
                  [&](std::size_t a, std::size_t b) { return bits_[a].size > bits_[b].size; });
        subtract(sum, plus, within, 0, {}, 3);
        if (int(plus.size()) == most) return;
        for (std::size_t i = plus.back() + 1; i < bits_.size() && found_.empty(); ++i) {
            if (!disjoint(bits_[i], sum)) continue;
            Bits more = sum;
            for (std::size_t w = 0; w < words_; ++w) more.words[w] |= bits_[i].words[w];
            more.size += bits_[i].size;
            auto with = plus;
            with.push_back(i);
            add(more, with, most);
        }
    }

    void subtract(const Bits& left, const std::vector<std::size_t>& plus,
                  const std::vector<std::size_t>& within, std::size_t from,
                  const std::vector<std::size_t>& minus, int more) {
        ++tried;
        if (left.size > 0 && left.size <= few_ && households(left) < 10) {
            found_ = std::to_string(left.size) + " signals:";
            for (const auto i : plus) found_ += " + " + figures_[i].words;
            for (const auto i : minus) found_ += " - " + figures_[i].words;
            return;
        }
        if (more == 0) return;
        for (std::size_t at = from; at < within.size() && found_.empty(); ++at) {
            const Bits& one = bits_[within[at]];
            // The rest are no larger: even all that may still go leaves too many.
            if (left.size - more * one.size > few_) return;
            if (!inside(one, left)) continue;
            Bits less = left;
            for (std::size_t w = 0; w < words_; ++w) less.words[w] &= ~one.words[w];
            less.size -= one.size;
            auto with = minus;
            with.push_back(within[at]);
            subtract(less, plus, within, at + 1, with, more - 1);
        }
    }

    int households(const Bits& set) const {
        std::set<int> seen;
        for (std::size_t i = 0; i < household_.size(); ++i)
            if (set.words[i / 64] >> (i % 64) & 1U) seen.insert(household_[i]);
        return int(seen.size());
    }

    const std::vector<Shown>& figures_;
    std::vector<int> household_;
    std::vector<Bits> bits_;
    std::size_t words_ = 0;
    int few_ = 0;
    std::string found_;
};

TEST(Figures, no_sum_or_difference_of_what_is_shown_tells_of_fewer_than_ten_households) {
    std::size_t figures = 0;
    std::uint64_t tried = 0;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        const auto rows = random_town(seed);
        const auto tables = publish(rows);
        const auto shown = shown_in(tables, rows);
        figures += shown.size();
        Attacker attacker(shown, rows);
        ASSERT_EQ(attacker.find(3), "") << "town " << seed;
        tried += attacker.tried;
    }
    EXPECT_GT(figures, 1'500U) << "an empty publication is safe and says nothing";
    EXPECT_GT(tried, 37'000U);
}

TEST(Figures, the_attacker_finds_what_a_careless_table_gives_away) {
    std::vector<FigureRow> rows(30);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].household = std::to_string(i);
        rows[i].stage = i < 25 ? SignalStage::closed : SignalStage::received;
    }
    std::vector<FigureTable> careless(1);
    careless[0].columns = {"received", "closed"};
    careless[0].rows = {{{}, {30, 25}, {}}};
    const auto shown = shown_in(careless, rows);
    EXPECT_NE(Attacker(shown, rows).find(1), "");
    EXPECT_EQ(publish(rows)[0].columns.size(), 1U);
}

TEST(Figures, each_figure_is_the_number_of_signals_it_stands_for) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const auto rows = random_town(seed);
        for (const Shown& one : shown_in(publish(rows), rows))
            ASSERT_EQ(one.count, std::count(one.set.begin(), one.set.end(), true))
                << seed << " " << one.words;
    }
}

TEST(Figures, a_town_of_nine_households_is_not_shown_at_all) {
    auto rows = random_town(7);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].household = std::to_string(i % 9);
    for (const FigureTable& table : publish(rows)) {
        EXPECT_TRUE(table.left_out);
        EXPECT_TRUE(table.rows.empty());
    }
    EXPECT_EQ(publish({}).size(), 7U);
}

TEST(Figures, a_real_summer_is_shown_whole) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const auto rows = a_summer(seed);
        const auto tables = publish(rows);
        ASSERT_EQ(tables.size(), 7U);
        for (const FigureTable& table : tables) {
            EXPECT_FALSE(table.left_out) << seed << " " << to_text(table.name);
            for (const FigureTableRow& row : table.rows) EXPECT_FALSE(row.key.other);
        }
        using Counts = std::vector<std::optional<int>>;
        EXPECT_EQ(tables[0].rows[0].counts, (Counts{320, 280, 240, 212, 92}));
        EXPECT_EQ(tables[1].rows[2].counts, (Counts{60, 48, 36, 36, 16}));
        EXPECT_EQ(tables[3].rows[3].counts, (Counts{76, 66, 56, 56, 23}));
        EXPECT_EQ(tables[5].rows[0].counts, (Counts{112, 12}));
        EXPECT_EQ(tables[5].rows[0].median_days, 3);
        EXPECT_EQ(tables[6].rows.size(), 12U);
    }
}

TEST(Figures, periods_are_complete_do_not_overlap_and_are_at_most_six) {
    const auto day = [](int y, unsigned m, unsigned d) { return *day_of({y, m, d}); };
    const auto periods = figure_periods(day(2026, 11, 22), 4);
    ASSERT_EQ(periods.size(), 6U);
    EXPECT_EQ(periods[0], (FigurePeriod{day(2026, 4, 1), day(2026, 8, 1)}));
    for (std::size_t i = 1; i < periods.size(); ++i) EXPECT_EQ(periods[i].to, periods[i - 1].from);
    EXPECT_EQ(figure_periods(day(2026, 12, 1), 4)[0].to, day(2026, 12, 1));
    EXPECT_EQ(figure_periods(day(2026, 3, 31), 4)[0].to, day(2025, 12, 1));
    EXPECT_EQ(figure_periods(day(2026, 3, 31), 1)[0].to, day(2026, 1, 1));
    EXPECT_EQ(figure_periods(day(2026, 1, 1), 12)[0].to, day(2025, 12, 1));
}

}  // namespace
}  // namespace kortelijn::figures_test
