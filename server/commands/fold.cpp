// Two bytes of UTF-8 cover the letters that Dutch, Polish and Turkish names use.
#include "commands/fold.hpp"

namespace kortelijn::commands {
namespace {

// U+00C0..U+017F to plain lower-case letters; '.' = not a letter to fold.
constexpr std::string_view latin =
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"   // C0-FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll"   // 100-13F
    "lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 140-17F

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            out += byte >= 'A' && byte <= 'Z' ? char(byte + 32) : char(byte);
            continue;
        }
        if (byte >= 0xC3 && byte <= 0xC5 && i + 1 < text.size()) {
            const unsigned point =
                (byte & 0x1FU) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3FU);
            if (point >= 0xC0 && point - 0xC0 < latin.size() && latin[point - 0xC0] != '.') {
                out += latin[point - 0xC0];
                ++i;
                continue;
            }
        }
        out += char(byte);
    }
    return out;
}

}  // namespace kortelijn::commands
