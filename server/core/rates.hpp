// How often one person may write and ask (I7): token buckets, and the count of refusals beyond
// which single entries become one summed entry a minute.
#pragma once

#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace kortelijn::core {

struct RateLimits {
    double writes_per_s = 20;
    double write_burst = 40;
    double reads_per_s = 50;
    double read_burst = 200;
    int single_refusals_per_minute = 20;
};

// Per professional, and per guest's link.
template <class Who>
class RatesOf {
public:
    explicit RatesOf(RateLimits limits) : limits_(limits) {}

    // 0 when allowed, else the milliseconds to wait.
    std::int64_t take(Who, bool write, Instant now);

    // Whether this refusal gets an entry of its own; else it is counted.
    bool single_refusal(Who, Instant now);
    // Requests turned away before they were read, because too many were waiting.
    void turned_away(Who, std::int64_t count, Instant now);
    struct Summed {
        Who who;
        std::int64_t count;
        Instant from;
    };
    // The counts of minutes that are over; forgets who has been quiet.
    std::vector<Summed> take_summed(Instant now);

private:
    struct Bucket {
        double left;
        Instant at;
    };
    struct Refusals {
        Instant from;
        std::int64_t count = 0;
        std::int64_t turned_away = 0;
    };

    RateLimits limits_;
    std::unordered_map<Who, Bucket> writes_;
    std::unordered_map<Who, Bucket> reads_;
    std::unordered_map<Who, Refusals> refusals_;
};

using Rates = RatesOf<ProfessionalId>;
using GuestRates = RatesOf<GuestId>;
extern template class RatesOf<ProfessionalId>;
extern template class RatesOf<GuestId>;

}  // namespace kortelijn::core
