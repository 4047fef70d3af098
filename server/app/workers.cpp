// Threads and their queues.
#include "app/workers.hpp"

#include <algorithm>
#include <exception>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kortelijn::app {

WorkerPool::WorkerPool(unsigned threads, std::size_t max_waiting, int niceness)
    : max_waiting_(max_waiting) {
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this, i, niceness] { loop(i, niceness); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(std::function<void(unsigned)> job) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || waiting_.size() >= max_waiting_) return false;
        waiting_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void WorkerPool::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        waiting_.clear();
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void WorkerPool::loop(unsigned worker, int niceness) {
    if (niceness != 0)
        setpriority(PRIO_PROCESS, id_t(gettid()), niceness);  // Linux: of this thread
    for (;;) {
        std::function<void(unsigned)> job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (stopping_) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job(worker);
    }
}

ScanWorkers::ScanWorkers(Open open, unsigned threads, std::size_t max_waiting)
    : open_(std::move(open)), readers_(threads), pool_(threads, max_waiting, 5) {}

void ScanWorkers::start(std::function<std::shared_ptr<void>(store::ReadStore&)> job,
                        std::function<void(std::shared_ptr<void>)> done) {
    const bool taken = pool_.submit([this, job = std::move(job), done](unsigned worker) {
        std::shared_ptr<void> found;
        try {
            if (!readers_[worker]) readers_[worker] = open_();
            found = job(*readers_[worker]);
        } catch (const std::exception& failure) {
            spdlog::warn("scan failed: {}", failure.what());
            readers_[worker].reset();  // a new connection next time
        }
        done(std::move(found));
    });
    if (!taken) done(nullptr);
}

unsigned hash_threads() { return std::clamp(std::thread::hardware_concurrency() / 2, 1U, 2U); }

}  // namespace kortelijn::app
