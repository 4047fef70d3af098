// OpenSSL on a descriptor. Its error queue is per thread and must be empty before each call, or an
// old error of another connection is taken for this one's.
#include "transport/stream.hpp"

#include <cerrno>
#include <ctime>
#include <new>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <utility>

namespace kortelijn::transport {

namespace asio = boost::asio;

Stream::Stream(TcpSocket socket) : socket_(std::move(socket)), ssl_(nullptr, SSL_free) {}

Stream::~Stream() { close(); }

void Stream::begin_tls(SSL_CTX& context) {
    ssl_.reset(SSL_new(&context));
    if (!ssl_ || SSL_set_fd(ssl_.get(), socket_.native_handle()) != 1) throw std::bad_alloc();
    SSL_set_accept_state(ssl_.get());
}

Stream::Outcome Stream::reason(int result) {
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_NONE:
            return Outcome::done;
        case SSL_ERROR_WANT_READ:
            return Outcome::want_read;
        case SSL_ERROR_WANT_WRITE:
            return Outcome::want_write;
        default:
            return Outcome::closed;
    }
}

Stream::Outcome Stream::handshake() {
    ERR_clear_error();
    return reason(SSL_do_handshake(ssl_.get()));
}

namespace {

Instant instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return Instant{0};
    return Instant{std::int64_t{::timegm(&parts)} * 1000};
}

}  // namespace

PeerCertificate Stream::peer_certificate() const {
    PeerCertificate out;
    const X509* certificate = SSL_get0_peer_certificate(ssl_.get());
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (!certificate || X509_digest(certificate, EVP_sha256(), digest, &size) != 1) return out;
    constexpr char digits[] = "0123456789abcdef";
    for (unsigned i = 0; i < size; ++i) {
        out.sha256_hex += digits[digest[i] >> 4];
        out.sha256_hex += digits[digest[i] & 15];
    }
    out.not_before = instant_of(X509_get0_notBefore(certificate));
    out.not_after = instant_of(X509_get0_notAfter(certificate));
    return out;
}

Stream::Transfer Stream::read(std::span<char> into) {
    ERR_clear_error();
    std::size_t bytes = 0;
    const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &bytes);
    if (result == 1) return {Outcome::done, bytes};
    return {reason(result), 0};
}

Stream::Transfer Stream::write(std::string_view bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        ERR_clear_error();
        std::size_t now = 0;
        const int result = SSL_write_ex(ssl_.get(), bytes.data() + sent, bytes.size() - sent, &now);
        if (result != 1) return {reason(result), sent};
        sent += now;
    }
    return {Outcome::done, sent};
}

void Stream::finish() {
    ERR_clear_error();
    if (ssl_) SSL_shutdown(ssl_.get());
    boost::system::error_code ignored;
    socket_.shutdown(TcpSocket::shutdown_send, ignored);
}

bool Stream::drain() {
    char waste[4096];
    for (int i = 0; i < 64; ++i) {
        const ssize_t got = ::recv(socket_.native_handle(), waste, sizeof waste, MSG_DONTWAIT);
        if (got == 0) return false;
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        drained_ += static_cast<std::size_t>(got);
        if (drained_ > 1024 * 1024) return false;
    }
    return true;
}

void Stream::reset() {
    boost::system::error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

void Stream::close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace kortelijn::transport
