// Another program beside a test: started with its words, read line by line, ended with the object.
// Nothing passes a shell, so nothing needs quoting.
#pragma once

#include <cerrno>
#include <chrono>
#include <csignal>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace kortelijn::testing_support {

class Child {
public:
    explicit Child(std::vector<std::string> words) {
        int in[2], out[2];
        if (::pipe(in) != 0 || ::pipe(out) != 0) throw std::runtime_error("no pipe");
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(in[0], 0);
            ::dup2(out[1], 1);
            for (const int fd : {in[0], in[1], out[0], out[1]}) ::close(fd);
            std::vector<char*> pointers;
            for (std::string& word : words) pointers.push_back(word.data());
            pointers.push_back(nullptr);
            ::execvp(pointers[0], pointers.data());
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        to_ = in[1];
        from_ = out[0];
    }
    ~Child() {
        close_input();
        ::close(from_);
        if (status_ == -1) {
            ::kill(pid_, SIGTERM);
            ::waitpid(pid_, &status_, 0);
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void close_input() {
        if (to_ >= 0) ::close(std::exchange(to_, -1));
    }
    void write(const std::string& bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t sent = ::write(to_, bytes.data() + at, bytes.size() - at);
            if (sent < 0 && errno != EINTR) return;
            if (sent > 0) at += std::size_t(sent);
        }
    }
    // Without its end; empty: none came within the wait.
    std::string line(std::chrono::milliseconds wait = std::chrono::milliseconds(20'000)) {
        const auto until = std::chrono::steady_clock::now() + wait;
        for (;;) {
            if (const auto end = read_.find('\n'); end != std::string::npos) {
                std::string out = read_.substr(0, end);
                read_.erase(0, end + 1);
                return out;
            }
            if (!fill(until)) return std::exchange(read_, {});
        }
    }
    // All it says until it ends.
    std::string all(std::chrono::milliseconds wait = std::chrono::milliseconds(60'000)) {
        const auto until = std::chrono::steady_clock::now() + wait;
        while (fill(until)) {
        }
        return std::exchange(read_, {});
    }
    int exit_code() {
        if (status_ == -1) ::waitpid(pid_, &status_, 0);
        return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
    }

private:
    bool fill(std::chrono::steady_clock::time_point until) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                              until - std::chrono::steady_clock::now())
                              .count();
        pollfd one{from_, POLLIN, 0};
        if (left <= 0 || ::poll(&one, 1, int(left)) <= 0) return false;
        char bytes[16 * 1024];
        const ssize_t got = ::read(from_, bytes, sizeof bytes);
        if (got > 0) read_.append(bytes, std::size_t(got));
        return got > 0;
    }

    pid_t pid_ = -1;
    int to_ = -1, from_ = -1;
    int status_ = -1;
    std::string read_;
};

}  // namespace kortelijn::testing_support
