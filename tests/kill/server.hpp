// The real `kortelijn serve --demo` in a folder that goes with the object: to be killed at any
// moment and started again on the same port. Ends no process but its own.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

#include "support/test_certificate.hpp"

namespace kortelijn::kill_loop {

class Server {
public:
    explicit Server(std::string program);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Starts it and waits until it accepts connections. Throws std::runtime_error with the end of
    // its log when it does not come up within a minute.
    void start();
    // SIGKILL: no goodbye, nothing finished.
    void kill();
    // SIGTERM. True: an orderly end.
    bool stop();
    // `kortelijn audit verify` on the folder: its exit code (0: whole), what it said in `said`.
    int verify(std::string& said) const;

    std::uint16_t port() const { return port_; }

private:
    int end(int signal);
    std::string log() const;

    std::string program_;
    testing_support::TemporaryFolder folder_;
    testing_support::TestCertificate certificate_;
    std::uint16_t port_ = 0;
    pid_t pid_ = -1;
};

}  // namespace kortelijn::kill_loop
