// The event loop of one thread. Batches that came while it was busy are applied together, and each
// connection they touch is flushed once: under load that is what keeps a delivery cheap.
#include "transport/io_thread.hpp"

#include <chrono>
#include <pthread.h>
#include <signal.h>

#include <boost/asio/executor_work_guard.hpp>

#include "transport/http_session.hpp"
#include "transport/socket_session.hpp"

namespace kortelijn::transport {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

namespace {
constexpr auto tick_every = std::chrono::milliseconds(250);
}

IoThread::IoThread(unsigned number, Surroundings& around)
    : around_(around), number_(number), read_buffer_(16 * 1024) {
    chunk_.reserve(2 * SendQueue::chunk_bytes);
    read_clocks();
}

IoThread::~IoThread() {
    if (thread_.joinable()) end();
}

void IoThread::start() {
    tick();
    thread_ = std::thread([this] {
        sigset_t
            broken_pipe;  // OpenSSL writes with write(2): the error code says it, no signal needed
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
        const auto work = asio::make_work_guard(context_);
        context_.run();  // what a handler throws is our own mistake: it ends the process
    });
}

void IoThread::read_clocks() {
    using namespace std::chrono;
    now_ms_ = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
    const auto second = duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
    if (second != date_second_) date_ = http_date(date_second_ = second);
}

void IoThread::tick() {
    read_clocks();
    for (std::size_t i = 0; i < slots_.size(); ++i)
        if (Connection* connection = slots_[i].connection.get()) connection->tick(now_ms_);
    timer_.expires_after(tick_every);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) tick();
    });
}

void IoThread::adopt(int native_socket, const asio::ip::address& peer) {
    asio::post(context_, [this, native_socket, peer] {
        TcpSocket socket(context_.get_executor());
        boost::system::error_code error;
        socket.assign(peer.is_v6() ? tcp::v6() : tcp::v4(), native_socket, error);
        socket.non_blocking(true, error);
        socket.set_option(tcp::no_delay(true), error);
        socket.set_option(asio::socket_base::send_buffer_size(
                              static_cast<int>(options().limits.send_buffer_bytes)),
                          error);
        if (error || stopping_ || (free_.empty() && slots_.size() > 0xffffff))
            return around_.limits.leave(peer);
        std::uint32_t index = static_cast<std::uint32_t>(slots_.size());
        if (free_.empty()) {
            slots_.emplace_back();
        } else {
            index = free_.back();
            free_.pop_back();
        }
        Slot& slot = slots_[index];
        const ConnectionId id = connection_id(number_, index, ++slot.generation);
        slot.connection = std::make_unique<Connection>(*this, id, std::move(socket), peer);
        counters_.accepted.add();
        counters_.connections.add();
        slot.connection->start();
    });
}

Connection* IoThread::find(ConnectionId id) {
    const std::uint32_t index = slot_of(id);
    if (index >= slots_.size()) return nullptr;
    Connection* connection = slots_[index].connection.get();
    return connection && connection->id() == id ? connection : nullptr;
}

void IoThread::again(ConnectionId id) {
    asio::post(context_, [this, id] {
        if (Connection* connection = find(id)) connection->pump();
    });
}

void IoThread::retire(Connection& connection) {
    around_.limits.leave(connection.peer_address());
    counters_.connections.take();
    const std::uint32_t index = slot_of(connection.id());
    retired_.push_back(std::move(slots_[index].connection));
    free_.push_back(index);
    clear_later();
}

void IoThread::bury(std::unique_ptr<Session> session) {
    buried_.push_back(std::move(session));
    clear_later();
}

// Not now: whoever ends may be among the callers.
void IoThread::clear_later() {
    if (std::exchange(clear_posted_, true)) return;
    asio::post(context_, [this] {
        clear_posted_ = false;
        retired_.clear();
        buried_.clear();
    });
}

void IoThread::deliver(std::unique_ptr<Batch> batch) {
    bool first = false;
    {
        const std::lock_guard lock(inbox_mutex_);
        first = inbox_.empty();
        inbox_.push_back(std::move(batch));
    }
    if (first) asio::post(context_, [this] { drain_inbox(); });
}

void IoThread::drain_inbox() {
    std::vector<std::unique_ptr<Batch>> batches;
    {
        const std::lock_guard lock(inbox_mutex_);
        batches.swap(inbox_);
    }
    for (const auto& batch : batches) apply(*batch);
    for (Connection* connection : dirty_) {
        connection->clear_dirty();
        connection->flush();
        if (SocketSession* socket = connection->socket()) socket->enforce_limits();
    }
    dirty_.clear();
}

SocketSession* IoThread::reach(ConnectionId id) {
    Connection* connection = find(id);
    if (!connection || !connection->socket() || connection->ended()) return nullptr;
    if (!connection->mark_dirty()) dirty_.push_back(connection);
    return connection->socket();
}

void IoThread::apply(Batch& batch) {
    for (const Purge& purge : batch.purges)
        if (SocketSession* socket = reach(purge.connection))
            socket->purge(purge.of);
        else if (Connection* connection = find(purge.connection);
                 connection && connection->http() && !connection->ended())
            connection->http()->purge(purge.of);
    for (OutboxItem& item : batch.items) {
        if (auto* reply = std::get_if<Reply>(&item)) {
            if (SocketSession* socket = reach(reply->connection)) socket->reply(std::move(*reply));
            continue;
        }
        const Notice& notice = std::get<Notice>(item);
        for (const ConnectionId receiver : notice.receivers)
            if (SocketSession* socket = reach(receiver)) socket->notice(notice.text, notice.tag);
    }
    for (const Close& close : batch.closes)
        if (SocketSession* socket = reach(close.connection))
            socket->close(close.code, close.reason, CloseCause::server_closed);
}

void IoThread::begin_stop() {
    asio::post(context_, [this] {
        stopping_ = true;  // batches delivered before this are through: posts run in order
        for (std::size_t i = 0; i < slots_.size(); ++i)
            if (Connection* connection = slots_[i].connection.get()) connection->stop();
    });
}

void IoThread::end() {
    asio::post(context_, [this] {
        for (std::size_t i = 0; i < slots_.size(); ++i)
            if (Connection* connection = slots_[i].connection.get())
                connection->die(CloseCause::stopping);
        timer_.cancel();
        context_.stop();
    });
    if (thread_.joinable()) thread_.join();
    retired_.clear();
    buried_.clear();
}

}  // namespace kortelijn::transport
