// The yearly figures of signals as a publication: fixed periods that do not overlap, fixed tables,
// no filter. Nothing that is published, nor any sum or difference of it, may tell of fewer than ten
// households. Pure: counts only, knows no name of a person.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/words_start.hpp"

namespace kortelijn {

constexpr int smallest_group = 10;  // households

// How far a signal came before the period's end.
enum class SignalStage : std::uint8_t { received, taken_up, visited, closed };
enum class FirstContact : std::uint8_t { none, in_term, late };

struct FigureRow {
    std::string household;  // the same text for the same household, compared only
    SignalKind kind = SignalKind::rent_arrears;
    OrganisationId sender;
    std::string neighbourhood;  // empty: not known
    int month = 0;              // of receipt: year * 100 + month
    SignalStage stage = SignalStage::received;
    bool prevented = false;  // only of a closed one, and of a kind that counts
    FirstContact contact = FirstContact::none;
    std::optional<int> days_to_contact;
};

enum class FigureTableName : std::uint8_t {
    total,
    kind,
    sender,
    month,
    prevented_by_kind,
    contact_by_kind,
    kind_by_neighbourhood,
};
constexpr int figure_tables = 7;
std::string_view to_text(FigureTableName);

// What a row is about: what its table divides by. `other`: rows too small to stand alone, taken
// together.
struct FigureKey {
    std::optional<SignalKind> kind;
    OrganisationId sender;
    int month = 0;
    std::optional<std::string> neighbourhood;
    bool other = false;

    auto operator<=>(const FigureKey&) const = default;
};

struct FigureTableRow {
    FigureKey key;
    std::vector<std::optional<int>> counts;  // per column; nothing: not shown, zero included
    std::optional<int> median_days;          // to the first contact; in contact_by_kind only
};

struct FigureTable {
    FigureTableName name = FigureTableName::total;
    std::vector<std::string_view> columns;  // "received", "taken_up" ...
    std::vector<FigureTableRow> rows;
    bool left_out = false;  // no form of it would have been safe
};

// The tables of one period, in the order of FigureTableName. Counts are of signals; groups are
// measured in households. A row's column is shown when its group is large enough, when the
// difference with each other shown column of a chain is none or large enough, and when nothing else
// in the publication, less what lies inside it, leaves a small group. Rows that are too small are
// merged, the last columns go next, and then the table.
std::vector<FigureTable> publish(std::span<const FigureRow> rows);

// The name in the store of the month in which periods begin, once one was published.
constexpr std::string_view first_month_setting = "figures.first_month";

// A period of four months, [from, to).
struct FigurePeriod {
    Day from;
    Day to;

    constexpr bool operator==(const FigurePeriod&) const = default;
};

// The complete ones before `today`, newest first, at most six. Periods begin in `first_month` (1 to
// 12) and every four months after.
std::vector<FigurePeriod> figure_periods(Day today, int first_month);

}  // namespace kortelijn
