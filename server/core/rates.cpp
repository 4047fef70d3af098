// Buckets that fill with time.
#include "core/rates.hpp"

#include <algorithm>
#include <cmath>

namespace kortelijn::core {

template <class Who>
std::int64_t RatesOf<Who>::take(Who who, bool write, Instant now) {
    const double rate = write ? limits_.writes_per_s : limits_.reads_per_s;
    const double burst = write ? limits_.write_burst : limits_.read_burst;
    if (rate <= 0) return 0;  // lifted by configuration
    auto& buckets = write ? writes_ : reads_;
    Bucket& bucket = buckets.try_emplace(who, Bucket{burst, now}).first->second;
    bucket.left = std::min(burst, bucket.left + double(now - bucket.at) / second_ms * rate);
    bucket.at = now;
    if (bucket.left < 1) return std::int64_t(std::ceil((1 - bucket.left) / rate * second_ms));
    bucket.left -= 1;
    return 0;
}

template <class Who>
bool RatesOf<Who>::single_refusal(Who who, Instant now) {
    Refusals& refusals = refusals_.try_emplace(who, Refusals{now}).first->second;
    return ++refusals.count <= limits_.single_refusals_per_minute;
}

template <class Who>
void RatesOf<Who>::turned_away(Who who, std::int64_t count, Instant now) {
    refusals_.try_emplace(who, Refusals{now}).first->second.turned_away += count;
}

template <class Who>
std::vector<typename RatesOf<Who>::Summed> RatesOf<Who>::take_summed(Instant now) {
    std::vector<Summed> out;
    for (auto at = refusals_.begin(); at != refusals_.end();) {
        if (now - at->second.from < minute_ms) {
            ++at;
            continue;
        }
        const std::int64_t beyond =
            std::max<std::int64_t>(at->second.count - limits_.single_refusals_per_minute, 0) +
            at->second.turned_away;
        if (beyond > 0) out.push_back({at->first, beyond, at->second.from});
        at = refusals_.erase(at);
    }
    const auto quiet = [now](const auto& pair) { return now - pair.second.at > minute_ms; };
    std::erase_if(writes_, quiet);
    std::erase_if(reads_, quiet);
    std::sort(out.begin(), out.end(),
              [](const Summed& a, const Summed& b) { return a.who < b.who; });
    return out;
}

template class RatesOf<ProfessionalId>;
template class RatesOf<GuestId>;

}  // namespace kortelijn::core
