// The list of all settings: name, place, words, range. The limits of I7 are here, each with its
// default in the struct it belongs to.
#include "app/config.hpp"

namespace kortelijn::app {

std::vector<Setting> settings(Config& c) {
    transport::Limits& l = c.limits;
    return {
        {"listen.addresses", &c.addresses, "IP addresses to listen on, no names"},
        {"listen.port", &c.port, "HTTPS and WebSocket; 0: any free one", 0, 65'535},
        {"listen.metrics_port", &c.metrics_port, "/health and /metrics on 127.0.0.1; 0: none", 0, 65'535},
        {"listen.origins", &c.origins, "exact origins of our own pages; empty: https://localhost:PORT, https://127.0.0.1:PORT"},
        {"listen.io_threads", &c.io_threads, "threads that own sockets; 0: one less than the cores", 0, 64},
        {"tls.certificate", &c.certificate, "PEM, the leaf first, the chain complete"},
        {"tls.key", &c.key, "PEM, mode 0600"},
        {"tls.allow_tls12", &c.allow_tls12, "TLS 1.2 (ECDHE with AEAD) beside 1.3"},
        {"client.folder", &c.client, "the built client; empty: none"},
        {"client.security_txt", &c.security_txt, "text of /.well-known/security.txt (RFC 9116); empty: none"},
        {"data.folder", &c.data, "database, keys and lock"},
        {"data.database", &c.database, "empty: kortelijn.db in the data folder"},
        {"data.page_cache_mib", &c.page_cache_mib, "memory for pages of the database", 1, 65'536},
        {"session.idle_minutes", &c.idle_minutes, "a session without activity ends after", 1, 1'440},
        {"session.absolute_hours", &c.absolute_hours, "every session ends after", 1, 168},
        {"sign_in.account_failures", &c.throttle.account_failures, "wrong attempts of one name until it waits", 1, 1'000},
        {"sign_in.address_failures", &c.throttle.address_failures, "wrong attempts from one address until it waits", 1, 1e9},
        {"sign_in.window_ms", &c.throttle.window_ms, "within this time", 1'000, 86'400'000},
        {"sign_in.wait_ms", &c.throttle.wait_ms, "first wait; doubles each time", 1'000, 86'400'000},
        {"sign_in.most_wait_ms", &c.throttle.most_wait_ms, "longest wait", 1'000, 86'400'000},
        {"sign_in.remembered", &c.throttle.remembered, "names and addresses that are remembered", 2, 1e7},
        {"sign_in.hash_queue", &c.hash_queue, "attempts that wait for a hashing thread", 1, 10'000},
        {"rates.writes_per_s", &c.rates.writes_per_s, "of one person, sustained; 0: no limit (bench)", 0, 1e9},
        {"rates.write_burst", &c.rates.write_burst, "at once", 1, 1e9},
        {"rates.reads_per_s", &c.rates.reads_per_s, "of one person, sustained; 0: no limit (bench)", 0, 1e9},
        {"rates.read_burst", &c.rates.read_burst, "at once", 1, 1e9},
        {"rates.single_refusals_per_minute", &c.rates.single_refusals_per_minute, "beyond it one summed entry a minute", 1, 1e6},
        {"limits.message_bytes", &l.message_bytes, "one WebSocket message; over it: close 1009", 1'024, 16'777'216},
        {"limits.header_bytes", &l.header_bytes, "request line and headers; over it: 431", 1'024, 1'048'576},
        {"limits.body_bytes", &l.body_bytes, "of a request; over it: 413", 1'024, 1'048'576},
        {"limits.notice_queue_bytes", &l.notice_queue_bytes, "unsent notices of a connection; over it: 1013", 1'024, 1e9},
        {"limits.outbox_bytes", &l.outbox_bytes, "unsent notices and replies; over it: 1013", 65'536, 1e9},
        {"limits.pause_bytes", &l.pause_bytes, "unsent; over it nothing more is read", 1'024, 1e9},
        {"limits.outstanding_requests", &l.outstanding_requests, "unanswered; at it nothing more is read", 1, 10'000},
        {"limits.send_buffer_bytes", &l.send_buffer_bytes, "the system's buffer per socket", 4'096, 1e8},
        {"limits.setup_ms", &l.setup_ms, "for TLS and the first request", 100, 600'000},
        {"limits.keep_alive_ms", &l.keep_alive_ms, "silence between two HTTP requests", 100, 600'000},
        {"limits.answer_ms", &l.answer_ms, "our own time for an HTTP answer", 1'000, 600'000},
        {"limits.progress_ms", &l.progress_ms, "a blocked write without progress: 1013", 100, 600'000},
        {"limits.ping_ms", &l.ping_ms, "silence of a WebSocket until a ping", 100, 3'600'000},
        {"limits.dead_ms", &l.dead_ms, "silence of a WebSocket until its end", 100, 3'600'000},
        {"limits.close_ms", &l.close_ms, "for the other half of a close", 100, 600'000},
        {"limits.connections", &l.connections, "in all", 1, 1e6},
        {"limits.connections_per_address", &l.connections_per_address, "IPv6: per /64", 1, 1e6},
        {"limits.unlimited_networks", &l.unlimited_networks, "shared addresses without that limit: 192.0.2.0/24 ..."},
        {"work.scan_threads", &c.scan_threads, "for searches", 1, 16},
        {"work.scan_queue", &c.scan_queue, "searches that wait", 1, 10'000},
        {"disk.stranger_free_percent", &c.stranger_free_percent, "below it nobody new signs in", 0, 100},
        {"disk.act_free_percent", &c.act_free_percent, "below it nothing is written", 0, 100},
        {"log.level", &c.log_level, "debug, info, warn, error"},
    };
}

}  // namespace kortelijn::app
