// board.open, board.today, board.join, board.leave, board.present, board.move, board.arrange,
// board.chair, board.end and agenda.put, one promise at a time. What everybody hears of it is in
// tests/unit/core/board_test.cpp.
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"

namespace kortelijn::commands_test {
namespace {

struct StartStory : testing::Test {
    StartStory() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
        sanne = desk.connect(people.family.sanne), tom = desk.connect(people.tom);
        team = people.family.north.value;
        today = to_text(amsterdam_day(desk.now()));
        next = to_text(next_working_day(amsterdam_day(desk.now())));
    }
    ~StartStory() override {
        for (const auto& [id, line] : desk.outbox.lines)
            for (const Json& notice : line.notices)
                keep_for_schema("notice", notice["method"], notice["params"]);
    }
    Json result(ConnectionId who, const std::string& method, const Json& params) {
        const Json out = desk.result(who, method, params);
        keep_for_schema("result", method, out);
        return out;
    }
    void open() {
        result(sanne, "agenda.put", {{"team", team}, {"case", people.family.the_case.value}});
        result(tom, "agenda.put", {{"team", team}, {"case", people.second.value}});
        board = result(sanne, "board.open", {{"team", team}, {"day", today}})["board"];
        common = result(sanne, "board.join", {{"board", board}})["common"];
        first = common["items"][0]["item"], second = common["items"][1]["item"];
    }
    Json at_now(Json params) {
        params["board"] = board;
        params["expected_version"] = desk.store().board(BoardId{board})->version;
        return params;
    }
    std::int64_t item_of_second() {
        for (const auto& item : desk.store().items(BoardId{board}))
            if (item.of_case == people.second) return item.id.value;
        return 0;
    }
    Json state() { return result(sanne, "board.join", {{"board", board}})["common"]; }
    Json error(ConnectionId who, const std::string& method, const Json& params) {
        const Json answer = desk.call(who, method, params);
        return answer.contains("error") ? answer["error"]["data"] : Json{{"reason", ""}};
    }

    Desk desk;
    support::StartPeople people;
    ConnectionId sanne, tom;
    std::int64_t team = 0, board = 0, first = 0, second = 0;
    std::string today, next;
    Json common;
};

TEST_F(StartStory, a_start_is_opened_on_its_own_day_and_once) {
    for (const std::string& day : {next, std::string("2026-11-30")})
        EXPECT_EQ(error(sanne, "board.open", {{"team", team}, {"day", day}})["reason"],
                  "board.day");
    const Json before = result(sanne, "board.today", {{"team", team}});
    EXPECT_EQ(before["state"], "planned");
    EXPECT_FALSE(before.contains("board"));
    open();
    const Json again = error(tom, "board.open", {{"team", team}, {"day", today}});
    EXPECT_EQ(again["reason"], "board.already_open");
    EXPECT_EQ(again["field"], "day");
    const Json now = result(tom, "board.today", {{"team", team}});
    EXPECT_EQ(now["items"], 2);
    EXPECT_EQ(now["chair"]["name"], "Sanne de Wit");
    EXPECT_EQ(now["present"].size(), 1U) << "who opened it and joined";
}

TEST_F(StartStory, a_connection_that_comes_back_sits_at_its_start_as_it_is_now) {
    open();
    result(tom, "board.join", {{"board", board}});
    desk.disconnect(tom);
    result(sanne, "board.move", at_now({{"to", second}}));
    const auto greet = [&](ProfessionalId who, const Json& seat) {
        const ConnectionId back = desk.open_socket(who);
        const Json resume{
            {"epoch", desk.pipeline().epoch()}, {"rooms", Json::array()}, {"board", seat}};
        return std::pair(
            back, result(back, "connection.hello",
                         {{"device", "00000000000000ab"}, {"language", "nl"}, {"resume", resume}}));
    };
    const auto [back, said] = greet(people.tom, {{"board", board}});
    EXPECT_EQ(said["boards"], Json::array({{{"team", team}, {"board", board}, {"state", "open"}}}));
    EXPECT_EQ(said["board"]["state"], "joined");
    EXPECT_EQ(said["board"]["common"], state());
    EXPECT_EQ(said["board"]["common"]["current"], second);
    result(sanne, "board.move", at_now({{"to", first}}));
    ASSERT_FALSE(desk.notices(back, "board.changed").empty()) << "it has its seat again";
    EXPECT_EQ(desk.notices(back, "board.changed").back()["current"], first);

    const auto [other, none] = greet(people.family.outsider, {{"board", board}});
    EXPECT_EQ(none["board"], (Json{{"board", board}, {"state", "not_found"}}));
    EXPECT_EQ(none["boards"], Json::array());
    const auto [again, absent] = greet(people.family.outsider, {{"board", 99}});
    EXPECT_EQ(absent["board"], (Json{{"board", 99}, {"state", "not_found"}}));
}

TEST_F(StartStory, a_team_of_others_has_no_start_to_somebody_else) {
    const ConnectionId olga = desk.connect(people.family.outsider);
    for (const std::int64_t named : {team, std::int64_t{777}})
        EXPECT_EQ(error(olga, "board.today", {{"team", named}})["reason"], "not_found");
    EXPECT_EQ(error(olga, "board.open", {{"team", team}, {"day", today}})["reason"], "not_found");
}

TEST_F(StartStory, before_it_is_open_nobody_can_sit_down) {
    result(tom, "agenda.put", {{"team", team}, {"case", people.second.value}, {"day", next}});
    const auto planned =
        desk.store().board(people.family.north, next_working_day(amsterdam_day(desk.now())));
    ASSERT_TRUE(planned);
    EXPECT_EQ(error(tom, "board.join", {{"board", planned->id.value}})["reason"], "board.not_open");
}

TEST_F(StartStory, one_puts_on_what_one_may_see_and_once) {
    const Json put{{"team", team}, {"case", people.family.the_case.value}};
    EXPECT_EQ(error(desk.connect(people.fatma), "agenda.put", put)["reason"], "not_found");
    EXPECT_EQ(error(tom, "agenda.put", put)["reason"], "not_for_your_organisation");
    open();
    EXPECT_EQ(error(tom, "agenda.put",
                    {{"team", team}, {"case", people.second.value}, {"day", today}})["reason"],
              "agenda.already_on");
    // Left out: the next start, because this one has begun.
    result(tom, "agenda.put", {{"team", team}, {"case", people.second.value}});
    EXPECT_EQ(
        desk.store()
            .items(desk.store()
                       .board(people.family.north, next_working_day(amsterdam_day(desk.now())))
                       ->id)
            .size(),
        1U);
}

TEST_F(StartStory, moving_keeps_the_time_that_an_item_took) {
    open();
    result(sanne, "board.move", at_now({{"to", first}}));
    desk.pass(3 * minute_ms);
    result(sanne, "board.move", at_now({{"to", second}}));
    const Json now = state();
    EXPECT_EQ(now["current"], second);
    EXPECT_EQ(now["items"][0]["state"], "done");
    EXPECT_EQ(now["items"][0]["spent_ms"], 3 * minute_ms);
    result(sanne, "board.move", at_now({{"done", false}}));
    EXPECT_TRUE(state()["current"].is_null()) << "a pause";
    EXPECT_EQ(state()["items"][1]["state"], "waiting");
    const Json elsewhere = error(sanne, "board.move", at_now({{"to", 777}}));
    EXPECT_EQ(elsewhere["reason"], "request.invalid");
    EXPECT_EQ(elsewhere["field"], "to");
}

TEST_F(StartStory, the_chair_arranges_the_agenda) {
    open();
    result(sanne, "board.arrange", at_now({{"item", second}, {"place", 1}, {"minutes", 12}}));
    Json now = state();
    EXPECT_EQ(now["items"][0]["item"], second);
    EXPECT_EQ(now["items"][0]["minutes"], 12);
    result(sanne, "board.move", at_now({{"to", first}}));
    result(sanne, "board.arrange", at_now({{"item", first}, {"drop", true}}));
    now = state();
    EXPECT_EQ(now["items"].size(), 1U);
    EXPECT_TRUE(now["current"].is_null());
    EXPECT_EQ(error(tom, "board.arrange", at_now({{"item", second}, {"place", 1}}))["reason"],
              "board.not_chair");
}

TEST_F(StartStory, who_has_no_device_is_ticked_off_and_out_by_the_chair) {
    open();
    result(sanne, "board.present", at_now({{"who", people.fatma.value}}));
    bool found = false;
    const Json present = state()["present"];
    for (const Json& group : present)
        for (const Json& one : group["people"])
            if (one["id"] == people.fatma.value) {
                found = true;
                EXPECT_EQ(one["screen_only"], true);
            }
    EXPECT_TRUE(found);
    EXPECT_EQ(
        error(sanne, "board.present", at_now({{"who", people.family.outsider.value}}))["reason"],
        "pair.not_in_team");
    result(sanne, "board.leave", {{"board", board}, {"who", people.fatma.value}});
    EXPECT_EQ(
        error(sanne, "board.leave", {{"board", board}, {"who", people.fatma.value}})["reason"],
        "board.not_present");
    EXPECT_EQ(
        error(tom, "board.leave", {{"board", board}, {"who", people.family.sanne.value}})["reason"],
        "board.not_chair");
}

TEST_F(StartStory, the_chair_is_handed_on_to_somebody_present) {
    open();
    EXPECT_EQ(error(sanne, "board.chair", at_now({{"who", people.tom.value}}))["reason"],
              "board.not_present");
    result(tom, "board.join", {{"board", board}});
    result(sanne, "board.chair", at_now({{"who", people.tom.value}}));
    EXPECT_EQ(state()["chair"]["name"], "Tom Bos");
    EXPECT_EQ(error(sanne, "board.move", at_now({{"to", first}}))["reason"], "board.not_chair");
}

TEST_F(StartStory, who_is_away_and_who_stands_in_is_told_at_the_board) {
    open();
    const Json away = state()["away"];
    ASSERT_EQ(away.size(), 1U);
    EXPECT_EQ(away[0]["name"], "Peter Vos");
    EXPECT_EQ(away[0]["replaced_by"], "Renske Pol");
}

TEST_F(StartStory, an_ended_start_is_read_and_no_longer_led) {
    open();
    EXPECT_EQ(result(sanne, "board.end", at_now({}))["carried"], 2);
    EXPECT_EQ(error(sanne, "board.move", at_now({{"to", first}}))["reason"], "board.ended");
    EXPECT_EQ(state()["state"], "ended");
    result(tom, "board.leave", {{"board", board}});
}

TEST_F(StartStory, whose_membership_ends_hears_that_it_is_gone) {
    open();
    result(tom, "board.join", {{"board", board}});
    core::Task leaving;
    leaving.event = "admin.team_membership_ended";
    leaving.effect = [this](store::Store& store, commands::World& world,
                            Instant now) -> Result<commands::Change> {
        Professional gone = *world.directory().find(people.tom);
        gone.teams[0].period.to = now;
        store.change_professional(gone);
        world.touch_directory();
        return commands::Change{};
    };
    desk.queue(std::move(leaving));
    desk.run();
    ASSERT_EQ(desk.notices(tom, "board.gone").size(), 1U);
    EXPECT_EQ(error(tom, "board.join", {{"board", board}})["reason"], "not_found");
    EXPECT_EQ(result(tom, "board.leave", {{"board", board}}), Json::object());
}

TEST_F(StartStory, the_summary_is_each_readers_own) {
    open();
    result(tom, "board.join", {{"board", board}});
    const std::int64_t item = item_of_second();
    const Json about{{"case", people.second.value},
                     {"item", item},
                     {"about", {people.piet.value}},
                     {"life_domains", {"school"}}};
    Json decided = about, agreed = about;
    decided["text"] = "Het gezin krijgt een tweede gesprek.";
    agreed["text"] = "belt de school";
    agreed["due"] = next;
    agreed["owners"] = {{{"kind", "professional"}, {"id", people.tom.value}}};
    result(tom, "decision.keep", decided);
    result(tom, "action.make", agreed);
    const auto of_item = [&](const Json& summary) {
        for (const Json& one : summary["items"])
            if (one["item"] == item) return one;
        return Json();
    };
    const Json toms = result(tom, "board.summary", {{"board", board}});
    EXPECT_EQ(of_item(toms)["card"]["label"], "Vlierbes");
    ASSERT_EQ(of_item(toms)["decisions"].size(), 1U);
    EXPECT_EQ(of_item(toms)["decisions"][0]["text"], "Het gezin krijgt een tweede gesprek.");
    EXPECT_EQ(of_item(toms)["actions"].size(), 1U);
    EXPECT_EQ(toms["mine"].size(), 1U);
    const ConnectionId fatma = desk.connect(people.fatma);
    result(fatma, "board.join", {{"board", board}});
    const Json hers = result(fatma, "board.summary", {{"board", board}});
    EXPECT_EQ(of_item(hers),
              Json({{"item", item}, {"decisions", Json::array()}, {"actions", Json::array()}}));
    EXPECT_TRUE(hers["mine"].empty());
    EXPECT_EQ(
        error(desk.connect(people.family.outsider), "board.summary", {{"board", board}})["reason"],
        "not_found");
}

TEST_F(StartStory, leading_again_with_the_same_request_gives_the_first_result) {
    open();
    Json params = at_now({{"to", first}});
    params["client_id"] = 1'500'000;
    const Json once = result(sanne, "board.move", params);
    EXPECT_EQ(result(sanne, "board.move", params), once);
    EXPECT_EQ(desk.store().board(BoardId{board})->version, once["version"]);
}

}  // namespace
}  // namespace kortelijn::commands_test
