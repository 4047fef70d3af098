// Actions and decisions: kept in the case's room, read by their cells, changed by whose they are.
#include "commands/action_rows.hpp"
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct ActionStory : Story {
    static Json owners(const char* kind, std::int64_t id) {
        Json one = Json::object();
        one["kind"] = kind, one["id"] = id;
        return Json::array({one});
    }
    static Json owners(ProfessionalId who) { return owners("professional", who.value); }
    std::string day(int from_today) {
        return to_text(Day{amsterdam_day(desk.now()).number + from_today});
    }
    Json action(const Json& more = Json::object()) {
        Json out{{"case", the_case}, {"text", "Belt de mentor."}, {"owners", owners(people.sanne)},
                 {"due", day(3)},    {"about", {lotte}},          {"life_domains", {"school"}}};
        out.update(more);
        return out;
    }
    std::int64_t make(ConnectionId who, const Json& more = Json::object()) {
        return result(who, "action.make", action(more))["action"];
    }
    Json listed(ConnectionId who, const Json& params) {
        return result(who, "action.list", params)["actions"];
    }
};
using Decided = ActionStory;

TEST_F(ActionStory, an_action_is_an_event_of_the_room_and_of_no_other_ear) {
    const std::int64_t ground = let_bram_in();
    join(sanne), join(bram);
    const std::int64_t about_school = make(joris);
    make(joris, {{"text", "Belt de GGZ."}, {"life_domains", {"mental_health"}}});
    const auto heard = desk.notices(bram, "action.kept");
    ASSERT_EQ(heard.size(), 1U);
    ASSERT_TRUE(heard[0].contains("action")) << heard[0].dump();
    EXPECT_EQ(heard[0]["action"], about_school);
    ASSERT_TRUE(heard[0].contains("owners")) << heard[0].dump();
    EXPECT_EQ(heard[0]["owners"][0]["name"], "Sanne de Wit");
    EXPECT_EQ(desk.notices(sanne, "action.kept").size(), 2U);
    EXPECT_EQ(listed(bram, {{"case", the_case}}).size(), 1U);
    const Json page = result(bram, "message.history", {{"room", room}})["items"];
    EXPECT_EQ(page.dump().find("GGZ"), std::string::npos);
    EXPECT_NE(page.dump().find("Belt de mentor."), std::string::npos);
    const auto entry = entry_of("action.make");
    EXPECT_EQ(entry.object.owner, "professional:" + std::to_string(people.sanne.value));
    // The ground withdrawn: neither row nor text is left (I3).
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}});
    EXPECT_NE(told(bram, "action.list", {{"case", the_case}}), "");
}

TEST_F(ActionStory, an_owner_who_may_not_read_it_is_refused) {
    bram = desk.connect(people.bram);
    const Json for_bram = action({{"owners", owners(people.bram)}});
    EXPECT_EQ(told(joris, "action.make", for_bram), "action.owner_may_not_see");
    EXPECT_EQ(field(joris, "action.make", for_bram), "owners[0]");
    let_bram_in();
    EXPECT_EQ(told(joris, "action.make", for_bram), "");
    EXPECT_EQ(told(joris, "action.make",
                   action({{"owners", owners(people.bram)}, {"life_domains", {"safety"}}})),
              "action.owner_may_not_see");
    const Json nobody{{"owners", owners("professional", 999)}};
    EXPECT_EQ(told(joris, "action.make", action(nobody)), "action.owner_may_not_see");
}

TEST_F(ActionStory, an_organisation_of_which_nobody_may_read_it_is_refused) {
    const std::int64_t ground = let_bram_in();
    const auto organisation =
        commands::employer_of(desk.store().load_directory(), people.bram, desk.now());
    const auto theirs = [&](const char* life_domain) {
        return action({{"owners", owners("organisation", organisation.value)},
                       {"life_domains", {life_domain}}});
    };
    EXPECT_EQ(told(joris, "action.make", theirs("safety")), "action.owner_may_not_see");
    EXPECT_EQ(told(joris, "action.make", theirs("school")), "");
    const Json to_hand_over{{"to_hand_over", true}};
    EXPECT_EQ(listed(joris, to_hand_over).size(), 0U);
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}});
    EXPECT_EQ(listed(joris, to_hand_over).size(), 1U) << "and nobody of it may read it any more";
}

TEST_F(ActionStory, I2_who_owns_it_in_the_household_is_among_whom_it_is_about) {
    let_bram_in();
    join(bram);
    make(joris, {{"owners", owners("member", karin)}});
    const auto rows = listed(joris, {{"case", the_case}});
    EXPECT_EQ(rows[0]["about"], Json({karin, lotte}));
    EXPECT_EQ(rows[0]["owners"][0]["name"], "Karin Bakker");
    EXPECT_EQ(told(joris, "action.make", action({{"owners", owners("member", 999)}})).empty(),
              false);
}

TEST_F(ActionStory, a_day_that_passed_is_refused_and_today_is_not) {
    EXPECT_EQ(field(joris, "action.make", action({{"due", day(-1)}})), "due");
    EXPECT_EQ(told(joris, "action.make", action({{"due", day(0)}})), "");
}

TEST_F(ActionStory, it_is_unread_for_its_owner_and_for_nobody_else) {
    result(sanne, "case.list", Json::object());
    const ConnectionId own = desk.connect(people.joris, 7);
    result(own, "case.list", Json::object());
    make(joris);
    EXPECT_EQ(result(sanne, "case.list", Json::object())["cases"][0]["mentions"], 1);
    EXPECT_EQ(result(own, "case.list", Json::object())["cases"][0]["unread"], 0);
    desk.crash_and_restart();
    EXPECT_EQ(
        result(desk.connect(people.sanne, 9), "case.list", Json::object())["cases"][0]["mentions"],
        1);
}

TEST_F(ActionStory, it_is_settled_once_and_dropped_with_a_reason_only) {
    const std::int64_t id = make(joris);
    join(joris);
    EXPECT_EQ(told(sanne, "action.settle", {{"action", id}, {"how", "dropped"}}),
              "action.no_reason");
    result(sanne, "action.settle", {{"action", id}, {"how", "done"}});
    const auto heard = desk.notices(joris, "action.changed");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0]["change"], "done");
    EXPECT_EQ(entry_of("action.settle").object.outcome, "done");
    EXPECT_EQ(told(sanne, "action.settle", {{"action", id}, {"how", "done"}}), "action.settled");
    EXPECT_EQ(listed(sanne, {{"mine", true}}).size(), 0U);
}

TEST_F(ActionStory, postponing_is_counted_and_says_why) {
    const std::int64_t id = make(joris);
    const Json later{{"action", id}, {"due", day(5)}, {"reason", "Mentor is ziek."}};
    EXPECT_EQ(result(sanne, "action.postpone", later)["postponed"], 1);
    EXPECT_EQ(field(sanne, "action.postpone", later), "due");  // no later day than it has
    Json again = later;
    again["due"] = day(8);
    EXPECT_EQ(result(sanne, "action.postpone", again)["postponed"], 2);
    EXPECT_EQ(listed(sanne, {{"mine", true}})[0]["postponed"], 2);
}

TEST_F(ActionStory, who_reads_it_but_neither_owns_nor_carries_changes_nothing) {
    let_bram_in();
    const std::int64_t id = make(joris);
    EXPECT_EQ(listed(bram, {{"case", the_case}})[0]["may_change"], false);
    EXPECT_NE(told(bram, "action.settle", {{"action", id}, {"how", "done"}}), "");
    result(sanne, "action.hand_on", {{"action", id}, {"owners", owners(people.bram)}});
    EXPECT_EQ(told(bram, "action.settle", {{"action", id}, {"how", "done"}}), "");
}

TEST_F(ActionStory, a_leaver_leaves_no_orphan) {
    const std::int64_t ground = let_bram_in();
    const std::int64_t id = make(joris, {{"owners", owners(people.bram)}});
    EXPECT_EQ(listed(sanne, {{"to_hand_over", true}}).size(), 0U);
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}});
    const Json left = listed(sanne, {{"to_hand_over", true}});
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0]["action"], id);
    EXPECT_EQ(left[0]["to_hand_over"], true);
    EXPECT_EQ(listed(bram, {{"mine", true}}).size(), 0U);
    result(sanne, "action.hand_on", {{"action", id}, {"owners", owners(people.joris)}});
    EXPECT_EQ(listed(sanne, {{"to_hand_over", true}}).size(), 0U);
    EXPECT_EQ(listed(joris, {{"mine", true}}).size(), 1U);
}

TEST_F(ActionStory, I6_anothers_action_is_as_absent_as_any) {
    const std::int64_t id = make(joris);
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "action.settle", {{"action", id}, {"how", "done"}}, "action");
    expect_alike(olga, "action.postpone", {{"action", id}, {"due", day(5)}, {"reason", "x"}},
                 "action");
    expect_alike(olga, "action.hand_on", {{"action", id}, {"owners", owners(people.bram)}},
                 "action");
    expect_alike(olga, "action.list", {{"case", the_case}}, "case");
    expect_alike(olga, "action.make", action(), "case");
    expect_alike(olga, "action.read", {{"case", the_case}, {"text", "@sanne belt"}}, "case");
}

TEST_F(ActionStory, ones_own_is_of_no_case_and_of_nobody_else) {
    Json own{{"text", "Verslag nalezen."}, {"owners", owners(people.sanne)}, {"due", day(1)}};
    const std::int64_t id = result(sanne, "action.make", own)["action"];
    EXPECT_EQ(listed(sanne, {{"mine", true}}).size(), 1U);
    EXPECT_EQ(told(joris, "action.settle", {{"action", id}, {"how", "done"}}), "not_found");
    own["owners"] = owners(people.joris);
    EXPECT_EQ(told(sanne, "action.make", own), "action.owner_may_not_see");
    EXPECT_EQ(told(sanne, "action.settle", {{"action", id}, {"how", "done"}}), "");
}

TEST_F(ActionStory, what_is_typed_is_read_with_the_names_of_the_room) {
    const Json found = result(joris, "action.read",
                              {{"case", the_case}, {"text", "@sanne belt de mentor morgen"}});
    EXPECT_EQ(found["text"], "belt de mentor");
    ASSERT_EQ(found["owners"].size(), 1U);
    EXPECT_EQ(found["owners"][0]["id"], people.sanne.value);
    EXPECT_EQ(found["due"], day(1));
    // Bram is not of this room yet: his name is nobody's.
    const Json other =
        result(joris, "action.read", {{"case", the_case}, {"text", "@bram belt morgen"}});
    EXPECT_EQ(other["owners"].size(), 0U);
    EXPECT_EQ(listed(joris, {{"case", the_case}}).size(), 0U);
}

TEST_F(ActionStory, I4_sent_again_it_is_made_once) {
    Json once = action();
    once["client_id"] = 900;
    const Json first = result(joris, "action.make", once);
    EXPECT_EQ(result(joris, "action.make", once), first);
    EXPECT_EQ(listed(joris, {{"case", the_case}}).size(), 1U);
}

TEST_F(ActionStory, I5_it_survives_a_crash_and_is_resumed_in_order) {
    const std::int64_t from = join(sanne)["seq"];
    const std::int64_t id = make(joris);
    result(joris, "action.postpone", {{"action", id}, {"due", day(9)}, {"reason", "x"}});
    desk.crash_and_restart();
    const ConnectionId back = desk.connect(people.sanne, 5);
    const Json page = result(back, "message.history", {{"room", room}, {"after", from}})["items"];
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0]["kind"], "action");
    EXPECT_EQ(page[1]["of"], page[0]["seq"]);
    EXPECT_EQ(page[1]["due"], day(9));
}

TEST_F(ActionStory, counts_speak_of_what_may_be_read) {
    const std::int64_t ground = let_bram_in();
    make(joris, {{"owners", owners(people.bram)}, {"due", day(0)}});
    auto& world = desk.pipeline().world();
    EXPECT_EQ(commands::counts_for(world, people.bram, desk.now()).actions_today, 1);
    EXPECT_EQ(commands::counts_for(world, people.bram, desk.now() + 2 * day_ms).actions_late, 1);
    const auto told_last = [&] { return desk.notices(bram, "counts").back()["actions_today"]; };
    EXPECT_EQ(told_last(), 1);
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}});
    EXPECT_EQ(commands::counts_for(world, people.bram, desk.now()).actions_today, 0);
    EXPECT_EQ(told_last(), 0) << "I3: he is told at once";
}

TEST_F(Decided, a_decision_is_for_whom_its_cells_are) {
    let_bram_in();
    join(bram), join(sanne);
    const Json school{{"case", the_case},
                      {"text", "Eerst naar school."},
                      {"about", {lotte}},
                      {"life_domains", {"school"}}};
    Json safety = school;
    safety["text"] = "Veiligheid eerst.", safety["life_domains"] = {"safety"};
    result(joris, "decision.keep", school);
    result(joris, "decision.keep", safety);
    ASSERT_EQ(desk.notices(bram, "decision.kept").size(), 1U);
    EXPECT_EQ(desk.notices(bram, "decision.kept")[0]["text"], "Eerst naar school.");
    EXPECT_EQ(desk.notices(sanne, "decision.kept").size(), 2U);
    safety.erase("life_domains"), safety["life_domains"] = {"finances"};
    EXPECT_NE(told(joris, "decision.keep", safety), "");
    Json elsewhere = school;
    elsewhere["item"] = 77;
    EXPECT_EQ(field(joris, "decision.keep", elsewhere), "item");
    expect_alike(desk.connect(people.outsider), "decision.keep", school, "case");
}

}  // namespace
}  // namespace kortelijn::commands_test
