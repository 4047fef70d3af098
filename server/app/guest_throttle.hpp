// Slows down who tries guests' links and codes: so many attempts a minute from one address, and
// those beyond it are counted and told as a sum, so that a flood fills neither the log nor the
// core's queue. Bounded memory (I7). What a link itself bears (five wrong codes) is the store's.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"

namespace kortelijn::app {

struct GuestThrottleLimits {
    std::int64_t attempts = 20;  // within a minute, from one address
    std::size_t remembered = 20'000;
};

// Any thread.
class GuestThrottle {
public:
    explicit GuestThrottle(GuestThrottleLimits limits = {}) : limits_(limits) {}

    // 0: go on; else so long until the next try. `address`: an address_key().
    std::int64_t begin(const std::string& address, Instant now);
    // It was right, or was not judged: it does not count. Families share an address.
    void taken_back(const std::string& address);

    struct Summed {
        std::string address;
        std::int64_t count;
        Instant until;
    };
    // What was turned away in minutes that are over, each once.
    std::vector<Summed> take_summed(Instant now);

private:
    struct Minute {
        Instant from;
        std::int64_t attempts = 0;
        std::int64_t turned_away = 0;
    };
    void put_away(const std::string& address, const Minute& minute);
    void forget_old(Instant now, bool all);

    const GuestThrottleLimits limits_;
    std::mutex mutex_;
    std::unordered_map<std::string, Minute> minutes_;
    std::vector<Summed> summed_;
    Instant looked_at_{0};
};

}  // namespace kortelijn::app
