// The daily start: one state for everybody at it, cards for who may see them, one who leads (I2).
#include "unit/core/board_fixture.hpp"

namespace kortelijn {
namespace {

TEST_F(Board, everybody_hears_the_same_state_and_each_their_own_cards) {
    open();
    const ItemId first = item_of(people.family.the_case), second = item_of(people.second);
    const Json joined = join(sanne);
    EXPECT_TRUE(joined["may_lead"]);
    EXPECT_EQ(card(joined["cards"], first)["label"], "Meidoorn");
    EXPECT_TRUE(card(joined["cards"], second).is_null()) << joined.dump();
    EXPECT_TRUE(shown(joined["common"], first).is_null()) << "Tom may not see it";
    ASSERT_TRUE(move(sanne, first).contains("result"));
    const Json at_sanne = newest(sanne, "board.changed"), at_tom = newest(tom, "board.changed");
    EXPECT_EQ(at_sanne.dump(), at_tom.dump());
    EXPECT_EQ(at_sanne["current"], first.value);
    EXPECT_EQ(card(newest(tom, "board.cards")["cards"], second)["label"], "Vlierbes");
    for (const std::string& frame : desk.outbox.lines[tom].frames)
        EXPECT_EQ(frame.find("Meidoorn"), std::string::npos) << frame;
}

TEST_F(Board, a_signal_is_for_the_receivers_of_its_covenant_only) {
    open();
    const ConnectionId fatma = desk.connect(people.fatma), renske = desk.connect(people.renske);
    const Json hers = join(fatma), replacing = join(renske);
    EXPECT_TRUE(hers["cards"].empty()) << "her employer receives none";
    EXPECT_TRUE(replacing["cards"].empty()) << "of another team, though she may sit in";
    bool found = false;
    const Json chairs = join(sanne)["cards"];
    for (const Json& one : chairs)
        if (one.contains("signal")) {
            found = true;
            EXPECT_EQ(one["signal"], signal.value);
            EXPECT_EQ(one["sender"], "Woonstede");
            EXPECT_FALSE(one.dump().find("Zandstra") != std::string::npos);
        }
    EXPECT_TRUE(found);
}

TEST_F(Board, a_card_says_why_it_is_there_and_the_day_to_who_may_read_it) {
    const Day today = amsterdam_day(desk.now());
    const auto cells = [&](LifeDomain domain) {
        Cells out;
        out.people = 1;
        out.life_domains.add(domain);
        return out;
    };
    desk.store().begin();
    support::add_start_ground(desk.store(), people, people.family.welfare, Purpose::cooperation,
                              desk.now());
    support::add_start_ground(desk.store(), people, people.health, Purpose::daily_start,
                              desk.now());
    for (const auto& [due, domain] : {std::pair(today.number - 4, LifeDomain::addiction),
                                      {today.number - 2, LifeDomain::safety}}) {
        store::ActionRecord late;
        late.of_case = people.second;
        late.seq = 1;
        late.due = Day{due};
        late.made_by = people.tom;
        late.made_at = desk.now();
        late.cells = cells(domain);
        late.owners = {owner_of(people.tom)};
        late.text = "Belt de gemeente.";
        desk.store().add_action(late);
    }
    desk.store().commit();
    desk.pipeline().world().forget();
    open();
    const ConnectionId fatma = desk.connect(people.fatma);
    const ItemId first = item_of(people.family.the_case), second = item_of(people.second);
    const Json of_tom = card(join(tom)["cards"], second),
               of_fatma = card(join(fatma)["cards"], second);
    EXPECT_EQ(of_tom["why"], Json({"overdue", "put_on"}));
    EXPECT_EQ(of_tom["put_by"]["name"], "Tom Bos");
    EXPECT_EQ(of_tom["due"], to_text(Day{today.number - 2})) << "of the other he has no ground";
    EXPECT_EQ(of_fatma["why"], Json({"overdue", "put_on"}));
    EXPECT_FALSE(of_fatma.contains("due")) << "the action is not for her";
    const Json at_sanne = join(sanne)["cards"];
    EXPECT_EQ(card(at_sanne, first)["why"], Json::array({"put_on"}));
    for (const Json& one : at_sanne)
        if (one.contains("signal")) EXPECT_EQ(one["why"], Json::array({one["kind"]}));
}

TEST_F(Board, of_two_who_move_at_once_the_second_is_told) {
    open();
    const ConnectionId other_tab = desk.connect(people.family.sanne, 99);
    join(other_tab);
    const std::int64_t drawn = version();
    const ItemId first = item_of(people.family.the_case), second = item_of(people.second);
    const auto params = [&](ItemId to) {
        return Json{{"board", board}, {"to", to.value}, {"expected_version", drawn}};
    };
    const std::string one = desk.ask(sanne, "board.move", params(first));
    const std::string two = desk.ask(other_tab, "board.move", params(second));
    desk.run();
    EXPECT_EQ(desk.outbox.lines[sanne].replies[one]["result"]["version"], drawn + 1);
    EXPECT_EQ(desk.outbox.lines[other_tab].replies[two]["error"]["data"]["reason"],
              "board.changed_meanwhile");
    EXPECT_EQ(newest(other_tab, "board.changed")["current"], first.value);
}

TEST_F(Board, only_the_chair_leads_and_a_chair_who_is_there_is_not_put_aside) {
    open();
    EXPECT_EQ(move(tom, item_of(people.second))["error"]["data"]["reason"], "board.not_chair");
    const Json take{{"board", board}, {"who", people.tom.value}, {"expected_version", version()}};
    EXPECT_EQ(desk.reason(tom, "board.chair", take), "board.has_chair");
    desk.result(sanne, "board.leave", {{"board", board}});
    const Json again{{"board", board}, {"who", people.tom.value}, {"expected_version", version()}};
    EXPECT_EQ(desk.reason(tom, "board.chair", again), "");
    EXPECT_TRUE(move(tom, item_of(people.second)).contains("result"));
}

TEST_F(Board, who_is_not_of_the_team_hears_what_a_board_that_is_not_there_says) {
    open();
    const ConnectionId olga = desk.connect(people.family.outsider);
    Json theirs = desk.call(olga, "board.join", {{"board", board}});
    Json absent = desk.call(olga, "board.join", {{"board", 99}});
    EXPECT_EQ(theirs["error"], absent["error"]);
    EXPECT_EQ(theirs["error"]["data"]["reason"], "not_found");
}

TEST_F(Board, the_screen_shows_what_everybody_present_may_see_and_whoever_opened_it) {
    desk.store().begin();
    support::add_start_ground(desk.store(), people, people.family.youth_care, Purpose::daily_start,
                              desk.now());
    support::add_start_ground(desk.store(), people, people.family.welfare, Purpose::daily_start,
                              desk.now());
    desk.store().commit();
    desk.pipeline().world().forget();
    open();
    const ItemId second = item_of(people.second);
    const ConnectionId joris = desk.connect(people.family.joris);
    EXPECT_EQ(shown(join(joris, true)["common"], second)["title"], "Vlierbes");
    EXPECT_TRUE(join(joris, true)["cards"].empty());
    EXPECT_TRUE(desk.notices(joris, "board.cards").empty());
    // Fatma has no ground. A screen of her own shows less, and nobody else's does.
    const ConnectionId fatma = desk.connect(people.fatma);
    EXPECT_TRUE(shown(join(fatma, true)["common"], second).is_null());
    const Json hers = newest(fatma, "board.changed"), others = newest(joris, "board.changed");
    EXPECT_TRUE(shown(hers, second).is_null());
    EXPECT_EQ(shown(others, second)["title"], "Vlierbes");
    EXPECT_EQ(shown(newest(sanne, "board.changed"), second)["title"], "Vlierbes");
    EXPECT_EQ(hers["version"], others["version"]);
    // Counted as present she is one of those for whom it is.
    join(desk.connect(people.fatma, 9));
    EXPECT_TRUE(shown(newest(joris, "board.changed"), second).is_null());
    for (const std::string& frame : desk.outbox.lines[fatma].frames)
        EXPECT_EQ(frame.find("Vlierbes"), std::string::npos) << frame;
}

TEST_F(Board, what_somebody_is_shown_stands_in_the_log) {
    open();
    const auto entries_of_a_ground = [&](std::int64_t client_id) {
        const std::int64_t before = desk.store().entry_count();
        record_ground(people.health, Purpose::daily_start, client_id);
        return desk.store().entry_count() - before;
    };
    const std::int64_t without_her = entries_of_a_ground(1);
    desk.result(desk.connect(people.tom, 88), "ground.end",
                {{"case", people.second.value},
                 {"ground", newest_ground().value},
                 {"on_behalf_of", people.piet.value}});
    join(desk.connect(people.fatma));
    EXPECT_EQ(entries_of_a_ground(2), without_her + 1);
}

TEST_F(Board, what_was_not_reached_is_on_the_next_working_days_start_with_its_count) {
    open();
    const std::size_t all = desk.store().items(BoardId{board}).size();
    move(sanne, item_of(people.second));
    const Json ended =
        desk.result(sanne, "board.end", {{"board", board}, {"expected_version", version()}});
    EXPECT_EQ(ended["carried"], all - 1);
    const Day next = next_working_day(amsterdam_day(desk.now()));
    const auto planned = desk.store().board(people.family.north, next);
    ASSERT_TRUE(planned);
    for (const auto& item : desk.store().items(planned->id)) {
        EXPECT_EQ(item.carried, 1);
        EXPECT_NE(item.of_case, people.second);
    }
    EXPECT_EQ(join(tom)["common"]["state"], "ended");
}

}  // namespace
}  // namespace kortelijn
