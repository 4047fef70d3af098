// Puts the parts together and splits batches over the I/O threads. With one thread (two cores) a
// batch goes through whole; nothing is copied.
#include "transport/transport.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "transport/io_thread.hpp"
#include "transport/listener.hpp"

namespace kortelijn::transport {

struct Transport::Parts {
    Parts(TransportOptions given, StaticSite files, SocketHandler& sockets, HttpHandler& http)
        : options(std::move(given)),
          site(std::move(files)),
          around{options,
                 site,
                 sockets,
                 http,
                 AnswerHeads(options),
                 TlsContext(options.tls),
                 PeerLimits(options.limits)} {}

    TransportOptions options;
    StaticSite site;
    Surroundings around;
    std::vector<std::shared_ptr<IoThread>> threads;
    std::vector<std::unique_ptr<Listener>> listeners;
    std::unique_ptr<SideListener> side;
    bool started = false;
};

Transport::Transport(TransportOptions options, StaticSite site, SocketHandler& sockets,
                     HttpHandler& http)
    : parts_(std::make_unique<Parts>(std::move(options), std::move(site), sockets, http)) {
    unsigned count = parts_->options.io_threads;
    if (count == 0) count = std::max(2u, std::thread::hardware_concurrency()) - 1;
    count = std::min(count, 255u);  // a ConnectionId has eight bits for it
    for (unsigned i = 0; i < count; ++i)
        parts_->threads.push_back(std::make_shared<IoThread>(i, parts_->around));
}

Transport::~Transport() { stop(std::chrono::milliseconds(0)); }

void Transport::add_side_listener(const Endpoint& endpoint, SideHandlers handlers) {
    parts_->side = std::make_unique<SideListener>(parts_->threads.front()->context(), endpoint,
                                                  std::move(handlers));
}

void Transport::start() {
    for (const Endpoint& endpoint : parts_->options.endpoints)
        parts_->listeners.push_back(
            std::make_unique<Listener>(endpoint, parts_->threads, parts_->around));
    parts_->started = true;
    for (const auto& listener : parts_->listeners) listener->start();
    if (parts_->side) parts_->side->start();
    for (const auto& thread : parts_->threads) thread->start();
}

std::vector<std::uint16_t> Transport::ports() const {
    std::vector<std::uint16_t> ports;
    for (const auto& listener : parts_->listeners) ports.push_back(listener->port());
    return ports;
}

std::uint16_t Transport::side_port() const {
    return parts_->side ? parts_->side->port() : std::uint16_t{0};
}

void Transport::deliver(Batch&& batch) {
    auto& threads = parts_->threads;
    if (batch.empty()) return;
    if (threads.size() == 1)
        return threads.front()->deliver(std::make_unique<Batch>(std::move(batch)));

    std::vector<std::unique_ptr<Batch>> shares(threads.size());
    const auto share = [&](ConnectionId connection) -> Batch& {
        auto& mine = shares[io_thread_of(connection) % threads.size()];
        if (!mine) mine = std::make_unique<Batch>();
        return *mine;
    };
    for (const Purge& purge : batch.purges) share(purge.connection).purges.push_back(purge);
    for (OutboxItem& item : batch.items) {
        if (auto* reply = std::get_if<Reply>(&item)) {
            Batch& mine = share(reply->connection);
            mine.items.emplace_back(std::move(*reply));
            continue;
        }
        auto& notice = std::get<Notice>(item);
        for (const ConnectionId receiver : notice.receivers) {
            auto& items = share(receiver).items;
            auto* last = items.empty() ? nullptr : std::get_if<Notice>(&items.back());
            if (!last || last->text != notice.text || last->tag != notice.tag) {
                items.emplace_back(Notice{notice.text, notice.tag, {}});
                last = std::get_if<Notice>(&items.back());
            }
            last->receivers.push_back(receiver);
        }
    }
    for (Close& close : batch.closes) {
        Batch& mine = share(close.connection);
        mine.closes.push_back(std::move(close));
    }
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (shares[i]) threads[i]->deliver(std::move(shares[i]));
}

std::string Transport::reload() { return parts_->around.tls.reload(); }

void Transport::stop(std::chrono::milliseconds within) {
    if (!std::exchange(parts_->started, false)) return;
    const auto until = std::chrono::steady_clock::now() + within;
    IoThread::post_to(parts_->threads.front()->handle(), [this](IoThread&) {
        for (const auto& listener : parts_->listeners) listener->stop();
        if (parts_->side) parts_->side->stop();
    });
    for (const auto& thread : parts_->threads) thread->begin_stop();
    while (parts_->around.limits.connections() > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    for (const auto& thread : parts_->threads) thread->end();
}

std::uint64_t Transport::refused() const {
    std::uint64_t sum = 0;
    for (const auto& thread : parts_->threads) sum += thread->counters().http_refused.get();
    return sum;
}

std::string Transport::open_metrics(std::string_view beginning) const {
    struct Family {
        const char* name;
        Count Counters::*count;
        bool gauge;
    };
    constexpr Family families[] = {
        {"connections", &Counters::connections, true},
        {"connections_accepted", &Counters::accepted, false},
        {"connections_refused_full", &Counters::refused_full, false},
        {"tls_failures", &Counters::tls_failed, false},
        {"setup_timeouts", &Counters::setup_timeouts, false},
        {"http_requests", &Counters::http_requests, false},
        {"http_refusals", &Counters::http_refused, false},
        {"bytes_sent", &Counters::bytes_out, false},
        {"writes", &Counters::writes, false},
        {"sockets", &Counters::sockets, true},  // from here on of WebSockets alone
        {"upgrades", &Counters::upgrades, false},
        {"upgrades_refused", &Counters::upgrades_refused, false},
        {"messages_received", &Counters::messages_in, false},
        {"notices_delivered", &Counters::notices_out, false},
        {"replies_sent", &Counters::replies_out, false},
        {"closed_too_slow", &Counters::too_slow, false},
        {"closed_too_big", &Counters::too_big, false},
        {"closed_protocol_error", &Counters::protocol_errors, false},
        {"cut_by_purge", &Counters::purged_connections, false},
    };
    std::string out;
    for (const Family& family : families) {
        if (parts_->options.machine_only && family.name == std::string_view("sockets")) break;
        std::uint64_t sum = 0;
        for (const auto& thread : parts_->threads) sum += (thread->counters().*family.count).get();
        const std::string name = std::string(beginning) + family.name;
        out += "# TYPE " + name + (family.gauge ? " gauge\n" : " counter\n");
        out += name + (family.gauge ? " " : "_total ") + std::to_string(sum) + '\n';
    }
    const std::string answers = std::string(beginning) + "http_answers";
    out += "# TYPE " + answers + " counter\n";
    for (std::size_t i = 0; i < std::size(Counters{}.answered); ++i) {
        std::uint64_t sum = 0;
        for (const auto& thread : parts_->threads) sum += thread->counters().answered[i].get();
        out += answers + "_total{class=\"" + std::to_string(i + 2) + "xx\"} " +
               std::to_string(sum) + '\n';
    }
    return out;
}

}  // namespace kortelijn::transport
