// RFC 3629 section 4 as bounds on the second byte; plain ASCII goes eight bytes at a time. Must
// never accept what a browser's decoder would replace.
#include "transport/utf8.hpp"

#include <cstring>

namespace kortelijn::transport {

bool Utf8Check::feed(std::string_view piece) {
    const auto* at = reinterpret_cast<const std::uint8_t*>(piece.data());
    const auto* end = at + piece.size();
    while (at != end) {
        if (missing_ > 0) {
            if (*at < low_ || *at > high_) return false;
            low_ = 0x80;
            high_ = 0xbf;
            --missing_;
            ++at;
            continue;
        }
        while (end - at >= 8) {
            std::uint64_t eight;
            std::memcpy(&eight, at, 8);
            if (eight & 0x8080808080808080u) break;
            at += 8;
        }
        if (at == end) break;
        const std::uint8_t lead = *at++;
        if (lead < 0x80) continue;
        if (lead < 0xc2 || lead > 0xf4) return false;
        if (lead < 0xe0) {
            missing_ = 1;
        } else if (lead < 0xf0) {
            missing_ = 2;
            if (lead == 0xe0) low_ = 0xa0;   // shorter forms exist
            if (lead == 0xed) high_ = 0x9f;  // surrogates
        } else {
            missing_ = 3;
            if (lead == 0xf0) low_ = 0x90;
            if (lead == 0xf4) high_ = 0x8f;  // above U+10FFFF
        }
    }
    return true;
}

bool is_utf8(std::string_view text) {
    Utf8Check check;
    return check.feed(text) && check.whole();
}

}  // namespace kortelijn::transport
