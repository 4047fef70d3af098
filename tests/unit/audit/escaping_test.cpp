// Whatever a person types: one event stays one record, valid JSON, and reads back as itself.
#include "audit/escaping.hpp"

#include <random>

#include <nlohmann/json.hpp>

#include "audit/entry.hpp"
#include "audit/json_reader.hpp"
#include "unit/audit/vectors.hpp"

namespace kortelijn::audit {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

// No byte of `line` may begin a new line, move a cursor or turn the reading direction.
void expect_one_calm_line(std::string_view line) {
    ASSERT_TRUE(valid_utf8(line));
    for (const char c : line) {
        ASSERT_GE(std::uint8_t(c), 0x20);
        ASSERT_NE(c, 0x7F);
    }
    for (const char* bad : {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xC2\x85", "\xE2\x80\xAE",
                            "\xE2\x81\xA6", "\xEF\xBB\xBF"})
        ASSERT_EQ(line.find(bad), line.npos);
}

TEST(Escaping, the_dangerous_characters_are_written_as_escapes) {
    EXPECT_EQ(escaped("a\r\nb"), "\"a\\u000d\\u000ab\"");
    EXPECT_EQ(escaped("\x1B[2J"), "\"\\u001b[2J\"");
    EXPECT_EQ(escaped(std::string_view{"\0", 1}), "\"\\u0000\"");
    EXPECT_EQ(escaped("\xE2\x80\xA8\xE2\x80\xAE"), "\"\\u2028\\u202e\"");
    EXPECT_EQ(escaped("\"\\/"), "\"\\\"\\\\/\"");
    EXPECT_EQ(escaped("M\xC3\xB6"
                      "bius \xF0\x9F\x8F\xA0"),
              "\"M\xC3\xB6"
              "bius \xF0\x9F\x8F\xA0\"");
}

TEST(Escaping, broken_utf8_becomes_the_replacement_character) {
    const std::string mark = "\xEF\xBF\xBD";
    EXPECT_EQ(escaped("a\xFF"
                      "b"),
              "\"a" + mark + "b\"");
    for (const char* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3",
                            "\xE2\x80", "\x80"}) {
        EXPECT_FALSE(valid_utf8(bad));
        EXPECT_NE(escaped(bad).find(mark), std::string::npos);
        expect_one_calm_line(escaped(bad));
    }
}

// Text made of the pieces that break loggers, joined at random.
std::string nasty(std::mt19937_64& random) {
    static const std::string pieces[] = {"\r",
                                         "\n",
                                         "\r\n",
                                         std::string(1, '\0'),
                                         "\x1B[31m",
                                         "\xE2\x80\xA8",
                                         "\xE2\x80\xA9",
                                         "\xE2\x80\xAE",
                                         "\xE2\x81\xA7",
                                         "\xC2\x85",
                                         "\xFF",
                                         "\xC3",
                                         "\xED\xA0\x80",
                                         "\"",
                                         "\\",
                                         "\\u0022",
                                         "\"]},{\"v\":1",
                                         "\x7F",
                                         "\xEF\xBB\xBF",
                                         "Karin",
                                         "\xD9\x85\xD8\xB1\xD9\x8A\xD9\x85",
                                         "\xF0\x9F\x98\x80",
                                         "</script>",
                                         "%0a",
                                         " "};
    std::string out;
    for (auto left = random() % 12; left > 0; --left) out += pieces[random() % std::size(pieces)];
    for (auto left = random() % 4; left > 0; --left) out += char(random());
    return out;
}

TEST(Escaping, any_text_stays_one_line_of_json_that_reads_back) {
    std::mt19937_64 random{20261110};
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = nasty(random), json = escaped(text);
        ASSERT_NO_FATAL_FAILURE(expect_one_calm_line(json));
        const std::string back = nlohmann::json::parse(json).get<std::string>();
        if (valid_utf8(text)) {
            ASSERT_EQ(back, text);
        }
        JsonReader reader{json};
        ASSERT_EQ(reader.string(), back);
        ASSERT_TRUE(reader.finished());
    }
}

class Counting final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out) byte = std::uint8_t(next_++ * 37);
    }

private:
    unsigned next_ = 0;
};

TEST(I1, any_text_in_an_entry_leaves_one_event_one_record) {
    std::mt19937_64 random{7};
    Counting salts;
    for (int i = 0; i < 3'000; ++i) {
        const std::string text = nasty(random);
        Draft draft{
            "session.refused", EntryAction::execute, Outcome::refused_request, {}, {}, {}, {}};
        disclose(draft, ActorValue{.address = text, .name = text});
        disclose(draft, ObjectValue{.reason = text, .query = text});
        const Built built =
            build_entry(std::uint64_t(i), Instant{1'762'000'000'000 + i}, draft, salts);
        ASSERT_NO_FATAL_FAILURE(expect_one_calm_line(built.leaf));
        ASSERT_TRUE(nlohmann::json::accept(built.leaf));
        const auto opened = open_disclosure(built.disclosures[0].text);
        ASSERT_TRUE(opened);
        ASSERT_NO_FATAL_FAILURE(expect_one_calm_line(opened->value_json));
        const auto actor = parse_actor(opened->value_json);
        ASSERT_TRUE(actor);
        if (valid_utf8(text)) {
            ASSERT_EQ(actor->name, text);
        }
    }
}

TEST(Base64, has_one_spelling_for_each_value) {
    std::mt19937_64 random{3};
    for (std::size_t size = 0; size < 200; ++size) {
        std::string bytes(size, '\0');
        for (char& c : bytes) c = char(random());
        EXPECT_EQ(decode_base64url(base64url(bytes)), bytes);
        EXPECT_EQ(decode_base64(base64(bytes)), bytes);
    }
    EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
    EXPECT_EQ(base64("\xFB\xFF"), "+/8=");
    for (const char* text : {"-_9", "A", "AA=", "A A", "+/8", "-_8="})
        EXPECT_FALSE(decode_base64url(text)) << text;
    for (const char* text : {"+/9=", "+/8", "-_8=", "AA==\n", "====", "A=AA", "AAA=AAAA"})
        EXPECT_FALSE(decode_base64(text)) << text;
}

TEST(JsonReader, refuses_what_is_not_json) {
    for (const char* text :
         {"", "{", "{\"a\":1,}", "{\"a\" 1}", "[1 2]", "\"\x01\"", "\"\\x\"", "\"\\ud800\"", "01",
          "1.5.2", "tru", "[[[[[[[[[[1]]]]]]]]]]", "{\"a\":1}}", "\"\xFF\""}) {
        JsonReader reader{text};
        reader.value();
        EXPECT_FALSE(reader.finished()) << text;
    }
    for (const char* text :
         {"{}", " { \"a\" : [ 1 , -2.5e3 , true , null , \"\\ud83d\\ude00\" ] } "}) {
        JsonReader reader{text};
        reader.value();
        EXPECT_TRUE(reader.finished()) << text;
    }
    EXPECT_FALSE(parse_object("{\"ranges\":[[1,2,3]]}"));
    EXPECT_FALSE(parse_object("{\"ranges\":[[2,1]]}"));
    EXPECT_FALSE(parse_object("{\"count\":1.5}"));
    EXPECT_FALSE(parse_actor("{\"professional\":\"4\"}"));
}

TEST(Values, survive_their_json_and_unknown_keys_are_passed_over) {
    const ActorValue actor{ProfessionalId{7},
                           OrganisationId{2},
                           "professional",
                           ProfessionalId{9},
                           GuestId{1},
                           SessionId{88},
                           5,
                           "192.0.2.7",
                           "Joris"};
    EXPECT_EQ(parse_actor(to_json(actor)), actor);
    EXPECT_EQ(to_json(ActorValue{}), "{}");
    EXPECT_EQ(parse_actor("{\"professional\":7,\"later\":{\"x\":[1,\"}\"]},\"role\":\"r\"}"),
              (ActorValue{.professional = ProfessionalId{7}, .role = "r"}));
    const CaseValue the_case{CaseId{3}, RoomId{4}, "2026-014"};
    EXPECT_EQ(parse_case(to_json(the_case)), the_case);
    ObjectValue object;
    object.ranges = {{1, 5}, {9, 9}};
    object.seq = 0;
    object.grounds = {4, 5};
    object.life_domains = {"safety", "work"};
    object.purpose = "cooperation", object.mask = "fff.0.1f", object.reason = "ok.carrier";
    object.organisation = OrganisationId{3}, object.count = 12, object.until = -1,
    object.key_id = 77, object.signed_size = 512, object.signed_root = "ab12";
    EXPECT_EQ(parse_object(to_json(object)), object);
    EXPECT_EQ(parse_members(member_json(MemberId{6})), std::vector{MemberId{6}});
    EXPECT_EQ(parse_members(members_json({MemberId{6}, MemberId{8}})),
              (std::vector{MemberId{6}, MemberId{8}}));
}

TEST(Values, a_mask_survives_its_text) {
    Mask mask;
    mask.allow(0, LifeDomain::safety, Law::jeugdwet);
    mask.allow(3, LifeDomain::practical, Law::wgs);
    EXPECT_EQ(parse_mask(mask_text(mask)), mask);
    EXPECT_EQ(mask_text(Mask{}), "");
    EXPECT_EQ(parse_mask(""), Mask{});
    for (const char* text : {".", "g", "1.", "-1", "1..2", "11111111111111111"})
        EXPECT_FALSE(parse_mask(text)) << text;
}

}  // namespace
}  // namespace kortelijn::audit
