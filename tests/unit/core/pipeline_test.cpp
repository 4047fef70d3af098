// What the pipeline does beside commands: time, sessions that end, refusals summed, the log's edge,
// and that nothing is said before the commit.
#include <gtest/gtest.h>

#include "commands/audit_rows.hpp"
#include "support/desk.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct Core : testing::Test {
    Core() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
    }

    int count(const std::string& event) {
        int out = 0;
        for (std::int64_t n = 0; n < desk.store().entry_count(); ++n)
            out += audit::parse_entry(*desk.store().entry_leaf(n))->event == event;
        return out;
    }
    commands::OpenedEntry last_of(const std::string& event) {
        commands::OpenedEntry out;
        for (std::int64_t n = 0; n < desk.store().entry_count(); ++n) {
            auto one = *commands::open_entry(*desk.store().entry_leaf(n),
                                             desk.store().entry_disclosures(n));
            if (one.entry.event == event) out = std::move(one);
        }
        return out;
    }
    Json post(ConnectionId who, const std::string& text) {
        return desk.result(who, "message.post",
                           {{"room", people.room.value},
                            {"text", text},
                            {"about", {people.lotte.value}},
                            {"life_domains", {"school"}}});
    }

    Desk desk;
    support::MotherAndDaughter people;
};

TEST_F(Core, I3_an_idle_room_is_empty_when_the_ground_ends_without_anyone_sending) {
    const ConnectionId sanne = desk.connect(people.sanne);
    desk.result(sanne, "room.join", {{"room", people.room.value}});
    desk.result(sanne, "ground.record",
                {{"case", people.the_case.value},
                 {"kind", "consent"},
                 {"members", {people.karin.value}},
                 {"given_by", {people.karin.value}},
                 {"organisation", people.school.value},
                 {"purpose", "cooperation"},
                 {"life_domains", {"school"}},
                 {"end", to_text(desk.now() + hour_ms)},
                 {"evidence", "spoken"},
                 {"text_version", "1"}});
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.bram.value}});
    const ConnectionId bram = desk.connect(people.bram);
    desk.result(bram, "room.join", {{"room", people.room.value}});
    EXPECT_LE(desk.pipeline().next_due(), desk.now() + hour_ms);
    desk.pass(hour_ms + -1);
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 0U);
    desk.pass(1);
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(count("time.passed"), 1);
    EXPECT_EQ(last_of("seat.closed").actor.professional, people.bram);
    EXPECT_FALSE(desk.pipeline().world().rooms().at(people.room).in_room(people.bram));
}

TEST_F(Core, I3_what_waits_for_somebody_without_a_seat_is_purged_when_time_takes_their_ground) {
    const ConnectionId sanne = desk.connect(people.sanne);
    desk.result(sanne, "ground.record",
                {{"case", people.the_case.value},
                 {"kind", "consent"},
                 {"members", {people.karin.value}},
                 {"given_by", {people.karin.value}},
                 {"organisation", people.school.value},
                 {"purpose", "cooperation"},
                 {"life_domains", {"school"}},
                 {"end", to_text(desk.now() + hour_ms)},
                 {"evidence", "spoken"},
                 {"text_version", "1"}});
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.bram.value}});
    const ConnectionId bram = desk.connect(people.bram);
    desk.result(bram, "message.history", {{"room", people.room.value}});
    desk.disconnect(sanne);
    desk.outbox.purges.clear();
    desk.pass(hour_ms);
    const bool purged =
        std::any_of(desk.outbox.purges.begin(), desk.outbox.purges.end(), [&](const Purge& purge) {
            return purge.connection == bram && purge.of == people.the_case;
        });
    EXPECT_TRUE(purged);
}

TEST_F(Core, a_session_that_idles_is_closed_with_4401_and_recorded) {
    desk.core_options.sessions = {15 * minute_ms, 12 * hour_ms};
    desk.crash_and_restart();
    const ConnectionId sanne = desk.connect(people.sanne);
    desk.result(sanne, "room.join", {{"room", people.room.value}});
    desk.pass(14 * minute_ms);
    EXPECT_FALSE(desk.outbox.lines[sanne].closed);
    desk.call(sanne, "connection.ping",
              Json::object());  // a line that is alive is not a person who acts
    desk.pass(minute_ms);
    EXPECT_EQ(desk.outbox.lines[sanne].close_code, 4401);
    EXPECT_EQ(last_of("session.ended").object.reason, "session.idle");
    EXPECT_EQ(count("seat.closed"), 1);
    EXPECT_EQ(desk.reason(sanne, "case.list", Json::object()), "signed_out");
}

TEST_F(Core, I7_refusals_beyond_twenty_a_minute_become_one_entry_with_the_count) {
    desk.core_options.rates.single_refusals_per_minute = 20;
    desk.crash_and_restart();
    const ConnectionId olga = desk.connect(people.outsider);
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(desk.reason(olga, "room.join", {{"room", people.room.value}}), "not_found");
    EXPECT_EQ(count("room.join"), 20);
    desk.pass(minute_ms);
    EXPECT_EQ(count("refusals.summed"), 1);
    EXPECT_EQ(last_of("refusals.summed").object.count, 30);
    EXPECT_EQ(last_of("refusals.summed").actor.professional, people.outsider);
}

TEST_F(Core, I4_a_write_too_old_to_be_known_is_not_done_again) {
    const ConnectionId sanne = desk.connect(people.sanne);
    const auto member = [this](std::int64_t client_id) {
        return Json{{"case", people.the_case.value},
                    {"name", "Noor"},
                    {"birth_date", "2020-01-01"},
                    {"relation", "dochter"},
                    {"client_id", client_id}};
    };
    const auto members = [this] {
        return desk.store().load_case(people.the_case)->facts.household.size();
    };
    const std::size_t had = members();
    // Counted in milliseconds, and more than four seconds of other writes in between.
    desk.result(sanne, "household.add_member", member(1'000'000));
    desk.result(sanne, "household.add_member", member(1'000'000 + store::client_ids_kept));
    EXPECT_EQ(members(), had + 2);
    EXPECT_EQ(desk.reason(sanne, "household.add_member", member(1'000'000)), "repeat.unknown");
    EXPECT_EQ(members(), had + 2);
    // One less far back, never sent: done, as it may be one that was lost on its way.
    EXPECT_EQ(desk.reason(sanne, "household.add_member", member(1'000'001)), "");
    EXPECT_EQ(members(), had + 3);
}

TEST_F(Core, I1_a_search_that_could_not_be_done_is_in_the_log) {
    const ConnectionId sanne = desk.connect(people.sanne);
    desk.scans().failing = true;
    EXPECT_EQ(desk.reason(sanne, "message.search", {{"text", "regel"}}), "busy");
    EXPECT_EQ(count("message.search"), 1);
    EXPECT_EQ(last_of("message.search").entry.outcome, audit::Outcome::refused_request);
    EXPECT_EQ(last_of("message.search").object.reason, "busy");
}

TEST_F(Core, I1_requests_that_found_the_queue_full_are_in_the_log_as_a_sum) {
    const ConnectionId sanne = desk.connect(people.sanne);
    desk.pipeline().turned_away(sanne, 12);
    desk.pipeline().turned_away(ConnectionId{999}, 5);  // gone meanwhile
    desk.pass(minute_ms);
    desk.pass(minute_ms);
    EXPECT_EQ(count("refusals.summed"), 1);
    EXPECT_EQ(last_of("refusals.summed").object.count, 12);
    EXPECT_EQ(last_of("refusals.summed").actor.professional, people.sanne);
}

TEST_F(Core, I1_a_refused_task_leaves_its_entry_and_nothing_it_wrote) {
    const auto task = [](bool refused, std::string_view& told) {
        core::Task out;
        out.event = "account.blocked";
        out.effect = [refused](store::Store& store, commands::World&,
                               Instant) -> Result<commands::Change> {
            store.put_setting(refused ? "by the refused" : "by the other", "written");
            if (refused) return refuse("not_found");
            return commands::Change{};
        };
        out.done = [&told](Result<std::string> done) { told = done ? "ok" : done.error().tell; };
        return out;
    };
    // In one batch, so that it is the savepoint that takes back, not the transaction.
    std::string_view first, second;
    desk.queue(task(true, first));
    desk.queue(task(false, second));
    desk.run();
    EXPECT_EQ(first, "not_found");
    EXPECT_EQ(second, "ok");
    EXPECT_FALSE(desk.store().setting("by the refused"));
    EXPECT_TRUE(desk.store().setting("by the other"));
    EXPECT_EQ(count("account.blocked"), 2);
}

TEST_F(Core, I1_the_log_read_again_has_the_same_root_and_grows_on) {
    const ConnectionId sanne = desk.connect(people.sanne);
    for (int i = 0; i < 300; ++i) post(sanne, "Regel.");  // past the first full tile
    const auto root = desk.pipeline().log().tree().root();
    const std::uint64_t size = desk.pipeline().log().size();
    support::SeededRandom random(3);
    core::Log again(desk.store(), random);
    again.load();
    EXPECT_EQ(again.size(), size);
    EXPECT_EQ(again.tree().root(), root);
    EXPECT_EQ(again.last_at(), desk.now());
    desk.crash_and_restart();
    EXPECT_GT(desk.pipeline().log().size(), size);
}

TEST_F(Core, I1_time_never_goes_back_in_the_log_after_a_restart_either) {
    const ConnectionId sanne = desk.connect(people.sanne);
    post(sanne, "Nu.");
    const Instant before = desk.now();
    desk.clock.at = before + -hour_ms;
    desk.crash_and_restart();
    post(desk.connect(people.sanne), "Ook nu.");
    EXPECT_EQ(desk.store().event(people.room, 2)->at, before);
}

TEST_F(Core, I4_nothing_is_said_while_a_transaction_is_open) {
    int deliveries = 0;
    desk.outbox.at_delivery = [&] {
        ++deliveries;
        EXPECT_FALSE(desk.store().transaction_open());
    };
    post(desk.connect(people.sanne), "Veilig.");
    EXPECT_GT(deliveries, 0);
}

TEST_F(Core, I3_delivery_goes_by_the_seats_at_the_end_of_the_batch) {
    const ConnectionId sanne = desk.connect(people.sanne), joris = desk.connect(people.joris);
    desk.result(joris, "room.join", {{"room", people.room.value}});
    const auto grounds = desk.store().load_case(people.the_case)->facts.grounds;
    desk.ask(sanne, "message.post",
             {{"room", people.room.value},
              {"text", "kc-1."},
              {"about", {people.lotte.value}},
              {"life_domains", {"school"}}});
    desk.ask(sanne, "ground.end",
             {{"case", people.the_case.value},
              {"ground", grounds[1].id.value},
              {"on_behalf_of", people.karin.value}});
    desk.run();
    for (const std::string& frame : desk.outbox.lines[joris].frames)
        EXPECT_EQ(frame.find("kc-1"), std::string::npos);
}

TEST_F(Core, standing_still_refuses_all_that_would_be_written) {
    const ConnectionId sanne = desk.connect(people.sanne);
    desk.pipeline().stand_still(true);
    EXPECT_EQ(desk.reason(sanne, "case.list", Json::object()), "store.stopped");
    EXPECT_EQ(desk.reason(sanne, "connection.ping", Json::object()), "");
    desk.pipeline().stand_still(false);
    EXPECT_EQ(desk.reason(sanne, "case.list", Json::object()), "");
}

TEST_F(Core, stopping_leaves_a_signed_head_over_everything) {
    post(desk.connect(people.sanne), "Tot slot.");
    desk.pipeline().stop();
    EXPECT_EQ(desk.store().last_checkpoint()->size, desk.store().entry_count());
    EXPECT_EQ(last_of("server.stopped").actor.role, "server");
}

}  // namespace
}  // namespace kortelijn
