// Counting under one lock; a few map look-ups each.
#include "app/throttle.hpp"

#include <algorithm>

namespace kortelijn::app {
namespace {

// The account is a digest of one length: two pairs never make the same key.
std::string pair_key(const std::string& account, const std::string& address) {
    return "p:" + account + address;
}

}  // namespace

Throttle::Count& Throttle::count(const std::string& key, Instant now) {
    const auto [at, is_new] = counts_.try_emplace(key);
    Count& one = at->second;
    if (is_new) {
        one.window_from = now;
        one.place = quietest_first_.insert(quietest_first_.end(), key);
        if (counts_.size() > std::size_t(std::max<std::int64_t>(limits_.remembered, 3))) {
            counts_.erase(quietest_first_.front());
            quietest_first_.pop_front();
        }
    } else {
        quietest_first_.splice(quietest_first_.end(), quietest_first_, one.place);
    }
    if (now >= one.wait_until && now - one.window_from >= limits_.window_ms) {
        // A whole window without a wait: what came before no longer makes the next wait longer.
        if (now - std::max(one.window_from, one.wait_until) >= 2 * limits_.most_wait_ms)
            one.waits = 0;
        one.failures = 0;
        one.window_from = now;
    }
    return one;
}

void Throttle::fail(Count& one, std::int64_t most, Instant now) {
    if (++one.failures < most) return;
    const std::int64_t wait =
        std::min(limits_.most_wait_ms, limits_.wait_ms << std::min(one.waits, 10));
    ++one.waits;
    one.failures = 0;
    one.window_from = now;
    one.wait_until = now + wait;
}

Throttle::Verdict Throttle::begin(const std::string& account, const std::string& address,
                                  Instant now) {
    const std::scoped_lock lock(mutex_);
    Count& by_pair = count(pair_key(account, address), now);
    Count& by_address = count("n:" + address, now);
    Count& by_account = count("a:" + account, now);
    const Instant until =
        std::max({by_pair.wait_until, by_address.wait_until, by_account.wait_until});
    if (now < until) {
        Count& one = by_address.wait_until == until ? by_address
                     : by_pair.wait_until == until  ? by_pair
                                                    : by_account;
        Verdict verdict{until - now, ++one.refused, now - one.recorded >= minute_ms};
        if (verdict.record) one.recorded = now, one.refused = 0;
        return verdict;
    }
    fail(by_pair, limits_.account_failures, now);
    fail(by_address, limits_.address_failures, now);
    fail(by_account, limits_.account_failures_anywhere, now);
    return {};
}

// Takes one failure back, and the wait that it began.
void Throttle::undo(const std::string& key, std::int64_t most) {
    const auto at = counts_.find(key);
    if (at == counts_.end()) return;
    Count& one = at->second;
    if (one.failures > 0) {
        --one.failures;
    } else if (one.waits > 0) {
        one.failures = most - 1;
        one.wait_until = Instant{0};
        --one.waits;
    }
}

void Throttle::forgive(const std::string& key) {
    const auto at = counts_.find(key);
    if (at == counts_.end()) return;
    quietest_first_.erase(at->second.place);
    counts_.erase(at);
}

void Throttle::succeeded(const std::string& account, const std::string& address) {
    const std::scoped_lock lock(mutex_);
    forgive(pair_key(account, address));
    undo("n:" + address, limits_.address_failures);
    undo("a:" + account, limits_.account_failures_anywhere);
}

void Throttle::taken_back(const std::string& account, const std::string& address) {
    const std::scoped_lock lock(mutex_);
    undo(pair_key(account, address), limits_.account_failures);
    undo("n:" + address, limits_.address_failures);
    undo("a:" + account, limits_.account_failures_anywhere);
}

std::size_t Throttle::remembered() const {
    const std::scoped_lock lock(mutex_);
    return counts_.size();
}

}  // namespace kortelijn::app
