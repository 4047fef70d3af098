// fork, exec, wait; everything the server writes goes to a log in its folder.
#include "bench/server_process.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/test_certificate.hpp"

namespace kortelijn::bench {
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

ServerProcess::ServerProcess(const std::string& program, const std::string& where,
                             const Shape& shape) {
    std::string folder = where + "/bench-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr)
        throw std::runtime_error("no folder can be made in " + where);
    folder_ = folder;
    const testing_support::TestCertificate certificate;
    try {
        seeded_ = seed(folder_, shape);
        port_ = free_port();
        std::filesystem::copy_file(certificate.certificate_file(), folder_ + "/server.pem");
        std::filesystem::copy_file(certificate.key_file(), folder_ + "/server.key");
        std::filesystem::permissions(folder_ + "/server.key", std::filesystem::perms::owner_read);
        write_config(folder_ + "/server.pem", folder_ + "/server.key");
        start(program);
        wait_until_up();
    } catch (...) {
        stop();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
        throw;
    }
}

ServerProcess::~ServerProcess() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void ServerProcess::write_config(const std::string& certificate, const std::string& key) const {
    std::ofstream out(folder_ + "/bench.toml");
    out << "[listen]\naddresses = [\"127.0.0.1\"]\nport = " << port_ << "\nmetrics_port = 0\n"
        << "[partner]\nport = 0\n"
        << "[tls]\ncertificate = \"" << certificate << "\"\nkey = \"" << key << "\"\n"
        << "[data]\nfolder = \"" << folder_ << "\"\n"
        << "[rates]\nwrites_per_s = 0\nreads_per_s = 0\n"
        << "[limits]\nconnections_per_address = 1000000\n"
        << "[log]\nlevel = \"warn\"\n";
}

void ServerProcess::start(const std::string& program) {
    const std::string config = folder_ + "/bench.toml";
    const std::string log = folder_ + "/server.log";
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("no new process");
    if (pid_ != 0) return;
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    ::execl(program.c_str(), program.c_str(), "serve", "--config", config.c_str(),
            static_cast<char*>(nullptr));
    ::_exit(127);
}

void ServerProcess::wait_until_up() {
    for (int tries = 0; tries < 600; ++tries) {
        if (accepts(port_)) return;
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            throw std::runtime_error("the server ended while starting:\n" + end_of_log());
        }
        ::usleep(50'000);
    }
    throw std::runtime_error("the server did not come up in 30 s:\n" + end_of_log());
}

std::string ServerProcess::stop() {
    if (pid_ < 0) return {};
    ::kill(pid_, SIGTERM);
    int status = 0;
    bool ended = false;
    for (int tries = 0; tries < 300 && !ended; ++tries) {
        ended = ::waitpid(pid_, &status, WNOHANG) == pid_;
        if (!ended) ::usleep(50'000);
    }
    if (!ended) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, &status, 0);
    }
    pid_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return (WIFSIGNALED(status)
                ? "the server was ended by signal " + std::to_string(WTERMSIG(status))
                : "the server ended with " + std::to_string(WEXITSTATUS(status))) +
           "\n" + end_of_log();
}

std::string ServerProcess::end_of_log() const {
    std::ifstream in(folder_ + "/server.log");
    std::ostringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    return all.size() > 2000 ? all.substr(all.size() - 2000) : all;
}

}  // namespace kortelijn::bench
