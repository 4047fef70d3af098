// The client's side, and the form of the lines.
#include "app/control_wire.hpp"

#include <chrono>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/data_folder.hpp"

namespace kortelijn::app {
namespace {

constexpr int answer_within_ms = 30'000;

struct Closing {
    int fd;
    ~Closing() { ::close(fd); }
};

bool to_the_end(std::string_view) { return false; }

}  // namespace

std::string control_path(const Config& config) {
    return folder_of_database(config) + "/kortelijn.control";
}

std::string to_wire(const AdminAct& act) {
    std::string out = act.name + "\n";
    for (const auto& [key, value] : act.values) {
        if (value.find('\n') != std::string::npos) throw Refused("--" + key + " must be one line");
        out += key + "=" + value + "\n";
    }
    return out + "\n";
}

std::optional<AdminAct> from_wire(std::string_view text) {
    AdminAct act;
    bool ended = false;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.empty()) {
            ended = text.empty();
            break;
        }
        const auto equals = line.find('=');
        if (act.name.empty() && equals == std::string_view::npos)
            act.name = line;
        else if (equals == std::string_view::npos || act.name.empty())
            return std::nullopt;
        else
            act.values.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
    if (!ended || act.name.empty()) return std::nullopt;
    return act;
}

std::string read_bounded(int fd, int within_ms, bool (*whole)(std::string_view)) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(within_ms);
    std::string out;
    char piece[1024];
    while (out.size() < max_control_bytes && !whole(out)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd wait{fd, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&wait, 1, int(left.count())) <= 0) break;
        const ssize_t got = ::recv(fd, piece, sizeof piece, 0);
        if (got <= 0) break;
        out.append(piece, std::size_t(got));
    }
    return out;
}

void write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        text.remove_prefix(std::size_t(sent));
    }
}

std::optional<std::string> ask_running_server(const Config& config, const AdminAct& act) {
    const std::string path = control_path(config);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return std::nullopt;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const Closing peer{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (peer.fd < 0 ||
        ::connect(peer.fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return std::nullopt;
    write_all(peer.fd, to_wire(act));
    const std::string answer = read_bounded(peer.fd, answer_within_ms, to_the_end);
    if (answer.starts_with("ok ")) return answer.substr(3);
    if (answer.starts_with("no ")) throw Refused(answer.substr(3));
    throw Refused("the running server gave no answer; whether it was done is in the audit log");
}

}  // namespace kortelijn::app
