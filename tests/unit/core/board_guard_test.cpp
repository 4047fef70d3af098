// What a daily start owes to screens, to who is taken out or let in no more, to a chair who clicks
// while others arrive, and to what nobody reached (I1, I3).
#include <algorithm>
#include <gtest/gtest.h>

#include "commands/audit_rows.hpp"
#include "support/start_people.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct BoardGuard : testing::Test {
    BoardGuard() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        for (const OrganisationId of : {people.family.youth_care, people.family.welfare})
            support::add_start_ground(desk.store(), people, of, Purpose::daily_start, desk.now());
        signal = support::add_start_signal(desk.store(), people, desk.now() + -hour_ms);
        desk.store().commit();
        desk.pipeline().world().forget();
        sanne = desk.connect(people.family.sanne), tom = desk.connect(people.tom);
        put(sanne, people.family.the_case), put(tom, people.second);
        board = open(amsterdam_day(desk.now()))["board"];
        join(sanne), join(tom);
        for (const auto& item : desk.store().items(BoardId{board}))
            (item.of_case == people.second ? second : first) = item.id;
    }
    void put(ConnectionId who, CaseId of_case) {
        desk.result(who, "agenda.put",
                    {{"team", people.family.north.value}, {"case", of_case.value}});
    }
    Json open(Day day) {
        return desk.result(sanne, "board.open",
                           {{"team", people.family.north.value}, {"day", to_text(day)}});
    }
    Json join(ConnectionId who, bool screen = false) {
        Json params{{"board", board}};
        if (screen) params["screen"] = true;
        return desk.result(who, "board.join", params)["common"];
    }
    std::int64_t version() { return desk.store().board(BoardId{board})->version; }
    Json at(std::int64_t drawn, Json params) {
        params["board"] = board, params["expected_version"] = drawn;
        return params;
    }
    Json title(const Json& common) {
        for (const Json& one : common["items"])
            if (one["item"] == second.value && one.contains("shown")) return one["shown"]["title"];
        return {};
    }
    Json newest(ConnectionId who) {
        const auto all = desk.notices(who, "board.changed");
        return all.empty() ? Json() : all.back();
    }
    // The newest entry of this event by them names the item.
    bool logged(std::string_view event, ProfessionalId who) {
        for (std::int64_t at = desk.store().entry_count() - 1; at >= 0; --at) {
            const auto one = commands::open_entry(*desk.store().entry_leaf(at),
                                                  desk.store().entry_disclosures(at));
            if (!one || one->entry.event != event || one->actor.professional != who) continue;
            for (const auto& [from, to] : one->object.ranges)
                if (from <= second.value && second.value <= to) return true;
            return false;
        }
        return false;
    }
    void end_membership(ProfessionalId who) {
        core::Task leaving;
        leaving.event = "admin.team_membership_ended";
        leaving.effect = [who](store::Store& store, commands::World& world,
                               Instant now) -> Result<commands::Change> {
            Professional gone = *world.directory().find(who);
            gone.teams[0].period.to = now;
            store.change_professional(gone);
            world.touch_directory();
            return commands::Change{};
        };
        desk.queue(std::move(leaving));
        desk.run();
    }
    std::optional<int> carried_on(Day day, CaseId of_case) {
        const auto there = desk.store().board(people.family.north, day);
        if (there)
            for (const auto& item : desk.store().items(there->id))
                if (item.of_case == of_case) return item.carried;
        return std::nullopt;
    }

    Desk desk;
    support::StartPeople people;
    SignalId signal;
    std::int64_t board = 0;
    ItemId first, second;
    ConnectionId sanne, tom;
};

TEST_F(BoardGuard, I3_a_title_that_is_for_all_no_longer_leaves_the_outbox_of_a_screen) {
    const ConnectionId joris = desk.connect(people.family.joris);
    ASSERT_EQ(title(join(joris, true)), "Vlierbes");
    desk.outbox.purges.clear();
    const ConnectionId fatma = desk.connect(people.fatma);
    join(fatma);
    EXPECT_TRUE(std::any_of(
        desk.outbox.purges.begin(), desk.outbox.purges.end(),
        [&](const Purge& one) { return one.connection == joris && one.of == commands::any_case; }));
    EXPECT_TRUE(title(newest(joris)).is_null()) << "and the whole state comes after it";
}

TEST_F(BoardGuard, I1_what_a_screen_shows_stands_in_the_log_under_whose_it_is) {
    const ConnectionId joris = desk.connect(people.family.joris);
    ASSERT_EQ(title(join(joris, true)), "Vlierbes");
    EXPECT_TRUE(logged("board.join", people.family.joris));
    const ConnectionId fatma = desk.connect(people.fatma);
    join(fatma);
    EXPECT_FALSE(logged("board.shown", people.family.joris)) << "told that it went";
    desk.result(fatma, "board.leave", {{"board", board}});
    ASSERT_EQ(title(newest(joris)), "Vlierbes");
    EXPECT_TRUE(logged("board.shown", people.family.joris)) << "and that it came back";
}

TEST_F(BoardGuard, a_damaged_signal_is_nobodys_and_the_start_goes_on) {
    store::RawDatabase(desk.options.path)
        .run(
            "UPDATE signal SET sealed = "
            "CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB)");
    ASSERT_TRUE(
        desk.call(sanne, "board.move", at(version(), {{"to", second.value}})).contains("result"));
    EXPECT_FALSE(desk.outbox.lines[tom].closed);
    const Json joined = desk.result(tom, "board.join", {{"board", board}});
    for (const Json& card : joined["cards"]) EXPECT_FALSE(card.contains("signal")) << card;
    const auto opened = [&](std::int64_t id) {
        return desk.call(tom, "signal.open", {{"signal", id}})["error"].dump();
    };
    EXPECT_EQ(opened(signal.value), opened(999)) << "asked for, it is told like one that is not";
}

TEST_F(BoardGuard, who_is_taken_out_by_the_chair_has_no_seat_any_more) {
    desk.result(sanne, "board.leave", {{"board", board}, {"who", people.tom.value}});
    EXPECT_EQ(desk.notices(tom, "board.gone").size(), 1U);
    const std::size_t heard = desk.notices(tom, "board.changed").size();
    desk.result(sanne, "board.move", at(version(), {{"to", second.value}}));
    EXPECT_EQ(desk.notices(tom, "board.changed").size(), heard);
    EXPECT_FALSE(join(tom).is_null()) << "they may sit down again";
}

TEST_F(BoardGuard, who_is_taken_out_by_the_chair_leaves_no_screen_behind_and_who_leaves_does) {
    const ConnectionId screen = desk.connect(people.tom, 5);
    join(screen, true);
    desk.result(tom, "board.leave", {{"board", board}});
    EXPECT_TRUE(desk.notices(screen, "board.gone").empty());
    join(tom);
    desk.result(sanne, "board.leave", {{"board", board}, {"who", people.tom.value}});
    EXPECT_EQ(desk.notices(screen, "board.gone").size(), 1U);
    const std::size_t heard = desk.notices(screen, "board.changed").size();
    desk.result(sanne, "board.move", at(version(), {{"to", second.value}}));
    EXPECT_EQ(desk.notices(screen, "board.changed").size(), heard);
    EXPECT_FALSE(join(screen, true).is_null()) << "they may put it up again";
}

TEST_F(BoardGuard, who_is_of_the_team_no_more_is_not_counted_as_present) {
    desk.result(sanne, "board.present", at(version(), {{"who", people.fatma.value}}));
    ASSERT_TRUE(title(newest(sanne)).is_null()) << "Fatma may not see it";
    end_membership(people.fatma);
    EXPECT_EQ(title(newest(sanne)), "Vlierbes");
    EXPECT_EQ(newest(sanne).dump().find("Fatma"), std::string::npos);
    for (const auto& one : desk.store().presence(BoardId{board}))
        EXPECT_EQ(one.professional == people.fatma, one.until.has_value());
    EXPECT_EQ(newest(sanne)["version"], version());
}

TEST_F(BoardGuard, who_comes_and_goes_does_not_cost_the_chair_a_click) {
    const std::int64_t drawn = version();
    const ConnectionId fatma = desk.connect(people.fatma);
    join(fatma, true), join(fatma);
    desk.result(fatma, "board.leave", {{"board", board}});
    ASSERT_GT(version(), drawn);
    EXPECT_TRUE(
        desk.call(sanne, "board.move", at(drawn, {{"to", first.value}})).contains("result"));
    EXPECT_EQ(desk.reason(sanne, "board.move", at(drawn, {{"to", second.value}})),
              "board.changed_meanwhile")
        << "of two who lead at once the second is still told";
    EXPECT_EQ(desk.reason(sanne, "board.move", at(version() + 1, {{"to", second.value}})),
              "board.changed_meanwhile");
}

TEST_F(BoardGuard, what_a_start_that_nobody_ended_left_is_on_the_next_that_is_opened) {
    const Day next = next_working_day(amsterdam_day(desk.now()));
    desk.clock.at = amsterdam_midnight(next) + 8 * hour_ms;
    sanne = desk.connect(people.family.sanne, 77);
    open(next);
    EXPECT_EQ(carried_on(next, people.second), 1);
    EXPECT_EQ(desk.store().board(BoardId{board})->state, BoardState::ended);
}

TEST_F(BoardGuard, what_does_not_fit_on_the_next_start_is_on_the_one_after) {
    const Day next = next_working_day(amsterdam_day(desk.now()));
    desk.store().begin();
    store::BoardRecord full;
    full.team = people.family.north, full.day = next;
    const BoardId id = desk.store().add_board(full);
    store::AgendaItem item;
    item.board = id, item.of_case = people.family.the_case;
    for (item.place = 1; item.place <= 60; ++item.place) (void)desk.store().add_item(item);
    desk.store().commit();
    desk.pipeline().world().forget();
    desk.crash_and_restart();
    sanne = desk.connect(people.family.sanne, 77);
    join(sanne);
    desk.result(sanne, "board.end", at(version(), Json::object()));
    EXPECT_FALSE(carried_on(next, people.second));
    EXPECT_EQ(carried_on(next_working_day(next), people.second), 1);
}

TEST_F(BoardGuard, the_case_that_a_signal_came_to_rest_in_is_watched_over_like_the_others) {
    core::Task taken_up;
    taken_up.event = "signal.take_up";
    taken_up.effect = [this](store::Store& store, commands::World&,
                             Instant now) -> Result<commands::Change> {
        store::SignalRecord record = *store.signal(signal);
        record.facts.of_case = people.second, record.facts.status = SignalStatus::taken_up;
        record.taken_up_at = now;
        store.change_signal(record);
        commands::Change change;
        change.of_signal = signal;
        return change;
    };
    desk.queue(std::move(taken_up));
    desk.run();
    desk.result(sanne, "board.arrange", at(version(), {{"item", second.value}, {"drop", true}}));
    commands::World& world = desk.pipeline().world();
    for (std::int64_t id = 1; id < 6000; ++id) (void)world.entry(CaseId{id}, desk.now());
    world.trim();
    const auto due = world.due(desk.now() + 200 * day_ms);
    EXPECT_NE(std::find(due.begin(), due.end(), people.second), due.end());
}

}  // namespace
}  // namespace kortelijn
