// A virus scanner beside us: ClamAV's clamd, asked with INSTREAM (clamd(8)) over TCP or a Unix
// socket. Blocks, so only for workers. Must never take silence, an error or a short answer for
// "clean".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace kortelijn::app {

enum class Verdict : std::uint8_t {
    clean,
    infected,
    unknown,  // it cannot be reached, or could not look
};

struct ClamdAddress {
    std::string host;  // an IP address; or
    std::uint16_t port = 0;
    std::string path;  // of a Unix socket
};
// "unix:/run/clamav/clamd.ctl" or "127.0.0.1:3310"; nothing: neither.
std::optional<ClamdAddress> parse_clamd(const std::string& text);

// `next` gives the body piece by piece, then an empty one; nothing: it could not be read.
Verdict scan_with_clamd(const ClamdAddress& address,
                        const std::function<std::optional<std::string>()>& next,
                        std::int64_t patience_ms = 30'000);

}  // namespace kortelijn::app
