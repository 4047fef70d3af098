// The contract's samples against the server's side of the wire. What a command makes of its params
// is held against the same samples where the commands are tested.
#include "support/samples.hpp"

#include <gtest/gtest.h>
#include <set>

#include "codes.hpp"
#include "frame.hpp"
#include "limits.hpp"

namespace kortelijn::protocol {
namespace {

using tests::samples;

TEST(Samples, every_method_has_good_requests_good_results_and_bad_requests) {
    std::set<std::string> requests, results, bad;
    for (const auto& s : samples("good-request-")) requests.insert(s.folder);
    for (const auto& s : samples("good-result-")) results.insert(s.folder);
    for (const auto& s : samples("bad-request-")) bad.insert(s.folder);
    const auto methods = tests::methods_of_schema();
    ASSERT_GE(methods.size(), 30U);
    const std::set<std::string> all(methods.begin(), methods.end());
    EXPECT_EQ(requests, all);
    EXPECT_EQ(results, all);
    EXPECT_EQ(bad, all);
}

TEST(Samples, every_good_request_is_a_frame_of_its_method) {
    for (const auto& s : samples("good-request-")) {
        const auto request = parse_request(s.json.dump());
        ASSERT_TRUE(request.has_value()) << s.name();
        EXPECT_EQ(request->method, s.folder) << s.name();
        EXPECT_EQ(request->params, s.json.at("params")) << s.name();
        EXPECT_EQ(request->id_json, s.json.at("id").dump()) << s.name();
    }
}

TEST(Samples, every_bad_request_is_a_frame_and_expects_a_code_of_the_list) {
    for (const auto& s : samples("bad-request-")) {
        const auto request = parse_request(s.json.at("request").dump());
        ASSERT_TRUE(request.has_value()) << s.name();
        EXPECT_EQ(request->method, s.folder) << s.name();
        EXPECT_NE(find_code(s.json.at("expect").get<std::string>()), nullptr) << s.name();
        EXPECT_FALSE(s.json.at("field").get<std::string>().empty()) << s.name();
    }
}

TEST(Samples, every_bad_frame_is_refused_as_it_says) {
    const auto frames = samples("bad-", "frame");
    ASSERT_FALSE(frames.empty());
    for (const auto& s : frames) {
        const auto result = parse_request(s.json.at("text").get<std::string>());
        ASSERT_FALSE(result.has_value()) << s.name();
        EXPECT_EQ(result.error().refusal.tell, s.json.at("expect").get<std::string>()) << s.name();
        EXPECT_EQ(result.error().refusal.field, s.json.value("field", "")) << s.name();
        EXPECT_EQ(result.error().id_json, s.json.at("id").dump()) << s.name();
    }
}

TEST(Samples, every_good_result_and_notice_is_a_frame_of_the_server) {
    for (const auto& s : samples("good-result-")) {
        EXPECT_EQ(s.json.size(), 3U) << s.name();
        EXPECT_TRUE(s.json.at("result").is_object()) << s.name();
    }
    for (const auto& s : samples("good-")) {
        if (!s.folder.starts_with("notice.")) continue;
        EXPECT_EQ("notice." + s.json.at("method").get<std::string>(), s.folder) << s.name();
        EXPECT_TRUE(s.json.at("params").is_object()) << s.name();
    }
}

}  // namespace
}  // namespace kortelijn::protocol
