// The two languages the product speaks. A connection chooses one; codes are the same in both.
#pragma once

#include <cstdint>

namespace kortelijn {

enum class Language : std::uint8_t { nl, en };

}  // namespace kortelijn
