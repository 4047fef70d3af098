// A token bucket and a minute's counters for each sender.
#include "app/partner_rates.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace kortelijn::app {
namespace {

bool is_stranger(std::string_view sender) { return sender.starts_with("a:"); }

}  // namespace

PartnerRates::Sender& PartnerRates::of(const std::string& name, Instant now) {
    auto at = senders_.find(name);
    if (at == senders_.end()) {
        if (senders_.size() >= limits_.remembered) {
            const auto quietest = std::min_element(
                senders_.begin(), senders_.end(),
                [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
            if (quietest->second.summed > 0)
                over_.push_back({quietest->first, quietest->second.summed, quietest->second.from});
            senders_.erase(quietest);
        }
        at = senders_.emplace(name, Sender{limits_.burst, now, now}).first;
    }
    Sender& one = at->second;
    if (now - one.from >= minute_ms || now < one.from) {
        if (one.summed > 0) over_.push_back({name, one.summed, one.from});
        one.from = now;
        one.refused = one.single = 0;
        one.summed = 0;
    }
    const double passed_s = double(std::max<std::int64_t>(0, now - one.at)) / 1000;
    one.left = std::min(limits_.burst, one.left + passed_s * limits_.requests_per_s);
    one.at = now;
    return one;
}

bool PartnerRates::room_for_stranger(const std::string& name, Instant now) {
    if (!is_stranger(name)) return true;
    if (now - strangers_from_ >= minute_ms || now < strangers_from_) {
        strangers_from_ = now;
        strangers_single_ = 0;
    }
    if (strangers_single_ >= limits_.strangers_per_minute) return false;
    ++strangers_single_;
    return true;
}

bool PartnerRates::own_entry(const std::string& name, Sender& one, Instant now) {
    if (one.single < limits_.refusals_per_minute && room_for_stranger(name, now)) {
        ++one.single;
        return true;
    }
    ++one.summed;
    return false;
}

PartnerRates::Verdict PartnerRates::take(const std::string& sender, Instant now) {
    const std::scoped_lock lock(mutex_);
    Sender& one = of(sender, now);
    std::int64_t wait_ms = 0;
    if (one.refused >= limits_.refusals_per_minute)
        wait_ms = std::max<std::int64_t>(1, one.from + minute_ms - now);
    else if (one.left < 1)
        wait_ms = std::int64_t(std::ceil((1 - one.left) / limits_.requests_per_s * 1000));
    if (wait_ms > 0) return {wait_ms, own_entry(sender, one, now)};
    one.left -= 1;
    return {};
}

void PartnerRates::refused(const std::string& sender, Instant now) {
    const std::scoped_lock lock(mutex_);
    ++of(sender, now).refused;
}

bool PartnerRates::refused_unrecorded(const std::string& sender, Instant now) {
    const std::scoped_lock lock(mutex_);
    Sender& one = of(sender, now);
    ++one.refused;
    if (room_for_stranger(sender, now)) return true;
    ++one.summed;
    return false;
}

bool PartnerRates::turned_away(const std::string& sender, Instant now) {
    const std::scoped_lock lock(mutex_);
    return own_entry(sender, of(sender, now), now);
}

std::vector<PartnerRates::Summed> PartnerRates::take_summed(Instant now, bool all) {
    const std::scoped_lock lock(mutex_);
    std::vector<Summed> found = std::exchange(over_, {});
    // Of nobody a little comes at a time: one sum for a minute of it.
    const auto runs = [&](const Summed& one) {
        return !all && one.sender == nobody && now - one.from < minute_ms;
    };
    std::copy_if(found.begin(), found.end(), std::back_inserter(over_), runs);
    std::erase_if(found, runs);
    for (auto& [name, one] : senders_) {
        if (one.summed == 0 || (!all && now - one.from < minute_ms)) continue;
        found.push_back({name, one.summed, one.from});
        one.summed = 0;
    }
    std::vector<Summed> out;
    Summed rest{std::string(nobody), 0, now};
    int strangers = 0;
    for (Summed& one : found) {
        if (!is_stranger(one.sender) || strangers < limits_.strangers_per_minute) {
            strangers += is_stranger(one.sender) ? 1 : 0;
            out.push_back(std::move(one));
            continue;
        }
        rest.count += one.count;
        rest.from = std::min(rest.from, one.from);
    }
    if (rest.count > 0) out.push_back(std::move(rest));
    return out;
}

void PartnerRates::put_back(Summed summed) {
    const std::scoped_lock lock(mutex_);
    for (Summed& waiting : over_)
        if (summed.sender == nobody && waiting.sender == nobody) {
            waiting.count += summed.count;
            waiting.from = std::min(waiting.from, summed.from);
            return;
        }
    over_.push_back(std::move(summed));
}

}  // namespace kortelijn::app
