// The closed list of codes: whole, sorted, in two languages; and what an error looks like.
#include "codes.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "reply.hpp"

namespace kortelijn::protocol {
namespace {

using nlohmann::json;

TEST(Codes, the_list_is_sorted_and_holds_nothing_twice) {
    const auto all = codes();
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].reason, all[i].reason);
    for (const Code& code : all) EXPECT_EQ(find_code(code.reason), &code);
}

TEST(Codes, every_code_has_a_sentence_in_both_languages) {
    for (const Code& code : codes()) {
        for (const std::string_view sentence : {code.nl, code.en}) {
            ASSERT_GT(sentence.size(), 9U) << code.reason;
            EXPECT_EQ(sentence.back(), '.') << code.reason;
            EXPECT_LE(sentence.size(), 110U) << code.reason;
        }
        EXPECT_NE(code.nl, code.en) << code.reason;
        EXPECT_EQ(code_sentence(code.reason, Language::nl), code.nl);
        EXPECT_EQ(code_sentence(code.reason, Language::en), code.en);
        EXPECT_LE(code.json_rpc, -32000) << code.reason;
        EXPECT_GE(code.json_rpc, -32768) << code.reason;
    }
}

TEST(Codes, every_code_has_words_of_its_own) {
    std::set<std::string_view> nl{code_sentence("no.such", Language::nl)};
    std::set<std::string_view> en{code_sentence("no.such", Language::en)};
    for (const Code& code : codes()) {
        EXPECT_TRUE(nl.insert(code.nl).second) << code.reason << ": " << code.nl;
        EXPECT_TRUE(en.insert(code.en).second) << code.reason << ": " << code.en;
    }
}

TEST(Codes, everything_the_policy_may_tell_is_in_the_list) {
    std::set<std::string> tells;
    for (const char* file : {"cases", "daily-start", "calls"}) {
        const std::size_t before = tells.size();
        std::ifstream cases(std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/policy/" + file +
                            ".ndjson");
        for (std::string line; std::getline(cases, line);) {
            tells.insert(json::parse(line).at("expect").at("tell").get<std::string>());
        }
        ASSERT_GT(tells.size(), before + 9) << file;
    }
    tells.erase("ok");
    for (const std::string& tell : tells) EXPECT_NE(find_code(tell), nullptr) << tell;
}

TEST(Codes, a_word_outside_the_list_still_gives_an_error_a_person_can_read) {
    EXPECT_EQ(find_code("no.such"), nullptr);
    EXPECT_EQ(json_rpc_code(refuse("no.such")), -32000);
    EXPECT_FALSE(code_sentence("no.such", Language::nl).empty());
    EXPECT_FALSE(code_sentence("no.such", Language::en).empty());
}

TEST(Codes, the_json_rpc_codes_follow_the_standard) {
    EXPECT_EQ(json_rpc_code(refuse("json.invalid")), -32700);
    EXPECT_EQ(json_rpc_code(refuse("batch.not_allowed")), -32600);
    EXPECT_EQ(json_rpc_code(refuse("method.unknown")), -32601);
    EXPECT_EQ(json_rpc_code(refuse("request.invalid", "text")), -32602);
    EXPECT_EQ(json_rpc_code(refuse("request.invalid", "jsonrpc")), -32600);
    EXPECT_EQ(json_rpc_code(refuse("not_found")), -32004);
    EXPECT_EQ(json_rpc_code(refuse("rate.too_fast")), -32029);
    EXPECT_EQ(json_rpc_code(refuse("outcome_unknown")), -32050);
    EXPECT_EQ(json_rpc_code(refuse("store.stopped")), -32051);
}

TEST(Reply, an_error_tells_the_code_the_words_and_the_field_and_never_the_reason) {
    const Refusal refusal{"consent.withdrawn", "not_found", "room"};
    EXPECT_EQ(json::parse(error_frame("7", refusal, Language::en)),
              json::parse(R"({"jsonrpc":"2.0","id":7,"error":{"code":-32004,
                  "message":"This does not exist, or it is not for you.",
                  "data":{"reason":"not_found","field":"room"}}})"));
}

TEST(Reply, a_wrong_request_names_its_field_in_words_too) {
    const auto words = [](const char* field, Language language) {
        const auto frame =
            json::parse(error_frame("1", refuse("request.invalid", field), language));
        return frame["error"]["message"].get<std::string>();
    };
    EXPECT_EQ(words("reply_to", Language::nl),
              "Er klopt iets niet in 'reply_to'. Laad de pagina opnieuw.");
    EXPECT_EQ(words("about", Language::en),
              "Something is not right in 'about'. Please reload the page.");
    EXPECT_EQ(words("", Language::en), code_sentence("request.invalid", Language::en));
}

TEST(Reply, an_error_says_how_much_where_its_code_has_a_number) {
    Refusal refusal = refuse("text.too_long", "text");
    refusal.amount = 12;
    EXPECT_EQ(json::parse(error_frame("null", refusal, Language::nl))["error"]["data"]["too_many"],
              12);
    refusal = refuse("case.open_actions", "open_actions");
    refusal.amount = 3;
    EXPECT_EQ(json::parse(error_frame("1", refusal, Language::nl))["error"]["data"]["too_many"], 3);
    refusal = refuse("rate.too_fast");
    refusal.amount = 250;
    EXPECT_EQ(
        json::parse(error_frame("\"a\"", refusal, Language::nl))["error"]["data"]["retry_after_ms"],
        250);
}

TEST(Reply, a_caller_may_hand_in_the_sentence_and_further_data) {
    const auto frame = json::parse(error_frame("1", refuse("consent.missing"), Language::nl,
                                               "Vraag Noor \"zelf\".", R"("entry":5)"));
    EXPECT_EQ(frame["error"]["message"], "Vraag Noor \"zelf\".");
    EXPECT_EQ(frame["error"]["data"], json::parse(R"({"reason":"consent.missing","entry":5})"));
}

TEST(Reply, results_and_notices_are_whole_frames) {
    EXPECT_EQ(result_frame("\"a\"", "{}"), R"({"jsonrpc":"2.0","id":"a","result":{}})");
    EXPECT_EQ(notice("unread", R"({"room":7})"),
              R"({"jsonrpc":"2.0","method":"unread","params":{"room":7}})");
}

}  // namespace
}  // namespace kortelijn::protocol
