// The event loop of the load generator: one thread, edge-triggered epoll, all connections. It knows
// the sockets and the clock; what is said on them is the listener's.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "bench/client.hpp"

namespace kortelijn::bench {

class Swarm {
public:
    Swarm(std::uint16_t port, Listener& listener);
    ~Swarm();
    Swarm(const Swarm&) = delete;
    Swarm& operator=(const Swarm&) = delete;

    Client& add(std::string token);
    Client& at(int number) { return *clients_[std::size_t(number)]; }
    std::size_t size() const { return clients_.size(); }
    // Connects client `number`. Throws std::runtime_error when the machine is out of descriptors.
    void connect(int number);
    void send(Client& client, std::string_view text);

    // Serves the sockets until `until_ns` (CLOCK_MONOTONIC) or until `done` says so. `due`, asked
    // before each wait, does what is due by itself and says when it wants to be asked again.
    using Due = std::function<std::int64_t(std::int64_t now_ns)>;
    void run(std::int64_t until_ns, const std::function<bool()>& done, const Due& due = {});

private:
    void flush_all();

    const std::uint16_t port_;
    Listener& listener_;
    SSL_CTX* context_;
    int epoll_;
    std::vector<std::unique_ptr<Client>> clients_;
    std::vector<Client*> to_flush_;
};

}  // namespace kortelijn::bench
