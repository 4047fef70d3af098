// The reader of params: strict types, the first refusal with its path, nothing unknown.
#include "reader.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace kortelijn::protocol {
namespace {

using nlohmann::json;

enum class Colour { red, blue };
std::optional<Colour> parse_colour(std::string_view word) {
    if (word == "red") return Colour::red;
    if (word == "blue") return Colour::blue;
    return std::nullopt;
}

struct Child {
    std::string ref;
    std::optional<Day> day;
};
Child read_child(Reader& r) { return {r.token("ref", 16), r.optional_day("day")}; }

struct Input {
    RoomId room;
    std::optional<MemberId> member;
    std::optional<bool> yes;
    std::string text;
    Colour colour = Colour::red;
    std::optional<std::vector<Colour>> colours;
    std::optional<std::vector<MemberId>> about;
    std::optional<std::vector<std::string>> refs;
    std::optional<Instant> at;
    std::optional<Child> child;
    std::vector<Child> children;
};

Result<Input> read(const json& params) {
    Reader r(params);
    Input in;
    in.room = r.id<RoomId>("room");
    in.member = r.optional_id<MemberId>("member");
    in.yes = r.optional_boolean("yes");
    in.text = r.text("text", {10, 20});
    in.colour = r.word("colour", parse_colour, "domain.unknown");
    in.colours = r.optional_words("colours", parse_colour, "domain.unknown", 2);
    in.about = r.optional_ids<MemberId>("about", 3);
    in.refs = r.optional_refs("refs");
    in.at = r.optional_instant("at");
    in.child = r.optional_object("child", read_child);
    in.children = r.has("children") ? r.objects("children", 2, read_child) : std::vector<Child>{};
    return r.finish(std::move(in));
}

json base() { return {{"room", 3}, {"text", "dag"}, {"colour", "blue"}}; }
json with(const std::string& name, const json& value) {
    json params = base();
    params[name] = value;
    return params;
}

void expect_refused(const json& params, std::string_view code, std::string_view field) {
    const auto result = read(params);
    ASSERT_FALSE(result.has_value()) << params;
    EXPECT_EQ(result.error().tell, code) << params;
    EXPECT_EQ(result.error().field, field) << params;
}

TEST(Reader, what_is_there_is_read_and_what_is_absent_is_absent) {
    const auto least = read(base());
    ASSERT_TRUE(least.has_value());
    EXPECT_EQ(least->room, RoomId{3});
    EXPECT_EQ(least->colour, Colour::blue);
    EXPECT_FALSE(least->member || least->yes || least->colours || least->about || least->refs ||
                 least->at || least->child);

    json params = base();
    params.update(
        json::parse(R"({"member":5,"yes":false,"colours":["red","blue"],"about":[],"refs":["m1"],
        "at":"2026-11-10T09:00:00Z","child":{"ref":"a"},"children":[{"ref":"b","day":"2026-02-28"}]})"));
    const auto all = read(params);
    ASSERT_TRUE(all.has_value());
    EXPECT_EQ(all->member, MemberId{5});
    EXPECT_EQ(all->yes, false);
    EXPECT_EQ(*all->colours, (std::vector{Colour::red, Colour::blue}));
    EXPECT_TRUE(all->about && all->about->empty());
    EXPECT_EQ(to_text(*all->at), "2026-11-10T09:00:00.000Z");
    EXPECT_EQ(all->child->ref, "a");
    EXPECT_EQ(to_text(*all->children.at(0).day), "2026-02-28");
}

TEST(Reader, an_id_is_a_whole_number_from_one) {
    for (const char* value : {"0", "-1", "1.0", "1.5", "\"3\"", "true", "null", "[3]", "{}",
                              "9007199254740992", "18446744073709551615"}) {
        expect_refused(with("room", json::parse(value)), "request.invalid", "room");
        expect_refused(with("member", json::parse(value)), "request.invalid", "member");
    }
    EXPECT_TRUE(read(with("room", max_number)).has_value());
}

TEST(Reader, each_type_is_strict) {
    expect_refused(with("yes", 1), "request.invalid", "yes");
    expect_refused(with("text", 5), "request.invalid", "text");
    expect_refused(with("colour", 0), "request.invalid", "colour");
    expect_refused(with("at", 1'794'301'200), "request.invalid", "at");
    expect_refused(with("at", "2026-11-10"), "request.invalid", "at");
    expect_refused(with("at", "2026-11-10T09:00:00+01:00"), "request.invalid", "at");
    expect_refused(with("child", json::array()), "request.invalid", "child");
    expect_refused(with("children", json::object()), "request.invalid", "children");
    expect_refused(with("about", 4), "request.invalid", "about");
    expect_refused(json::array(), "request.invalid", "");
}

TEST(Reader, a_required_field_that_is_absent_is_named) {
    for (const char* name : {"room", "text", "colour"}) {
        json params = base();
        params.erase(name);
        expect_refused(params, "request.invalid", name);
    }
    expect_refused(with("child", json::object()), "request.invalid", "child.ref");
}

TEST(Reader, a_field_nobody_asked_for_is_refused_at_every_depth) {
    expect_refused(with("size", 1), "request.invalid", "size");
    expect_refused(with("child", {{"ref", "a"}, {"size", 1}}), "request.invalid", "child.size");
    expect_refused(with("children", {{{"ref", "a"}}, {{"ref", "b"}, {"size", 1}}}),
                   "request.invalid", "children[1].size");
    expect_refused(with("Noor Bakker", 1), "request.invalid", "");
}

TEST(Reader, a_word_outside_the_list_has_a_code_of_its_own) {
    expect_refused(with("colour", "green"), "domain.unknown", "colour");
    expect_refused(with("colours", {"red", "green"}), "domain.unknown", "colours");
    expect_refused(with("colours", {"red", "red"}), "request.invalid", "colours");
    expect_refused(with("colours", {"red", "blue", "red"}), "request.invalid", "colours");
}

TEST(Reader, a_list_has_an_end_and_holds_nothing_twice) {
    EXPECT_TRUE(read(with("about", {1, 2, 3})).has_value());
    expect_refused(with("about", {1, 2, 3, 4}), "request.invalid", "about");
    expect_refused(with("about", {1, 2, 1}), "request.invalid", "about[2]");
    expect_refused(with("about", {1, "2"}), "request.invalid", "about[1]");
    expect_refused(with("refs", {"m1", "m1"}), "request.invalid", "refs[1]");
    expect_refused(with("refs", {"m 1"}), "request.invalid", "refs[0]");
    expect_refused(with("children", {{{"ref", "a"}}, {{"ref", "b"}}, {{"ref", "c"}}}),
                   "request.invalid", "children");
    expect_refused(with("children", {{{"ref", "a"}}, 5}), "request.invalid", "children[1]");
    expect_refused(with("child", {{"ref", "a"}, {"day", "2026-02-30"}}), "request.invalid",
                   "child.day");
}

TEST(Reader, the_first_refusal_is_the_one_that_is_told) {
    json params = with("size", 1);
    params["member"] = "x";
    params["colour"] = "green";
    expect_refused(params, "request.invalid", "member");
}

TEST(Reader, a_text_that_is_too_long_says_how_much) {
    const auto result = read(with("text", std::string(13, 'a')));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().tell, "text.too_long");
    EXPECT_EQ(result.error().amount, 3);
}

}  // namespace
}  // namespace kortelijn::protocol
