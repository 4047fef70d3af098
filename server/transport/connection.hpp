// One TCP connection on its I/O thread, from accept to close: waits, TLS, reading, writing,
// deadlines. What is said over it is its session's business. Must never block, and never keep
// reading for a session that does not want more.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/ip/address.hpp>

#include "base/ids.hpp"
#include "transport/session.hpp"
#include "transport/stream.hpp"

namespace kortelijn::transport {

class HttpSession;
class IoThread;
class SocketSession;

class Connection {
public:
    Connection(IoThread& home, ConnectionId id, TcpSocket socket, boost::asio::ip::address peer);
    ~Connection();

    void start();
    void tick(std::int64_t now_ms);
    void stop();
    // Writes what the session has, as far as the socket takes it.
    void flush();
    // Feeds what is kept and goes on reading, if the session wants input again.
    void resume();
    void pump();

    // Null when the connection is not of that kind (any more).
    HttpSession* http() const { return http_; }
    SocketSession* socket() const { return socket_; }

    // For sessions.
    void become_socket(std::unique_ptr<SocketSession> session, std::string head);
    void set_deadline(std::int64_t after_ms);
    void clear_deadline() { deadline_ms_ = 0; }
    // Bytes of the chunk under way that are with the kernel.
    std::size_t chunk_written() const { return chunk_written_; }
    // Ends at once. cut(): with a reset, so that what the kernel still holds is not sent either.
    void die(CloseCause cause);
    void cut(CloseCause cause);
    // Says that no more comes and waits a little for the peer to go.
    void shut_down(CloseCause cause);
    bool ended() const { return state_ == State::dead || state_ == State::draining; }

    IoThread& home() { return home_; }
    ConnectionId id() const { return id_; }
    const std::string peer() const { return peer_.to_string(); }
    const boost::asio::ip::address& peer_address() const { return peer_; }
    // None where none is asked for.
    const PeerCertificate* certificate() const { return certificate_.get(); }
    bool mark_dirty() { return std::exchange(dirty_, true); }
    void clear_dirty() { dirty_ = false; }

private:
    enum class State : std::uint8_t { waiting, handshaking, open, draining, dead };

    void wait_read();
    void wait_write();
    void readable();
    bool handshake();
    void feed(std::span<char> in);
    bool write(std::string_view bytes, bool first);

    IoThread& home_;
    ConnectionId id_;
    Stream stream_;
    boost::asio::ip::address peer_;
    std::unique_ptr<PeerCertificate> certificate_;
    std::unique_ptr<Session> session_;
    HttpSession* http_ = nullptr;
    SocketSession* socket_ = nullptr;
    std::string leftover_;  // read but not used
    std::string wire_;      // of the chunk under way, what the socket did not take
    std::size_t wire_at_ = 0;
    std::size_t chunk_written_ = 0;
    std::int64_t deadline_ms_ = 0;
    std::int64_t progress_ms_ = 0;
    State state_ = State::waiting;
    bool reading_ = false;
    bool writing_ = false;  // waits until the socket takes more
    bool paused_ = false;
    bool dirty_ = false;
};

}  // namespace kortelijn::transport
