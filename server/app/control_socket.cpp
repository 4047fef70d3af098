// The server's end of the control socket.
#include <cstring>
#include <future>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/console.hpp"
#include "app/control_wire.hpp"

namespace kortelijn::app {
namespace {

constexpr int request_within_ms = 2000;

bool request_whole(std::string_view text) { return text.ends_with("\n\n"); }

std::string outcome_text(const AdminAct& act, const Result<std::string>& outcome) {
    if (!outcome) return "no " + act.name + " " + admin_refusal_words(outcome.error());
    return "ok " + *outcome;
}

}  // namespace

ControlSocket::ControlSocket(const Config& config, Engine& engine)
    : path_(control_path(config)), engine_(engine) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path)
        throw std::runtime_error(path_ + ": this path is too long for a socket");
    std::memcpy(address.sun_path, path_.c_str(), path_.size() + 1);
    ::unlink(path_.c_str());  // of a server that was killed; the folder's lock is ours
    fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const mode_t before = ::umask(0177);
    const bool bound =
        fd_ >= 0 && ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::umask(before);
    if (!bound || ::listen(fd_, 8) != 0 || ::pipe(wake_) != 0)
        throw std::runtime_error(path_ + ": cannot listen there");
    thread_ = std::thread([this] { loop(); });
}

ControlSocket::~ControlSocket() {
    if (::write(wake_[1], "x", 1) == 1 && thread_.joinable()) thread_.join();
    ::unlink(path_.c_str());
    for (const int fd : {fd_, wake_[0], wake_[1]}) ::close(fd);
}

void ControlSocket::loop() {
    for (;;) {
        pollfd waits[2] = {{fd_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        if (::poll(waits, 2, -1) < 0) continue;
        if (waits[1].revents != 0) return;
        const int peer = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
        if (peer < 0) continue;
        answer(peer);
        ::close(peer);
    }
}

void ControlSocket::answer(int peer) {
    ucred who{};
    socklen_t size = sizeof who;
    if (::getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0 ||
        (who.uid != ::getuid() && who.uid != 0))
        return;
    const auto act = from_wire(read_bounded(peer, request_within_ms, request_whole));
    if (!act) return write_all(peer, "no that was not understood");
    auto task = admin_task(*act, "uid " + std::to_string(who.uid));
    if (!task || act->name == "create")
        return write_all(peer, "no that is not an act of the console");
    auto outcome = std::make_shared<std::promise<std::string>>();
    auto answered = outcome->get_future();
    task->done = [outcome, act = *act](const Result<std::string>& how) {
        outcome->set_value(outcome_text(act, how));
    };
    if (!engine_.push(std::move(*task))) return write_all(peer, "no the server is too busy");
    if (answered.wait_for(std::chrono::seconds(20)) == std::future_status::ready)
        write_all(peer, answered.get());
}

}  // namespace kortelijn::app
