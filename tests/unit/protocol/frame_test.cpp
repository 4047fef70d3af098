// Every way a frame can be wrong has a stable code, and carries the request's id when it was read.
#include "frame.hpp"

#include <gtest/gtest.h>
#include <string>

#include "limits.hpp"

namespace kortelijn::protocol {
namespace {

std::string request(const std::string& params, const std::string& id = "7") {
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"message.post","params":)" + params +
           "}";
}

std::string nested(int depth) {  // the depth of the whole frame
    const int arrays = depth - 2;
    return request(R"({"a":)" + std::string(arrays, '[') + std::string(arrays, ']') + "}");
}

void expect_refused(const std::string& text, std::string_view reason, std::string_view field,
                    std::string_view id_json) {
    const auto result = parse_request(text);
    ASSERT_FALSE(result.has_value()) << text.substr(0, 200);
    EXPECT_EQ(result.error().refusal.tell, reason) << text.substr(0, 200);
    EXPECT_EQ(result.error().refusal.field, field) << text.substr(0, 200);
    EXPECT_EQ(result.error().id_json, id_json) << text.substr(0, 200);
}

TEST(Frame, a_request_is_read_with_its_id_method_and_params) {
    const auto result = parse_request(request(
        R"({"room":3,"text":"dag \"allen\"","about":[1,2],"x":{"y":[{"z":null}],"w":-1.5}})"));
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->id_json, "7");
    EXPECT_EQ(result->method, "message.post");
    EXPECT_EQ(result->params, nlohmann::json::parse(R"({"room":3,"text":"dag \"allen\"",
        "about":[1,2],"x":{"y":[{"z":null}],"w":-1.5}})"));
}

TEST(Frame, lists_in_lists_and_objects_in_lists_keep_their_places) {
    const std::string params =
        R"({"a":[[1],[],[2,[3,{"b":[4]}]],{"c":{}},5],"d":{"e":[{},{"f":6}]}})";
    const auto result = parse_request(request(params));
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->params, nlohmann::json::parse(params));
}

TEST(Frame, params_may_be_left_out_and_members_may_come_in_any_order) {
    const auto result = parse_request(R"({"method":"case.list","id":"a-1","jsonrpc":"2.0"})");
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->id_json, R"("a-1")");
    EXPECT_TRUE(result->params.is_object() && result->params.empty());
}

TEST(Frame, an_id_is_echoed_as_it_must_stand_in_the_reply) {
    EXPECT_EQ(parse_request(request("{}", "-3"))->id_json, "-3");
    EXPECT_EQ(parse_request(request("{}", "9223372036854775807"))->id_json, "9223372036854775807");
    EXPECT_EQ(parse_request(request("{}", R"("\"\n\u2028")"))->id_json, R"("\"\n\u2028")");
    EXPECT_EQ(parse_request(request("{}", '"' + std::string(64, 'x') + '"'))->id_json.size(), 66U);
}

TEST(Frame, what_is_not_json_is_refused) {
    for (const char* text : {"", " ", "hallo", "{", "[", "{\"a\":1", "{} {}", "{'a':1}", "nul",
                             "\xff\xfe", "{\"a\":\"\xC3\x28\"}", "{\"a\":\"\\ud800\"}", "[1,]",
                             "{\"a\":1e999}", "{\"a\":NaN}", "// x\n{}"}) {
        expect_refused(text, "json.invalid", "", "null");
    }
    expect_refused(R"({"jsonrpc":"2.0","id":5,"method":"a.b","params":{"x":}})", "json.invalid", "",
                   "5");
}

TEST(Frame, a_key_that_stands_there_twice_is_refused) {
    expect_refused(request(R"({"room":1,"room":2})"), "json.invalid", "room", "7");
    expect_refused(request(R"({"a":{"b":1,"c":2,"b":1}})"), "json.invalid", "b", "7");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"a.b"})", "json.invalid", "id",
                   "null");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":"a.b","params":{},"params":{}})",
                   "json.invalid", "params", "1");
}

TEST(Frame, depth_sixteen_is_read_and_seventeen_refused) {
    EXPECT_TRUE(parse_request(nested(16)).has_value());
    expect_refused(nested(17), "json.too_deep", "", "7");
    expect_refused(std::string(17, '[') + std::string(17, ']'), "json.too_deep", "", "null");
    expect_refused(request("{}", std::string(40'000, '[')), "json.too_deep", "", "null");
}

TEST(Frame, a_frame_over_its_bounds_is_refused) {
    const auto padded = [](std::size_t bytes) {
        const std::string text = request("{}");
        return text + std::string(bytes - text.size(), ' ');
    };
    EXPECT_TRUE(parse_request(padded(max_frame_bytes)).has_value());
    expect_refused(padded(max_frame_bytes + 1), "frame.too_large", "", "null");

    std::string keys = "{", values = R"({"a":[1)";
    for (int i = 0; i < max_keys + 1; ++i)
        keys += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
    for (int i = 0; i < max_values; ++i) values += ",1";
    expect_refused(request(keys + "}"), "frame.too_large", "", "7");
    expect_refused(request(values + "]}"), "frame.too_large", "", "7");
}

TEST(Frame, a_batch_is_refused_once_whatever_it_holds) {
    expect_refused("[]", "batch.not_allowed", "", "null");
    expect_refused("[" + request("{}") + "," + request("{}") + "]", "batch.not_allowed", "",
                   "null");
    expect_refused("[1,\"a\",{\"id\":1,\"id\":2}]", "batch.not_allowed", "", "null");
}

TEST(Frame, a_request_without_an_id_is_refused) {
    expect_refused(R"({"jsonrpc":"2.0","method":"room.typing","params":{"room":1}})",
                   "request.no_id", "", "null");
    expect_refused(request("{}", "null"), "request.no_id", "", "null");
}

TEST(Frame, a_wrong_envelope_names_the_member) {
    expect_refused(R"({"id":1,"method":"a.b"})", "request.invalid", "jsonrpc", "1");
    expect_refused(R"({"jsonrpc":"1.0","id":1,"method":"a.b"})", "request.invalid", "jsonrpc", "1");
    expect_refused(R"({"jsonrpc":2.0,"id":1,"method":"a.b"})", "request.invalid", "jsonrpc", "1");
    expect_refused(R"({"jsonrpc":["2.0"],"id":1,"method":"a.b"})", "request.invalid", "jsonrpc",
                   "1");
    for (const char* id : {"1.5", "true", "[]", "{}", "{\"a\":1}", "1e3", "99999999999999999999"}) {
        expect_refused(request("{}", id), "request.invalid", "id", "null");
    }
    expect_refused(request("{}", '"' + std::string(65, 'x') + '"'), "request.invalid", "id",
                   "null");
    expect_refused(R"({"jsonrpc":"2.0","id":1})", "request.invalid", "method", "1");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":5})", "request.invalid", "method", "1");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":[["a"]]})", "request.invalid", "method",
                   "1");
    for (const char* params : {"[]", "[1,{\"a\":2}]", "null", "1", "\"a\""}) {
        expect_refused(request(params), "request.invalid", "params", "7");
    }
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":"a.b","auth":{"x":1}})", "request.invalid",
                   "auth", "1");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"result":{}})", "request.invalid", "result", "1");
    for (const char* text : {"1", "\"a\"", "null", "true"}) {
        expect_refused(text, "request.invalid", "jsonrpc", "null");
    }
}

TEST(Frame, an_unknown_name_is_repeated_only_when_it_looks_like_a_name) {
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":"a.b","Jan de Vries":1})", "request.invalid",
                   "", "1");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":"a.b","params":{"J.":1,"J.":1}})",
                   "json.invalid", "", "1");
}

TEST(Frame, a_method_name_that_is_too_long_is_unknown) {
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(65, 'a') + R"("})",
                   "method.unknown", "", "1");
}

}  // namespace
}  // namespace kortelijn::protocol
