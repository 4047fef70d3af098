// The real `kortelijn serve`, in a process of its own, on a data folder that goes with the object.
// Its limits per person and per address are lifted, since the workloads are many people at one
// address; nothing else differs from what an installation runs.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

#include "bench/seed.hpp"

namespace kortelijn::bench {

class ServerProcess {
public:
    // Seeds the folder, starts the program and waits until it accepts connections. `where`: an
    // existing folder, on the disk that is to be measured. Throws std::runtime_error with the end
    // of the server's log when it does not come up.
    ServerProcess(const std::string& program, const std::string& where, const Shape& shape);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    pid_t pid() const { return pid_; }
    std::uint16_t port() const { return port_; }
    const Seeded& seeded() const { return seeded_; }
    const std::string& folder() const { return folder_; }
    // SIGTERM, and SIGKILL when that takes more than fifteen seconds. What was wrong with its end,
    // and what it wrote then; empty when it was an orderly one.
    std::string stop();

private:
    void write_config(const std::string& certificate, const std::string& key) const;
    void start(const std::string& program);
    void wait_until_up();
    std::string end_of_log() const;

    std::string folder_;
    std::uint16_t port_ = 0;
    Seeded seeded_;
    pid_t pid_ = -1;
};

// What is not as in an installation, for the output.
constexpr const char* lifted_words =
    "rate limits per person (rates.writes_per_s = 0, rates.reads_per_s = 0) and connections per "
    "address are lifted";

}  // namespace kortelijn::bench
