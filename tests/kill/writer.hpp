// One device of one person, over a real TLS socket: writes messages with rising client ids, several
// under way at once, and sends what was never answered again under its old id when it comes back.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/tls_client.hpp"

namespace kortelijn::kill_loop {

using Json = nlohmann::json;

// The server went away before it answered.
struct Cut : std::runtime_error {
    Cut() : std::runtime_error("the connection was cut") {}
};

// Signs in as one of the demo's people; returns the cookie. Throws when it is refused.
std::string sign_in(std::uint16_t port, const std::string& name);

class Line {
public:
    // Connects, upgrades, says hello. Throws Cut when the server goes away meanwhile.
    Line(std::uint16_t port, const std::string& cookie, const std::string& device);

    void send(std::int64_t id, const char* method, const Json& params);
    // The next reply (notices are skipped), or null when the server is gone. Waits up to ten
    // seconds.
    Json reply();
    // Sends and waits for its result. Throws Cut, or std::runtime_error on a refusal.
    Json ask(const char* method, const Json& params);
    bool gone() const { return client_.ended() || cut_; }

private:
    testing_support::TlsClient client_;
    std::int64_t next_ =
        1'000'000'000;  // apart from the client ids, which a writer uses as request ids
    bool cut_ = false;
};

// A case and its room as this person sees them.
struct Place {
    std::int64_t case_id = 0, room = 0;
};
Place find_case(Line& line, const std::string& label);

struct Stored {
    std::int64_t seq;
    std::string text;
};
// Everything after `after`, in order.
std::vector<Stored> read_after(Line& line, std::int64_t room, std::int64_t after);

class Writer {
public:
    Writer(std::string cookie, std::string device)
        : cookie_(std::move(cookie)), device_(std::move(device)) {}

    // Writes until the server goes away. Unanswered messages of the last time go first, in order.
    void write(std::uint16_t port, std::int64_t room, int window);
    // Only sends what is unanswered, and waits for the answers.
    void settle(std::uint16_t port, std::int64_t room);

    // client id -> sequence in the room: what the server said is stored.
    const std::map<std::int64_t, std::int64_t>& acknowledged() const { return acknowledged_; }
    std::string text_of(std::int64_t client_id) const {
        return device_ + "/" + std::to_string(client_id);
    }
    std::int64_t written() const { return next_ - 1; }
    // Refusals, answers nobody asked for, a repeat with another result. Empty: none.
    const std::string& problem() const { return problem_; }

private:
    void post(Line& line, std::int64_t room, std::int64_t client_id);
    bool take(const Json& reply);

    std::string cookie_, device_, problem_;
    std::int64_t next_ = 1;
    std::map<std::int64_t, bool> unanswered_;
    std::map<std::int64_t, std::int64_t> acknowledged_;
};

}  // namespace kortelijn::kill_loop
