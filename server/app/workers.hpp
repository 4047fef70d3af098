// Work that must not hold up the core or an I/O thread: long reads (each worker with a read-only
// connection of its own) and passphrase hashing. Both have bounded queues; what does not fit is
// refused at once and never waits without end.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/pipeline.hpp"

namespace kortelijn::app {

class WorkerPool {
public:
    // `niceness` as of nice(1), for these threads only.
    WorkerPool(unsigned threads, std::size_t max_waiting, int niceness);
    ~WorkerPool();

    // False when the queue is full or the pool has ended; the job was then not taken. A job must
    // not throw. It gets the worker's number, from 0.
    bool submit(std::function<void(unsigned worker)> job);
    // Ends after the job at hand; what waits is dropped.
    void stop();

private:
    void loop(unsigned worker, int niceness);

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void(unsigned)>> waiting_;
    const std::size_t max_waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

class ScanWorkers final : public core::Scans {
public:
    using Open = std::function<std::unique_ptr<store::ReadStore>()>;
    ScanWorkers(Open open, unsigned threads, std::size_t max_waiting);

    // `done` gets nothing when there is no room or the read failed.
    void start(std::function<std::shared_ptr<void>(store::ReadStore&)> job,
               std::function<void(std::shared_ptr<void>)> done) override;
    void stop() { pool_.stop(); }

private:
    Open open_;
    std::vector<std::unique_ptr<store::ReadStore>> readers_;  // one per worker, used by it alone
    WorkerPool pool_;
};

// One thread for every two cores, two at most: hashing must never starve the core.
unsigned hash_threads();

}  // namespace kortelijn::app
