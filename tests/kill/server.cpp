// fork, exec, wait; everything the server writes goes to a log in its folder.
#include "kill/server.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kortelijn::kill_loop {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(fd);
    if (!bound) throw std::runtime_error("no free port on loopback");
    return ntohs(address.sin_port);
}

bool accepts(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool yes =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return yes;
}

}  // namespace

Server::Server(std::string program) : program_(std::move(program)), port_(free_port()) {
    std::ofstream out(folder_.file("settings.toml"));
    // The loop is to write as fast as the disk lets it; nothing else differs from ./dev run.
    out << "[listen]\nport = " << port_
        << "\nmetrics_port = 0\n[partner]\nport = 0\n[rates]\nwrites_per_s = 0\nreads_per_s = 0\n"
        << "[tls]\ncertificate = \"" << certificate_.certificate_file() << "\"\nkey = \""
        << certificate_.key_file() << "\"\n[data]\nfolder = \"" << folder_.file("data") << "\"\n";
    ::chmod(certificate_.key_file().c_str(), 0600);
}

Server::~Server() { end(SIGKILL); }

void Server::start() {
    const std::string settings = folder_.file("settings.toml"), log_file = folder_.file("log");
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("no new process");
    if (pid_ == 0) {
        const int out = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::execl(program_.c_str(), program_.c_str(), "serve", "--demo", "--config", settings.c_str(),
                static_cast<char*>(nullptr));
        ::_exit(127);
    }
    for (int tries = 0; tries < 6000; ++tries) {
        if (accepts(port_)) return;
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            throw std::runtime_error("the server ended while starting:\n" + log());
        }
        ::usleep(10'000);
    }
    throw std::runtime_error("the server did not come up in a minute:\n" + log());
}

void Server::kill() { end(SIGKILL); }

bool Server::stop() {
    const int status = end(SIGTERM);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int Server::verify(std::string& said) const {
    const std::string command =
        "'" + program_ + "' audit verify --data '" + folder_.file("data") + "' 2>&1";
    FILE* out = ::popen(command.c_str(), "r");
    if (out == nullptr) throw std::runtime_error("audit verify cannot be run");
    char some[512];
    said.clear();
    while (std::fgets(some, sizeof some, out) != nullptr) said += some;
    const int status = ::pclose(out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int Server::end(int signal) {
    if (pid_ < 0) return 0;
    int status = 0;
    ::kill(pid_, signal);
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return status;
}

std::string Server::log() const {
    std::ifstream in(folder_.file("log"));
    std::ostringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    return all.size() > 2000 ? all.substr(all.size() - 2000) : all;
}

}  // namespace kortelijn::kill_loop
