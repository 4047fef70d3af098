// One connection of the load generator: TLS 1.3 with a full handshake on the socket itself, the
// upgrade with a cookie (RFC 6455 section 4), and masked text frames. Cheap on purpose: it must
// cost less than the server does. It trusts any certificate and is of no use outside a bench.
#pragma once

#include <cstdint>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <vector>

namespace kortelijn::bench {

class Client;

// What happens on a connection. Views are good during the call only.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void opened(Client&) = 0;
    virtual void text(Client&, std::string_view message) = 0;
    virtual void lost(Client&, const std::string& why) = 0;  // once; not after close()
};

struct Target {
    std::uint16_t port = 0;
    std::string source = "127.0.0.1";  // address to connect from
};

class Client {
public:
    enum class State : std::uint8_t { idle, connecting, handshake, upgrading, open, gone };

    Client(int number, std::string token) : number_(number), token_(std::move(token)) {}
    ~Client() { close(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    int number() const { return number_; }
    State state() const { return state_; }
    int fd() const { return fd_; }

    // Begins; the descriptor is to be watched from here on. False: out of descriptors or ports.
    bool begin(const Target& target);
    // Whatever the descriptor is ready for, until it would block.
    void ready(SSL_CTX* context, Listener& listener);
    // Queued until flush(), so that what one turn has to say leaves in one write.
    void send(std::string_view text) { frame(0x1, text); }
    void flush(Listener& listener);
    bool has_output() const { return !out_.empty(); }
    void close();

    bool queued_for_flush = false;  // the swarm's own mark

private:
    void frame(std::uint8_t opcode, std::string_view payload);
    void shake_hands(SSL_CTX* context, Listener& listener);
    void ask_upgrade();
    void read(Listener& listener);
    std::size_t take(std::string_view bytes, Listener& listener);
    std::size_t take_upgrade(std::string_view bytes, Listener& listener);
    std::size_t take_frame(std::string_view bytes, Listener& listener);
    void fail(Listener& listener, const std::string& why);

    const int number_;
    const std::string token_;
    State state_ = State::idle;
    std::uint16_t port_ = 0;
    int fd_ = -1;
    SSL* ssl_ = nullptr;
    std::string in_;         // the beginning of what has not come whole
    std::string fragments_;  // of a message in several frames
    std::string out_;
    std::size_t written_ = 0;
};

SSL_CTX* new_client_context();  // TLS 1.3, no session cache; SSL_CTX_free is the caller's

}  // namespace kortelijn::bench
