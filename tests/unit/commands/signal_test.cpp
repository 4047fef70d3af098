// signal.take_up, signal.decline, signal.contact and signal.close: who decides about a signal,
// once, and what is kept of it.
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"

namespace kortelijn::commands_test {
namespace {

struct SignalStory : testing::Test {
    SignalStory() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        signal = support::add_start_signal(desk.store(), people, desk.now());
        desk.store().commit();
        desk.pipeline().world().forget();
        tom = desk.connect(people.tom), sanne = desk.connect(people.family.sanne);
        fatma = desk.connect(people.fatma), renske = desk.connect(people.renske);
        desk.pass(hour_ms);
    }
    Json result(ConnectionId who, const std::string& method, Json params) {
        params["signal"] = signal.value;
        const Json out = desk.result(who, method, params);
        keep_for_schema("result", method, out);
        return out;
    }
    std::string reason(ConnectionId who, const std::string& method, Json params) {
        params["signal"] = signal.value;
        return desk.reason(who, method, params);
    }
    store::SignalRecord record() { return *desk.store().signal(signal); }
    Json in_second() { return {{"case", people.second.value}}; }
    std::string newest_event() { return *desk.store().entry_leaf(desk.store().entry_count() - 1); }

    Desk desk;
    support::StartPeople people;
    SignalId signal;
    ConnectionId tom, sanne, fatma, renske;
};

TEST_F(SignalStory, a_signal_is_taken_up_once_into_a_case_that_one_carries) {
    EXPECT_EQ(result(tom, "signal.take_up", in_second())["case"], people.second.value);
    EXPECT_EQ(record().facts.status, SignalStatus::taken_up);
    EXPECT_EQ(record().facts.of_case, people.second);
    EXPECT_EQ(record().taken_up_at, desk.now());
    EXPECT_NE(newest_event().find("\"e\":\"signal.take_up\""), std::string::npos);
    EXPECT_EQ(reason(tom, "signal.take_up", in_second()), "signal.settled");
    EXPECT_EQ(reason(tom, "signal.decline", {{"why", "incomplete"}}), "signal.settled");
    // Once in a case it is its carriers': a colleague of the team may not decide any more.
    EXPECT_NE(reason(sanne, "signal.contact", {{"visited", false}}), "");
}

TEST_F(SignalStory, a_case_one_does_not_carry_or_that_is_closed_or_not_there_takes_nothing_up) {
    EXPECT_NE(reason(sanne, "signal.take_up", in_second()), "");
    const std::string absent = reason(tom, "signal.take_up", {{"case", 999}});
    EXPECT_EQ(absent, "not_found");
    // Of their team, so they may find it: carrying is what they lack.
    EXPECT_EQ(reason(tom, "signal.take_up", {{"case", people.family.the_case.value}}),
              "carrier.needed");
    EXPECT_EQ(desk.reason(tom, "case.close", in_second()), "");
    EXPECT_NE(reason(tom, "signal.take_up", in_second()), "");
    EXPECT_EQ(record().facts.status, SignalStatus::received);
    EXPECT_FALSE(record().facts.of_case);
}

TEST_F(SignalStory, who_is_no_receiver_or_of_another_team_finds_no_signal) {
    for (const ConnectionId who : {fatma, renske})
        EXPECT_EQ(reason(who, "signal.decline", {{"why", "wrong_area"}}), "not_found");
    EXPECT_EQ(desk.reason(tom, "signal.decline", {{"signal", 999}, {"why", "wrong_area"}}),
              "not_found");
}

TEST_F(SignalStory, a_decline_keeps_its_reason_and_note_and_cannot_be_taken_back) {
    result(sanne, "signal.decline",
           {{"why", "already_helped_elsewhere"}, {"note", "Bij de kerk."}});
    EXPECT_EQ(record().facts.status, SignalStatus::not_taken_up);
    EXPECT_EQ(record().decline, DeclineReason::already_helped_elsewhere);
    EXPECT_EQ(record().content->note, "Bij de kerk.");
    EXPECT_EQ(record().settled_at, desk.now());
    EXPECT_NE(reason(tom, "signal.take_up", in_second()), "");
    EXPECT_EQ(record().facts.status, SignalStatus::not_taken_up);
}

TEST_F(SignalStory, a_note_with_a_number_that_may_be_a_bsn_is_not_kept) {
    for (const char* note : {"Zie 123456782.", "Zie 123.456.782.", "BSN 11122237"})
        EXPECT_EQ(reason(sanne, "signal.decline", {{"why", "incomplete"}, {"note", note}}),
                  "signal.bsn")
            << note;
    EXPECT_EQ(record().facts.status, SignalStatus::received);
}

TEST_F(SignalStory, the_first_contact_is_the_earliest_and_a_visit_counts_as_one) {
    EXPECT_EQ(reason(tom, "signal.contact", {{"visited", true}}), "signal.not_taken_up");
    result(tom, "signal.take_up", in_second());
    const Instant first = desk.now();
    EXPECT_EQ(result(tom, "signal.contact", {{"visited", false}})["first_contact_at"],
              to_text(first));
    EXPECT_FALSE(record().visited_at);
    desk.pass(day_ms);
    EXPECT_EQ(result(tom, "signal.contact", {{"visited", true}})["first_contact_at"],
              to_text(first));
    EXPECT_EQ(record().visited_at, desk.now());
    const Instant earlier = first + -30 * minute_ms;
    EXPECT_EQ(result(tom, "signal.contact",
                     {{"visited", false}, {"at", to_text(earlier)}})["first_contact_at"],
              to_text(earlier));
    for (const Instant wrong : {desk.now() + 1, record().facts.received_at + -1})
        EXPECT_EQ(reason(tom, "signal.contact", {{"visited", true}, {"at", to_text(wrong)}}),
                  "request.invalid");
}

TEST_F(SignalStory, a_signal_closes_with_what_came_of_it_and_then_stands) {
    EXPECT_EQ(reason(tom, "signal.close", {{"outcome", "prevented"}}), "signal.not_taken_up");
    result(tom, "signal.take_up", in_second());
    result(tom, "signal.close", {{"outcome", "prevented"}});
    EXPECT_EQ(record().facts.status, SignalStatus::closed);
    EXPECT_EQ(record().outcome, SignalOutcome::prevented);
    EXPECT_EQ(record().settled_at, desk.now());
    for (const auto& [method, params] :
         {std::pair<std::string, Json>{"signal.close", {{"outcome", "no_contact"}}},
          std::pair<std::string, Json>{"signal.contact", {{"visited", true}}}})
        EXPECT_NE(reason(tom, method, params), "");
    EXPECT_EQ(record().outcome, SignalOutcome::prevented);
}

}  // namespace
}  // namespace kortelijn::commands_test
