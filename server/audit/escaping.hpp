// Text on its way into the log: JSON strings, base64url (RFC 4648 section 5, without padding) and
// base64. What comes out is one line of plain ASCII-safe JSON, whatever went in: one event stays
// one record. Must never let a control character, a line separator or broken UTF-8 through.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kortelijn::audit {

// Appends `text` as a JSON string with its quotes. Escaped: quote, backslash, U+0000-U+001F,
// U+007F-U+009F, U+2028, U+2029 and the bidirectional controls (they can make a line read as
// another). Every invalid UTF-8 sequence becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

bool valid_utf8(std::string_view text);

void append_base64url(std::string& out, std::span<const std::uint8_t> bytes);
std::string base64url(std::string_view bytes);
std::string base64(std::string_view bytes);  // with padding

// Strict: no other characters, right padding, unused bits zero; so each value has one spelling.
std::optional<std::string> decode_base64url(std::string_view text);
std::optional<std::string> decode_base64(std::string_view text);

std::string to_hex(std::span<const std::uint8_t> bytes);  // lower case

inline std::string_view chars(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::uint8_t> octets(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace kortelijn::audit
