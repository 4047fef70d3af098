// Small readers that SDP and candidates share: words, numbers, closed lists. Nothing here allocates
// more than what it gives, or looks past the text it was handed.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kortelijn::protocol {

// The text up to `until`, taken off the front together with it; all of it when there is none.
inline std::string_view take_until(std::string_view& text, char until) {
    const std::size_t at = text.find(until);
    const std::string_view out = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    return out;
}

template <std::unsigned_integral Number>
std::optional<Number> number_in(std::string_view text, Number least, Number most) {
    Number out{};
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, out);
    if (text.empty() || error != std::errc{} || at != end || out < least || out > most)
        return std::nullopt;
    return out;
}

constexpr bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// ice-char of RFC 8839.
inline bool is_ice_text(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '+' || c == '/'; });
}

// The literal of a list that says the same; empty when there is none.
template <class List>
std::string_view literal_of(const List& list, std::string_view text) {
    const auto at = std::find(std::begin(list), std::end(list), text);
    return at == std::end(list) ? std::string_view() : std::string_view(*at);
}

}  // namespace kortelijn::protocol
