// A TLS stream straight on a non-blocking socket: OpenSSL reads and writes the descriptor itself,
// no copies between, no buffers kept while idle. A silent peer costs no TLS state. Must never wait,
// and never hold plain text of its own.
#pragma once

#include <cstddef>
#include <memory>
#include <openssl/types.h>
#include <span>
#include <string_view>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "transport/handlers.hpp"

namespace kortelijn::transport {

using TcpSocket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class Stream {
public:
    enum class Outcome { done, want_read, want_write, closed };
    struct Transfer {
        Outcome outcome = Outcome::closed;
        std::size_t bytes = 0;  // moved before the outcome
    };

    explicit Stream(TcpSocket socket);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    // Begins TLS; before it only socket() may be used.
    void begin_tls(SSL_CTX& context);
    bool tls_begun() const { return ssl_ != nullptr; }
    Outcome handshake();
    // After the handshake; without a fingerprint when the peer gave none.
    PeerCertificate peer_certificate() const;

    // One read of at most one record. want_write can occur too.
    Transfer read(std::span<char> into);
    // As much as the socket takes. After want_write the rest must come again with the same bytes.
    Transfer write(std::string_view bytes);

    // Tells the peer that no more comes; what it still sends may be drained by drain().
    void finish();
    // Throws away what arrives. False: the peer is done too, or broken.
    bool drain();
    // The peer gets a reset; what the kernel has not sent yet is gone.
    void reset();
    void close();

    TcpSocket& socket() { return socket_; }

private:
    Outcome reason(int result);

    TcpSocket socket_;
    std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
    std::size_t drained_ = 0;
};

}  // namespace kortelijn::transport
