// Every code has a sentence in both languages, and no sentence waits for a code that does not
// exist.
#include "policy/explain.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "policy/reasons.hpp"
#include "policy/sentences.hpp"
#include "support/policy_case.hpp"

namespace kortelijn::policy {
namespace {

std::set<std::string_view> codes_with_sentences() {
    std::set<std::string_view> out;
    for (const auto& one : cell_sentences()) out.insert(one.code);
    for (const auto& one : other_sentences()) out.insert(one.code);
    for (const auto& one : start_sentences()) out.insert(one.code);
    for (const auto& one : call_sentences()) out.insert(one.code);
    return out;
}

TEST(Explain, every_reason_and_every_tell_has_a_sentence_in_both_languages) {
    const auto known = codes_with_sentences();
    std::set<std::string_view> wanted(all_reasons.begin(), all_reasons.end());
    wanted.insert(all_tells.begin(), all_tells.end());
    EXPECT_EQ(known, wanted);
    EXPECT_EQ(cell_sentences().size() + other_sentences().size() + start_sentences().size() +
                  call_sentences().size(),
              wanted.size())
        << "a code has two sentences";
    for (const auto code : wanted) {
        const auto nl = explain_code(code, Language::nl), en = explain_code(code, Language::en);
        EXPECT_GT(nl.size(), 7U) << code;
        EXPECT_GT(en.size(), 7U) << code;
        EXPECT_NE(nl, en) << code;
        EXPECT_EQ(nl.back(), '.') << code;
        EXPECT_EQ(en.back(), '.') << code;
    }
}

TEST(Explain, the_sentences_about_cells_stand_in_the_order_of_their_strength) {
    ASSERT_EQ(cell_sentences().size(), cell_reason_texts.size());
    for (std::size_t i = 0; i < cell_reason_texts.size(); ++i)
        EXPECT_EQ(cell_sentences()[i].code, cell_reason_texts[i]);
}

TEST(Explain, every_reason_that_the_cases_expect_is_on_the_closed_list) {
    const std::set<std::string_view> known(all_reasons.begin(), all_reasons.end());
    for (const auto& one :
         test_support::read_policy_folder(std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/policy"))
        EXPECT_TRUE(known.contains(one.expect.reason)) << one.id << ' ' << one.expect.reason;
}

TEST(Explain, a_decision_that_rests_on_a_changing_law_says_so) {
    Decision decision{
        .permit = true, .reason = reason::ok_ground, .tell = told::ok, .law_changing = true};
    EXPECT_NE(explain(decision, Language::nl).find("deze wet verandert"), std::string::npos);
    decision.law_changing = false;
    EXPECT_EQ(explain(decision, Language::en), explain_code("ok.ground", Language::en));
}

TEST(Explain, an_unknown_code_is_a_plain_no) {
    EXPECT_EQ(explain_code("gossip.unknown", Language::en), "This is not allowed.");
}

}  // namespace
}  // namespace kortelijn::policy
