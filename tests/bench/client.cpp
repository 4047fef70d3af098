// Reads go to one buffer for all and are parsed there; only what is incomplete is kept.
#include "bench/client.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kortelijn::bench {
namespace {

// RFC 6455 5.3 wants masks nobody can foresee, for the sake of proxies; there are none here.
std::uint32_t next_mask() {
    static std::uint32_t state = 0x9e3779b9U;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

std::string words_of(int ssl_error) {
    if (ssl_error == SSL_ERROR_ZERO_RETURN) return "closed by the server";
    if (ssl_error == SSL_ERROR_SYSCALL)
        return errno != 0 ? std::strerror(errno) : "cut off by the server";
    char words[160];
    ERR_error_string_n(ERR_peek_error(), words, sizeof words);
    return words;
}

sockaddr_in address_of(const std::string& ip, std::uint16_t port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(port);
    ::inet_pton(AF_INET, ip.c_str(), &out.sin_addr);
    return out;
}

}  // namespace

bool Client::begin(const Target& target) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd_ < 0) return false;
    const int yes = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (target.source != "127.0.0.1") {
        ::setsockopt(fd_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
        const sockaddr_in from = address_of(target.source, 0);
        if (::bind(fd_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) return false;
    }
    port_ = target.port;
    const sockaddr_in to = address_of("127.0.0.1", target.port);
    state_ = State::connecting;
    return ::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 ||
           errno == EINPROGRESS;
}

void Client::ready(SSL_CTX* context, Listener& listener) {
    if (state_ == State::connecting) {
        int problem = 0;
        socklen_t size = sizeof problem;
        ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &problem, &size);
        if (problem != 0) return fail(listener, std::strerror(problem));
        sockaddr_in peer{};
        socklen_t length = sizeof peer;
        if (::getpeername(fd_, reinterpret_cast<sockaddr*>(&peer), &length) != 0)
            return;  // not yet
        ssl_ = SSL_new(context);
        SSL_set_fd(ssl_, fd_);
        SSL_set_tlsext_host_name(ssl_, "localhost");
        SSL_set_connect_state(ssl_);
        state_ = State::handshake;
    }
    if (state_ == State::handshake) shake_hands(context, listener);
    if (state_ == State::upgrading || state_ == State::open) {
        read(listener);
        if (state_ != State::gone) flush(listener);
    }
}

void Client::shake_hands(SSL_CTX*, Listener& listener) {
    ERR_clear_error();
    const int done = SSL_do_handshake(ssl_);
    if (done == 1) return ask_upgrade();
    const int error = SSL_get_error(ssl_, done);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE)
        fail(listener, "TLS handshake: " + words_of(error));
}

void Client::ask_upgrade() {
    state_ = State::upgrading;
    const std::string host = "localhost:" + std::to_string(port_);
    out_ += "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + host +
            "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
            "dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: kortelijn.v1\r\nCookie: "
            "__Host-kortelijn=" +
            token_ + "\r\n\r\n";
}

void Client::read(Listener& listener) {
    static std::array<char, 65536> buffer;
    for (;;) {
        ERR_clear_error();
        const int got = SSL_read(ssl_, buffer.data(), int(buffer.size()));
        if (got <= 0) {
            const int error = SSL_get_error(ssl_, got);
            if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return;
            return fail(listener, "reading: " + words_of(error));
        }
        std::string_view bytes(buffer.data(), std::size_t(got));
        if (!in_.empty()) {
            in_.append(bytes);
            const std::size_t used = take(in_, listener);
            if (state_ == State::gone) return;
            in_.erase(0, used);
            if (in_.empty()) std::string().swap(in_);
        } else {
            const std::size_t used = take(bytes, listener);
            if (state_ == State::gone) return;
            in_.assign(bytes.substr(used));
        }
    }
}

std::size_t Client::take(std::string_view bytes, Listener& listener) {
    std::size_t used = 0;
    while (state_ == State::upgrading || state_ == State::open) {
        const std::string_view rest = bytes.substr(used);
        const std::size_t took =
            state_ == State::upgrading ? take_upgrade(rest, listener) : take_frame(rest, listener);
        if (took == 0) break;
        used += took;
    }
    return used;
}

std::size_t Client::take_upgrade(std::string_view bytes, Listener& listener) {
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return 0;
    if (!bytes.starts_with("HTTP/1.1 101")) {
        fail(listener, "upgrade refused: " + std::string(bytes.substr(0, bytes.find("\r\n"))));
        return 0;
    }
    state_ = State::open;
    listener.opened(*this);
    return end + 4;
}

std::size_t Client::take_frame(std::string_view bytes, Listener& listener) {
    const auto byte = [&](std::size_t at) { return std::uint64_t(std::uint8_t(bytes[at])); };
    if (bytes.size() < 2) return 0;
    std::size_t header = 2;
    std::uint64_t length = byte(1) & 0x7f;
    if (length == 126) {
        if (bytes.size() < 4) return 0;
        length = byte(2) << 8 | byte(3);
        header = 4;
    } else if (length == 127) {
        if (bytes.size() < 10) return 0;
        length = 0;
        for (std::size_t i = 2; i < 10; ++i) length = length << 8 | byte(i);
        header = 10;
    }
    if (bytes.size() - header < length) return 0;
    const std::string_view payload = bytes.substr(header, length);
    const auto opcode = unsigned(byte(0) & 0x0f);
    const bool last = (byte(0) & 0x80) != 0;
    if (opcode == 0x9) {
        frame(0xa, payload);
    } else if (opcode == 0x8) {
        fail(listener, "closed by the server: " +
                           std::string(payload.size() > 2 ? payload.substr(2) : "no reason"));
    } else if (opcode <= 0x2) {
        if (last && fragments_.empty()) {
            listener.text(*this, payload);
        } else {
            fragments_.append(payload);
            if (last) listener.text(*this, std::exchange(fragments_, {}));
        }
    }
    return header + length;
}

void Client::frame(std::uint8_t opcode, std::string_view payload) {
    std::array<char, 14> head{};
    std::size_t size = 2;
    head[0] = char(0x80 | opcode);
    if (payload.size() < 126) {
        head[1] = char(0x80 | payload.size());
    } else if (payload.size() < 65536) {
        head[1] = char(0x80 | 126);
        head[2] = char(payload.size() >> 8);
        head[3] = char(payload.size());
        size = 4;
    } else {
        throw std::runtime_error("a frame of the bench is never that long");
    }
    const std::uint32_t mask = next_mask();
    std::memcpy(head.data() + size, &mask, 4);
    out_.append(head.data(), size + 4);
    const std::size_t from = out_.size();
    out_.append(payload);
    char* const bytes = out_.data() + from;
    std::size_t i = 0;
    for (; i + 4 <= payload.size(); i += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, bytes + i, 4);
        word ^= mask;
        std::memcpy(bytes + i, &word, 4);
    }
    for (; i < payload.size(); ++i) bytes[i] = char(bytes[i] ^ char(mask >> (8 * (i % 4))));
}

void Client::flush(Listener& listener) {
    while (written_ < out_.size()) {
        ERR_clear_error();
        const int wrote = SSL_write(ssl_, out_.data() + written_, int(out_.size() - written_));
        if (wrote <= 0) {
            const int error = SSL_get_error(ssl_, wrote);
            if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return;
            return fail(listener, "writing: " + words_of(error));
        }
        written_ += std::size_t(wrote);
    }
    written_ = 0;
    if (out_.capacity() > 4096)
        std::string().swap(out_);
    else
        out_.clear();
}

void Client::fail(Listener& listener, const std::string& why) {
    if (state_ == State::gone) return;
    close();
    listener.lost(*this, why);
}

void Client::close() {
    state_ = State::gone;
    if (ssl_ != nullptr) SSL_free(ssl_);
    ssl_ = nullptr;
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

SSL_CTX* new_client_context() {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    return context;
}

}  // namespace kortelijn::bench
