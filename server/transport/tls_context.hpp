// Certificates and TLS settings: TLS 1.3 by default, ECDHE with AEAD in 1.2 if allowed, no
// compression, no renegotiation, no early data, one stateless ticket. Must never leave the server
// with half a pair: a new certificate replaces the old only when it loads and its key matches.
#pragma once

#include <memory>
#include <mutex>
#include <openssl/types.h>
#include <string>

#include "transport/options.hpp"

namespace kortelijn::transport {

class TlsContext {
public:
    // Throws std::runtime_error with a reason that names the file.
    explicit TlsContext(const TlsOptions& options);

    // Reads the files again. Empty: done, new handshakes use them. Otherwise why not; the old stay.
    std::string reload();
    // For one handshake; the caller keeps it as long as it needs. From any thread.
    std::shared_ptr<SSL_CTX> current() const;

private:
    TlsOptions options_;
    mutable std::mutex mutex_;
    std::shared_ptr<SSL_CTX> context_;
};

}  // namespace kortelijn::transport
