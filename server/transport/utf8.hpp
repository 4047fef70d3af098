// Checks UTF-8 as it arrives, in pieces of any size (RFC 3629: shortest form, no surrogates,
// nothing above U+10FFFF). Keeps four bytes of state and never the text.
#pragma once

#include <cstdint>
#include <string_view>

namespace kortelijn::transport {

class Utf8Check {
public:
    // False from the first byte that can no longer become valid text.
    bool feed(std::string_view piece);
    // True when no character is left half.
    bool whole() const { return missing_ == 0; }

private:
    std::uint8_t missing_ = 0;  // continuation bytes still to come
    std::uint8_t low_ = 0x80;   // bounds of the next one
    std::uint8_t high_ = 0xbf;
};

bool is_utf8(std::string_view text);

}  // namespace kortelijn::transport
