// participant.invite and participant.end.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

using Participant = Story;

TEST_F(Participant, invite_needs_a_ground_first) {
    const Json ask{{"case", the_case}, {"who", people.bram.value}};
    EXPECT_EQ(told(sanne, "participant.invite", ask), "invite.no_ground");
    result(sanne, "ground.record", consent());
    EXPECT_EQ(told(sanne, "participant.invite", ask), "");
    const auto entry = entry_of("participant.invite");
    EXPECT_EQ(entry.object.professional, people.bram);
    EXPECT_EQ(entry.object.organisation, people.school);
}

TEST_F(Participant, invite_until_a_moment_ends_by_itself) {
    result(sanne, "ground.record", consent());
    EXPECT_EQ(
        field(sanne, "participant.invite",
              {{"case", the_case}, {"who", people.bram.value}, {"until", to_text(desk.now())}}),
        "until");
    result(
        sanne, "participant.invite",
        {{"case", the_case}, {"who", people.bram.value}, {"until", to_text(desk.now() + hour_ms)}});
    bram = desk.connect(people.bram);
    join(bram);
    desk.pass(hour_ms);  // nobody sends anything
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(entry_of("time.passed").object.count, 1);
    EXPECT_EQ(told(bram, "room.join", {{"room", room}}), "not_found");
}

TEST_F(Participant, an_unknown_colleague_cannot_be_invited) {
    EXPECT_NE(told(sanne, "participant.invite", {{"case", the_case}, {"who", 999}}), "");
}

TEST_F(Participant, I3_end_takes_the_seat_and_the_case_away) {
    let_bram_in();
    join(bram);
    result(sanne, "participant.end", {{"case", the_case}, {"who", people.bram.value}});
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(told(bram, "case.open", {{"case", the_case}}), "not_found");
    EXPECT_EQ(entry_of("participant.end").object.professional, people.bram);
    EXPECT_EQ(field(sanne, "participant.end", {{"case", the_case}, {"who", people.bram.value}}),
              "who");
}

TEST_F(Participant, everybody_may_end_their_own_place_and_no_others) {
    let_bram_in();
    EXPECT_NE(told(bram, "participant.end", {{"case", the_case}, {"who", people.sanne.value}}), "");
    EXPECT_EQ(told(bram, "participant.end", {{"case", the_case}, {"who", people.bram.value}}), "");
    EXPECT_EQ(told(bram, "case.open", {{"case", the_case}}), "not_found");
}

TEST_F(Participant, I6_anothers_case_is_as_absent_as_any) {
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "participant.invite", {{"case", the_case}, {"who", people.bram.value}},
                 "case");
    expect_alike(olga, "participant.end", {{"case", the_case}, {"who", people.sanne.value}},
                 "case");
}

}  // namespace
}  // namespace kortelijn::commands_test
