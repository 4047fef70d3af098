// How much may still be calculated: a count of steps and no clock, so that the same signals always
// give the same publication. What cannot be checked within it is not published.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kortelijn {

class Effort {
public:
    // In steps of about a nanosecond.
    explicit Effort(std::int64_t steps) : left_(steps) {}

    // False once it is used up, and from then on.
    bool spend(std::size_t steps) {
        left_ -= std::int64_t(steps);
        return left_ >= 0;
    }
    bool left() const { return left_ >= 0; }

private:
    std::int64_t left_;
};

}  // namespace kortelijn
