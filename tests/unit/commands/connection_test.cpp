// connection.hello and connection.ping: who you are, what you missed; and what holds for any
// request.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct Connection : Story {
    Json hello(const Json& resume = {}) {
        Json out{{"device", "00000000000000ab"}, {"language", "nl"}};
        if (!resume.is_null()) out["resume"] = resume;
        return out;
    }
    Json resume(std::int64_t seq, std::int64_t view) {
        Json one{{"room", room}, {"seq", seq}, {"view", view}};
        return {{"epoch", desk.pipeline().epoch()}, {"rooms", Json::array({one})}};
    }
};

TEST_F(Connection, hello_tells_who_you_are_and_what_holds) {
    const ConnectionId socket = desk.open_socket(people.sanne);
    const Json you = result(socket, "connection.hello", hello());
    EXPECT_EQ(you["you"]["name"], "Sanne de Wit");
    EXPECT_EQ(you["you"]["employer"]["name"], "Welzijn Noord");
    EXPECT_EQ(you["epoch"], desk.pipeline().epoch());
    EXPECT_EQ(you["server"]["limits"]["text_characters"], 20000);
    EXPECT_EQ(you["rooms"].size(), 0U);
    EXPECT_EQ(entry_of("connection.hello").actor.professional, people.sanne);
}

TEST_F(Connection, anything_before_hello_is_refused_and_the_socket_stays) {
    const ConnectionId socket = desk.open_socket(people.sanne);
    EXPECT_EQ(told(socket, "case.list", Json::object()), "hello.first");
    EXPECT_EQ(told(socket, "connection.ping", Json::object()), "hello.first");
    EXPECT_FALSE(desk.outbox.lines[socket].closed);
}

TEST_F(Connection, I5_resuming_gives_exactly_the_gap_and_a_seat) {
    const Json joined = join(sanne);
    post(joris, "Een."), post(joris, "Twee.");
    const std::int64_t had = desk.notices(sanne, "message.posted")[0]["seq"];
    desk.disconnect(sanne);
    post(joris, "Drie.");
    const ConnectionId back = desk.open_socket(people.sanne);
    const Json mine =
        result(back, "connection.hello", hello(resume(had, joined["view"])))["rooms"][0];
    EXPECT_EQ(mine["state"], "resumed");
    ASSERT_EQ(mine["items"].size(), 2U);
    EXPECT_EQ(mine["items"][0]["text"], "Twee.");
    EXPECT_EQ(mine["items"][1]["text"], "Drie.");
    post(joris, "Vier.");
    EXPECT_EQ(desk.notices(back, "message.posted").size(), 1U);
    EXPECT_EQ(entry_of("message.history").object.ranges,
              (std::vector<audit::Range>{{had + 1, had + 2}}));
}

TEST_F(Connection, I5_another_epoch_view_or_a_future_means_anew) {
    // All by the same person, so that each answer hangs on the one thing that differs.
    const Json joined = join(sanne);
    const auto answer = [&](const Json& had) -> Json {
        const ConnectionId back = desk.open_socket(people.sanne);
        return result(back, "connection.hello", hello(had))["rooms"][0]["state"];
    };
    const std::int64_t view = joined["view"];
    Json other = resume(0, view);
    other["epoch"] = "0011223344556677";
    EXPECT_EQ(answer(resume(0, view)), "resumed");
    EXPECT_EQ(answer(other), "anew");
    EXPECT_EQ(answer(resume(0, view + 1)), "anew");
    EXPECT_EQ(answer(resume(9, view)), "anew");
}

TEST_F(Connection, I6_resuming_a_room_that_is_not_yours_finds_nothing) {
    const ConnectionId olga = desk.connect(people.outsider);
    EXPECT_EQ(result(olga, "connection.hello", hello(resume(0, 1)))["rooms"][0]["state"],
              "not_found");
}

TEST_F(Connection, ping_answers_the_time_and_leaves_no_entry) {
    const std::int64_t before = desk.store().entry_count();
    EXPECT_EQ(result(sanne, "connection.ping", Json::object())["time"], to_text(desk.now()));
    EXPECT_EQ(desk.store().entry_count(), before);
}

TEST_F(Connection, an_unknown_method_is_answered_and_the_socket_stays) {
    EXPECT_EQ(told(sanne, "case.explode", Json::object()), "method.unknown");
    EXPECT_FALSE(desk.outbox.lines[sanne].closed);
}

TEST_F(Connection, a_message_without_a_client_id_is_refused) {
    desk.give_client_ids = false;
    EXPECT_EQ(field(sanne, "message.post", message("Zonder nummer.")), "client_id");
}

TEST_F(Connection, twenty_a_second_with_a_burst_of_forty_and_words_about_the_wait) {
    desk.core_options.rates = {};  // as in production
    desk.crash_and_restart();
    const ConnectionId quick = desk.connect(people.sanne);
    for (int i = 1; i <= 40; ++i) post(quick, "Snel.", {{"client_id", i}});
    const Json answer = desk.call(quick, "message.post", message("Te snel.", {{"client_id", 41}}));
    EXPECT_EQ(answer["error"]["data"]["reason"], "rate.too_fast");
    EXPECT_EQ(answer["error"]["data"]["retry_after_ms"], 50);
    EXPECT_FALSE(desk.outbox.lines[quick].closed);
    desk.pass(50);
    post(quick, "Weer op tijd.", {{"client_id", 41}});
    EXPECT_EQ(told(quick, "message.post", message("Nog een.", {{"client_id", 42}})),
              "rate.too_fast");
    EXPECT_EQ(told(quick, "connection.ping", Json::object()), "");  // reading goes on
}

}  // namespace
}  // namespace kortelijn::commands_test
