// A blocking connection to a mail relay that gives lines, with TLS from where it is asked for.
// Every wait has an end. It knows nothing of SMTP but that lines end with CRLF.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <openssl/types.h>
#include <string>
#include <string_view>

namespace kortelijn::app {

// How long a relay is waited for.
struct Patience {
    using Deadline = std::chrono::steady_clock::time_point;

    std::chrono::milliseconds each{20'000};   // one answer
    Deadline end = Deadline::max();           // of everything together
    const std::atomic<bool>* stop = nullptr;  // looked at several times a second

    // Throws std::runtime_error when it is over.
    void demand() const;
};

class SmtpLine {
public:
    // All throw std::runtime_error with a reason that names no person.
    SmtpLine(const std::string& host, std::uint16_t port, const Patience& patience);
    ~SmtpLine();
    SmtpLine(const SmtpLine&) = delete;
    SmtpLine& operator=(const SmtpLine&) = delete;

    // TLS 1.2 or 1.3; `check`: the certificate must be the host's, by an authority of that file or,
    // when it is empty, of the system. What came in the clear before and was not read is an error.
    void begin_tls(const std::string& host, const std::string& trusted_file, bool check);
    // Without the line's end; another end: a prompt that no line's end follows.
    std::string read(std::string_view ends = "\r\n");
    void write(std::string_view bytes);

private:
    using Deadline = Patience::Deadline;
    Deadline deadline() const;
    void wait(short events, Deadline until) const;
    void wait_tls(int result, Deadline until) const;

    int socket_ = -1;
    std::shared_ptr<SSL> tls_;
    std::string buffer_;
    Patience patience_;
};

}  // namespace kortelijn::app
