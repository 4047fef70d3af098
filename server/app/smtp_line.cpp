// Sockets and OpenSSL, non-blocking with poll.
#include "app/smtp_line.hpp"

#include <algorithm>
#include <cerrno>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace kortelijn::app {
namespace {

constexpr std::size_t longest_line = 4096;

[[noreturn]] void fail(const char* what) { throw std::runtime_error(what); }

}  // namespace

void Patience::demand() const {
    if (stop != nullptr && stop->load()) fail("the server stops");
    if (std::chrono::steady_clock::now() >= end) fail("the relay takes too long for all");
}

SmtpLine::Deadline SmtpLine::deadline() const {
    return std::min(patience_.end, std::chrono::steady_clock::now() + patience_.each);
}

SmtpLine::SmtpLine(const std::string& host, std::uint16_t port, const Patience& patience)
    : patience_(patience) {
    patience_.demand();
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        fail("the relay's name is not known");
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> all(found, ::freeaddrinfo);
    const Deadline until = deadline();
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        socket_ = ::socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (socket_ < 0) continue;
        int error = ::connect(socket_, one->ai_addr, one->ai_addrlen) == 0 ? 0 : errno;
        if (error == EINPROGRESS) {
            try {
                wait(POLLOUT, until);
                socklen_t size = sizeof error;
                ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
            } catch (const std::runtime_error&) {
                error = ETIMEDOUT;
            }
        }
        if (error == 0) return;
        ::close(socket_);
        socket_ = -1;
    }
    fail("the relay cannot be reached");
}

SmtpLine::~SmtpLine() {
    if (socket_ >= 0) ::close(socket_);
}

void SmtpLine::wait(short events, Deadline until) const {
    constexpr std::int64_t look_ms = 200;
    for (;;) {
        patience_.demand();
        const std::int64_t left = std::chrono::duration_cast<std::chrono::milliseconds>(
                                      until - std::chrono::steady_clock::now())
                                      .count();
        if (left <= 0) fail("the relay does not answer");
        pollfd one{socket_, events, 0};
        if (::poll(&one, 1, int(std::min(left, look_ms))) > 0) return;
    }
}

void SmtpLine::wait_tls(int result, Deadline until) const {
    switch (SSL_get_error(tls_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return wait(POLLIN, until);
        case SSL_ERROR_WANT_WRITE:
            return wait(POLLOUT, until);
        default:
            fail("the connection with the relay broke");
    }
}

void SmtpLine::begin_tls(const std::string& host, const std::string& trusted_file, bool check) {
    if (!buffer_.empty()) fail("the relay spoke before TLS");  // somebody between would be believed
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (!context) fail("TLS cannot start");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    if (check) {
        const int loaded = trusted_file.empty() ? SSL_CTX_set_default_verify_paths(context.get())
                                                : SSL_CTX_load_verify_locations(
                                                      context.get(), trusted_file.c_str(), nullptr);
        if (loaded != 1) fail("the authorities' certificates cannot be read");
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    }
    tls_.reset(SSL_new(context.get()), SSL_free);
    if (!tls_ || SSL_set_fd(tls_.get(), socket_) != 1) fail("TLS cannot start");
    SSL_set_tlsext_host_name(tls_.get(), host.c_str());
    X509_VERIFY_PARAM* rules = SSL_get0_param(tls_.get());
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) != 1)
        SSL_set1_host(tls_.get(), host.c_str());
    const Deadline until = deadline();
    for (;;) {
        ERR_clear_error();
        const int result = SSL_connect(tls_.get());
        if (result == 1) return;
        if (SSL_get_verify_result(tls_.get()) != X509_V_OK && check)
            fail("the relay's certificate is not trusted");
        wait_tls(result, until);
    }
}

std::string SmtpLine::read(std::string_view ends) {
    const Deadline until = deadline();
    for (;;) {
        if (const auto end = buffer_.find(ends); end != std::string::npos) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + ends.size());
            return line;
        }
        if (buffer_.size() > longest_line) fail("the relay says too much");
        char bytes[1024];
        if (tls_) {
            ERR_clear_error();
            const int got = SSL_read(tls_.get(), bytes, sizeof bytes);
            if (got > 0)
                buffer_.append(bytes, std::size_t(got));
            else
                wait_tls(got, until);
            continue;
        }
        wait(POLLIN, until);
        const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
        if (got > 0)
            buffer_.append(bytes, std::size_t(got));
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            fail("the connection with the relay broke");
    }
}

void SmtpLine::write(std::string_view bytes) {
    const Deadline until = deadline();
    while (!bytes.empty()) {
        if (tls_) {
            ERR_clear_error();
            const int sent = SSL_write(tls_.get(), bytes.data(), int(bytes.size()));
            if (sent > 0)
                bytes.remove_prefix(std::size_t(sent));
            else
                wait_tls(sent, until);
            continue;
        }
        wait(POLLOUT, until);
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0)
            bytes.remove_prefix(std::size_t(sent));
        else if (errno != EAGAIN && errno != EINTR)
            fail("the connection with the relay broke");
    }
}

}  // namespace kortelijn::app
