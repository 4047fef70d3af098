// The daily start: one state for everybody at it, cards for who may see them, and nothing that
// outlives a ground (I2, I3).
#include <gtest/gtest.h>

#include "support/start_people.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct Board : testing::Test {
    Board() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
    }

    // A start of the team with both cases and a signal on it.
    void open() {
        desk.store().begin();
        signal = support::add_start_signal(desk.store(), people, desk.now() + -hour_ms);
        desk.store().commit();
        sanne = desk.connect(people.family.sanne);
        tom = desk.connect(people.tom);
        const std::string today = to_text(amsterdam_day(desk.now()));
        desk.result(sanne, "agenda.put",
                    {{"team", people.family.north.value}, {"case", people.family.the_case.value}});
        desk.result(tom, "agenda.put",
                    {{"team", people.family.north.value}, {"case", people.second.value}});
        const Json opened =
            desk.result(sanne, "board.open", {{"team", people.family.north.value}, {"day", today}});
        board = opened["board"];
        join(sanne), join(tom);
    }
    Json join(ConnectionId who, bool screen = false) {
        Json params{{"board", board}};
        if (screen) params["screen"] = true;
        return desk.result(who, "board.join", params);
    }
    std::int64_t version() { return desk.store().board(BoardId{board})->version; }
    ItemId item_of(CaseId of_case) {
        for (const auto& item : desk.store().items(BoardId{board}))
            if (item.of_case == of_case) return item.id;
        return {};
    }
    Json move(ConnectionId who, ItemId to) {
        return desk.call(who, "board.move",
                         {{"board", board}, {"to", to.value}, {"expected_version", version()}});
    }
    Json newest(ConnectionId who, const std::string& method) {
        const auto all = desk.notices(who, method);
        return all.empty() ? Json() : all.back();
    }
    static Json card(const Json& cards, ItemId item) {
        for (const Json& one : cards)
            if (one["item"] == item.value) return one;
        return {};
    }
    static Json shown(const Json& common, ItemId item) {
        for (const Json& one : common["items"])
            if (one["item"] == item.value) return one.value("shown", Json());
        return {};
    }
    void record_ground(OrganisationId of, Purpose purpose, std::int64_t client_id) {
        const ConnectionId recorder = desk.connect(people.tom);
        desk.result(recorder, "ground.record",
                    {{"case", people.second.value},
                     {"kind", "consent"},
                     {"members", {people.piet.value}},
                     {"given_by", {people.piet.value}},
                     {"organisation", of.value},
                     {"purpose", to_text(purpose)},
                     {"life_domains", {"safety", "school"}},
                     {"end", to_text(desk.now() + 100 * day_ms)},
                     {"evidence", "spoken"},
                     {"text_version", "2026-1"},
                     {"client_id", client_id}});
    }
    GroundId newest_ground() {
        const auto found = desk.store().load_case(people.second);
        return found->facts.grounds.back().id;
    }

    Desk desk;
    support::StartPeople people;
    SignalId signal;
    std::int64_t board = 0;
    ConnectionId sanne, tom;
};

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
    // Fatma has no ground. Behind a screen of her own she is counted among those who look.
    const ConnectionId fatma = desk.connect(people.fatma);
    EXPECT_TRUE(shown(join(fatma, true)["common"], second).is_null());
    EXPECT_TRUE(shown(newest(joris, "board.changed"), second).is_null());
    desk.disconnect(fatma);
    desk.run();
    EXPECT_EQ(shown(newest(joris, "board.changed"), second)["title"], "Vlierbes");
    for (const std::string& frame : desk.outbox.lines[fatma].frames)
        EXPECT_EQ(frame.find("Vlierbes"), std::string::npos) << frame;
}

TEST_F(Board, I3_withdrawal_mid_item_takes_card_and_room_and_a_ground_brings_them_in) {
    open();
    const ItemId second = item_of(people.second);
    move(sanne, second);
    const ConnectionId fatma = desk.connect(people.fatma);
    EXPECT_TRUE(join(fatma)["cards"].empty());
    record_ground(people.health, Purpose::cooperation, 1);
    EXPECT_TRUE(newest(fatma, "board.cards").is_null() ||
                newest(fatma, "board.cards")["cards"].empty())
        << "cooperation opens the room and shows no card";
    const GroundId cooperation = newest_ground();
    record_ground(people.health, Purpose::daily_start, 2);
    const GroundId start = newest_ground();
    const Json mine = card(newest(fatma, "board.cards")["cards"], second);
    ASSERT_FALSE(mine.is_null());
    EXPECT_EQ(mine["room"], people.second_room.value);
    EXPECT_FALSE(mine.contains("readers")) << "only who carries it, and the chair, hear how many";
    desk.result(fatma, "room.join", {{"room", people.second_room.value}});

    desk.outbox.purges.clear();
    const std::int64_t before = version();
    const ConnectionId carrier = desk.connect(people.tom, 88);
    for (const GroundId id : {cooperation, start})
        desk.ask(carrier, "ground.end",
                 {{"case", people.second.value},
                  {"ground", id.value},
                  {"on_behalf_of", people.piet.value}});
    desk.run();
    EXPECT_TRUE(newest(fatma, "board.cards")["cards"].empty());
    EXPECT_EQ(desk.notices(fatma, "room.gone").size(), 1U);
    const auto purged = [&](ConnectionId who) {
        return std::any_of(desk.outbox.purges.begin(), desk.outbox.purges.end(),
                           [&](const Purge& one) {
                               return one.connection == who && one.of == commands::any_case;
                           });
    };
    EXPECT_TRUE(purged(fatma));
    EXPECT_FALSE(purged(sanne));
    EXPECT_EQ(version(), before) << "nobody else's screen changed";
}

TEST_F(Board, a_purge_is_followed_by_the_whole_state_in_the_same_batch) {
    open();
    const ConnectionId fatma = desk.connect(people.fatma);
    join(fatma);
    record_ground(people.health, Purpose::daily_start, 1);
    const GroundId start = newest_ground();
    std::vector<Batch> batches;
    int whole = 0, purges = 0;
    desk.outbox.on_batch = [&](const Batch& batch) {
        for (const Purge& purge : batch.purges)
            purges += purge.connection == fatma && purge.of == commands::any_case;
        for (const auto& item : batch.items)
            if (const auto* notice = std::get_if<Notice>(&item))
                for (const ConnectionId to : notice->receivers)
                    whole += to == fatma && notice->text->find("\"board.c") != std::string::npos;
    };
    const ConnectionId carrier = desk.connect(people.tom, 88);
    whole = purges = 0;
    desk.result(carrier, "ground.end",
                {{"case", people.second.value},
                 {"ground", start.value},
                 {"on_behalf_of", people.piet.value}});
    EXPECT_GE(purges, 1);
    EXPECT_EQ(whole, 2) << "the common part and the cards, though the common part is as it was";
    desk.outbox.on_batch = {};
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

TEST_F(Board, after_a_restart_mid_item_the_board_is_as_it_was) {
    open();
    const ItemId first = item_of(people.family.the_case);
    move(sanne, first);
    const Json before = newest(sanne, "board.changed");
    desk.crash_and_restart();
    sanne = desk.connect(people.family.sanne);
    const Json after = join(sanne)["common"];
    EXPECT_EQ(before.dump(), after.dump());
}

TEST_F(Board, a_failed_commit_forgets_everything_and_the_same_board_is_read_again) {
    bool failing = false;
    Desk failing_desk(1, [&](std::string_view statement) {
        if (failing && statement == "commit")
            throw store::StoreFailure(store::StoreFailure::Kind::full, "no room");
    });
    const auto town = support::make_start_people(failing_desk.store(), failing_desk.now());
    failing_desk.pipeline().world().forget();
    ConnectionId chair = failing_desk.connect(town.family.sanne);
    failing_desk.result(chair, "agenda.put",
                        {{"team", town.family.north.value}, {"case", town.family.the_case.value}});
    const Json opened = failing_desk.result(
        chair, "board.open",
        {{"team", town.family.north.value}, {"day", to_text(amsterdam_day(failing_desk.now()))}});
    const Json joined = failing_desk.result(chair, "board.join", {{"board", opened["board"]}});
    failing = true;
    const Json lost = failing_desk.call(chair, "board.move",
                                        {{"board", opened["board"]},
                                         {"to", joined["common"]["items"][0]["item"]},
                                         {"expected_version", joined["common"]["version"]}});
    failing = false;
    EXPECT_EQ(lost["error"]["data"]["reason"], "outcome_unknown");
    EXPECT_TRUE(failing_desk.outbox.lines[chair].closed);
    chair = failing_desk.connect(town.family.sanne);
    EXPECT_EQ(failing_desk.result(chair, "board.join", {{"board", opened["board"]}})["common"],
              joined["common"]);
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

TEST_F(Board, who_leaves_the_team_is_out_of_its_start_at_once) {
    open();
    core::Task leaving;
    leaving.event = "admin.team_membership_ended";
    leaving.effect = [this](store::Store& store, commands::World& world,
                            Instant now) -> Result<commands::Change> {
        Professional tom_now = *world.directory().find(people.tom);
        tom_now.teams[0].period.to = now;
        store.change_professional(tom_now);
        world.touch_directory();
        return commands::Change{};
    };
    desk.queue(std::move(leaving));
    desk.run();
    EXPECT_EQ(desk.notices(tom, "board.gone").size(), 1U);
    const std::size_t heard = desk.notices(tom, "board.changed").size();
    move(sanne, item_of(people.family.the_case));
    EXPECT_EQ(desk.notices(tom, "board.changed").size(), heard);
}

TEST_F(Board, a_replacement_is_out_when_the_replacing_ends_without_anybody_doing_anything) {
    open();
    const ConnectionId renske = desk.connect(people.renske);
    join(renske);
    for (int day = 0; day < 10 && desk.notices(renske, "board.gone").empty(); ++day)
        for (int hour = 0; hour < 24; ++hour) desk.pass(hour_ms);
    // Either the session or the replacing ended first; both leave nobody behind.
    const auto& boards = desk.pipeline().world().boards();
    for (const auto& [id, one] : boards)
        for (const auto& seat : one.at.seats()) EXPECT_NE(seat.connection, renske);
}

}  // namespace
}  // namespace kortelijn
