// getrandom(2) through a small pool; handed-out bytes are wiped from it at once.
#include "base/random.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <sys/random.h>

namespace kortelijn {
namespace {

void from_system(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const ssize_t got = ::getrandom(out.data(), out.size(), 0);
        if (got < 0) {
            if (errno == EINTR) continue;
            throw std::runtime_error("the operating system gives no randomness");
        }
        out = out.subspan(std::size_t(got));
    }
}

}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> out) {
    if (out.size() > pool_.size() / 4) return from_system(out);
    if (left_ < out.size()) {
        from_system(pool_);
        left_ = pool_.size();
    }
    std::uint8_t* from = pool_.data() + (left_ - out.size());
    std::memcpy(out.data(), from, out.size());
    std::memset(from, 0, out.size());
    left_ -= out.size();
}

}  // namespace kortelijn
