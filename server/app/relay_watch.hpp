// Ends what the relay of calls still carries for who is in no call any more. Coturn looks at a
// credential when something is begun and never again, so a place that is taken away would be
// carried for as long as its page asks. Its console on this machine (cli-ip=127.0.0.1) can end it.
// Only for a relay that serves this server alone: whoever is of no call here is cut off.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/engine.hpp"
#include "app/smtp_line.hpp"
#include "app/workers.hpp"

namespace kortelijn::app {

struct RelayConsole {
    std::uint16_t port = 0;  // of 127.0.0.1
    std::string password;
};

// One thing that the relay carries: its number there, and for whom ("<call>.<leg>").
struct Carried {
    std::string session;
    std::string whose;

    bool operator==(const Carried&) const = default;
};

// A connection to the console. All throw std::runtime_error when it does not answer as coturn does.
class RelayLine {
public:
    RelayLine(const RelayConsole&, const Patience&);
    // What was begun with credentials of calls (commands/turn.hpp); at most as many as the relay's
    // cli-max-output-sessions.
    std::vector<Carried> carried();
    void end(const std::vector<Carried>&);

private:
    SmtpLine line_;
};

class RelayWatch {
public:
    using Say = std::function<void(const std::string& what, bool well)>;

    // Without a port it never looks.
    RelayWatch(Engine& engine, RelayConsole console, Say say)
        : engine_(engine), console_(std::move(console)), say_(std::move(say)) {}
    ~RelayWatch() { stop(); }
    RelayWatch(const RelayWatch&) = delete;
    RelayWatch& operator=(const RelayWatch&) = delete;

    // Called every few seconds; does not wait. One look at a time.
    void look();
    void stop();
    // Looks that went well, and what they ended.
    std::uint64_t looked() const { return looked_.load(); }
    std::uint64_t ended() const { return ended_.load(); }

private:
    void look_once();
    std::set<std::string> in_a_call();

    Engine& engine_;
    const RelayConsole console_;
    const Say say_;
    std::atomic<bool> stopping_{false}, looking_{false}, well_{true};
    std::atomic<std::uint64_t> looked_{0}, ended_{0};
    WorkerPool worker_{1, 1, 10};
};

}  // namespace kortelijn::app
