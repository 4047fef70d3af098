// Plain digits and colons: no zone, no mask, no port, no IPv4 within IPv6.
#include "ip_address.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "sdp_words.hpp"

namespace kortelijn::protocol {
namespace {

std::string version_4(std::string_view text) {
    std::string out;
    int parts = 0;
    unsigned first = 0;
    bool all_zero = true;
    while (!text.empty() || parts < 4) {
        const bool more = text.find('.') != std::string_view::npos;
        const std::string_view part = take_until(text, '.');
        const auto number = number_in<unsigned>(part, 0, 255);
        if (!number || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return {};
        if (++parts > 4 || more != (parts < 4)) return {};
        if (parts == 1) first = *number;
        all_zero = all_zero && *number == 0;
        out += (parts == 1 ? "" : ".") + std::to_string(*number);
    }
    return all_zero || first >= 224 ? std::string() : out;
}

using Groups = std::array<std::uint16_t, 8>;

// Of one side of the `::`; -1: no groups.
int groups_of(std::string_view text, Groups& out) {
    int count = 0;
    if (text.empty()) return 0;
    for (;;) {
        const bool more = text.find(':') != std::string_view::npos;
        const std::string_view part = take_until(text, ':');
        std::uint16_t number = 0;
        const char* const end = part.data() + part.size();
        const auto [at, error] = std::from_chars(part.data(), end, number, 16);
        if (part.empty() || part.size() > 4 || error != std::errc{} || at != end || count == 8)
            return -1;
        out[std::size_t(count++)] = number;
        if (!more) return count;
    }
}

std::optional<Groups> version_6(std::string_view text) {
    Groups all{}, left{}, right{};
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return groups_of(text, all) == 8 ? std::optional(all) : std::nullopt;
    const std::string_view behind = text.substr(gap + 2);
    const int before = groups_of(text.substr(0, gap), left), after = groups_of(behind, right);
    if (before < 0 || after < 0 || before + after > 7) return std::nullopt;
    for (int i = 0; i < before; ++i) all[std::size_t(i)] = left[std::size_t(i)];
    for (int i = 0; i < after; ++i) all[std::size_t(8 - after + i)] = right[std::size_t(i)];
    return all;
}

// The longest run of zeros of two or more is left out, the first of equal ones.
std::string text_of(const Groups& groups) {
    std::size_t best = 8, best_length = 1;
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t length = 0;
        while (i + length < 8 && groups[i + length] == 0) ++length;
        if (length > best_length) best = i, best_length = length;
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            out += "::";
            i += best_length - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ':';
        std::array<char, 4> digits{};
        const auto [end, error] =
            std::to_chars(digits.data(), digits.data() + digits.size(), groups[i], 16);
        out.append(digits.data(), end);
    }
    return out;
}

}  // namespace

std::string host_address(std::string_view text) {
    if (text.find(':') == std::string_view::npos) return version_4(text);
    const auto groups = version_6(text);
    if (!groups || *groups == Groups{} || (*groups)[0] >= 0xff00) return {};
    return text_of(*groups);
}

}  // namespace kortelijn::protocol
