// What the writer appends is JSON that says what was meant, whatever the text holds.
#include "writer.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "utf8.hpp"

namespace kortelijn::protocol {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

TEST(Writer, commas_stand_between_members_and_items_only) {
    Writer w;
    w.object().field("a", 1).field("b", "x").key("c").array().value(1).value(true).object();
    w.end_object().array().end_array().end_array().raw_field("d", "null").field("e", false);
    w.list("f", std::vector<int>{}).list("g", std::vector<RoomId>{RoomId{4}, RoomId{5}});
    w.end_object();
    EXPECT_EQ(w.text(),
              R"({"a":1,"b":"x","c":[1,true,{},[]],"d":null,"e":false,"f":[],"g":[4,5]})");
}

TEST(Writer, a_text_that_looks_like_json_stays_a_text) {
    Writer w;
    w.array().value("{").value("[").value(":").value(",").end_array();
    EXPECT_EQ(w.text(), R"(["{","[",":",","])");
}

TEST(Writer, ids_instants_days_and_absent_values_have_their_wire_form) {
    Writer w;
    w.object()
        .field("room", RoomId{12})
        .field("at", Instant{1'794'301'200'000})
        .field("day", Day{0});
    w.field("none", std::optional<int>{}).field("some", std::optional<MemberId>{MemberId{3}});
    w.field("least", std::int64_t{-9'007'199'254'740'991}).end_object();
    EXPECT_EQ(w.text(), R"({"room":12,"at":"2026-11-10T09:00:00.000Z","day":"1970-01-01","some":3,)"
                        R"("least":-9007199254740991})");
}

TEST(Writer, every_control_character_comes_back_as_it_was) {
    for (int c = 0; c < 256; ++c) {
        for (int before = 0; before < 9; ++before) {  // at each place of an eight byte step
            std::string text(before, 'a');
            if (c < 0x80) {
                text += static_cast<char>(c);
            } else {
                text += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
            }
            text += "bbbbbbbbb";
            EXPECT_EQ(nlohmann::json::parse(escaped(text)).get<std::string>(), text) << c;
        }
    }
}

TEST(Writer, line_separators_are_escaped_and_other_languages_are_not) {
    EXPECT_EQ(escaped("a\u2028b\u2029c"), R"("a\u2028b\u2029c")");
    EXPECT_EQ(escaped("één 日本 😀"), "\"één 日本 😀\"");
    EXPECT_EQ(escaped("\x01\"\\\n\x7f"), "\"\\u0001\\\"\\\\\\n\x7f\"");
}

TEST(Writer, bytes_that_are_no_utf8_are_replaced_one_by_one) {
    EXPECT_EQ(escaped("a\xff"
                      "b"),
              "\"a\uFFFDb\"");
    EXPECT_EQ(escaped("\xC3"), "\"\uFFFD\"");
    EXPECT_EQ(escaped("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");            // a surrogate
    EXPECT_EQ(escaped("\xC0\xAF"), "\"\uFFFD\uFFFD\"");                      // overlong
    EXPECT_EQ(escaped("\xF4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");  // over U+10FFFF
    EXPECT_EQ(escaped("\xE2\x80"), "\"\uFFFD\uFFFD\"");
}

TEST(Writer, each_code_point_is_decoded_with_its_length) {
    const std::vector<std::pair<char32_t, std::string>> points = {
        {0x24, "$"},   {0xA2, "\u00A2"},   {0x7FF, "\u07FF"},       {0x800, "\u0800"},
        {0x20AC, "€"}, {0xFFFF, "\uFFFF"}, {0x10000, "\U00010000"}, {0x10FFFF, "\U0010FFFF"}};
    for (const auto& [value, text] : points) {
        const CodePoint point = decode(text, 0);
        EXPECT_EQ(point.value, value);
        EXPECT_EQ(point.length, text.size());
    }
}

}  // namespace
}  // namespace kortelijn::protocol
