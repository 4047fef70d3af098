// The text as glyphs first: what is a digit, what may stand between digits, what shows as nothing.
#include "domain/identifiers.hpp"

#include <array>
#include <vector>

namespace kortelijn {
namespace {

constexpr int bsn_digits = 9;
constexpr int most_between = 3;  // "111 - 222"

struct Glyph {
    enum class Is : std::uint8_t { digit, between, unseen, other };
    Is is = Is::other;
    int digit = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};
using Glyphs = std::vector<Glyph>;

// One code point of well-formed UTF-8; a stray byte is one by itself.
char32_t code_at(std::string_view text, std::size_t at, std::size_t& end) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    end = at + 1;
    if (more == 0 || at + more >= text.size()) return first;
    char32_t code = first & (0x3FU >> more);
    for (; end <= at + more; ++end)
        code = code << 6U | (static_cast<unsigned char>(text[end]) & 0x3FU);
    return code;
}

// Decimal digits of the scripts that people here type or paste; -1: none.
int digit_of(char32_t code) {
    for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\uFF10'})
        if (code >= zero && code < zero + 10) return int(code - zero);
    const char32_t mathematical = 0x1D7CE, last = 0x1D7FF;
    return code >= mathematical && code <= last ? int((code - mathematical) % 10) : -1;
}

bool within(char32_t code, char32_t from, char32_t to) { return code >= from && code <= to; }

// Takes no room on paper: soft hyphen, joiners, direction marks, variation selectors.
bool unseen(char32_t code) {
    return code == 0xAD || code == 0x34F || code == 0x180E || code == 0xFEFF ||
           within(code, 0x200B, 0x200F) || within(code, 0x202A, 0x202E) ||
           within(code, 0x2060, 0x206F) || within(code, 0xFE00, 0xFE0F);
}

// Blanks, line ends, dashes, brackets and other punctuation.
bool between(char32_t code) {
    if (code < 0x80)
        return !(within(code, '0', '9') || within(code, 'A', 'Z') || within(code, 'a', 'z'));
    return within(code, 0x80, 0xA0) || code == 0xA6 || code == 0xAB || code == 0xB7 ||
           code == 0xBB || within(code, 0x2000, 0x206F) || code == 0x2212 || code == 0x2215 ||
           code == 0x2219 || code == 0x22C5 || within(code, 0x3000, 0x3003) || code == 0x30FB ||
           within(code, 0xFE50, 0xFE6F) || within(code, 0xFF01, 0xFF20);
}

Glyphs glyphs_of(std::string_view text) {
    constexpr std::string_view pasted_blank = "&nbsp;";
    Glyphs out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        Glyph one;
        one.begin = at;
        const char32_t code = code_at(text, at, one.end);
        one.digit = digit_of(code);
        if (text.substr(at).starts_with(pasted_blank)) one.end = at + pasted_blank.size();
        one.is = one.digit >= 0  ? Glyph::Is::digit
                 : unseen(code)  ? Glyph::Is::unseen
                 : between(code) ? Glyph::Is::between
                                 : Glyph::Is::other;
        at = one.end;
        if (one.is != Glyph::Is::unseen) out.push_back(one);
    }
    return out;
}

bool digit_at(const Glyphs& text, std::size_t at) {
    return at < text.size() && text[at].is == Glyph::Is::digit;
}

// The next digit, a few separators on; the end of the text: none.
std::size_t next_digit(const Glyphs& text, std::size_t at) {
    for (int skipped = 0; skipped < most_between && !digit_at(text, at); ++skipped)
        if (at < text.size() && text[at].is == Glyph::Is::between) ++at;
    return digit_at(text, at) ? at : text.size();
}

// The eleven-test: 9 a + 8 b + ... + 2 h - i is a multiple of eleven.
bool passes(const std::array<int, bsn_digits>& digits) {
    int sum = -digits[8], any = digits[8];
    for (int i = 0; i < bsn_digits - 1; ++i) {
        sum += (bsn_digits - i) * digits[std::size_t(i)];
        any |= digits[std::size_t(i)];
    }
    return any != 0 && sum % 11 == 0;
}

// Whether no other digit stands just beyond a separator or a few: else these are a part of
// something else, as the last eight digits of a telephone number are.
bool alone(const Glyphs& text, std::size_t begin, std::size_t end) {
    constexpr std::size_t before = 4;  // "06 - 1..."
    for (std::size_t back = 1; back <= before && back <= begin; ++back) {
        if (digit_at(text, begin - back)) return false;
        if (text[begin - back].is != Glyph::Is::between) break;
    }
    return next_digit(text, end) == text.size();
}

// Eight digits in one piece: written without the zero in front. Not in groups: each day is such.
std::optional<std::size_t> short_bsn_from(const Glyphs& text, std::size_t begin) {
    std::array<int, bsn_digits> digits{};
    std::size_t at = begin;
    for (std::size_t count = 1; count < digits.size(); ++count) {
        if (!digit_at(text, at)) return std::nullopt;
        digits[count] = text[at++].digit;
    }
    if (digits[1] == 0 || !alone(text, begin, at) || !passes(digits)) return std::nullopt;
    return at;
}

std::optional<std::size_t> bsn_from(const Glyphs& text, std::size_t at) {
    std::array<int, bsn_digits> digits{};
    for (std::size_t count = 0; count < digits.size(); ++count) {
        if (count > 0) at = next_digit(text, at);
        if (!digit_at(text, at)) return std::nullopt;
        digits[count] = text[at++].digit;
    }
    if (digit_at(text, at) || !passes(digits)) return std::nullopt;
    return at;
}

// More zeros in front than there is room for, in one piece: "0111222333". The account in an IBAN
// is written so, and the number of a mobile telephone.
std::optional<std::size_t> padded_bsn_from(const Glyphs& text, std::size_t begin) {
    constexpr std::size_t most_zeros = 3, of_country_and_bank = 6;
    std::size_t end = begin;
    while (digit_at(text, end)) ++end;
    const std::size_t length = end - begin, kept = bsn_digits;
    if (length <= kept || length > kept + most_zeros) return std::nullopt;
    for (std::size_t at = begin; at < end - kept; ++at)
        if (text[at].digit != 0) return std::nullopt;
    if (length == kept + 1 && text[begin + 1].digit == 6) return std::nullopt;
    if (begin >= of_country_and_bank && text[begin - 1].is == Glyph::Is::other &&
        digit_at(text, begin - 5) && digit_at(text, begin - 6))
        return std::nullopt;
    return bsn_from(text, end - kept);
}

}  // namespace

std::optional<TextPlace> find_bsn(std::string_view text, std::size_t from) {
    const Glyphs all = glyphs_of(text);
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (all[at].begin < from || !digit_at(all, at) || (at > 0 && digit_at(all, at - 1)))
            continue;
        auto end = bsn_from(all, at);
        if (!end) end = short_bsn_from(all, at);
        if (!end) end = padded_bsn_from(all, at);
        if (end) return TextPlace{all[at].begin, all[*end - 1].end};
    }
    return std::nullopt;
}

}  // namespace kortelijn
