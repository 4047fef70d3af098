// Escaping: whole runs of plain bytes are appended at once; eight bytes are looked at a time,
// because nearly all text on the wire is plain ASCII.
#include "writer.hpp"

#include <cstring>

#include "utf8.hpp"

namespace kortelijn::protocol {
namespace {

constexpr std::uint64_t each(std::uint8_t byte) { return 0x0101010101010101ULL * byte; }

// Whether one of eight bytes is zero.
constexpr std::uint64_t zero_byte(std::uint64_t v) { return (v - each(1)) & ~v & each(0x80); }

bool all_plain(const char* at) {
    std::uint64_t v;
    std::memcpy(&v, at, sizeof v);
    const std::uint64_t below_space = (v - each(0x20)) & ~v & each(0x80);
    return (((v & each(0x80)) | below_space | zero_byte(v ^ each('"')) |
             zero_byte(v ^ each('\\')))) == 0;
}

bool plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

std::size_t plain_run(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    while (at + 8 <= text.size() && all_plain(text.data() + at)) at += 8;
    while (at < text.size() && plain(text[at])) ++at;
    return at - begin;
}

void append_control(std::string& out, unsigned char c) {
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
        case '\n':
            out += "\\n";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\r':
            out += "\\r";
            return;
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        default:
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 15];
    }
}

// The character at `at`, which is not plain; gives the bytes it took.
std::size_t append_special(std::string& out, std::string_view text, std::size_t at) {
    const CodePoint point = decode(text, at);
    if (point.length == 0) {
        out += "\xEF\xBF\xBD";
        return 1;
    }
    if (point.length == 1) {
        append_control(out, static_cast<unsigned char>(text[at]));
    } else if (point.value == 0x2028) {
        out += "\\u2028";
    } else if (point.value == 0x2029) {
        out += "\\u2029";
    } else {
        out += text.substr(at, point.length);
    }
    return point.length;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t run = plain_run(text, at);
        out.append(text.data() + at, run);
        at += run;
        if (at < text.size()) at += append_special(out, text, at);
    }
    out += '"';
}

}  // namespace kortelijn::protocol
