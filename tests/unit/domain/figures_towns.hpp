// Towns for the tests of the published figures: invented signals, and which of them a figure stands
// for, told from what the publication says and not from how it was made.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "domain/figures.hpp"

namespace kortelijn::figures_test {

inline bool stands_in(const FigureRow& row, std::string_view column) {
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

inline bool fits(const FigureRow& row, const FigureKey& key) {
    return (!key.kind || *key.kind == row.kind) && (!key.sender || key.sender == row.sender) &&
           (key.month == 0 || key.month == row.month) &&
           (!key.neighbourhood || *key.neighbourhood == row.neighbourhood);
}

// A row "other" is what its table's named rows leave.
inline bool in_row(const FigureRow& row, const FigureTableRow& line, const FigureTable& table) {
    bool out = fits(row, line.key);
    if (line.key.other)
        for (const FigureTableRow& other : table.rows)
            out = out && (other.key.other || !fits(row, other.key));
    return out;
}

inline std::vector<FigureRow> random_town(unsigned seed) {
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

// 320 signals in four months, of which 92 times the worst was prevented.
struct Fate {
    SignalKind kind;
    std::array<int, 5> chain;
};
inline constexpr std::array<Fate, 4> summer{
    {{SignalKind::rent_arrears, {140, 124, 108, 92, 40}},
     {SignalKind::energy_arrears, {80, 68, 56, 44, 24}},
     {SignalKind::water_arrears, {60, 48, 36, 36, 16}},
     {SignalKind::insurance_arrears, {40, 40, 40, 40, 12}}}};
inline constexpr std::array<std::array<int, 5>, 4> by_month{
    {{78, 68, 58, 44, 23}, {82, 72, 62, 48, 23}, {84, 74, 64, 64, 23}, {76, 66, 56, 56, 23}}};

inline std::vector<FigureRow> a_summer(unsigned seed) {
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

}  // namespace kortelijn::figures_test
