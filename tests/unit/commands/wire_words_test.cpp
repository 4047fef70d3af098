// The closed words of the wire are those of the domain, in the same order: a word the schemas offer
// and the server does not know would be refused.
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

#include <nlohmann/json.hpp>

#include "domain/words_start.hpp"

namespace kortelijn {
namespace {

const nlohmann::json& shared_types() {
    static const nlohmann::json types = [] {
        std::ifstream in(std::string(KORTELIJN_SOURCE_DIR) + "/protocol/schema/common.json");
        return nlohmann::json::parse(in).at("$defs");
    }();
    return types;
}

// `gone`: how many of the domain's words no wire carries any more.
template <class Word>
void same_words(const char* name, std::size_t gone = 0) {
    const auto& words = shared_types().at(name).at("enum");
    ASSERT_FALSE(words.empty()) << name;
    std::size_t passed_over = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto text = words[i].get<std::string>();
        const auto word = parse_word<Word>(text);
        ASSERT_TRUE(word.has_value()) << name << ' ' << text;
        passed_over = std::max(passed_over, std::size_t(*word) - i);
        EXPECT_EQ(std::size_t(*word), i + passed_over) << name << ' ' << text;
        EXPECT_EQ(to_text(*word), text);
    }
    EXPECT_EQ(passed_over, gone) << name;
    EXPECT_FALSE(parse_word<Word>("no_such_word"));
}

TEST(WireWords, the_words_of_the_daily_start_are_the_same_on_the_wire_and_in_the_domain) {
    same_words<SignalKind>("signal_kind");
    same_words<SignalStatus>("signal_status");
    same_words<SignalOutcome>("signal_outcome");
    same_words<DeclineReason>("decline_reason");
    same_words<ItemKind>("item_kind");
    same_words<ItemState>("item_state");
    same_words<BoardState>("board_state");
    same_words<ActionState>("action_state", 1);  // handed_on
    same_words<OwnerKind>("owner_kind");
    same_words<CaseOutcome>("case_outcome");
    same_words<FollowUpOutcome>("follow_up_outcome");
    same_words<TermKind>("term_kind");
}

}  // namespace
}  // namespace kortelijn
