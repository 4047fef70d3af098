// The published figures: what they say, and that no sum or difference of them tells of few
// households. The attacker here knows nothing of how the tables were made: it takes what is shown,
// works out from the signals themselves which set each figure stands for, and calculates.
#include "domain/figures.hpp"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace kortelijn {
namespace {

using Set = std::vector<bool>;

bool stands_in(const FigureRow& row, std::string_view column) {
    static const std::map<std::string_view, std::function<bool(const FigureRow&)>> columns{
        {"received", [](const FigureRow&) { return true; }},
        {"taken_up", [](const FigureRow& r) { return int(r.stage) >= 1; }},
        {"visited", [](const FigureRow& r) { return int(r.stage) >= 2; }},
        {"closed", [](const FigureRow& r) { return int(r.stage) >= 3; }},
        {"prevented", [](const FigureRow& r) { return r.prevented; }},
        {"in_term", [](const FigureRow& r) { return r.contact == FirstContact::in_term; }},
        {"late", [](const FigureRow& r) { return r.contact == FirstContact::late; }}};
    return columns.at(column)(row);
}

bool fits(const FigureRow& row, const FigureKey& key) {
    return (!key.kind || *key.kind == row.kind) && (!key.sender || key.sender == row.sender) &&
           (key.month == 0 || key.month == row.month) &&
           (!key.neighbourhood || *key.neighbourhood == row.neighbourhood);
}

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
                for (const FigureRow& row : rows) {
                    bool in_row = fits(row, line.key);
                    if (line.key.other)
                        for (const FigureTableRow& other : table.rows)
                            in_row = in_row && (other.key.other || !fits(row, other.key));
                    one.set.push_back(in_row && stands_in(row, table.columns[column]));
                }
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

std::vector<FigureRow> random_town(unsigned seed) {
    std::mt19937 engine(seed);
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine); };
    const int signals = 12 + below(seed % 4 == 0 ? 480 : 160);
    const int kinds = 1 + below(6), senders = 1 + below(6), hoods = 1 + below(5);
    const int households = std::max(4, signals - below(signals / 2));
    const std::array<int, 4> stay{2 + below(8), 2 + below(8), 2 + below(8), 2 + below(8)};
    std::vector<FigureRow> rows;
    for (int i = 0; i < signals; ++i) {
        FigureRow& row = rows.emplace_back();
        // Skewed: some kinds, neighbourhoods and senders are rare.
        const auto skewed = [&](int n) { return std::min(below(n), below(n)); };
        row.household = std::to_string(below(households));
        row.kind = SignalKind(skewed(kinds));
        row.sender = OrganisationId{1 + (below(3) == 0 ? skewed(senders) : int(row.kind))};
        row.neighbourhood = "n" + std::to_string(skewed(hoods));
        row.month = 202604 + below(4);
        while (int(row.stage) < 3 && below(10) < stay[std::size_t(row.stage)])
            row.stage = SignalStage(int(row.stage) + 1);
        row.prevented = int(row.kind) < 4 && row.stage == SignalStage::closed && below(2) == 0;
        if (row.stage != SignalStage::received)
            row.contact = below(10) < stay[3] ? FirstContact::in_term : FirstContact::late;
        if (row.contact != FirstContact::none) row.days_to_contact = below(12);
    }
    return rows;
}

TEST(Figures, no_sum_or_difference_of_what_is_shown_tells_of_fewer_than_ten_households) {
    std::size_t figures = 0;
    std::uint64_t tried = 0;
    for (unsigned seed = 1; seed <= 2000; ++seed) {
        const auto rows = random_town(seed);
        const auto tables = publish(rows);
        const auto shown = shown_in(tables, rows);
        figures += shown.size();
        Attacker attacker(shown, rows);
        ASSERT_EQ(attacker.find(3), "") << "town " << seed;
        tried += attacker.tried;
    }
    EXPECT_GT(figures, 20'000U) << "an empty publication is safe and says nothing";
    EXPECT_GT(tried, 500'000U);
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
    for (unsigned seed = 1; seed <= 100; ++seed) {
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

// 320 signals in four months, of which 92 times the worst was prevented.
struct Fate {
    SignalKind kind;
    std::array<int, 5> chain;
};
constexpr std::array<Fate, 4> summer{{{SignalKind::rent_arrears, {140, 124, 108, 92, 40}},
                                      {SignalKind::energy_arrears, {80, 68, 56, 44, 24}},
                                      {SignalKind::water_arrears, {60, 48, 36, 36, 16}},
                                      {SignalKind::insurance_arrears, {40, 40, 40, 40, 12}}}};
constexpr std::array<std::array<int, 5>, 4> by_month{
    {{78, 68, 58, 44, 23}, {82, 72, 62, 48, 23}, {84, 74, 64, 64, 23}, {76, 66, 56, 56, 23}}};

std::vector<FigureRow> a_summer(unsigned seed) {
    std::mt19937 engine(seed);
    std::vector<FigureRow> rows;
    for (int fate = 0; fate < 5; ++fate) {
        const auto exactly = [&](const std::array<int, 5>& chain) {
            return chain[std::size_t(fate)] - (fate < 4 ? chain[std::size_t(fate) + 1] : 0);
        };
        std::vector<int> months;
        for (int month = 0; month < 4; ++month)
            months.insert(months.end(), std::size_t(exactly(by_month[std::size_t(month)])),
                          202604 + month);
        std::shuffle(months.begin(), months.end(), engine);
        std::size_t next = 0;
        for (const Fate& one : summer) {
            int late = one.kind <= SignalKind::energy_arrears && fate == 4 ? 12 : 0;
            for (int i = 0; i < exactly(one.chain); ++i, ++next) {
                FigureRow& row = rows.emplace_back();
                row.kind = one.kind;
                row.sender = OrganisationId{1 + int(one.kind)};
                row.month = months[next];
                row.stage = SignalStage(std::min(fate, 3));
                row.prevented = fate == 4;
                if (fate > 0) row.contact = late-- > 0 ? FirstContact::late : FirstContact::in_term;
                if (fate > 0) row.days_to_contact = row.contact == FirstContact::late ? 9 : 3;
            }
        }
    }
    std::map<SignalKind, int> count;
    std::vector<FigureRow*> doubles;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].household = std::to_string(i);
        rows[i].neighbourhood = std::string(1, char('A' + count[rows[i].kind]++ % 3));
        if (rows[i].kind == SignalKind::rent_arrears && rows[i].stage == SignalStage::closed &&
            !rows[i].prevented && doubles.size() < 40)
            doubles.push_back(&rows[i]);
    }
    for (std::size_t i = 0; i < 20; ++i) doubles[i + 20]->household = doubles[i]->household;
    return rows;
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
}  // namespace kortelijn
