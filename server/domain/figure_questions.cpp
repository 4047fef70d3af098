// Divides the signals by one filter after the other, so that nothing is asked that has no answer.
#include "domain/figure_questions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace kortelijn {
namespace {

// Of how far a signal came, and when somebody was in touch: a bit for each that fits.
std::uint32_t stages_of(const FigureRow& row) {
    std::uint32_t out = 1;
    int bit = 0;
    const auto put = [&](bool fits) { out |= std::uint32_t(fits) << ++bit; };
    for (int stage = 0; stage < 4; ++stage) {
        put(int(row.stage) >= stage);
        put(int(row.stage) < stage);
        put(int(row.stage) == stage);
    }
    put(row.prevented);
    put(!row.prevented);
    for (const auto contact : {FirstContact::none, FirstContact::in_term, FirstContact::late}) {
        put(row.contact == contact);
        put(row.contact != contact);
    }
    return out;
}
constexpr int stage_bits = 21;

using Signals = std::vector<std::uint32_t>;
using Values = std::vector<std::uint32_t>;  // per signal

template <class Value>
Values numbered(std::span<const FigureRow> rows, Value value) {
    std::map<decltype(value(rows[0])), std::uint32_t> numbers;
    Values out;
    for (const FigureRow& row : rows)
        out.push_back(numbers.try_emplace(value(row), std::uint32_t(numbers.size())).first->second);
    return out;
}

class Asking {
public:
    Asking(std::span<const FigureRow> rows, const Households& households, Effort& effort,
           const std::function<void(const Signals&)>& each)
        : filters_{numbered(rows, [](const FigureRow& r) { return int(r.kind); }),
                   numbered(rows, [](const FigureRow& r) { return r.sender.value; }),
                   numbered(rows, [](const FigureRow& r) { return r.month; }),
                   numbered(rows, [](const FigureRow& r) { return r.neighbourhood; })},
          households_(households),
          effort_(effort),
          each_(each) {
        Signals all;
        for (std::size_t signal = 0; signal < rows.size(); ++signal) {
            all.push_back(std::uint32_t(signal));
            stages_.push_back(stages_of(rows[signal]));
        }
        if (!all.empty()) ask(0, all);
    }

private:
    void ask(std::size_t at, const Signals& signals) {
        if (at == filters_.size()) return ask_stages(signals);
        ask(at + 1, signals);
        const Values& value = filters_[at];
        Signals sorted = signals;
        std::stable_sort(sorted.begin(), sorted.end(),
                         [&](auto a, auto b) { return value[a] < value[b]; });
        for (auto from = sorted.begin(); from != sorted.end();) {
            if (!effort_.spend(signals.size())) return;
            const auto to = std::find_if(
                from, sorted.end(), [&](auto signal) { return value[signal] != value[*from]; });
            if (to - from == std::ptrdiff_t(signals.size())) return;  // as if it were off
            ask(at + 1, {from, to});
            from = to;
        }
    }

    void ask_stages(const Signals& signals) {
        Signals fits;
        for (int bit = 0; bit < stage_bits; ++bit) {
            if (!effort_.spend(2 * signals.size() + 10)) return;
            fits.clear();
            for (const auto signal : signals)
                if ((stages_[signal] >> bit & 1U) != 0) fits.push_back(signal);
            if (!households_.none_or_enough(fits)) each_(fits);
        }
    }

    const std::array<Values, 4> filters_;
    const Households& households_;
    Effort& effort_;
    const std::function<void(const Signals&)>& each_;
    std::vector<std::uint32_t> stages_;
};

}  // namespace

void ask_small_questions(std::span<const FigureRow> rows, const Households& households,
                         Effort& effort, const std::function<void(const Signals&)>& each) {
    const Asking asking(rows, households, effort, each);
}

}  // namespace kortelijn
