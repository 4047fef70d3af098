// A turn: what is due, one write per connection that has something to say, then wait.
#include "bench/swarm.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>
#include <sys/epoll.h>
#include <unistd.h>

#include "bench/machine.hpp"

namespace kortelijn::bench {
namespace {

// Linux hands out 28,000 ports for one pair of addresses; 127.0.0.0/8 is all loopback.
constexpr int connections_per_source = 20'000;

}  // namespace

Swarm::Swarm(std::uint16_t port, Listener& listener)
    : port_(port),
      listener_(listener),
      context_(new_client_context()),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    std::signal(SIGPIPE, SIG_IGN);
}

Swarm::~Swarm() {
    clients_.clear();
    ::close(epoll_);
    SSL_CTX_free(context_);
}

Client& Swarm::add(std::string token) {
    clients_.push_back(std::make_unique<Client>(int(clients_.size()), std::move(token)));
    return *clients_.back();
}

void Swarm::connect(int number) {
    Client& client = at(number);
    const Target target{port_, "127.0.0." + std::to_string(1 + number / connections_per_source)};
    if (!client.begin(target))
        throw std::runtime_error("no more sockets: raise the limit of open files");
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = &client;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.fd(), &event);
}

void Swarm::send(Client& client, std::string_view text) {
    if (client.state() != Client::State::open) return;
    client.send(text);
    if (client.queued_for_flush) return;
    client.queued_for_flush = true;
    to_flush_.push_back(&client);
}

void Swarm::flush_all() {
    for (std::size_t i = 0; i < to_flush_.size(); ++i) {
        to_flush_[i]->queued_for_flush = false;
        if (to_flush_[i]->state() == Client::State::open) to_flush_[i]->flush(listener_);
    }
    to_flush_.clear();
}

void Swarm::run(std::int64_t until_ns, const std::function<bool()>& done, const Due& due) {
    static std::array<epoll_event, 512> events;
    for (;;) {
        std::int64_t now = now_ns();
        const std::int64_t next = due ? std::min(due(now), until_ns) : until_ns;
        flush_all();
        if (now >= until_ns || (done && done())) return;
        now = now_ns();
        const std::int64_t wait = std::max<std::int64_t>(0, next - now);
        const timespec timeout{wait / 1'000'000'000, wait % 1'000'000'000};
        const int count =
            ::epoll_pwait2(epoll_, events.data(), int(events.size()), &timeout, nullptr);
        for (int i = 0; i < count; ++i) {
            auto* client = static_cast<Client*>(events[std::size_t(i)].data.ptr);
            if (client->state() != Client::State::gone) client->ready(context_, listener_);
        }
    }
}

}  // namespace kortelijn::bench
