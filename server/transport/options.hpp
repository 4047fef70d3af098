// The transport's settings and limits (I7), filled by the application from its configuration. Plain
// values: nothing here checks or decides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kortelijn::transport {

struct Endpoint {
    std::string address = "127.0.0.1";  // an IPv4 or IPv6 address, no name
    std::uint16_t port = 8443;          // 0: any free one (tests)
};

struct TlsOptions {
    std::string certificate_file;  // PEM, leaf first, chain complete
    std::string key_file;          // PEM
    bool allow_tls12 = false;      // then ECDHE with AEAD only
    // The peer is asked for a certificate and may do without; any is taken, whoever signed it: who
    // it stands for is the application's to know, by its fingerprint. No session is resumed then.
    bool ask_client_certificate = false;
};

// All times in milliseconds, all sizes in bytes.
struct Limits {
    std::size_t message_bytes = 64 * 1024;        // one WebSocket message; over it: close 1009
    std::size_t header_bytes = 16 * 1024;         // request line and headers; over it: 431
    std::size_t body_bytes = 16 * 1024;           // over it: 413
    std::size_t notice_queue_bytes = 256 * 1024;  // unsent notices of a connection; over it: 1013
    std::size_t outbox_bytes = 1024 * 1024;       // unsent notices and replies; over it: 1013
    std::size_t pause_bytes = 64 * 1024;          // unsent; over it nothing more is read
    std::uint32_t outstanding_requests = 64;      // unanswered; at it nothing more is read
    std::uint32_t send_buffer_bytes = 64 * 1024;  // SO_SNDBUF
    std::int64_t setup_ms = 10'000;               // TLS and the first request, also each later one
    std::int64_t keep_alive_ms = 20'000;          // silence between two HTTP requests
    std::int64_t answer_ms = 60'000;              // the application's time for an HTTP answer
    std::int64_t upload_ms = 600'000;             // for a body that comes piece by piece
    std::int64_t upload_idle_ms = 20'000;         // silence within such a body
    std::int64_t progress_ms = 10'000;            // a blocked write without progress: 1013
    std::int64_t ping_ms = 30'000;                // silence of a WebSocket peer until a ping
    std::int64_t dead_ms = 75'000;                // silence of a WebSocket peer until the end
    std::int64_t close_ms = 3'000;                // for the peer's half of a close
    std::uint32_t connections = 20'000;           // in all; over it: refused at accept
    std::uint32_t connections_per_address = 64;   // IPv6: per /64
    std::vector<std::string>
        unlimited_networks;  // "192.0.2.0/24", "2001:db8::/32": shared addresses
};

struct TransportOptions {
    std::vector<Endpoint> endpoints = {{"127.0.0.1", 8443}, {"::1", 8443}};
    TlsOptions tls;
    Limits limits;
    unsigned io_threads = 0;  // 0: one less than the machine's cores, at least one

    std::string socket_path = "/ws";
    std::string subprotocol = "kortelijn.v1";  // empty: none is asked for or named
    // Exact origins ("https://localhost:8443") that may open a socket or send a changing request.
    // Empty: nobody may, unless any_origin (conformance suites only).
    std::vector<std::string> origins;
    bool any_origin = false;
    // Exact Host values that are answered; empty: any well-formed one. Demo mode sets both.
    std::vector<std::string> allowed_hosts;
    bool refuse_forwarded = false;  // 400 on Forwarded and X-Forwarded-*

    // For partners' systems: the application's paths and nothing else; no WebSocket, no files, and
    // no request that a browser's page sends (it carries an Origin: 403).
    bool machine_only = false;
    bool problem_json = false;  // refusals of the transport's own as RFC 9457 bodies

    std::string security_txt;          // RFC 9116; empty: 404
    std::string trusted_types_policy;  // empty: 'none'
    std::int64_t hsts_seconds = 31'536'000;

    bool echo = false;  // ws_testee: send every message back, binary ones too; no handler is asked
};

}  // namespace kortelijn::transport
