// One look at each place where a number may begin.
#include "domain/identifiers.hpp"

#include <array>

namespace kortelijn {
namespace {

constexpr int bsn_digits = 9;
constexpr int most_between = 2;

bool digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Bytes of a dot, dash or blank at `at`; 0 when there is something else. Beside ASCII: the
// no-break space, and U+2000..U+2015 and U+202F (spaces, dashes, zero width).
std::size_t separator_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.empty()) return 0;
    if (std::string_view(" .-/_\t\n\r").find(rest[0]) != std::string_view::npos) return 1;
    if (rest.starts_with("\xC2\xA0")) return 2;
    if (!rest.starts_with("\xE2\x80") || rest.size() < 3) return 0;
    const auto last = static_cast<unsigned char>(rest[2]);
    return last <= 0x95 || last == 0xAF ? 3 : 0;
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
bool alone(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::size_t before = 4;  // "06 - 1..."
    for (std::size_t back = 1; back <= before && back <= begin; ++back) {
        const std::size_t at = begin - back;
        if (digit_at(text, at)) return false;
        if (separator_at(text, at) != 1) break;
    }
    for (int skipped = 0; skipped < most_between && !digit_at(text, end); ++skipped)
        end += separator_at(text, end);
    return !digit_at(text, end);
}

// Eight digits in one piece: written without the zero in front.
std::optional<TextPlace> short_bsn_from(std::string_view text, std::size_t begin) {
    std::array<int, bsn_digits> digits{};
    std::size_t at = begin;
    for (std::size_t count = 1; count < digits.size(); ++count) {
        if (!digit_at(text, at)) return std::nullopt;
        digits[count] = text[at++] - '0';
    }
    if (text[begin] == '0' || !alone(text, begin, at) || !passes(digits)) return std::nullopt;
    return TextPlace{begin, at};
}

std::optional<TextPlace> bsn_from(std::string_view text, std::size_t begin) {
    std::array<int, bsn_digits> digits{};
    std::size_t at = begin;
    for (std::size_t count = 0; count < digits.size(); ++count) {
        if (count > 0)
            for (int skipped = 0; skipped < most_between && !digit_at(text, at); ++skipped)
                at += separator_at(text, at);
        if (!digit_at(text, at)) return std::nullopt;
        digits[count] = text[at++] - '0';
    }
    if (digit_at(text, at) || !passes(digits)) return std::nullopt;
    return TextPlace{begin, at};
}

}  // namespace

std::optional<TextPlace> find_bsn(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (!digit_at(text, at) || (at > 0 && digit_at(text, at - 1))) continue;
        if (const auto found = bsn_from(text, at)) return found;
        if (const auto found = short_bsn_from(text, at)) return found;
    }
    return std::nullopt;
}

}  // namespace kortelijn
