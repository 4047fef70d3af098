// How often one sender may ask at the partner API, and which of its refusals get an entry of their
// own: the others of a minute become one summed entry, so that a flood fills no log (I1, I7).
// Senders are known by a key: the fingerprint of a certificate that was accepted before, else the
// address. Any thread; bounded memory.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace kortelijn::app {

struct PartnerLimits {
    double requests_per_s = 5;
    double burst = 50;
    // Of one minute. So many refusals by the core, each with its entry, and the sender waits until
    // the minute is over; of those turned away here so many have an entry of their own.
    int refusals_per_minute = 20;
    std::size_t remembered = 10'000;  // senders; the quietest is forgotten first
    // Strangers are those known by an address alone: so many entries of a minute for all of them
    // together, and as many sums at a time; the rest is one sum without an address.
    int strangers_per_minute = 200;
};

class PartnerRates {
public:
    static constexpr std::string_view nobody = "a:";  // strangers without an address

    explicit PartnerRates(PartnerLimits limits) : limits_(limits) {}

    struct Verdict {
        std::int64_t wait_ms = 0;  // 0: go on
        bool record = false;       // turned away: with an entry of its own
    };
    Verdict take(const std::string& sender, Instant now);
    // The core refused one; it has its entry.
    void refused(const std::string& sender, Instant now);
    // The core refused one and wrote nothing. Whether it gets an entry of its own.
    bool refused_unrecorded(const std::string& sender, Instant now);
    // Turned away before the core for another reason than haste. Whether it gets its own entry.
    bool turned_away(const std::string& sender, Instant now);

    struct Summed {
        std::string sender;
        std::int64_t count;
        Instant from;
    };
    // What was turned away without an entry, of minutes that are over; `all`: of this one too.
    std::vector<Summed> take_summed(Instant now, bool all = false);
    // It could not be recorded: told again by the next take_summed().
    void put_back(Summed summed);

private:
    struct Sender {
        double left = 0;
        Instant at{0};    // of `left`
        Instant from{0};  // of the minute
        int refused = 0;
        int single = 0;
        std::int64_t summed = 0;
    };

    Sender& of(const std::string& sender, Instant now);
    bool own_entry(const std::string& name, Sender& one, Instant now);
    bool room_for_stranger(const std::string& name, Instant now);

    const PartnerLimits limits_;
    std::mutex mutex_;
    std::map<std::string, Sender> senders_;
    std::vector<Summed> over_;  // of minutes that ended unseen
    Instant strangers_from_{0};
    int strangers_single_ = 0;
};

}  // namespace kortelijn::app
