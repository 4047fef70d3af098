// Sets of the signals of one period, and of how many households a set tells. For the figures only.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kortelijn {

class SignalSet {
public:
    SignalSet() = default;
    explicit SignalSet(std::size_t signals) : words_((signals + 63) / 64) {}

    void add(std::size_t signal) { words_[signal / 64] |= std::uint64_t{1} << (signal % 64); }
    bool has(std::size_t signal) const { return words_[signal / 64] >> (signal % 64) & 1U; }
    std::size_t words() const { return words_.size(); }
    bool empty() const {
        for (const auto word : words_)
            if (word != 0) return false;
        return true;
    }
    int size() const {
        int count = 0;
        for (const auto word : words_) count += std::popcount(word);
        return count;
    }
    bool inside(const SignalSet& other) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if ((words_[i] & ~other.words_[i]) != 0) return false;
        return true;
    }
    bool touches(const SignalSet& other) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if ((words_[i] & other.words_[i]) != 0) return true;
        return false;
    }
    SignalSet& operator|=(const SignalSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
        return *this;
    }
    SignalSet& operator&=(const SignalSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
        return *this;
    }
    SignalSet without(const SignalSet& other) const {
        SignalSet out = *this;
        for (std::size_t i = 0; i < words_.size(); ++i) out.words_[i] &= ~other.words_[i];
        return out;
    }
    // Calls `each` with every signal of the set until it returns false.
    template <class Each>
    void visit(Each&& each) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
                if (!each(i * 64 + std::size_t(std::countr_zero(left)))) return;
    }
    bool operator==(const SignalSet&) const = default;

private:
    std::vector<std::uint64_t> words_;
};

// Which signals are of the same household, and how few households are too few.
class Households {
public:
    // `of_signal`: a number of the household, per signal.
    Households(std::vector<int> of_signal, int fewest)
        : of_signal_(std::move(of_signal)), fewest_(fewest) {
        std::vector<int> signals;
        for (const int household : of_signal_) {
            if (std::size_t(household) >= signals.size())
                signals.resize(std::size_t(household) + 1);
            ++signals[std::size_t(household)];
        }
        std::sort(signals.rbegin(), signals.rend());
        for (std::size_t i = 0; i + 1 < std::size_t(fewest) && i < signals.size(); ++i)
            few_signals_ += signals[i];
    }
    // More signals than this are of enough households, whichever they are.
    int few_signals() const { return few_signals_; }
    bool none_or_enough(const SignalSet& set) const {
        Seen seen(*this);
        set.visit([&](std::size_t signal) { return seen.add(signal); });
        return seen.none_or_enough();
    }
    bool none_or_enough(const std::vector<std::uint32_t>& signals) const {
        Seen seen(*this);
        for (const auto signal : signals)
            if (!seen.add(signal)) break;
        return seen.none_or_enough();
    }
    bool enough(const SignalSet& set) const { return !set.empty() && none_or_enough(set); }

private:
    struct Seen {
        explicit Seen(const Households& of) : all(of) {}
        // False once there are enough.
        bool add(std::size_t signal) {
            const int household = all.of_signal_[signal];
            if (std::find(seen.begin(), seen.end(), household) == seen.end())
                seen.push_back(household);
            return seen.size() < std::size_t(all.fewest_);
        }
        bool none_or_enough() const {
            return seen.empty() || seen.size() == std::size_t(all.fewest_);
        }
        const Households& all;
        std::vector<int> seen;
    };

    std::vector<int> of_signal_;
    int fewest_;
    int few_signals_ = 0;
};

}  // namespace kortelijn
