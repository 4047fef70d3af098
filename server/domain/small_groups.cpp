// A search that begins with each figure and grows along the figures that reach out of the sum.
#include "domain/small_groups.hpp"

#include <algorithm>

namespace kortelijn {
namespace {

constexpr int most_added = 3;
constexpr int most_subtracted = 3;

class Search {
public:
    Search(const std::vector<Figure>& figures, const Households& households, std::size_t fresh,
           Effort& effort)
        : figures_(figures),
          households_(households),
          fresh_(fresh),
          effort_(effort),
          words_(figures.empty() ? 0 : figures[0].signals.words()) {}

    bool finds() {
        for (std::size_t i = 0; i < figures_.size() && !found_; ++i) {
            const Figure& first = figures_[i];
            Sum sum{first.signals, first.size, i >= fresh_, {i}};
            add(sum);
        }
        return found_;
    }

private:
    struct Sum {
        SignalSet signals;
        int size = 0;
        bool has_fresh = false;
        std::vector<std::size_t> of;
    };

    Sum with(const Sum& sum, std::size_t i) const {
        Sum more = sum;
        more.signals |= figures_[i].signals;
        more.size += figures_[i].size;
        more.has_fresh = more.has_fresh || i >= fresh_;
        more.of.push_back(i);
        return more;
    }

    bool may_join(const Sum& sum, std::size_t i) const {
        return std::find(sum.of.begin(), sum.of.end(), i) == sum.of.end() &&
               !figures_[i].signals.touches(sum.signals);
    }

    // So many sets looked at. Without effort left it counts as found.
    void spend(std::size_t sets) {
        if (!effort_.spend(sets * (words_ / 2 + 4))) found_ = true;
    }

    void add(const Sum& sum) {
        subtract(sum);
        if (found_ || int(sum.of.size()) == most_added) return;
        // Many figures tie the same ones: each is looked at once, and a pair in one order.
        std::vector<bool> looked_at(figures_.size(), false);
        for (const Figure& tie : figures_) {
            if (found_) return;
            if (!tie.signals.touches(sum.signals) || tie.signals.inside(sum.signals)) continue;
            spend(figures_.size() * 2);
            const SignalSet outside = tie.signals.without(sum.signals);
            const int size = outside.size();
            for (std::size_t i = sum.of.size() == 1 ? sum.of[0] + 1 : 0;
                 i < figures_.size() && !found_; ++i) {
                if (looked_at[i] || figures_[i].size < size) continue;
                if (!outside.inside(figures_[i].signals)) continue;
                looked_at[i] = true;
                if (may_join(sum, i)) add(with(sum, i));
            }
            if (sum.of.size() == 1) add_two_rows(sum, outside);
        }
    }

    // Two more rows of the same table that hold the rest together.
    void add_two_rows(const Sum& sum, const SignalSet& outside) {
        const int table = figures_[sum.of[0]].table;
        const auto from = std::partition_point(figures_.begin(), figures_.end(),
                                               [&](const Figure& f) { return f.table < table; });
        for (auto a = from; a != figures_.end() && a->table == table; ++a) {
            const std::size_t i = std::size_t(a - figures_.begin());
            if (i < sum.of[0] || !a->signals.touches(outside) || !may_join(sum, i)) continue;
            spend(figures_.size() / 4);
            const SignalSet rest = outside.without(a->signals);
            if (rest.empty()) continue;
            for (auto b = a + 1; b != figures_.end() && b->table == table && !found_; ++b) {
                const std::size_t j = std::size_t(b - figures_.begin());
                if (rest.inside(b->signals) && may_join(sum, j) && !b->signals.touches(a->signals))
                    subtract(with(with(sum, i), j));
            }
        }
    }

    void subtract(const Sum& sum) {
        spend(figures_.size() * 2);
        std::vector<std::size_t> inside;
        for (std::size_t i = 0; i < figures_.size(); ++i)
            if (figures_[i].size <= sum.size && figures_[i].signals.inside(sum.signals))
                inside.push_back(i);
        std::stable_sort(inside.begin(), inside.end(), [&](std::size_t a, std::size_t b) {
            return figures_[a].size > figures_[b].size;
        });
        subtract(sum, inside, 0, most_subtracted);
    }

    void subtract(const Sum& left, const std::vector<std::size_t>& inside, std::size_t from,
                  int more) {
        if (left.has_fresh && left.size > 0 && left.size <= households_.few_signals() &&
            !households_.none_or_enough(left.signals)) {
            found_ = true;
            return;
        }
        if (more == 0) return;
        for (std::size_t at = from; at < inside.size() && !found_; ++at) {
            const Figure& one = figures_[inside[at]];
            // The rest are no larger: all that may still go would leave too many.
            if (left.size - more * one.size > households_.few_signals()) return;
            if (!one.signals.inside(left.signals)) continue;
            spend(4);
            Sum less = left;
            less.signals = left.signals.without(one.signals);
            less.size -= one.size;
            less.has_fresh = left.has_fresh || inside[at] >= fresh_;
            subtract(less, inside, at + 1, more - 1);
        }
    }

    const std::vector<Figure>& figures_;
    const Households& households_;
    std::size_t fresh_;
    Effort& effort_;
    const std::size_t words_;  // of a set
    bool found_ = false;
};

}  // namespace

bool gives_away_a_small_group(const std::vector<Figure>& figures, const Households& households,
                              std::size_t fresh, Effort& effort) {
    return Search(figures, households, fresh, effort).finds();
}

}  // namespace kortelijn
