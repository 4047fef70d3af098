// Normalising addresses and names for comparison.
#include "domain/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace kortelijn {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; }

std::string letters_and_digits(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (is_digit(c) || is_letter(c)) out.push_back(upper(c));
    return out;
}

bool is_postcode(std::string_view text) {
    return text.size() == 6 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
           text[0] != '0' && is_letter(text[4]) && is_letter(text[5]);
}

// The plain letter of U+00C0..U+00FF and of U+0100..U+017F; '?' where there is none.
constexpr std::string_view latin_1 =
    "aaaaaaaceeeeiiiidnooooo?ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo?ouuuuyty";
constexpr std::string_view latin_a =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllll"
    "lnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

// One letter of UTF-8 at `at`, which is moved on; a space for what is no letter.
char next_letter(std::string_view text, std::size_t& at) {
    const auto byte = std::uint8_t(text[at++]);
    if (byte < 0x80) return is_letter(char(byte)) ? lower(char(byte)) : ' ';
    std::uint32_t code = byte & 0x1FU;
    std::size_t more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    for (; more > 0 && at < text.size(); --more)
        code = code << 6 | (std::uint8_t(text[at++]) & 0x3FU);
    if (byte >= 0xE0) return '?';
    if (code >= 0xC0 && code <= 0xFF) return latin_1[code - 0xC0];
    if (code >= 0x100 && code <= 0x17F) return latin_a[code - 0x100];
    return code >= 0x300 && code < 0x370 ? '\0' : '?';  // combining accents
}

bool is_particle(const std::string& word) {
    static constexpr std::array<std::string_view, 14> particles{
        "van", "de", "der", "den", "het", "t", "te", "ten", "ter", "in", "op", "el", "al", "von"};
    return std::find(particles.begin(), particles.end(), word) != particles.end();
}

std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts = folded_words(name);
    std::erase_if(parts, [](const std::string& w) { return w.size() == 1 || is_particle(w); });
    return parts;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < name.size();) {
        const bool apostrophe = name[at] == '\'';
        const char letter = next_letter(name, at);
        if (letter == '\0' || apostrophe) continue;
        if (letter != ' ')
            words.back().push_back(letter);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string address_key(const Address& address) {
    const std::string postcode = letters_and_digits(address.postcode);
    const std::string number = letters_and_digits(address.number);
    if (!is_postcode(postcode) || number.empty() || !is_digit(number[0])) return {};
    return postcode + " " + number;
}

bool same_address(const Address& a, const Address& b) {
    const std::string key = address_key(a);
    return !key.empty() && key == address_key(b);
}

std::string name_key(std::string_view name) {
    std::string out;
    for (const std::string& part : parts_of(name)) out += (out.empty() ? "" : " ") + part;
    return out;
}

bool same_person(std::string_view name_a, std::optional<Day> born_a, std::string_view name_b,
                 std::optional<Day> born_b) {
    const auto a = parts_of(name_a), b = parts_of(name_b);
    if (a.empty() || b.empty()) return false;
    if (!born_a || !born_b) return a == b;
    const auto has = [](const std::vector<std::string>& parts, const std::string& part) {
        return std::find(parts.begin(), parts.end(), part) != parts.end();
    };
    return *born_a == *born_b && (has(a, b.back()) || has(b, a.back()));
}

}  // namespace kortelijn
