// The one place that asks the machine what time it is.
#include "base/clock.hpp"

#include <chrono>

namespace kortelijn {

Instant SystemClock::now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace kortelijn
