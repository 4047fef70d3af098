// A name a client sent is repeated in an error only when it looks like one of ours: an unknown
// key may be anything, content too, and errors are logged.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace kortelijn::protocol {

// The name itself, or nothing when it is no plain name of at most 40 letters.
inline std::string field_name(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    if (name.size() > 40 || !std::all_of(name.begin(), name.end(), plain)) return {};
    return std::string(name);
}

}  // namespace kortelijn::protocol
