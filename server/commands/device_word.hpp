// The name of a tab: what it sends twice is known by it. Drawn by the browser, 16 hexadecimal
// digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kortelijn::commands {

// Kept as a signed number; 0 means "no device yet" and is no name.
inline std::optional<std::uint64_t> parse_device(std::string_view text) {
    std::uint64_t out = 0;
    if (text.size() != 16) return std::nullopt;
    for (const char c : text) {
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) return std::nullopt;
        out = out << 4 | std::uint64_t(digit);
    }
    out &= 0x7fffffffffffffffULL;
    return out == 0 ? std::nullopt : std::optional(out);
}

}  // namespace kortelijn::commands
