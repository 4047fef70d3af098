// The version the server says it is.
#pragma once

#include <string_view>

namespace kortelijn {

constexpr std::string_view version = "0.1.0";

}  // namespace kortelijn
