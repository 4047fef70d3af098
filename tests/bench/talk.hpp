// What the simulated people say and count: hello, join, messages, and every message that arrives.
// Each message carries the instant at which it was meant to be sent and its number in its room, so
// that latency, gaps and doubles are seen at each receiver. Reads the server's JSON by searching:
// a parser here would be measured along.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/client.hpp"
#include "bench/seed.hpp"
#include "bench/swarm.hpp"

namespace kortelijn::bench {

struct Counts {
    std::int64_t in = 0;    // people who joined their room
    std::int64_t lost = 0;  // connections that ended too early
    std::int64_t sent = 0;
    std::int64_t acked = 0;    // durable: the reply came
    std::int64_t refused = 0;  // error replies
    std::int64_t delivered = 0;
    std::int64_t wrong = 0;    // doubles, gaps, out of order
    std::int64_t history = 0;  // messages that came with joining
};

class Talk final : public Listener {
public:
    Talk(const Seeded& seeded, const Shape& shape, std::uint16_t port);

    // Connects everybody, at most `at_once` of them on their way at any moment, and waits until all
    // are in their room. False when that takes over `limit_s` or somebody is lost.
    bool gather(int at_once, double limit_s);
    // More connections, which are none of the rooms': what comes on them is the others'. Gives the
    // number of the first; they are connected by who shares.
    int share(const std::vector<std::string>& tokens, Listener& others);
    Swarm& swarm() { return swarm_; }
    // The first person of each room sends; `meant_ns` is the instant the latency counts from.
    void post(int room, std::int64_t meant_ns);
    // Serves the sockets; see Swarm::run.
    void run(double seconds, const std::function<bool()>& done = {}, const Swarm::Due& due = {});
    // Until every message sent was acknowledged and has reached every member; at most `limit_s`.
    bool drain(double limit_s);
    // Closes every connection without ceremony.
    void leave();

    // Called for each acknowledged message.
    std::function<void(int room)> on_ack;
    // While true, the latency of each delivery is kept.
    bool measuring = false;
    std::vector<float> latency_ms;

    // Something went wrong on a shared connection: this run is not complete.
    void refused(std::string_view what);

    const Counts& counts() const { return counts_; }
    const std::string& first_problem() const { return first_problem_; }

private:
    struct Place {
        std::int64_t last_number = 0;  // of the newest message that came
        std::int64_t posted = 0;
    };

    void opened(Client& client) override;
    void text(Client& client, std::string_view message) override;
    void lost(Client& client, const std::string& why) override;
    bool shared(const Client& client) const {
        return client.number() >= int(seeded_.people.size());
    }
    void reply(Client& client, std::string_view message);
    void notices(Client& client, std::string_view array);
    void problem(std::string_view what);

    const Seeded& seeded_;
    const Shape shape_;
    Swarm swarm_;
    Listener* others_ = nullptr;
    std::vector<Place> places_;
    Counts counts_;
    std::string first_problem_;
    int begun_ = 0;
};

// The value below which this part (0 to 1) of them lies; 0 of none. Reorders.
double quantile(std::vector<float>& values, double part);

}  // namespace kortelijn::bench
