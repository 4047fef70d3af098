// The clock is a parameter of everything that needs one: the whole server minus sockets runs in a
// simulation. The core reads it once per command and never lets it go back.
#pragma once

#include "base/time.hpp"

namespace kortelijn {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
};

// The machine's UTC clock.
class SystemClock final : public Clock {
public:
    Instant now() override;
};

}  // namespace kortelijn
