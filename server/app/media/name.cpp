// Names of files: letters of any script stay, what steers a reader or a file system goes.
#include "app/media/name.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace kortelijn::media {
namespace {

// Well-formed UTF-8 only (RFC 3629); a broken byte is left out.
std::vector<char32_t> characters_of(std::string_view text) {
    std::vector<char32_t> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto first = std::uint8_t(text[at]);
        const int more = first < 0x80   ? 0
                         : first < 0xc2 ? -1
                         : first < 0xe0 ? 1
                         : first < 0xf0 ? 2
                         : first < 0xf5 ? 3
                                        : -1;
        ++at;
        if (more < 0) continue;
        char32_t one = more == 0 ? first : char32_t(first & (0x3f >> more));
        int had = 0;
        for (; had < more && at + std::size_t(had) < text.size(); ++had) {
            const auto next = std::uint8_t(text[at + std::size_t(had)]);
            if ((next & 0xc0) != 0x80) break;
            one = one << 6 | (next & 0x3f);
        }
        static constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
        if (had < more || one < least[std::size_t(more)] || one > 0x10ffff ||
            (one >= 0xd800 && one <= 0xdfff))
            continue;
        at += std::size_t(more);
        out.push_back(one);
    }
    return out;
}

void put(std::string& out, char32_t one) {
    if (one < 0x80) {
        out.push_back(char(one));
    } else if (one < 0x800) {
        out.push_back(char(0xc0 | one >> 6));
        out.push_back(char(0x80 | (one & 0x3f)));
    } else if (one < 0x10000) {
        out.push_back(char(0xe0 | one >> 12));
        out.push_back(char(0x80 | (one >> 6 & 0x3f)));
        out.push_back(char(0x80 | (one & 0x3f)));
    } else {
        out.push_back(char(0xf0 | one >> 18));
        out.push_back(char(0x80 | (one >> 12 & 0x3f)));
        out.push_back(char(0x80 | (one >> 6 & 0x3f)));
        out.push_back(char(0x80 | (one & 0x3f)));
    }
}

// Control characters, direction marks, joiners and other marks without a width, private use.
bool is_hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x34f || c == 0x61c ||
           c == 0x115f || c == 0x1160 || (c >= 0x17b4 && c <= 0x17b5) ||
           (c >= 0x180b && c <= 0x180f) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x3164 ||
           (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff ||
           c == 0xffa0 || (c >= 0xfff0 && c <= 0xffff) || c >= 0xe0000;
}
bool is_space(char32_t c) {
    return c == ' ' || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}
bool is_reserved(char32_t c) {
    return c < 0x80 && std::string_view("<>:\"|?*%").find(char(c)) != std::string_view::npos;
}
char32_t lower(char32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
bool is_alnum(char32_t c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9'); }

bool same(const std::vector<char32_t>& text, std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char32_t a, char b) { return lower(a) == char32_t(b); });
}

void trim(std::vector<char32_t>& name) {
    const auto idle = [](char32_t c) { return c == ' ' || c == '.'; };
    while (!name.empty() && idle(name.back())) name.pop_back();
    name.erase(name.begin(), std::find_if_not(name.begin(), name.end(), idle));
}

// A dot and up to five letters and digits, of which one is a letter: "v1.2" keeps its 2.
void drop_extension(std::vector<char32_t>& name) {
    const auto dot = std::find(name.rbegin(), name.rend(), U'.');
    if (dot == name.rend()) return;
    const auto size = std::size_t(dot - name.rbegin());
    if (size == 0 || size > 5 || size + 1 >= name.size()) return;
    const auto from = name.end() - std::ptrdiff_t(size);
    if (!std::all_of(from, name.end(), is_alnum)) return;
    if (std::all_of(from, name.end(), [](char32_t c) { return c >= '0' && c <= '9'; })) return;
    name.erase(from - 1, name.end());
}

// Names that are devices to Windows, with any extension.
bool is_device(const std::vector<char32_t>& name) {
    const std::vector<char32_t> stem(name.begin(), std::find(name.begin(), name.end(), U'.'));
    for (const std::string_view one : {"con", "prn", "aux", "nul"})
        if (same(stem, one)) return true;
    if (stem.size() != 4 || stem[3] < '0' || stem[3] > '9') return false;
    const std::vector<char32_t> three(stem.begin(), stem.begin() + 3);
    return same(three, "com") || same(three, "lpt");
}

}  // namespace

std::string clean_name(std::string_view given, Type type) {
    const std::size_t slash = given.find_last_of("/\\");
    if (slash != given.npos) given.remove_prefix(slash + 1);
    std::vector<char32_t> name;
    for (const char32_t one : characters_of(given.substr(0, 4096))) {
        if (is_hidden(one)) continue;
        const char32_t as = is_space(one) ? U' ' : is_reserved(one) ? U'-' : one;
        if (as == ' ' && !name.empty() && name.back() == ' ') continue;
        name.push_back(as);
    }
    trim(name);
    drop_extension(name);
    trim(name);
    const std::string_view extension = extension_of(type);
    const std::size_t most = most_name_characters - extension.size() - 1;
    if (name.size() > most) name.resize(most);
    trim(name);
    if (is_device(name)) name.insert(name.begin(), U'_');
    std::string out;
    for (const char32_t one : name) put(out, one);
    if (out.empty()) out = "bijlage";
    return out + '.' + std::string(extension);
}

std::string percent_decoded(std::string_view text) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out.push_back(text[at]);
            continue;
        }
        if (at + 2 >= text.size()) return {};
        const int high = digit(text[at + 1]), low = digit(text[at + 2]);
        if (high < 0 || low < 0) return {};
        out.push_back(char(high * 16 + low));
        at += 2;
    }
    return out;
}

std::string disposition(std::string_view name, Type type) {
    std::string out = shown_inline(type) ? "inline" : "attachment";
    std::string plain, exact;
    for (const char c : name) {
        const auto byte = std::uint8_t(c);
        if ((byte & 0xc0) != 0x80)
            plain.push_back(byte < 0x20 || byte > 0x7e || c == '"' || c == '\\' ? '_' : c);
        if (is_alnum(byte) || c == '.' || c == '-' || c == '_') {
            exact.push_back(c);
        } else {
            constexpr std::string_view digits = "0123456789ABCDEF";
            exact += '%';
            exact += digits[byte >> 4];
            exact += digits[byte & 15];
        }
    }
    return out + "; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
}

}  // namespace kortelijn::media
