// room.join, room.leave, room.readers, room.typing.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

using Room = Story;

TEST_F(Room, join_gives_what_the_reader_may_see_and_opens_a_seat_in_the_log) {
    post(sanne, "Over school.");
    const Json joined = join(joris);
    EXPECT_EQ(joined["seq"], 1);
    EXPECT_EQ(joined["items"][0]["text"], "Over school.");
    EXPECT_EQ(joined["unread"]["count"], 1);
    EXPECT_EQ(joined["case"]["label"], "Meidoorn");
    EXPECT_TRUE(joined["may_post"].get<bool>());
    EXPECT_EQ(joined["here"].size(), 2U);
    const auto seat = entry_of("seat.opened");
    EXPECT_EQ(seat.actor.professional, people.joris);
    EXPECT_EQ(seat.of_case.room, people.room);
    EXPECT_FALSE(seat.object.mask.empty());
    EXPECT_EQ(entry_of("room.join").object.ranges, (std::vector<audit::Range>{{1, 1}}));
}

TEST_F(Room, I2_join_shows_only_the_cells_of_the_reader) {
    let_bram_in();
    post(sanne, "Over somberheid.", {{"life_domains", {"mental_health"}}});
    post(sanne, "Over school.");
    const std::string joined = join(bram).dump();
    EXPECT_EQ(joined.find("somberheid"), std::string::npos);
    EXPECT_NE(joined.find("Over school."), std::string::npos);
}

TEST_F(Room, I6_a_room_that_is_not_yours_is_as_absent_as_any) {
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "room.join", {{"room", room}}, "room");
    expect_alike(olga, "room.typing", {{"room", room}}, "room");
    expect_alike(olga, "room.readers",
                 {{"room", room}, {"about", {lotte}}, {"life_domains", {"school"}}}, "room");
    const auto refused = entry_of("room.readers");
    EXPECT_EQ(refused.entry.outcome, audit::Outcome::refused_policy);
    EXPECT_EQ(refused.object.tell, "not_found");
}

TEST_F(Room, leave_ends_the_seat_and_says_how_far_it_reached) {
    join(joris);
    post(sanne, "Een."), post(sanne, "Twee.");
    result(joris, "room.leave", {{"room", room}});
    EXPECT_EQ(entry_of("seat.closed").object.ranges, (std::vector<audit::Range>{{1, 2}}));
    post(sanne, "Drie.");
    EXPECT_EQ(desk.notices(joris, "message.posted").size(), 2U);
    // Without a seat there is nothing to leave, in any room.
    EXPECT_EQ(told(joris, "room.leave", {{"room", room}}), "");
    EXPECT_EQ(told(joris, "room.leave", {{"room", 777}}), "");
}

TEST_F(Room, I1_a_seat_that_ends_in_the_batch_of_a_message_did_not_see_it) {
    join(joris);
    desk.ask(sanne, "message.post", message("Net te laat."));
    desk.ask(joris, "room.leave", {{"room", room}});
    desk.run();
    EXPECT_EQ(desk.notices(joris, "message.posted").size(), 0U);
    EXPECT_TRUE(entry_of("seat.closed").object.ranges.empty());
}

TEST_F(Room, readers_counts_people_and_organisations_before_a_message_is_sent) {
    let_bram_in();
    const Json school = result(sanne, "room.readers",
                               {{"room", room}, {"about", {lotte}}, {"life_domains", {"school"}}});
    EXPECT_EQ(school["people"], 3);
    EXPECT_EQ(school["organisations"], 3);
    const Json mental =
        result(sanne, "room.readers",
               {{"room", room}, {"about", {lotte}}, {"life_domains", {"mental_health"}}});
    EXPECT_EQ(mental["people"], 2);
    EXPECT_EQ(mental["not"], Json::array({"Lindelaan College"}));
    EXPECT_EQ(entry_of("room.readers").object.count, 2);
}

TEST_F(Room, typing_reaches_the_others_in_the_room_and_leaves_no_entry) {
    join(sanne), join(joris);
    const std::int64_t before = desk.store().entry_count();
    result(sanne, "room.typing", {{"room", room}});
    ASSERT_EQ(desk.notices(joris, "typing").size(), 1U);
    EXPECT_EQ(desk.notices(joris, "typing")[0]["who"]["name"], "Sanne de Wit");
    EXPECT_EQ(desk.notices(sanne, "typing").size(), 0U);
    EXPECT_EQ(desk.store().entry_count(), before);
}

}  // namespace
}  // namespace kortelijn::commands_test
