// The loop around the pipeline. All waiting is here; the pipeline itself knows no thread.
#include "app/engine.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <string>

#include "reply.hpp"

namespace kortelijn::app {
namespace {

// The clock may be set by hand: never sleep past a look at it.
constexpr std::int64_t longest_wait_ms = 1000;

bool may_wait(const core::Incoming& incoming) {
    return std::holds_alternative<core::Asked>(incoming) ||
           std::holds_alternative<core::Beside>(incoming) ||
           std::holds_alternative<core::Task>(incoming);
}

}  // namespace

Engine::Engine(store::Store& store, Clock& clock, Random& random, Outbox& outbox,
               core::Scans& scans, core::Options options, Die die)
    : clock_(clock),
      outbox_(outbox),
      pipeline_(
          store, clock, random, outbox, scans,
          [this](core::Incoming in) { (void)push(std::move(in)); }, options),
      die_(std::move(die)) {}

Engine::~Engine() {
    if (thread_.joinable()) stop();
}

void Engine::start() {
    pipeline_.start();
    thread_ = std::thread([this] {
        try {
            loop();
        } catch (const std::exception& mistake) {
            die_(mistake.what());
        }
    });
}

bool Engine::push(core::Incoming incoming) {
    bool wake = false;
    {
        const std::scoped_lock lock(mutex_);
        if (queue_.size() >= max_queue && may_wait(incoming)) {
            if (const auto* asked = std::get_if<core::Asked>(&incoming))
                ++turned_away_[asked->connection];
            return false;
        }
        queue_.push_back(std::move(incoming));
        wake = std::exchange(idle_, false);
    }
    if (wake) wake_.notify_one();
    return true;
}

std::vector<core::Incoming> Engine::wait_for_input() {
    std::vector<core::Incoming> taken;
    const std::int64_t due_ms = pipeline_.next_due() - clock_.now();
    std::unique_lock lock(mutex_);
    if (queue_.empty() && !stopping_ && !announce_) {
        idle_ = true;
        const auto wait =
            std::chrono::milliseconds(std::clamp<std::int64_t>(due_ms, 0, longest_wait_ms));
        wake_.wait_for(lock, wait, [this] { return !queue_.empty() || stopping_ || announce_; });
        idle_ = false;
    }
    taken.swap(queue_);
    for (const auto& [connection, count] : turned_away_) pipeline_.turned_away(connection, count);
    turned_away_.clear();
    return taken;
}

void Engine::loop() {
    for (;;) {
        std::vector<core::Incoming> taken = wait_for_input();
        for (std::size_t at = 0; at < taken.size();) {
            const std::size_t end = std::min(taken.size(), at + max_batch);
            run({std::make_move_iterator(taken.begin() + std::ptrdiff_t(at)),
                 std::make_move_iterator(taken.begin() + std::ptrdiff_t(end))});
            at = end;
        }
        if (taken.empty() && clock_.now() >= pipeline_.next_due()) run({});
        std::unique_lock lock(mutex_);
        if (announce_) {
            lock.unlock();
            tell_all("server.stopping");
            lock.lock();
            announce_ = false;
            wake_.notify_all();
        }
        if (stopping_ && queue_.empty()) break;
    }
    pipeline_.stop();
}

void Engine::run(std::vector<core::Incoming> batch) {
    pipeline_.stand_still(standing_still_.load());
    pipeline_.run(std::move(batch));
    if (pipeline_.must_stop())
        die_("what was written could not be made durable, or nothing can be read any more");
    const std::scoped_lock lock(mutex_);
    counts_ = pipeline_.counts();
}

void Engine::tell_all(std::string_view method) {
    Batch batch;
    std::vector<ConnectionId> all;
    for (const auto& [who, connections] : pipeline_.world().connections().people())
        all.insert(all.end(), connections.begin(), connections.end());
    for (const auto& [link, connections] : pipeline_.world().connections().guests())
        all.insert(all.end(), connections.begin(), connections.end());
    if (all.empty()) return;
    batch.notice(std::make_shared<const std::string>(protocol::notice(method, "{}")), {},
                 std::move(all));
    outbox_.deliver(std::move(batch));
}

void Engine::announce_stop() {
    std::unique_lock lock(mutex_);
    announce_ = true;
    wake_.notify_all();
    wake_.wait_for(lock, std::chrono::seconds(5), [this] { return !announce_; });
}

void Engine::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::size_t Engine::queue_length() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
}

core::Pipeline::Counts Engine::counts() const {
    const std::scoped_lock lock(mutex_);
    return counts_;
}

}  // namespace kortelijn::app
