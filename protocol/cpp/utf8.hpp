// UTF-8, one code point at a time (RFC 3629: no surrogates, no overlong forms, up to U+10FFFF).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kortelijn::protocol {

struct CodePoint {
    char32_t value = 0;
    std::uint8_t length = 0;  // bytes; 0 when the bytes are not UTF-8
};

// The code point that begins at `at`, which must be inside the text.
inline CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::uint8_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length == 0 || first > 0xF4 || text.size() - at < length) return {};
    char32_t value = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        value = (value << 6) | (byte(i) & 0x3FU);
    }
    const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
    return {value, length};
}

}  // namespace kortelijn::protocol
