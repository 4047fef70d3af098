// The core's one thread: it owns the pipeline, waits for input or for the pipeline's next instant,
// and runs one batch after the other. While a batch is being committed the next one gathers in the
// queue: group commit without a timer. Nothing else may call the store or the pipeline once it
// runs.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/pipeline.hpp"

namespace kortelijn::app {

// A batch stays short, so that nobody waits for somebody else's burst.
constexpr std::size_t max_batch = 500;
// Requests and tasks that wait (I7); over it they are answered "busy".
constexpr std::size_t max_queue = 65'536;

class Engine {
public:
    // `die` is called on the engine's thread with a reason when nothing may go on (an fsync was
    // lost, or a mistake of our own); it must not return.
    using Die = std::function<void(std::string_view)>;

    Engine(store::Store& store, Clock& clock, Random& random, Outbox& outbox, core::Scans& scans,
           core::Options options, Die die);
    ~Engine();

    // Reads the log's edge on the caller's thread (throws StoreFailure), then starts the thread.
    void start();
    // Any thread. False: the queue is full and nothing was taken. What opens or closes a
    // connection, and what a worker found, is always taken.
    bool push(core::Incoming incoming);
    // Tells every open socket that the server is about to stop. Returns when that was handed out.
    void announce_stop();
    // Runs what is queued, records the stop, ends the thread. Once.
    void stop();

    // No acts any more while the disk is nearly full; any thread.
    void stand_still(bool yes) { standing_still_.store(yes); }

    // Any thread.
    std::size_t queue_length() const;
    core::Pipeline::Counts counts() const;
    const core::Sessions& sessions() { return pipeline_.sessions(); }
    const core::GuestSessions& guest_sessions() { return pipeline_.guest_sessions(); }

    // Inside a task's effect only (the engine's own thread).
    core::Pipeline& pipeline() { return pipeline_; }

private:
    void loop();
    void run(std::vector<core::Incoming> batch);
    std::vector<core::Incoming> wait_for_input();
    void tell_all(std::string_view method);

    Clock& clock_;
    Outbox& outbox_;
    core::Pipeline pipeline_;
    Die die_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<core::Incoming> queue_;
    std::unordered_map<ConnectionId, std::int64_t> turned_away_;  // since the last batch
    bool idle_ = false;
    bool stopping_ = false;
    bool announce_ = false;
    core::Pipeline::Counts counts_;

    std::atomic<bool> standing_still_{false};
    std::thread thread_;
};

}  // namespace kortelijn::app
