// case.create, case.open, case.list, case.close, case.reopen.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct Cases : Story {
    Json fresh(const Json& more = Json::object()) {
        Json out{{"team", people.north.value},
                 {"label", "Iep"},
                 {"neighbourhood", "Noord"},
                 {"pair", {people.sanne.value, people.joris.value}},
                 {"household", Json::array({{{"ref", "m1"},
                                             {"name", "Pieter Vos"},
                                             {"birth_date", "1971-01-20"},
                                             {"relation", "vader"}},
                                            {{"ref", "m2"},
                                             {"name", "Fien Vos"},
                                             {"birth_date", "2020-02-29"},
                                             {"relation", "dochter"},
                                             {"custody", {"m1"}},
                                             {"custody_checked_on", "2026-11-01"},
                                             {"help", {"jeugdwet"}}}})},
                 {"grounds", Json::array()}};
        for (const OrganisationId organisation : {people.welfare, people.youth_care})
            out["grounds"].push_back({{"kind", "consent"},
                                      {"members", {"m1", "m2"}},
                                      {"given_by", {"m1"}},
                                      {"organisation", organisation.value},
                                      {"purpose", "cooperation"},
                                      {"life_domains", {"school", "parenting"}},
                                      {"end", to_text(desk.now() + 100 * day_ms)},
                                      {"evidence", "spoken"},
                                      {"text_version", "2026-1"}});
        out.update(more);
        return out;
    }
};

TEST_F(Cases, create_makes_pair_household_and_grounds_at_once) {
    const Json made = result(sanne, "case.create", fresh());
    EXPECT_TRUE(made["number"].get<std::string>().starts_with("26-"));
    const auto record = desk.store().load_case(CaseId{made["case"]});
    EXPECT_EQ(record->facts.household.size(), 2U);
    EXPECT_EQ(record->facts.household[1].custody.size(), 1U);
    EXPECT_EQ(record->facts.grounds.size(), 2U);
    EXPECT_EQ(result(joris, "room.join", {{"room", made["room"]}})["items"].size(), 2U);
    const auto entry = entry_of("case.create");
    EXPECT_EQ(entry.of_case.the_case.value, made["case"]);
    EXPECT_EQ(entry.members.size(), 2U);
}

TEST_F(Cases, I1_create_is_all_or_nothing) {
    Json bad = fresh();
    bad["grounds"][1]["given_by"] = {"m2"};  // the child of six
    EXPECT_NE(told(sanne, "case.create", bad), "");
    // Memory forgets it too: the refused command had read the case it made.
    EXPECT_EQ(told(sanne, "case.open", {{"case", 2}}), "not_found");
    EXPECT_EQ(result(sanne, "case.list", Json::object())["cases"].size(), 1U);
    bad = fresh();
    bad["grounds"][0]["members"] = {"m9"};
    EXPECT_EQ(told(sanne, "case.create", bad), "member.not_in_household");
    EXPECT_FALSE(desk.store().load_case(CaseId{2}));
    const Json made = result(sanne, "case.create", fresh());
    EXPECT_EQ(desk.store().load_case(CaseId{made["case"]})->facts.grounds.size(), 2U);
}

TEST_F(Cases, create_is_for_the_teams_own_people_and_oneself_in_the_pair) {
    const ConnectionId olga = desk.connect(people.outsider);
    EXPECT_NE(told(olga, "case.create", fresh()), "");
    EXPECT_EQ(entry_of("case.create").entry.outcome, audit::Outcome::refused_policy);
    EXPECT_EQ(field(sanne, "case.create", fresh({{"pair", {people.joris.value}}})), "pair");
    EXPECT_EQ(field(sanne, "case.create", fresh({{"household", Json::array()}})), "household");
    EXPECT_EQ(field(sanne, "case.create", fresh({{"pair", {people.sanne.value, 9999}}})), "pair");
    EXPECT_EQ(
        told(sanne, "case.create", fresh({{"pair", {people.sanne.value, people.bram.value}}})),
        "pair.not_in_team");
}

TEST_F(Cases, create_sent_twice_makes_one_case) {
    const Json params = fresh({{"client_id", 40}});
    EXPECT_EQ(result(sanne, "case.create", params), result(sanne, "case.create", params));
    EXPECT_EQ(result(sanne, "case.list", Json::object())["cases"].size(), 2U);
}

TEST_F(Cases, open_shows_a_carrier_all_and_a_partner_only_whom_they_may_know_of) {
    const Json all = result(sanne, "case.open", {{"case", the_case}});
    EXPECT_EQ(all["household"].size(), 2U);
    EXPECT_TRUE(all["carrier"].get<bool>());
    EXPECT_EQ(all["pair"].size(), 2U);
    EXPECT_EQ(all["status"], "open");
    result(sanne, "ground.record", consent());  // Karin alone, for school
    result(sanne, "participant.invite", {{"case", the_case}, {"who", people.bram.value}});
    const Json some = result(desk.connect(people.bram), "case.open", {{"case", the_case}});
    ASSERT_EQ(some["household"].size(), 1U);
    EXPECT_EQ(some["household"][0]["name"], "Karin Bakker");
    EXPECT_FALSE(some["household"][0].contains("birth_date"));
    EXPECT_EQ(some.dump().find("Lotte"), std::string::npos);
    EXPECT_EQ(entry_of("case.open").members, (std::vector<MemberId>{people.karin}));
}

TEST_F(Cases, list_shows_ones_cases_and_then_tells_of_those_that_come_and_go) {
    const Json mine = result(sanne, "case.list", Json::object());
    ASSERT_EQ(mine["cases"].size(), 1U);
    EXPECT_EQ(mine["cases"][0]["label"], "Meidoorn");
    EXPECT_EQ(entry_of("case.list").object.count, 1);
    const ConnectionId olga = desk.connect(people.outsider), waiting = desk.connect(people.bram);
    EXPECT_EQ(result(olga, "case.list", Json::object())["cases"].size(), 0U);
    EXPECT_EQ(result(waiting, "case.list", Json::object())["cases"].size(), 0U);
    const std::int64_t ground = let_bram_in();
    EXPECT_EQ(desk.notices(waiting, "case.changed").size(), 1U);
    EXPECT_EQ(desk.notices(olga, "case.changed").size(), 0U);
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}, {"on_behalf_of", karin}});
    EXPECT_EQ(desk.notices(waiting, "case.gone").size(), 1U);
}

TEST_F(Cases, the_list_tells_ones_own_end_also_when_a_partners_is_sooner) {
    const auto ends_in = [&](std::int64_t days) { return to_text(desk.now() + days * day_ms); };
    result(sanne, "ground.record",
           consent({{"organisation", people.welfare.value},
                    {"life_domains", {"health"}},
                    {"end", ends_in(3)}}));
    result(sanne, "ground.record", consent({{"end", ends_in(2)}}));
    result(sanne, "participant.invite", {{"case", the_case}, {"who", people.bram.value}});
    Json row = result(sanne, "case.list", Json::object())["cases"][0];
    EXPECT_EQ(row["ends"], (Json{{"at", ends_in(3)}, {"days", 3}}));
    EXPECT_EQ(row["partner_ends"],
              (Json{{"at", ends_in(2)}, {"days", 2}, {"organisation", "Lindelaan College"}}));
    // One of their own organisation that another one covers is not what they read by.
    result(sanne, "ground.record",
           consent({{"organisation", people.welfare.value}, {"end", ends_in(1)}}));
    row = result(sanne, "case.list", Json::object())["cases"][0];
    EXPECT_EQ(row["ends"]["days"], 3);
    EXPECT_EQ(row["partner_ends"]["organisation"], "Welzijn Noord");
    // A partner hears of their own end, and of nobody else's.
    const Json brams = result(desk.connect(people.bram), "case.list", Json::object())["cases"][0];
    EXPECT_EQ(brams["ends"]["at"], ends_in(2));
    EXPECT_FALSE(brams.contains("partner_ends"));
}

TEST_F(Cases, closing_ends_a_partners_access_and_reopening_does_not_give_it_back) {
    let_bram_in();
    join(bram);
    desk.pass(minute_ms);
    const Json closed = result(sanne, "case.close", {{"case", the_case}});
    EXPECT_EQ(closed["closed_at"], to_text(desk.now()));
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(told(bram, "message.history", {{"room", room}}), "not_found");
    EXPECT_EQ(told(sanne, "message.history", {{"room", room}}), "");
    EXPECT_EQ(told(sanne, "message.post", message("Nog iets.")), "case.closed");
    EXPECT_EQ(told(sanne, "case.close", {{"case", the_case}}), "case.closed");
    desk.pass(minute_ms);
    EXPECT_TRUE(result(sanne, "case.reopen", {{"case", the_case}}).contains("opened_at"));
    EXPECT_EQ(told(sanne, "case.reopen", {{"case", the_case}}), "case.already_open");
    EXPECT_EQ(told(bram, "room.join", {{"room", room}}), "not_found");  // R20
    EXPECT_EQ(entry_of("case.reopen").entry.outcome, audit::Outcome::refused_policy);
}

TEST_F(Cases, I6_anothers_case_is_as_absent_as_any) {
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "case.open", {{"case", the_case}}, "case");
    expect_alike(olga, "case.close", {{"case", the_case}}, "case");
    expect_alike(olga, "case.reopen", {{"case", the_case}}, "case");
}

}  // namespace
}  // namespace kortelijn::commands_test
