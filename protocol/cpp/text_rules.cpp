// One pass over the code points. The order of refusals is fixed: not UTF-8, control, length, empty.
#include "text_rules.hpp"

#include <algorithm>

#include "utf8.hpp"

namespace kortelijn::protocol {
namespace {

bool blank(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0xAD ||
           c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || (c >= 0x205F && c <= 0x2064) || c == 0x3000 ||
           c == 0x3164 || c == 0xFEFF;
}

// Draws nothing by itself (Unicode: Default_Ignorable_Code_Point), or an empty box (the fillers of
// Hangul, the Braille pattern without dots). Beside letters it may stand: joiners, emoji.
bool invisible(char32_t c) {
    return blank(c) || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 ||
           (c >= 0x17B4 && c <= 0x17B5) || (c >= 0x180B && c <= 0x180F) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x2800 || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFF8) || (c >= 0x1BCA0 && c <= 0x1BCA3) ||
           (c >= 0x1D173 && c <= 0x1D17A) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool noncharacter(char32_t c) { return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }

bool control(char32_t c, bool lines) {
    if (c == '\n' || c == '\t') return !lines;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || noncharacter(c);
}

// Where the run of ASCII ends that begins at `at` with something visible: most of any text, and
// nothing to look at one by one. `at` itself when it begins with anything else.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
    const auto within = [&](char least) {
        return at < text.size() && text[at] >= least && text[at] < 0x7F;
    };
    if (within('!'))
        while (within(' ')) ++at;
    return at;
}

}  // namespace

Result<void> check_text(std::string_view text, TextRule rule) {
    std::size_t characters = 0;
    std::size_t past_bytes = 0;  // characters that end beyond the bytes allowed
    bool empty = true;
    bool bad = false;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = end_of_plain(text, at); end > at) {
            characters += end - at;
            past_bytes += end > rule.max_bytes ? end - std::max(at, rule.max_bytes) : 0;
            empty = false;
            at = end;
            continue;
        }
        const CodePoint point = decode(text, at);
        if (point.length == 0) return refuse("json.invalid");
        at += point.length;
        ++characters;
        past_bytes += at > rule.max_bytes;
        empty = empty && invisible(point.value);
        bad = bad || control(point.value, rule.lines);
    }
    if (bad) return refuse("text.control");
    const std::size_t past =
        characters > rule.max_characters ? characters - rule.max_characters : 0;
    if (past > 0 || past_bytes > 0) {
        Refusal refusal = refuse("text.too_long");
        refusal.amount = static_cast<std::int64_t>(past > past_bytes ? past : past_bytes);
        return refusal;
    }
    if (empty) return refuse("text.empty");
    return {};
}

std::string_view trimmed(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const CodePoint point = decode(text, begin);
        if (point.length == 0 || !blank(point.value)) break;
        begin += point.length;
    }
    std::size_t end = begin;
    for (std::size_t at = begin; at < text.size();) {
        const CodePoint point = decode(text, at);
        at += point.length == 0 ? 1 : point.length;
        if (point.length == 0 || !blank(point.value)) end = at;
    }
    return text.substr(begin, end - begin);
}

std::size_t count_characters(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        const CodePoint point = decode(text, at);
        at += point.length == 0 ? 1 : point.length;
    }
    return characters;
}

}  // namespace kortelijn::protocol
