// participant.invite and participant.end.
#include <map>

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

TEST_F(Participant, a_place_that_ends_says_so_only_of_who_is_here_by_it) {
    result(sanne, "ground.record", consent());
    const std::string soon = to_text(desk.now() + hour_ms);
    for (const ProfessionalId who : {people.bram, people.joris})
        ASSERT_EQ(told(sanne, "participant.invite",
                       {{"case", the_case}, {"who", who.value}, {"until", soon}}),
                  "");
    std::map<std::int64_t, std::string> until;
    const Json joined = join(sanne);
    for (const Json& one : joined["here"]) until[one["id"]] = one["ground"]["until"];
    EXPECT_EQ(until[people.bram.value], soon);
    EXPECT_EQ(until[people.joris.value], to_text(desk.now() + 200 * day_ms));  // of the pair
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
