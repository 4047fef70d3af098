// session.list and session.end.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

using SessionOf = Story;

TEST_F(SessionOf, list_shows_ones_own_sessions_and_which_this_is) {
    const Json mine = result(sanne, "session.list", Json::object());
    ASSERT_EQ(mine["sessions"].size(), 1U);
    EXPECT_EQ(mine["sessions"][0]["session"], desk.session_of(people.sanne).value);
    EXPECT_TRUE(mine["sessions"][0]["current"].get<bool>());
    EXPECT_EQ(entry_of("session.list").object.count, 1);
}

TEST_F(SessionOf, end_closes_its_sockets_at_once_and_empties_the_seats) {
    join(joris);
    const ConnectionId tab = desk.connect(people.joris);
    result(joris, "session.end", {{"session", desk.session_of(people.joris).value}});
    for (const ConnectionId id : {joris, tab}) {
        EXPECT_TRUE(desk.outbox.lines[id].closed);
        EXPECT_EQ(desk.outbox.lines[id].close_code, 4401);
        EXPECT_EQ(desk.notices(id, "session.ended").size(), 1U);
    }
    EXPECT_EQ(entry_of("seat.closed").object.reason, "session.ended");
    EXPECT_EQ(entry_of("session.ended").actor.professional, people.joris);
    post(sanne, "Na het einde.");
    EXPECT_EQ(desk.notices(joris, "message.posted").size(), 0U);
    EXPECT_EQ(told(joris, "room.join", {{"room", room}}), "signed_out");
}

TEST_F(SessionOf, I6_anothers_session_is_as_absent_as_any) {
    expect_alike(sanne, "session.end", {{"session", desk.session_of(people.joris).value}},
                 "session");
    EXPECT_EQ(told(joris, "session.list", Json::object()), "");
    EXPECT_EQ(entry_of("session.end").entry.outcome, audit::Outcome::refused_request);
}

}  // namespace
}  // namespace kortelijn::commands_test
