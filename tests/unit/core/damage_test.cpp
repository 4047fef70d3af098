// A damaged database: what does not open is nobody's, and its trouble is that of who asks for it,
// never of everybody who happens to be in the same batch.
#include <gtest/gtest.h>

#include "commands/audit_rows.hpp"
#include "support/desk.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct Damage : testing::Test {
    Damage() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
        sanne = desk.connect(people.sanne), joris = desk.connect(people.joris);
        for (const char* text : {"Een.", "Twee.", "Drie."})
            desk.result(sanne, "message.post",
                        {{"room", people.room.value},
                         {"text", text},
                         {"about", {people.lotte.value}},
                         {"life_domains", {"school"}}});
    }
    void damage(const std::string& sql) {
        store::RawDatabase(desk.options.path).run(sql);
        desk.pipeline().world().forget();
    }
    // Also forgets who sat where: everybody comes back, as after a restart.
    void damage_and_restart(const std::string& sql) {
        store::RawDatabase(desk.options.path).run(sql);
        desk.crash_and_restart();
        sanne = desk.connect(people.sanne), joris = desk.connect(people.joris);
    }
    std::int64_t school_may_know() {
        const Json both{people.karin.value, people.lotte.value};
        return desk.result(sanne, "ground.record",
                           {{"case", people.the_case.value},
                            {"kind", "consent"},
                            {"members", both},
                            {"given_by", both},
                            {"organisation", people.school.value},
                            {"purpose", "cooperation"},
                            {"life_domains", {"school"}},
                            {"end", to_text(desk.now() + 100 * day_ms)},
                            {"evidence", "spoken"},
                            {"text_version", "1"}})["ground"];
    }
    void expect_nobody_was_put_out() {
        EXPECT_FALSE(desk.outbox.lines[sanne].closed);
        EXPECT_FALSE(desk.outbox.lines[joris].closed);
    }

    Desk desk;
    support::MotherAndDaughter people;
    ConnectionId sanne, joris;
};

const std::string flip =
    " SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB) WHERE ";

TEST_F(Damage, a_damaged_message_is_seen_by_nobody_and_the_others_still_are) {
    damage("UPDATE event" + flip + "seq = 2");
    const Json page = desk.result(joris, "message.history", {{"room", people.room.value}});
    ASSERT_EQ(page["items"].size(), 2U);
    EXPECT_EQ(page["items"][0]["text"], "Een.");
    EXPECT_EQ(page["items"][1]["text"], "Drie.");
    EXPECT_GT(desk.store().damage_met(), 0U);
    expect_nobody_was_put_out();
}

TEST_F(Damage, a_damaged_case_is_as_if_it_were_not_there) {
    damage("UPDATE ground" + flip + "1 = 1");
    EXPECT_EQ(desk.reason(joris, "case.open", {{"case", people.the_case.value}}), "not_found");
    EXPECT_EQ(desk.result(sanne, "case.list", Json::object())["cases"].size(), 0U);
    expect_nobody_was_put_out();
}

TEST_F(Damage, a_damaged_action_is_as_if_it_were_not_there) {
    const std::int64_t action =
        desk.result(sanne, "action.make",
                    {{"case", people.the_case.value},
                     {"text", "belt de school"},
                     {"owners", {{{"kind", "professional"}, {"id", people.sanne.value}}}},
                     {"due", to_text(amsterdam_day(desk.now()))},
                     {"about", {people.lotte.value}},
                     {"life_domains", {"school"}}})["action"];
    damage("UPDATE action" + flip + "1 = 1");
    const auto asked = [&](std::int64_t id) {
        return desk.call(joris, "action.settle", {{"action", id}, {"how", "done"}})["error"].dump();
    };
    EXPECT_EQ(asked(action), asked(999)) << "to who may not see it, it is not there";
}

TEST_F(Damage, a_withdrawal_taken_out_of_the_row_shows) {
    const std::int64_t ground = desk.result(sanne, "ground.record",
                                            {{"case", people.the_case.value},
                                             {"kind", "consent"},
                                             {"members", {people.karin.value}},
                                             {"given_by", {people.karin.value}},
                                             {"organisation", people.school.value},
                                             {"purpose", "cooperation"},
                                             {"life_domains", {"school"}},
                                             {"end", to_text(desk.now() + hour_ms)},
                                             {"evidence", "spoken"},
                                             {"text_version", "1"}})["ground"]
                                    .get<std::int64_t>();
    desk.result(sanne, "ground.end",
                {{"case", people.the_case.value},
                 {"ground", ground},
                 {"on_behalf_of", people.karin.value}});
    EXPECT_TRUE(desk.store().load_case(people.the_case));
    damage("UPDATE ground SET withdrawn_at = NULL WHERE id = " + std::to_string(ground));
    EXPECT_THROW((void)desk.store().load_case(people.the_case), store::StoreFailure);
    EXPECT_EQ(desk.reason(joris, "case.open", {{"case", people.the_case.value}}), "not_found");
}

TEST_F(Damage, a_broken_chain_is_told_to_who_asks_and_recorded) {
    damage("UPDATE event SET previous = 9999 WHERE seq = 2");
    const std::int64_t before = desk.store().entry_count();
    EXPECT_EQ(desk.reason(joris, "message.history", {{"room", people.room.value}}),
              "store.damaged");
    EXPECT_EQ(desk.store().entry_count(), before + 1);
    EXPECT_EQ(desk.reason(sanne, "directory.search", {{"text", "jo"}}), "");
    expect_nobody_was_put_out();
}

const std::string broken_chain = "UPDATE event SET previous = 9999 WHERE seq = 2";

TEST_F(Damage, a_case_with_a_broken_chain_is_still_listed) {
    damage_and_restart(broken_chain);
    const Json cases = desk.result(sanne, "case.list", Json::object())["cases"];
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0]["case"], people.the_case.value);
    expect_nobody_was_put_out();
}

TEST_F(Damage, who_sits_at_the_table_of_a_broken_chain_can_be_changed) {
    school_may_know();
    damage_and_restart(broken_chain);
    const Json bram{{"case", people.the_case.value}, {"who", people.bram.value}};
    EXPECT_EQ(desk.reason(sanne, "participant.invite", bram), "");
    EXPECT_EQ(desk.reason(sanne, "participant.end", bram), "");
    expect_nobody_was_put_out();
    EXPECT_EQ(desk.pipeline().counts().failures, 0U);
}

TEST_F(Damage, a_consent_in_a_case_with_a_broken_chain_can_be_taken_back) {
    const std::int64_t ground = school_may_know();
    damage_and_restart(broken_chain);
    EXPECT_EQ(desk.reason(sanne, "ground.end",
                          {{"case", people.the_case.value},
                           {"ground", ground},
                           {"on_behalf_of", people.karin.value}}),
              "");
    EXPECT_TRUE(desk.store().load_case(people.the_case)->facts.grounds.back().withdrawn_at);
    expect_nobody_was_put_out();
}

TEST_F(Damage, an_act_about_anybody_commits_beside_a_broken_chain) {
    damage_and_restart(broken_chain);
    ASSERT_EQ(desk.result(joris, "case.list", Json::object())["cases"].size(), 1U);
    std::string told;
    core::Task task;
    task.event = "account.blocked";
    task.effect = [&](store::Store& store, commands::World& world,
                      Instant) -> Result<commands::Change> {
        Professional joris_himself = *world.directory().find(people.joris);
        joris_himself.blocked = true;
        store.change_professional(joris_himself);
        world.touch_directory();
        return commands::Change{};
    };
    task.done = [&](Result<std::string> done) { told = done ? "ok" : done.error().tell; };
    desk.queue(std::move(task));
    desk.run();
    EXPECT_EQ(told, "ok");
    EXPECT_EQ(desk.reason(joris, "case.list", Json::object()), "signed_out");
    EXPECT_FALSE(desk.outbox.lines[sanne].closed);
    EXPECT_EQ(desk.pipeline().counts().failures, 0U);
}

TEST_F(Damage, a_consent_that_ends_puts_out_of_a_room_with_a_broken_chain) {
    school_may_know();
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.bram.value}});
    desk.clock.at = desk.now() + (100 * day_ms - minute_ms);
    damage_and_restart(broken_chain);
    const ConnectionId bram = desk.connect(people.bram);
    ASSERT_EQ(desk.result(bram, "case.list", Json::object())["cases"].size(), 1U);
    desk.pass(2 * minute_ms);
    EXPECT_EQ(desk.notices(bram, "case.gone").size(), 1U);
    EXPECT_EQ(desk.pipeline().counts().failures, 0U);
}

TEST_F(Damage, coming_back_to_a_room_with_a_broken_chain_is_coming_back) {
    desk.result(sanne, "room.join", {{"room", people.room.value}});
    damage(broken_chain);
    const std::int64_t view = desk.pipeline()
                                  .world()
                                  .view(desk.pipeline().world().entry(people.the_case, desk.now()),
                                        people.sanne, desk.now())
                                  .sight()
                                  .token;
    const ConnectionId again = desk.open_socket(people.sanne);
    const Json you =
        desk.result(again, "connection.hello",
                    {{"device", Desk::device_text(77)},
                     {"language", "nl"},
                     {"resume",
                      {{"epoch", desk.pipeline().epoch()},
                       {"rooms", {{{"room", people.room.value}, {"seq", 0}, {"view", view}}}}}}});
    ASSERT_EQ(you["rooms"].size(), 1U);
    EXPECT_EQ(you["rooms"][0]["state"], "anew");
    EXPECT_EQ(desk.reason(again, "room.join", {{"room", people.room.value}}), "store.damaged");
    expect_nobody_was_put_out();
}

TEST_F(Damage, a_message_whose_edit_is_gone_or_of_another_is_seen_by_nobody) {
    for (const std::int64_t seq : {1, 2})
        desk.result(sanne, "message.edit",
                    {{"room", people.room.value}, {"seq", seq}, {"text", "Beter."}});
    damage(
        "UPDATE event SET text_position = 9999 WHERE seq = 1;"
        "UPDATE event SET text_position = 4 WHERE seq = 2");
    const std::uint64_t before = desk.store().damage_met();
    const Json page = desk.result(joris, "message.history", {{"room", people.room.value}});
    ASSERT_EQ(page["items"].size(), 3U) << page;  // the third, and that there were two edits
    EXPECT_EQ(page["items"][0]["text"], "Drie.");
    EXPECT_EQ(desk.store().damage_met(), before + 2);
}

TEST_F(Damage, a_search_in_the_log_goes_past_an_entry_that_does_not_open) {
    const ConnectionId nadia = desk.connect(people.nadia);
    const std::int64_t newest = desk.store().entry_count() - 1;
    damage("UPDATE disclosure" + flip + "n = " + std::to_string(newest));
    const std::uint64_t before = desk.pipeline().counts().damage;
    const Json found = desk.result(nadia, "audit.search", {{"limit", 100}});
    EXPECT_EQ(std::size_t(newest) + 1, found["entries"].size());
    EXPECT_EQ(found["entries"][0]["n"], newest);
    EXPECT_EQ(desk.pipeline().counts().damage, before + 1);
    EXPECT_FALSE(found.contains("unopened"));
    const auto unopened = [&](Json filter) {
        filter["person"] = people.outsider.value;
        return desk.result(nadia, "audit.search", filter).value("unopened", 0);
    };
    EXPECT_EQ(unopened(Json::object()), 1) << "it may be theirs as well";
    EXPECT_EQ(unopened({{"event", "erasure.carried_out"}}), 0) << "that it is not, tells the leaf";
}

TEST_F(Damage, a_search_through_a_broken_chain_says_so_and_counts) {
    damage(broken_chain);
    const std::uint64_t before = desk.pipeline().counts().damage;
    EXPECT_EQ(desk.reason(sanne, "message.search", {{"text", "drie"}}), "store.damaged");
    desk.run();
    EXPECT_GT(desk.pipeline().counts().damage, before);
    expect_nobody_was_put_out();
}

TEST_F(Damage, the_entry_of_what_was_damaged_names_whose_it_was) {
    damage(broken_chain);
    const auto last = [this] {
        const std::int64_t n = desk.store().entry_count() - 1;
        return *commands::open_entry(*desk.store().entry_leaf(n),
                                     desk.store().entry_disclosures(n));
    };
    const Json in_room{{"room", people.room.value}};
    for (const auto& [method, params] :
         {std::pair<std::string, Json>{"message.history", in_room},
          {"room.join", in_room},
          {"message.search", {{"room", people.room.value}, {"text", "drie"}}}}) {
        EXPECT_EQ(desk.reason(joris, method, params), "store.damaged") << method;
        EXPECT_EQ(last().entry.event, method);
        EXPECT_EQ(last().object.reason, "store.damaged") << method;
        EXPECT_EQ(last().of_case.room, people.room) << method;
    }
}

TEST_F(Damage, a_search_in_several_rooms_finds_what_the_others_hold) {
    Json grounds = Json::array();
    for (const OrganisationId organisation : {people.welfare, people.youth_care})
        grounds.push_back({{"kind", "consent"},
                           {"members", {"m1"}},
                           {"given_by", {"m1"}},
                           {"organisation", organisation.value},
                           {"purpose", "cooperation"},
                           {"life_domains", {"school"}},
                           {"end", to_text(desk.now() + 100 * day_ms)},
                           {"evidence", "spoken"},
                           {"text_version", "1"}});
    const Json made = desk.result(sanne, "case.create",
                                  {{"team", people.north.value},
                                   {"label", "Iep"},
                                   {"neighbourhood", "Noord"},
                                   {"pair", {people.sanne.value, people.joris.value}},
                                   {"household", Json::array({{{"ref", "m1"},
                                                               {"name", "Pieter Vos"},
                                                               {"birth_date", "1971-01-20"},
                                                               {"relation", "vader"}}})},
                                   {"grounds", grounds}});
    desk.result(sanne, "message.post",
                {{"room", made["room"]}, {"text", "Ook drie."}, {"life_domains", {"school"}}});
    damage(broken_chain + " AND room = " + std::to_string(people.room.value));
    const Json found = desk.result(sanne, "message.search", {{"text", "drie"}});
    ASSERT_EQ(found["hits"].size(), 1U);
    EXPECT_EQ(found["hits"][0]["item"]["text"], "Ook drie.");
    EXPECT_EQ(found["more"], true);
}

TEST_F(Damage, a_damaged_session_is_over_and_keeps_nobody_from_starting) {
    store::RawDatabase(desk.options.path)
        .run("UPDATE session" + flip + "professional = " + std::to_string(people.joris.value));
    desk.crash_and_restart();
    const auto live = desk.store().live_sessions(desk.now());
    ASSERT_EQ(live.size(), 1U);
    EXPECT_EQ(live[0].professional, people.sanne);
    EXPECT_EQ(desk.reason(desk.connect(people.joris), "case.list", Json::object()), "");
}

TEST_F(Damage, a_session_damaged_while_the_server_runs_is_still_seen_and_ended) {
    store::RawDatabase(desk.options.path)
        .run("UPDATE session" + flip + "professional = " + std::to_string(people.joris.value));
    const Json listed = desk.result(joris, "session.list", Json::object())["sessions"];
    ASSERT_EQ(listed.size(), 1U);
    desk.call(joris, "session.end", {{"session", listed[0]["session"]}});
    EXPECT_TRUE(desk.pipeline().sessions().of(people.joris).empty());
}

TEST_F(Damage, one_damaged_name_leaves_the_others) {
    damage("UPDATE professional" + flip + "id = " + std::to_string(people.bram.value));
    EXPECT_EQ(desk.reason(joris, "message.history", {{"room", people.room.value}}), "");
    expect_nobody_was_put_out();
}

}  // namespace
}  // namespace kortelijn
