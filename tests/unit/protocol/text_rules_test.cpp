// What a person's text may hold: the bounds of I7 and the bad texts of the contract.
#include "text_rules.hpp"

#include <gtest/gtest.h>
#include <string>

#include "limits.hpp"

namespace kortelijn::protocol {
namespace {

std::string_view code(std::string_view text) {
    const auto result = check_text(text, max_text_characters, max_text_bytes);
    return result ? "fine" : result.error().tell;
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

TEST(TextRules, ordinary_text_in_any_script_is_fine) {
    for (const char* text :
         {"dag", "één\n\ttwee", "مرحبا", "日本", "👩‍👧 😀", "a\u200fb", "  x  "}) {
        EXPECT_EQ(code(text), "fine") << text;
    }
}

TEST(TextRules, a_text_of_blanks_and_invisible_marks_is_empty) {
    for (const char* text :
         {"", " ", "\n\t ", "\u00a0\u3000", "\u200b\u200d\ufeff", "\u2060\u00ad"}) {
        EXPECT_EQ(code(text), "text.empty");
    }
}

TEST(TextRules, what_draws_nothing_is_empty_alone_and_fine_beside_letters) {
    for (const char* mark :
         {"\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180b", "\u2065", "\u206f", "\u2800",
          "\u3164", "\ufe0f", "\uffa0", "\ufff0", "\U000e0020", "\U000e01ef"}) {
        EXPECT_EQ(code(mark), "text.empty") << mark;
        EXPECT_EQ(code(std::string("\n ") + mark + mark + "\u200b"), "text.empty") << mark;
        EXPECT_EQ(code(std::string("a") + mark), "fine") << mark;
    }
    EXPECT_EQ(code("\u2764\ufe0f"), "fine");
    EXPECT_EQ(trimmed("\u2764\ufe0f "), "\u2764\ufe0f");
}

TEST(TextRules, separators_and_noncharacters_are_refused) {
    for (const char* bad :
         {"\u2028", "\u2029", "\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff"}) {
        EXPECT_EQ(code(bad), "text.control") << bad;
        EXPECT_EQ(code(std::string("een") + bad + "twee"), "text.control") << bad;
    }
    EXPECT_EQ(code("\ufffd"), "fine");
}

TEST(TextRules, characters_are_counted_as_code_points) {
    EXPECT_EQ(code(std::string(20'000, 'a')), "fine");
    EXPECT_EQ(code(std::string(20'001, 'a')), "text.too_long");
    EXPECT_EQ(code(repeated("é", 20'000)), "fine");
    EXPECT_EQ(code(repeated("é", 20'001)), "text.too_long");
    EXPECT_EQ(count_characters("é€😀"), 3U);
}

TEST(TextRules, bytes_are_bounded_too) {
    EXPECT_EQ(code(repeated("😀", 48 * 256)), "fine");           // 48 KiB
    EXPECT_EQ(code(repeated("😀", 49 * 256)), "text.too_long");  // 49 KiB in 12,544 characters
    const auto result = check_text(repeated("😀", 49 * 256), max_text_characters, max_text_bytes);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().amount, 256);
}

TEST(TextRules, a_run_of_plain_letters_counts_as_each_of_them_does) {
    const TextRule rule{100, 6};
    const auto too_many = [&](std::string_view text) {
        const auto result = check_text(text, rule);
        return result ? 0 : result.error().amount;
    };
    EXPECT_EQ(too_many("één a"), 1);     // seven bytes in five characters
    EXPECT_EQ(too_many("één abc"), 3);   // the run begins before the sixth byte
    EXPECT_EQ(too_many("éééé abc"), 5);  // and behind it
    EXPECT_EQ(too_many("a b\nc d\ne f"), 5);
    EXPECT_EQ(check_text("een\x7f", rule).error().tell, "text.control");
    EXPECT_EQ(check_text("abc", TextRule{2, 40}).error().amount, 1);
}

TEST(TextRules, control_characters_are_refused_but_line_ends_and_tabs) {
    for (int c = 0; c < 0x20; ++c) {
        const std::string text = std::string("a") + static_cast<char>(c) + "b";
        EXPECT_EQ(code(text), c == '\n' || c == '\t' ? "fine" : "text.control") << c;
    }
    EXPECT_EQ(code("a\x7f"), "text.control");
    EXPECT_EQ(code("a\u0080"), "text.control");
    EXPECT_EQ(code("a\u009f"), "text.control");
    EXPECT_EQ(code("a\u00a0b"), "fine");
}

TEST(TextRules, marks_that_turn_the_reading_direction_are_refused) {
    for (const char* mark : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
                             "\u2068", "\u2069"}) {
        EXPECT_EQ(code(std::string("moeder ") + mark + "x"), "text.control");
    }
}

TEST(TextRules, bytes_that_are_no_utf8_are_refused) {
    for (const char* text : {"\xff", "a\xC3", "\xED\xA0\x80", "\xC0\xAF", "\xF4\x90\x80\x80"}) {
        EXPECT_EQ(code(text), "json.invalid");
    }
}

TEST(TextRules, a_name_has_no_line_ends) {
    const TextRule name{10, 40, false};
    EXPECT_TRUE(check_text("Noor", name).has_value());
    EXPECT_EQ(check_text("No\nor", name).error().tell, "text.control");
    EXPECT_EQ(check_text("No\tor", name).error().tell, "text.control");
    EXPECT_EQ(check_text("No\u2028or", name).error().tell, "text.control");
}

TEST(TextRules, trimming_takes_off_what_counts_as_blank) {
    EXPECT_EQ(trimmed(" \n\u00a0a b\u200b\t"), "a b");
    EXPECT_EQ(trimmed(" \u3000"), "");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("\xff "), "\xff");
}

}  // namespace
}  // namespace kortelijn::protocol
