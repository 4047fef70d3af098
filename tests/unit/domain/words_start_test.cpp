// The stored numbers and the texts of the daily start's words: neither may ever move.
#include "domain/words_start.hpp"

#include <gtest/gtest.h>

namespace kortelijn {
namespace {

template <class Word>
void are(std::initializer_list<std::string_view> texts) {
    int value = 0;
    for (const auto text : texts) {
        EXPECT_EQ(to_text(Word(value)), text);
        EXPECT_EQ(parse_word<Word>(text), Word(value));
        ++value;
    }
    EXPECT_FALSE(parse_word<Word>("nonsense"));
    EXPECT_FALSE(parse_word<Word>(""));
}

TEST(StartWords, keep_their_numbers_and_texts) {
    are<SignalKind>({"rent_arrears", "energy_arrears", "water_arrears", "insurance_arrears",
                     "school_absence", "worry"});
    are<SignalStatus>({"received", "taken_up", "not_taken_up", "closed"});
    are<SignalOutcome>({"prevented", "not_prevented", "no_contact"});
    are<DeclineReason>({"wrong_area", "no_worry_found", "already_helped_elsewhere",
                        "household_declined", "incomplete"});
    are<ItemKind>({"overdue", "term", "signal", "follow_up", "put_on", "carried"});
    are<ItemState>({"waiting", "current", "done", "dropped"});
    are<BoardState>({"planned", "open", "ended"});
    are<ActionState>({"open", "done", "handed_on", "dropped"});
    are<OwnerKind>({"professional", "organisation", "member"});
    are<CaseOutcome>({"goals_met", "partly", "moved", "stopped_by_household", "other"});
    are<FollowUpOutcome>({"going_well", "needs_help", "not_reached"});
    are<TermKind>({"working", "calendar"});
}

TEST(StartWords, new_actions_and_roles_came_at_the_end) {
    EXPECT_EQ(to_text(Action::summary_read), "summary.read");
    EXPECT_EQ(int(Action::signal_send), int(Action::summary_read) + 1);
    EXPECT_EQ(parse_word<Action>("figures.read"), Action::figures_read);
    EXPECT_EQ(parse_word<Action>("coordinator.give_back"), Action::coordinator_give_back);
    EXPECT_EQ(parse_word<Role>("partner_system"), Role::partner_system);
    EXPECT_EQ(to_text(Role::guest_partner), "guest_partner");
}

TEST(StartWords, what_was_prevented_follows_from_the_kind) {
    EXPECT_EQ(prevented_word(SignalKind::rent_arrears), "eviction");
    EXPECT_EQ(prevented_word(SignalKind::insurance_arrears), "insurance_end");
    EXPECT_EQ(prevented_word(SignalKind::worry), "help_accepted");
    EXPECT_FALSE(counts_as_prevented(SignalKind::school_absence));
    EXPECT_TRUE(counts_as_prevented(SignalKind::water_arrears));
}

}  // namespace
}  // namespace kortelijn
