// What a person's text may hold, wherever it comes in. No rule here looks at meaning.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace kortelijn::protocol {

struct TextRule {
    std::size_t max_characters;  // Unicode code points
    std::size_t max_bytes;
    bool lines = true;  // may hold line ends and tabs
};

// text.empty: nothing but white space and invisible marks. text.too_long: Refusal.amount says how
// many characters too many. text.control: control characters (C0 but \n and \t, DEL, C1), the
// separators U+2028 and U+2029 (line ends to some readers and not to others), noncharacters, and
// the marks that turn the reading direction (U+202A..U+202E, U+2066..U+2069), which can make a
// sentence look like another. json.invalid: not UTF-8.
Result<void> check_text(std::string_view text, TextRule rule);
inline Result<void> check_text(std::string_view text, std::size_t max_characters,
                               std::size_t max_bytes) {
    return check_text(text, TextRule{max_characters, max_bytes});
}

// Without white space at both ends. What may belong to a character before it (the marks of emoji)
// stays.
std::string_view trimmed(std::string_view text);

// Unicode code points; a byte that is not UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

}  // namespace kortelijn::protocol
