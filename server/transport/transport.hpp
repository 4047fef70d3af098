// The server's face: listeners, I/O threads, static client, and the outbox through which the core
// reaches open sockets. The application makes one, gives it its two handlers, and starts it. Must
// never outlive its handlers.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "rooms/outbox.hpp"
#include "transport/handlers.hpp"
#include "transport/options.hpp"
#include "transport/side_listener.hpp"
#include "transport/static_site.hpp"

namespace kortelijn::transport {

class Transport final : public Outbox {
public:
    // Loads the certificate; throws std::runtime_error with a reason a person understands.
    Transport(TransportOptions options, StaticSite site, SocketHandler& sockets, HttpHandler& http);
    ~Transport() override;

    // Binds all endpoints, then accepts. Throws std::runtime_error that names the endpoint.
    void start();
    // Health and metrics, plain HTTP on loopback. Before start().
    void add_side_listener(const Endpoint& endpoint, SideHandlers handlers);

    // One per endpoint, in their order; after start().
    std::vector<std::uint16_t> ports() const;
    std::uint16_t side_port() const;

    void deliver(Batch&& batch) override;

    // Reads certificate and key again. Empty: done. Otherwise why not, and the old pair stays.
    // Open sockets notice nothing either way.
    std::string reload();

    // No new connections; sockets are closed with 1001 after what waits for them, HTTP answers
    // under way are finished. Returns when all are gone or the time is over. Once.
    void stop(std::chrono::milliseconds within);

    // HTTP requests since start that no handler saw, because the rules refused them.
    std::uint64_t refused() const;

    // Families of OpenMetrics text whose names begin so, without the final "# EOF".
    std::string open_metrics(std::string_view beginning = "kortelijn_transport_") const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace kortelijn::transport
