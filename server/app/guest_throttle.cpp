// One map under a lock, gone through once a minute.
#include "app/guest_throttle.hpp"

#include <utility>

namespace kortelijn::app {
namespace {

// Sums that nobody fetched yet; beyond it the smallest loss is the address.
constexpr std::size_t most_summed = 1'000;

}  // namespace

void GuestThrottle::put_away(const std::string& address, const Minute& minute) {
    if (minute.turned_away == 0) return;
    if (summed_.size() < most_summed)
        summed_.push_back({address, minute.turned_away, minute.from + minute_ms});
    else
        summed_.back().count += minute.turned_away;
}

void GuestThrottle::forget_old(Instant now, bool all) {
    std::erase_if(minutes_, [&](const auto& known) {
        if (!all && now - known.second.from < minute_ms) return false;
        put_away(known.first, known.second);
        return true;
    });
    looked_at_ = now;
}

std::int64_t GuestThrottle::begin(const std::string& address, Instant now) {
    const std::scoped_lock lock(mutex_);
    if (now - looked_at_ >= minute_ms) forget_old(now, false);
    auto known = minutes_.find(address);
    if (known != minutes_.end() && now - known->second.from >= minute_ms) {
        put_away(address, known->second);
        minutes_.erase(known);
        known = minutes_.end();
    }
    if (known == minutes_.end()) {
        // Full: nobody is kept out for it, and everybody begins a new minute.
        if (minutes_.size() >= limits_.remembered) forget_old(now, true);
        known = minutes_.emplace(address, Minute{now}).first;
    }
    Minute& minute = known->second;
    if (minute.attempts < limits_.attempts) {
        ++minute.attempts;
        return 0;
    }
    ++minute.turned_away;
    return minute.from + minute_ms - now;
}

void GuestThrottle::taken_back(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    const auto known = minutes_.find(address);
    if (known != minutes_.end() && known->second.attempts > 0) --known->second.attempts;
}

std::vector<GuestThrottle::Summed> GuestThrottle::take_summed(Instant now) {
    const std::scoped_lock lock(mutex_);
    forget_old(now, false);
    return std::exchange(summed_, {});
}

}  // namespace kortelijn::app
