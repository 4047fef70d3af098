// What the transport counts for the metrics. One set per I/O thread, written by that thread alone
// and read by any: no lock, no shared cache line on the hot path. Never holds anything about a
// person.
#pragma once

#include <atomic>
#include <cstdint>

namespace kortelijn::transport {

struct Count {
    std::atomic<std::uint64_t> value{0};

    // Single writer: no locked instruction is needed.
    void add(std::uint64_t n = 1) {
        value.store(value.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void take(std::uint64_t n = 1) { add(std::uint64_t{0} - n); }
    std::uint64_t get() const { return value.load(std::memory_order_relaxed); }
};

struct alignas(64) Counters {
    Count connections;   // open now, of any kind
    Count sockets;       // open WebSockets now
    Count accepted;      // since start, as all below
    Count refused_full;  // the total or the address was at its limit
    Count tls_failed;
    Count setup_timeouts;  // neither TLS nor a request in time
    Count http_requests;
    Count http_refused;  // 4xx of the transport's own
    Count answered[4];   // HTTP answers, whoever gave them: 2xx, 3xx, 4xx, 5xx
    Count upgrades;
    Count upgrades_refused;
    Count messages_in;
    Count notices_out;  // deliveries: one per receiver
    Count replies_out;
    Count bytes_out;
    Count writes;  // chunks handed to TLS
    Count too_slow;
    Count too_big;
    Count protocol_errors;
    Count purged_connections;
};

}  // namespace kortelijn::transport
