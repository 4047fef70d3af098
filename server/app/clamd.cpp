// The INSTREAM command: each piece with its length before it, an empty one at the end, one line
// back. Every wait has an end, counted over the whole.
#include "app/clamd.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kortelijn::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

class Line {
public:
    explicit Line(std::int64_t patience_ms)
        : end_(SteadyClock::now() + std::chrono::milliseconds(patience_ms)) {}
    ~Line() {
        if (socket_ >= 0) ::close(socket_);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool connect(const ClamdAddress& to) {
        sockaddr_un local{};
        sockaddr_in v4{};
        sockaddr_in6 v6{};
        if (!to.path.empty()) {
            if (to.path.size() >= sizeof local.sun_path) return false;
            local.sun_family = AF_UNIX;
            std::memcpy(local.sun_path, to.path.c_str(), to.path.size() + 1);
            return connect(AF_UNIX, reinterpret_cast<sockaddr*>(&local), sizeof local);
        }
        if (::inet_pton(AF_INET, to.host.c_str(), &v4.sin_addr) == 1) {
            v4.sin_family = AF_INET;
            v4.sin_port = htons(to.port);
            return connect(AF_INET, reinterpret_cast<sockaddr*>(&v4), sizeof v4);
        }
        if (::inet_pton(AF_INET6, to.host.c_str(), &v6.sin6_addr) != 1) return false;
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(to.port);
        return connect(AF_INET6, reinterpret_cast<sockaddr*>(&v6), sizeof v6);
    }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent > 0)
                bytes.remove_prefix(std::size_t(sent));
            else if (errno == EAGAIN ? !wait(POLLOUT) : errno != EINTR)
                return false;
        }
        return true;
    }

    // Up to the zero byte; empty when none came.
    std::string answer() {
        std::string out;
        char in[512];
        while (out.size() < 4096) {
            const ssize_t got = ::recv(socket_, in, sizeof in, 0);
            if (got > 0) {
                out.append(in, std::size_t(got));
                if (const std::size_t end = out.find('\0'); end != out.npos)
                    return out.substr(0, end);
            } else if (got == 0 || (errno == EAGAIN ? !wait(POLLIN) : errno != EINTR)) {
                break;
            }
        }
        return {};
    }

private:
    bool connect(int family, const sockaddr* to, socklen_t size) {
        socket_ = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (socket_ < 0) return false;
        if (::connect(socket_, to, size) == 0) return true;
        if (errno != EINPROGRESS || !wait(POLLOUT)) return false;
        int error = 0;
        socklen_t bytes = sizeof error;
        return ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &bytes) == 0 && error == 0;
    }
    bool wait(short events) const {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end_ - SteadyClock::now());
        if (left.count() <= 0) return false;
        pollfd one{socket_, events, 0};
        return ::poll(&one, 1, int(left.count())) > 0;
    }

    const SteadyClock::time_point end_;
    int socket_ = -1;
};

std::string length_of(std::size_t bytes) {
    const std::uint32_t size = htonl(std::uint32_t(bytes));
    return {reinterpret_cast<const char*>(&size), sizeof size};
}

}  // namespace

std::optional<ClamdAddress> parse_clamd(const std::string& text) {
    ClamdAddress out;
    if (text.starts_with("unix:/")) {
        out.path = text.substr(5);
        return out;
    }
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos || colon == 0) return std::nullopt;
    out.host = text.substr(0, colon);
    if (out.host.front() == '[' && out.host.back() == ']')
        out.host = out.host.substr(1, out.host.size() - 2);
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, out.port);
    unsigned char address[sizeof(in6_addr)];
    const bool known = ::inet_pton(AF_INET, out.host.c_str(), address) == 1 ||
                       ::inet_pton(AF_INET6, out.host.c_str(), address) == 1;
    if (error != std::errc{} || rest != end || out.port == 0 || !known) return std::nullopt;
    return out;
}

Verdict scan_with_clamd(const ClamdAddress& address,
                        const std::function<std::optional<std::string>()>& next,
                        std::int64_t patience_ms) {
    Line line(patience_ms);
    using namespace std::string_view_literals;
    if (!line.connect(address) || !line.send("zINSTREAM\0"sv)) return Verdict::unknown;
    for (;;) {
        const std::optional<std::string> piece = next();
        if (!piece) return Verdict::unknown;
        // It may have said no already and hung up: its answer tells.
        if (!line.send(length_of(piece->size())) || !line.send(*piece)) break;
        if (piece->empty()) break;
    }
    const std::string said = line.answer();
    if (said == "stream: OK") return Verdict::clean;
    return said.starts_with("stream: ") && said.ends_with(" FOUND") ? Verdict::infected
                                                                    : Verdict::unknown;
}

}  // namespace kortelijn::app
