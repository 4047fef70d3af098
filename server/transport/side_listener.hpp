// /health and /metrics in plain HTTP for the machine's own monitoring. Must never listen on
// anything but a loopback address, nor answer any other path.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "transport/options.hpp"

namespace boost::asio {
class io_context;
}

namespace kortelijn::transport {

struct SideHandlers {
    struct Health {
        bool well = true;
        std::string text;  // JSON; no personal data
    };
    // Both are called on an I/O thread and must not block.
    std::function<Health()> health;
    std::function<std::string()> metrics;  // OpenMetrics text, with "# EOF"
};

class SideListener {
public:
    // Throws std::runtime_error: not loopback, or cannot bind.
    SideListener(boost::asio::io_context& context, const Endpoint& endpoint, SideHandlers handlers);
    ~SideListener();

    void start();
    void stop();  // on the context's thread
    std::uint16_t port() const;

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

}  // namespace kortelijn::transport
