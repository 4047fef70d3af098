// First what the relay carries is read, then who is in a call: who came in between is never cut
// off.
#include "app/relay_watch.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>

#include "commands/call_look.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;

namespace {

constexpr std::chrono::seconds each_answer{5};
constexpr std::string_view prompt = "> ";
constexpr std::size_t most_lines = 1'000'000;

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "<expiry>:<call>.<leg>", as our credentials are named; of another's: empty.
std::string whose(std::string_view user) {
    const std::size_t colon = user.find(':');
    const std::size_t point = user.find('.', colon == user.npos ? 0 : colon);
    if (colon == user.npos || point == user.npos) return {};
    const bool ours = is_number(user.substr(0, colon)) &&
                      is_number(user.substr(colon + 1, point - colon - 1)) &&
                      is_number(user.substr(point + 1));
    return ours ? std::string(user.substr(colon + 1)) : std::string();
}

// "    1) id=001000000000000003, user <1795354668:111.222>:"
std::optional<Carried> read_session(std::string_view line) {
    const std::size_t id = line.find(") id="), user = line.find(", user <");
    const std::size_t end = line.rfind(">:");
    if (id == line.npos || user == line.npos || end == line.npos || end < user + 8)
        return std::nullopt;
    const std::string_view session = line.substr(id + 5, user - id - 5);
    Carried out{std::string(session), whose(line.substr(user + 8, end - user - 8))};
    if (!is_number(session) || out.whose.empty()) return std::nullopt;
    return out;
}

}  // namespace

// It takes what comes at once for one command, so each waits for the prompt before it.
RelayLine::RelayLine(const RelayConsole& console, const Patience& patience)
    : line_("127.0.0.1", console.port, patience) {
    line_.read("Enter password: \r\n");
    line_.write(console.password + "\r\n");
    try {
        line_.read(prompt);
    } catch (const std::runtime_error&) {
        throw std::runtime_error("its console does not take the password");
    }
}

std::vector<Carried> RelayLine::carried() {
    std::vector<Carried> out;
    line_.write("ps\r\n");
    for (std::size_t n = 0; n < most_lines; ++n) {
        const std::string line = line_.read();
        if (line.find("Total sessions: ") != line.npos) {
            line_.read(prompt);
            return out;
        }
        if (auto one = read_session(line)) out.push_back(std::move(*one));
    }
    throw std::runtime_error("its console says too much");
}

void RelayLine::end(const std::vector<Carried>& all) {
    for (const Carried& one : all) {
        line_.write("cs " + one.session + "\r\n");
        line_.read(prompt);
    }
}

void RelayWatch::look() {
    if (console_.port == 0 || looking_.exchange(true)) return;
    // Whatever comes of it, the next look may begin: also when the worker throws it away.
    const std::shared_ptr<void> over(nullptr, [this](void*) { looking_.store(false); });
    (void)worker_.submit([this, over](unsigned) { look_once(); });
}

void RelayWatch::stop() {
    stopping_.store(true);
    worker_.stop();
}

void RelayWatch::look_once() {
    try {
        Patience patience;
        patience.each = each_answer;
        patience.end = std::chrono::steady_clock::now() + 6 * each_answer;
        patience.stop = &stopping_;
        RelayLine line(console_, patience);
        std::vector<Carried> carried = line.carried();
        if (!carried.empty()) {
            const std::set<std::string> in = in_a_call();
            std::erase_if(carried, [&](const Carried& one) { return in.contains(one.whose); });
        }
        if (!carried.empty()) {
            line.end(carried);
            ended_ += carried.size();
        }
        ++looked_;
        if (!well_.exchange(true)) say_("the relay's console answers again", true);
    } catch (const std::exception& problem) {  // a queue that stops drops its promise too
        if (!stopping_.load() && well_.exchange(false))
            say_(std::string("what the relay carries cannot be ended: ") + problem.what(), false);
    }
}

// Asked of the core; without its answer nobody is cut off.
std::set<std::string> RelayWatch::in_a_call() {
    const auto in = std::make_shared<std::set<std::string>>();
    const auto promise = std::make_shared<std::promise<bool>>();
    core::Task task;
    // Calls with somebody in them are at hand (World::trim_family).
    task.effect = [in](store::Store&, World& world, Instant) -> Result<Change> {
        for (const auto& [id, at_hand] : world.calls())
            for (const store::CallParticipant& one : world.call(id).record.participants)
                if (commands::takes_part(one.seat.state) && one.leg != 0)
                    in->insert(std::to_string(id.value) + '.' + std::to_string(one.leg));
        return Change{};
    };
    task.done = [promise](const Result<std::string>& outcome) {
        promise->set_value(bool(outcome));
    };
    auto done = promise->get_future();
    if (!engine_.push(std::move(task)) || done.wait_for(each_answer) != std::future_status::ready ||
        !done.get())
        throw std::runtime_error("the server is busy");
    return *in;
}

}  // namespace kortelijn::app
