// Builds one table after the other and holds every figure against all that is published already.
#include "domain/figures.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "domain/figure_equations.hpp"
#include "domain/signal_sets.hpp"
#include "domain/small_groups.hpp"

namespace kortelijn {
namespace {

// What a publication may cost (effort.hpp); a table that needs more is left out.
constexpr std::int64_t steps_for_questions = 1'000'000'000;
constexpr std::int64_t steps_for_a_table = 400'000'000;

Households households_of(std::span<const FigureRow> rows) {
    std::map<std::string_view, int> numbers;
    std::vector<int> of_signal;
    for (const FigureRow& row : rows)
        of_signal.push_back(numbers.try_emplace(row.household, int(numbers.size())).first->second);
    return {std::move(of_signal), smallest_group};
}

// Figures that have no signal in common, of one table: a column, or several that exclude each
// other.
using Division = std::vector<SignalSet>;
struct Layout {
    FigureTableName name;
    std::vector<std::string_view> columns;
    bool chain = true;  // each column lies inside the one before; else they exclude each other
    std::function<FigureKey(const FigureRow&)> key;
};

struct Candidate {
    FigureKey key;
    SignalSet all;
    std::vector<SignalSet> columns;
    std::vector<bool> shown;
};

bool in_column(const FigureRow& row, std::string_view column) {
    if (column == "received") return true;
    if (column == "taken_up") return row.stage >= SignalStage::taken_up;
    if (column == "visited") return row.stage >= SignalStage::visited;
    if (column == "closed") return row.stage >= SignalStage::closed;
    if (column == "prevented") return row.stage >= SignalStage::closed && row.prevented;
    if (column == "in_term") return row.contact == FirstContact::in_term;
    return row.contact == FirstContact::late;
}

class Publication {
public:
    explicit Publication(std::span<const FigureRow> rows)
        : rows_(rows),
          measure_(households_of(rows)),
          effort_(steps_for_questions),
          equations_(rows, measure_, effort_) {}

    // Fewer columns when no merging makes the table safe; then none.
    FigureTable add(const Layout& layout) {
        if (asked_all_) effort_ = Effort(steps_for_a_table);
        FigureTable table;
        table.name = layout.name;
        const std::size_t least = layout.chain ? 1 : layout.columns.size();
        for (std::size_t columns = layout.columns.size(); columns >= least; --columns) {
            auto candidates = split(layout, columns);
            if (!make_safe(candidates, layout.chain, int(layout.name))) continue;
            auto figures = with(candidates, int(layout.name));
            equations_.keep(fresh(figures));
            figures_ = std::move(figures);
            for (const Division& division : divisions_of(candidates, layout.chain))
                divisions_.push_back(division);
            write(table, layout, candidates, columns);
            return table;
        }
        table.columns = layout.columns;
        table.left_out = true;
        return table;
    }

private:
    std::vector<Candidate> split(const Layout& layout, std::size_t columns) const {
        std::map<FigureKey, Candidate> by_key;
        for (std::size_t signal = 0; signal < rows_.size(); ++signal) {
            const FigureKey key = layout.key(rows_[signal]);
            Candidate& one = by_key[key];
            if (one.columns.empty()) {
                one.key = key;
                one.all = SignalSet(rows_.size());
                one.columns.assign(columns, SignalSet(rows_.size()));
            }
            one.all.add(signal);
            for (std::size_t column = 0; column < columns; ++column)
                if (in_column(rows_[signal], layout.columns[column]))
                    one.columns[column].add(signal);
        }
        std::vector<Candidate> out;
        for (auto& [key, one] : by_key) out.push_back(std::move(one));
        return out;
    }

    // Which columns of a row are shown; false when one with signals in it cannot be. Then it cannot
    // stay hidden either: a total less the other rows would tell it.
    bool show(Candidate& one, bool chain) const {
        one.shown.assign(one.columns.size(), false);
        const SignalSet* before = nullptr;
        for (std::size_t column = 0; column < one.columns.size(); ++column) {
            const SignalSet& set = one.columns[column];
            if (set.empty()) continue;
            if (!measure_.enough(set)) return false;
            if (chain && before != nullptr && !measure_.none_or_enough(before->without(set)))
                return false;
            one.shown[column] = true;
            before = &set;
        }
        return true;
    }

    static std::vector<Division> divisions_of(const std::vector<Candidate>& candidates,
                                              bool chain) {
        std::vector<Division> out;
        for (const Candidate& one : candidates)
            for (std::size_t column = 0; column < one.columns.size(); ++column) {
                const std::size_t division = chain ? column : 0;
                if (out.size() <= division) out.resize(division + 1);
                if (one.shown[column]) out[division].push_back(one.columns[column]);
            }
        return out;
    }

    // What is left of a figure without the parts of it that stand in one division, and what is left
    // of the parts around it.
    bool leaves_nothing_small(const SignalSet& figure, const Division& division) const {
        SignalSet inside(rows_.size()), around(rows_.size());
        for (const SignalSet& part : division) {
            if (part.inside(figure)) inside |= part;
            if (part.touches(figure)) around |= part;
        }
        if (!inside.empty() && !measure_.none_or_enough(figure.without(inside))) return false;
        return !figure.inside(around) || measure_.none_or_enough(around.without(figure));
    }

    bool safe_beside(const std::vector<Division>& mine) const {
        const auto holds = [&](const std::vector<Division>& figures,
                               const std::vector<Division>& against) {
            for (const Division& some : figures)
                for (const SignalSet& figure : some)
                    for (const Division& division : against)
                        if (!effort_.spend(division.size() * (figure.words() + 5)) ||
                            !leaves_nothing_small(figure, division))
                            return false;
            return true;
        };
        return holds(mine, mine) && holds(mine, divisions_) && holds(divisions_, mine);
    }

    std::vector<Figure> with(const std::vector<Candidate>& candidates, int table) const {
        std::vector<Figure> all = figures_;
        int row = 0;
        for (const Candidate& one : candidates) {
            for (std::size_t column = 0; column < one.columns.size(); ++column)
                if (one.shown[column])
                    all.push_back({one.columns[column], one.columns[column].size(), table, row});
            ++row;
        }
        return all;
    }

    bool tells_of_none_small(const std::vector<Figure>& figures) const {
        return !gives_away_a_small_group(figures, measure_, figures_.size(), effort_) &&
               !equations_.tell_of_a_small_group(fresh(figures));
    }

    std::vector<const SignalSet*> fresh(const std::vector<Figure>& figures) const {
        std::vector<const SignalSet*> out;
        for (std::size_t i = figures_.size(); i < figures.size(); ++i)
            out.push_back(&figures[i].signals);
        return out;
    }

    // Merges what is small, then the smallest rows one by one, until all is safe; false when no two
    // rows are left to merge.
    bool make_safe(std::vector<Candidate>& candidates, bool chain, int table) const {
        const auto smaller = [](const Candidate& a, const Candidate& b) {
            return a.all.size() < b.all.size();
        };
        for (;;) {
            std::stable_sort(candidates.begin(), candidates.end(), smaller);
            bool all_shown = !candidates.empty();
            std::size_t failing = candidates.size();
            for (std::size_t i = 0; i < candidates.size(); ++i)
                if (!show(candidates[i], chain)) all_shown = false, failing = std::min(failing, i);
            if (all_shown && safe_beside(divisions_of(candidates, chain)) &&
                tells_of_none_small(with(candidates, table)))
                return true;
            if (candidates.size() < 2 || !effort_.left()) return false;
            merge(candidates, failing < candidates.size() ? failing : 0);
        }
    }

    // Into the rest, when there is one, else with the smallest other.
    static void merge(std::vector<Candidate>& candidates, std::size_t which) {
        std::size_t with = which == 0 ? 1 : 0;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (candidates[i].key.other && i != which) with = i;
        Candidate& into = candidates[with];
        into.key = {};
        into.key.other = true;
        into.all |= candidates[which].all;
        for (std::size_t column = 0; column < into.columns.size(); ++column)
            into.columns[column] |= candidates[which].columns[column];
        candidates.erase(candidates.begin() + std::ptrdiff_t(which));
    }

    void write(FigureTable& table, const Layout& layout, std::vector<Candidate>& candidates,
               std::size_t columns) const {
        table.columns.assign(layout.columns.begin(),
                             layout.columns.begin() + std::ptrdiff_t(columns));
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return std::tie(a.key.other, a.key) < std::tie(b.key.other, b.key);
        });
        for (const Candidate& one : candidates) {
            FigureTableRow& row = table.rows.emplace_back();
            row.key = one.key;
            for (std::size_t column = 0; column < columns; ++column)
                row.counts.push_back(one.shown[column] ? std::optional(one.columns[column].size())
                                                       : std::nullopt);
            if (layout.name == FigureTableName::contact_by_kind) row.median_days = median(one);
        }
    }

    // Of what is shown only.
    std::optional<int> median(const Candidate& one) const {
        std::vector<int> days;
        for (std::size_t column = 0; column < one.columns.size(); ++column)
            if (one.shown[column])
                one.columns[column].visit([&](std::size_t signal) {
                    if (const auto& count = rows_[signal].days_to_contact) days.push_back(*count);
                    return true;
                });
        if (days.size() < std::size_t(smallest_group)) return std::nullopt;
        const auto middle = days.begin() + std::ptrdiff_t((days.size() - 1) / 2);
        std::nth_element(days.begin(), middle, days.end());
        return *middle;
    }

    std::span<const FigureRow> rows_;
    Households measure_;
    mutable Effort effort_;
    FigureEquations equations_;
    const bool asked_all_ = effort_.left();  // else nothing is published
    std::vector<Figure> figures_;            // published
    std::vector<Division> divisions_;
};

FigureKey by_kind(const FigureRow& row) {
    FigureKey key;
    key.kind = row.kind;
    return key;
}

std::vector<Layout> layouts() {
    const std::vector<std::string_view> chain{"received", "taken_up", "visited", "closed",
                                              "prevented"};
    const auto by_sender = [](const FigureRow& row) {
        FigureKey key;
        key.sender = row.sender;
        return key;
    };
    const auto by_month = [](const FigureRow& row) {
        FigureKey key;
        key.month = row.month;
        return key;
    };
    const auto by_neighbourhood = [](const FigureRow& row) {
        FigureKey key = by_kind(row);
        key.neighbourhood = row.neighbourhood;
        return key;
    };
    return {
        {FigureTableName::total, chain, true, [](const FigureRow&) { return FigureKey{}; }},
        {FigureTableName::kind, chain, true, by_kind},
        {FigureTableName::sender, chain, true, by_sender},
        {FigureTableName::month, chain, true, by_month},
        {FigureTableName::prevented_by_kind, {"prevented"}, false, by_kind},
        {FigureTableName::contact_by_kind, {"in_term", "late"}, false, by_kind},
        {FigureTableName::kind_by_neighbourhood, {"received"}, true, by_neighbourhood},
    };
}

}  // namespace

std::string_view to_text(FigureTableName name) {
    static constexpr auto texts =
        std::to_array<std::string_view>({"total", "kind", "sender", "month", "prevented_by_kind",
                                         "contact_by_kind", "kind_by_neighbourhood"});
    return texts[std::size_t(name)];
}

std::vector<FigureTable> publish(std::span<const FigureRow> rows) {
    Publication publication(rows);
    std::vector<FigureTable> out;
    for (const Layout& layout : layouts()) out.push_back(publication.add(layout));
    return out;
}

std::vector<FigurePeriod> figure_periods(Day today, int first_month) {
    constexpr int months_each = 4;
    constexpr std::size_t at_most = 6;
    const auto first_of = [](int month) {  // months since year 0
        return *day_of({month / 12, unsigned(month % 12) + 1, 1});
    };
    const CivilDate now = civil(today);
    const int this_month = now.year * 12 + int(now.month) - 1;
    const int into = (this_month - (first_month - 1)) % months_each;
    int begin = this_month - into;
    std::vector<FigurePeriod> out;
    while (out.size() < at_most) {
        out.push_back({first_of(begin - months_each), first_of(begin)});
        begin -= months_each;
    }
    return out;
}

}  // namespace kortelijn
