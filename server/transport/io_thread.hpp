// One I/O thread: its event loop, its connections, and the batches that reach them. Everything but
// deliver(), adopt(), post_to() and the counters runs on that thread. Must never block on anything
// but its event loop.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "rooms/outbox.hpp"
#include "transport/connection.hpp"
#include "transport/counters.hpp"
#include "transport/handlers.hpp"
#include "transport/http_answer.hpp"
#include "transport/peer_limits.hpp"
#include "transport/static_site.hpp"
#include "transport/tls_context.hpp"

namespace kortelijn::transport {

// What all I/O threads share; only PeerLimits and TlsContext change, under their own locks.
struct Surroundings {
    const TransportOptions& options;
    const StaticSite& site;
    SocketHandler& sockets;
    HttpHandler& http;
    AnswerHeads heads;
    TlsContext tls;
    PeerLimits limits;
};

class IoThread : public std::enable_shared_from_this<IoThread> {
public:
    using Handle = std::weak_ptr<IoThread>;

    IoThread(unsigned number, Surroundings& around);
    ~IoThread();

    void start();
    // Takes a connected socket, whose peer PeerLimits has let in.
    void adopt(int native_socket, const boost::asio::ip::address& peer);
    // The part of a batch that concerns this thread's connections.
    void deliver(std::unique_ptr<Batch> batch);
    void begin_stop();
    void end();  // ends what is left, then the thread

    // Runs f(IoThread&) there; does nothing when the thread is gone.
    template <class F>
    static void post_to(const Handle& handle, F f) {
        if (const auto thread = handle.lock())
            boost::asio::post(thread->context_,
                              [raw = thread.get(), f = std::move(f)]() mutable { f(*raw); });
    }
    Handle handle() { return weak_from_this(); }

    // For its connections.
    Connection* find(ConnectionId id);
    void again(ConnectionId id);  // pumps it in a later turn
    void retire(Connection& connection);
    void bury(std::unique_ptr<Session> session);  // destroyed after this turn
    std::span<char> read_buffer() { return read_buffer_; }
    std::string& chunk() { return chunk_; }
    std::int64_t now_ms() const { return now_ms_; }  // monotonic, about a quarter second coarse
    const std::string& date() const { return date_; }
    std::shared_ptr<SSL_CTX> tls() const { return around_.tls.current(); }
    const TransportOptions& options() const { return around_.options; }
    const StaticSite& site() const { return around_.site; }
    const AnswerHeads& heads() const { return around_.heads; }
    SocketHandler& sockets() { return around_.sockets; }
    HttpHandler& http() { return around_.http; }
    Counters& counters() { return counters_; }
    const Counters& counters() const { return counters_; }
    boost::asio::io_context& context() { return context_; }

private:
    struct Slot {
        std::unique_ptr<Connection> connection;
        std::uint32_t generation = 0;
    };

    void tick();
    void read_clocks();
    void drain_inbox();
    void apply(Batch& batch);
    SocketSession* reach(ConnectionId id);
    void clear_later();

    boost::asio::io_context context_{1};  // destroyed last: sockets and timers live on it
    boost::asio::steady_timer timer_{context_};
    Surroundings& around_;
    const unsigned number_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::vector<std::unique_ptr<Connection>> retired_;
    std::vector<std::unique_ptr<Session>> buried_;
    std::vector<Connection*> dirty_;
    std::vector<char> read_buffer_;
    std::string chunk_;
    std::string date_;
    std::int64_t now_ms_ = 0;
    std::int64_t date_second_ = -1;
    bool clear_posted_ = false;
    bool stopping_ = false;
    Counters counters_;
    std::mutex inbox_mutex_;
    std::vector<std::unique_ptr<Batch>> inbox_;
    std::thread thread_;
};

}  // namespace kortelijn::transport
