// Runs of harmless ASCII are copied whole; everything else goes through a UTF-8 decoder that
// refuses overlong forms, surrogates and values above U+10FFFF.
#include "audit/escaping.hpp"

#include <array>

namespace kortelijn::audit {
namespace {

constexpr char32_t broken = 0xFFFFFFFF;

// Reads one code point from `at` on and moves it; `broken` (one byte consumed) when invalid.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return std::uint8_t(text[i]); };
    const std::uint8_t first = byte(at);
    if (first < 0x80) return text[at++];
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || at + std::size_t(more) >= text.size()) return ++at, broken;
    char32_t point = first & (0x3F >> more);
    for (int i = 1; i <= more; ++i) {
        const std::uint8_t next = byte(at + std::size_t(i));
        if ((next & 0xC0) != 0x80) return ++at, broken;
        point = (point << 6) | (next & 0x3F);
    }
    const bool overlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return ++at, broken;
    at += std::size_t(more) + 1;
    return point;
}

bool must_escape(char32_t point) {
    if (point < 0x20 || point == '"' || point == '\\') return true;
    if (point < 0x7F) return false;
    if (point <= 0x9F || point == 0x2028 || point == 0x2029 || point == 0xFEFF) return true;
    // Bidirectional marks, embeddings, overrides and isolates.
    return point == 0x061C || (point >= 0x200E && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_escape(std::string& out, char32_t point) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += hex_digits[(point >> shift) & 15];
}

constexpr std::string_view url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view std_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::uint8_t, 256> inverse(std::string_view alphabet) {
    std::array<std::uint8_t, 256> out{};
    out.fill(0xFF);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        out[std::uint8_t(alphabet[i])] = std::uint8_t(i);
    return out;
}
constexpr auto url_inverse = inverse(url_alphabet);
constexpr auto std_inverse = inverse(std_alphabet);

void append_encoded(std::string& out, std::span<const std::uint8_t> bytes,
                    std::string_view alphabet) {
    const std::size_t begin = out.size();
    out.resize(begin + (bytes.size() * 4 + 2) / 3);
    char* to = out.data() + begin;
    std::size_t i = 0;
    for (; i + 2 < bytes.size(); i += 3) {
        const std::uint32_t v =
            std::uint32_t(bytes[i]) << 16 | std::uint32_t(bytes[i + 1]) << 8 | bytes[i + 2];
        *to++ = alphabet[v >> 18], *to++ = alphabet[(v >> 12) & 63];
        *to++ = alphabet[(v >> 6) & 63], *to++ = alphabet[v & 63];
    }
    const std::size_t left = bytes.size() - i;
    if (left == 0) return;
    const std::uint32_t v =
        std::uint32_t(bytes[i]) << 16 | (left == 2 ? std::uint32_t(bytes[i + 1]) << 8 : 0U);
    *to++ = alphabet[v >> 18], *to++ = alphabet[(v >> 12) & 63];
    if (left == 2) *to++ = alphabet[(v >> 6) & 63];
}

std::optional<std::string> decode(std::string_view text,
                                  const std::array<std::uint8_t, 256>& table) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::uint8_t value = table[std::uint8_t(c)];
        if (value == 0xFF) return std::nullopt;
        bits = bits << 6 | value;
        if ((held += 6) >= 8) out += char(bits >> (held -= 8));
        bits &= (1U << held) - 1;
    }
    if (bits != 0) return std::nullopt;  // a second spelling of the same bytes
    return out;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out.reserve(out.size() + text.size() + 2);
    out += '"';
    std::size_t run = 0, at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const char32_t point = next_code_point(text, at);
        if (point != broken && !must_escape(point)) continue;
        out.append(text.substr(run, begin - run));
        if (point == broken)
            out += "\xEF\xBF\xBD";
        else if (point == '"' || point == '\\')
            out += '\\', out += char(point);
        else
            append_escape(out, point);
        run = at;
    }
    out.append(text.substr(run));
    out += '"';
}

bool valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (next_code_point(text, at) == broken) return false;
    return true;
}

void append_base64url(std::string& out, std::span<const std::uint8_t> bytes) {
    append_encoded(out, bytes, url_alphabet);
}

std::string base64url(std::string_view bytes) {
    std::string out;
    append_encoded(out, octets(bytes), url_alphabet);
    return out;
}

std::string base64(std::string_view bytes) {
    std::string out;
    append_encoded(out, octets(bytes), std_alphabet);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::optional<std::string> decode_base64url(std::string_view text) {
    return decode(text, url_inverse);
}

std::optional<std::string> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    return decode(text, std_inverse);
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t b : bytes) out += hex_digits[b >> 4], out += hex_digits[b & 15];
    return out;
}

}  // namespace kortelijn::audit
