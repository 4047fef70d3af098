// Nothing of a daily start outlives a ground, a membership, a crash or a failed commit (I3).
#include "unit/core/board_fixture.hpp"

namespace kortelijn {
namespace {

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

TEST_F(Board, after_a_restart_mid_item_the_board_is_as_it_was) {
    open();
    const ItemId first = item_of(people.family.the_case);
    move(sanne, first);
    Json before = newest(sanne, "board.changed");
    desk.crash_and_restart();
    sanne = desk.connect(people.family.sanne);
    const Json after = join(sanne)["common"];
    before["version"] = before["version"].get<int>() + 1;  // read in anew: it might say otherwise
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
    Json same = joined["common"];
    same["version"] = same["version"].get<int>() + 1;  // read in anew: it might say otherwise
    EXPECT_EQ(failing_desk.result(chair, "board.join", {{"board", opened["board"]}})["common"],
              same);
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
