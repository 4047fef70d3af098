// Randomness is a parameter too. SystemRandom draws from the operating system through a buffer, so
// that the salts of one audit entry cost one copy and not one system call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kortelijn {

class Random {
public:
    virtual ~Random() = default;
    // Fills with bytes fit for keys, salts and tokens. Throws std::runtime_error when the source
    // fails.
    virtual void fill(std::span<std::uint8_t> out) = 0;

    template <std::size_t N>
    std::array<std::uint8_t, N> bytes() {
        std::array<std::uint8_t, N> out;
        fill(out);
        return out;
    }
};

// Not safe to share between threads: each owner has its own.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override;

private:
    std::array<std::uint8_t, 4096> pool_{};
    std::size_t left_ = 0;
};

}  // namespace kortelijn
