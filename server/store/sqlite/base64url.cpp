// Table look-ups, three bytes at a time: this is in the path of every audit entry.
#include "store/sqlite/base64url.hpp"

#include <array>
#include <cstdint>

namespace kortelijn::store::sqlite {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(0x80);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[std::uint8_t(alphabet[i])] = std::uint8_t(i);
    return table;
}();

}  // namespace

bool decode_base64url(std::string_view text, std::string& out) {
    const std::size_t tail = text.size() % 4;
    if (tail == 1) return false;
    out.resize(text.size() / 4 * 3 + (tail == 0 ? 0 : tail - 1));
    char* to = out.data();
    std::uint32_t seen = 0;
    const auto value = [&](std::size_t i) {
        const std::uint32_t v = values[std::uint8_t(text[i])];
        seen |= v;
        return v & 0x3f;
    };
    std::size_t i = 0;
    for (; i + 4 <= text.size(); i += 4) {
        const std::uint32_t bits =
            value(i) << 18 | value(i + 1) << 12 | value(i + 2) << 6 | value(i + 3);
        *to++ = char(bits >> 16);
        *to++ = char(bits >> 8);
        *to++ = char(bits);
    }
    std::uint32_t unused = 0;
    if (tail == 2) {
        const std::uint32_t bits = value(i) << 6 | value(i + 1);
        *to = char(bits >> 4);
        unused = bits & 0xf;
    } else if (tail == 3) {
        const std::uint32_t bits = value(i) << 12 | value(i + 1) << 6 | value(i + 2);
        to[0] = char(bits >> 10);
        to[1] = char(bits >> 2);
        unused = bits & 0x3;
    }
    return (seen & 0x80) == 0 && unused == 0;
}

std::string encode_base64url(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    const auto byte = [&](std::size_t i) { return std::uint32_t(std::uint8_t(bytes[i])); };
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (int shift = 18; shift >= 0; shift -= 6) out.push_back(alphabet[bits >> shift & 0x3f]);
    }
    if (bytes.size() - i == 1) {
        out.push_back(alphabet[byte(i) >> 2]);
        out.push_back(alphabet[byte(i) << 4 & 0x3f]);
    } else if (bytes.size() - i == 2) {
        const std::uint32_t bits = byte(i) << 8 | byte(i + 1);
        out.push_back(alphabet[bits >> 10]);
        out.push_back(alphabet[bits >> 4 & 0x3f]);
        out.push_back(alphabet[bits << 2 & 0x3f]);
    }
    return out;
}

}  // namespace kortelijn::store::sqlite
