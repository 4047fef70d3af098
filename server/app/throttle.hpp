// Slows down guessing: failures are counted per account from one address (by the name typed,
// whether it exists or not), per address, and, with a much higher bound, per account wherever they
// come from. So whoever guesses at a colleague's name makes himself wait and not the colleague,
// and guessing from many addresses is slowed all the same. Bounded memory (I7): when it is full,
// who has been quiet longest is forgotten. An attempt counts when it begins, so that many at once
// gain nothing.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.hpp"

namespace kortelijn::app {

struct ThrottleLimits {
    std::int64_t account_failures = 5;   // from one address, within the window; the next one waits
    std::int64_t address_failures = 20;  // colleagues share an address
    std::int64_t account_failures_anywhere = 100;
    std::int64_t window_ms = 5 * minute_ms;
    std::int64_t wait_ms = 5 * minute_ms;  // doubles with each further wait ...
    std::int64_t most_wait_ms = hour_ms;   // ... up to here
    std::int64_t remembered = 20'000;      // accounts, addresses and pairs of them together
};

// Any thread.
class Throttle {
public:
    explicit Throttle(ThrottleLimits limits) : limits_(limits) {}

    struct Verdict {
        std::int64_t wait_ms = 0;  // 0: go on
        std::int64_t refused = 0;  // how many were told to wait and are not yet in the log
        bool record = false;       // an entry is due: at most one a minute for each that waits
    };
    Verdict begin(const std::string& account, const std::string& address, Instant now);
    // It was right after all: forgets the account's failures from this address, and takes one back
    // of the address and of the account: what others did from elsewhere stays counted.
    void succeeded(const std::string& account, const std::string& address);
    // It was not judged (the server was busy).
    void taken_back(const std::string& account, const std::string& address);

    std::size_t remembered() const;

private:
    struct Count {
        std::int64_t failures = 0;
        Instant window_from{0};
        Instant wait_until{0};
        int waits = 0;
        std::int64_t refused = 0;
        Instant recorded{0};
        std::list<std::string>::iterator place;
    };

    Count& count(const std::string& key, Instant now);
    void fail(Count& count, std::int64_t most, Instant now);
    void undo(const std::string& key, std::int64_t most);
    void forgive(const std::string& key);

    const ThrottleLimits limits_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Count> counts_;
    std::list<std::string> quietest_first_;
};

}  // namespace kortelijn::app
