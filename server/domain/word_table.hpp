// How a closed list of words becomes texts and back. Only for the files that define such lists.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kortelijn {

// Position in the table is the value.
template <class Word>
struct WordTable;

template <class Word>
std::optional<Word> parse_word(std::string_view text) {
    const auto& texts = WordTable<Word>::texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i] == text) return Word(i);
    return std::nullopt;
}

}  // namespace kortelijn

// Defines to_text and parse_word of one list.
#define KORTELIJN_WORDS(Word, ...)                                                            \
    template <>                                                                               \
    struct WordTable<Word> {                                                                  \
        static constexpr auto texts = std::to_array<std::string_view>({__VA_ARGS__});         \
    };                                                                                        \
    std::string_view to_text(Word word) { return WordTable<Word>::texts[std::size_t(word)]; } \
    template std::optional<Word> parse_word(std::string_view);
