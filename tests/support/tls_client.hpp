// A blocking TLS client for tests, with HTTP and WebSocket on top, written against the RFCs and not
// against our server's code. Every wait has an end. Must never be lenient: what is malformed
// throws.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <openssl/types.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kortelijn::testing_support {

struct ClientOptions {
    std::uint16_t port = 0;
    std::string address = "127.0.0.1";
    std::string trusted_file;      // PEM; empty: the certificate is not checked
    int receive_buffer_bytes = 0;  // 0: the system's
    bool tls12 = false;            // offer 1.2 only
    bool plain = false;            // no TLS at all
    std::string certificate_file;  // shown when the server asks for one; PEM
    std::string key_file;
};

struct HttpAnswer {
    unsigned status = 0;
    std::string head;
    std::string body;
    // The first header of that name (any case of letters), or empty.
    std::string header(std::string_view name) const;
    std::size_t count(std::string_view name) const;
};

struct UpgradeOptions {
    std::string path = "/ws";
    std::string host = "localhost:8443";
    std::string origin = "https://localhost:8443";  // empty: no such header
    std::string cookie;
    std::string subprotocol = "kortelijn.v1";
    std::vector<std::string> extra;  // whole header lines
    std::string key = "dGhlIHNhbXBsZSBub25jZQ==";
    std::string version = "13";
};

struct Frame {
    unsigned opcode = 0;
    std::string payload;
    std::uint16_t close_code() const;  // 1005 when it has none
};

class TlsClient {
public:
    using Wait = std::chrono::milliseconds;
    static constexpr Wait usual{5000};

    // Throws std::runtime_error when it cannot connect or shake hands.
    explicit TlsClient(const ClientOptions& options);
    ~TlsClient();
    TlsClient(TlsClient&&) noexcept;
    TlsClient& operator=(TlsClient&&) noexcept;

    // False: the server does not take it (any more).
    bool send(std::string_view bytes);
    // What comes within the wait; empty: nothing came or the server closed (ended()).
    std::string read_some(Wait wait = usual);
    bool ended() const { return ended_; }
    // True when the server ends the connection within the wait; what comes before is thrown away.
    bool wait_for_end(Wait wait = usual);

    // One whole answer; status 0: none came.
    HttpAnswer answer(Wait wait = usual, bool head_only = false);
    HttpAnswer request(std::string_view bytes, Wait wait = usual);
    HttpAnswer get(const std::string& path, const std::vector<std::string>& headers = {});

    HttpAnswer upgrade(const UpgradeOptions& options = {});
    bool send_text(std::string_view text) { return send_frame(1, text); }
    bool send_frame(unsigned opcode, std::string_view payload, bool fin = true, bool mask = true);
    // The next frame; nothing: none came whole within the wait. Throws on a masked or fragmented
    // one.
    std::optional<Frame> receive(Wait wait = usual);
    // The next that is neither ping nor pong.
    std::optional<Frame> receive_message(Wait wait = usual);
    // Skips what comes before the close frame. Nothing: none came.
    std::optional<std::uint16_t> receive_close(Wait wait = usual);

    long certificate_serial() const;
    std::string tls_version() const;
    int native() const { return socket_; }

private:
    bool fill(Wait wait);
    void close();

    int socket_ = -1;
    std::shared_ptr<SSL> ssl_;
    std::string buffer_;
    bool ended_ = false;
};

}  // namespace kortelijn::testing_support
