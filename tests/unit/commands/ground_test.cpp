// ground.record, ground.end, ground.list.
#include <bit>
#include <map>

#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct GroundOf : Story {
    std::int64_t add(const std::string& name, const std::string& birth_date,
                     const std::vector<std::int64_t>& custody = {}) {
        Json params{{"case", the_case},
                    {"name", name},
                    {"birth_date", birth_date},
                    {"relation", "gezinslid"}};
        if (!custody.empty()) {
            params["custody"] = custody;
            params["custody_checked_on"] = to_text(amsterdam_day(desk.now()));
        }
        return result(sanne, "household.add_member", params)["member"];
    }
};

TEST_F(GroundOf, record_keeps_a_yes_and_says_it_to_the_carriers) {
    join(joris);
    const Json kept = result(sanne, "ground.record", consent());
    EXPECT_TRUE(kept.contains("ground"));
    ASSERT_EQ(desk.notices(joris, "ground.changed").size(), 1U);
    EXPECT_EQ(desk.notices(joris, "ground.changed")[0]["change"], "recorded");
    const auto entry = entry_of("ground.record");
    EXPECT_EQ(entry.object.grounds, (std::vector<std::int64_t>{kept["ground"]}));
    EXPECT_EQ(entry.object.organisation, people.school);
    EXPECT_EQ(entry.members, (std::vector<MemberId>{people.karin}));
}

TEST_F(GroundOf, a_yes_that_is_not_complete_is_pending_and_opens_nothing) {
    const Json one =
        result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {lotte}}}));
    ASSERT_TRUE(one.contains("pending")) << one.dump();
    EXPECT_EQ(one["pending"]["missing"][0]["name"], "Karin Bakker");
    EXPECT_EQ(desk.store().load_case(people.the_case)->facts.grounds.size(), 2U);
    EXPECT_EQ(told(sanne, "participant.invite", {{"case", the_case}, {"who", people.bram.value}}),
              "invite.no_ground");
    const Json both =
        result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {karin}}}));
    EXPECT_TRUE(both.contains("ground"));
    EXPECT_TRUE(desk.store().load_case(people.the_case)->pending.empty());
}

TEST_F(GroundOf, each_yes_keeps_its_own_day_and_end_and_is_taken_back_by_itself) {
    const std::string first_end = to_text(desk.now() + 30 * day_ms);
    result(sanne, "ground.record",
           consent({{"members", {lotte}}, {"given_by", {lotte}}, {"end", first_end}}));
    const Instant first = desk.now();
    desk.pass(3 * day_ms);
    sanne = desk.connect(people.sanne);
    const std::int64_t mothers = result(
        sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {karin}}}))["ground"];
    const auto grounds = desk.store().load_case(people.the_case)->facts.grounds;
    ASSERT_EQ(grounds.size(), 4U);
    EXPECT_EQ(grounds[2].given_by, (std::vector<MemberId>{people.lotte}));
    EXPECT_EQ(grounds[2].given_at, first);
    EXPECT_EQ(to_text(*grounds[2].end), first_end);
    EXPECT_EQ(grounds[3].given_by, (std::vector<MemberId>{people.karin}));
    EXPECT_EQ(grounds[3].given_at, desk.now());
    EXPECT_EQ(entry_of("ground.record").object.grounds.size(), 2U);
    result(sanne, "participant.invite", {{"case", the_case}, {"who", people.bram.value}});
    bram = desk.connect(people.bram);
    EXPECT_EQ(told(bram, "room.join", {{"room", room}}), "");
    result(sanne, "ground.end", {{"case", the_case}, {"ground", mothers}, {"on_behalf_of", karin}});
    EXPECT_EQ(told(bram, "room.join", {{"room", room}}), "not_found");
    const auto after = desk.store().load_case(people.the_case)->facts.grounds;
    EXPECT_FALSE(after[2].withdrawn_at);  // Lotte's own yes stands, and opens nothing alone
    EXPECT_EQ(after[3].withdrawn_by, people.karin);
}

TEST_F(GroundOf, a_no_takes_back_the_speakers_yes_that_still_waits) {
    result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {lotte}}}));
    Json no = consent({{"effect", "deny"}, {"members", {lotte}}, {"given_by", {lotte}}});
    no.erase("end");
    const std::int64_t said = result(sanne, "ground.record", no)["ground"];
    EXPECT_TRUE(desk.store().load_case(people.the_case)->pending.empty());
    desk.pass(minute_ms);
    result(sanne, "ground.end", {{"case", the_case}, {"ground", said}, {"on_behalf_of", lotte}});
    EXPECT_TRUE(
        result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {karin}}}))
            .contains("pending"));
}

TEST_F(GroundOf, a_no_takes_back_no_more_than_it_is_about_and_the_entry_counts_it) {
    const std::int64_t father = add("Ruud Bakker", "1980-01-01"),
                       son = add("Tim Bakker", "2013-06-01", {karin, father});
    const Json about_son =
        consent({{"members", {son}}, {"life_domains", {"school", "mental_health"}}});
    Json both = about_son, no = about_son, sons = about_son;
    both["given_by"] = {karin, father};
    ASSERT_TRUE(result(sanne, "ground.record", both).contains("pending"));
    no.update({{"effect", "deny"}, {"given_by", {father}}, {"life_domains", {"mental_health"}}});
    no.erase("end");
    result(sanne, "ground.record", no);
    EXPECT_EQ(entry_of("ground.record").object.count, 1);
    std::map<std::int64_t, std::size_t> said;  // by whom, about how many life domains
    const auto waiting = desk.store().load_case(people.the_case)->pending;
    for (const auto& one : waiting) {
        ASSERT_EQ(one.asked.given_by.size(), 1U);
        said[one.asked.given_by[0].value] = std::size_t(std::popcount(one.asked.life_domains.bits));
    }
    EXPECT_EQ(said, (std::map<std::int64_t, std::size_t>{{karin, 2}, {father, 1}}));
    sons.update({{"given_by", {son}}, {"life_domains", {"school"}}});
    EXPECT_TRUE(result(sanne, "ground.record", sons).contains("ground"));
}

TEST_F(GroundOf, a_yes_about_an_adult_and_a_youngster_is_complete_when_each_has_said_it) {
    const std::int64_t daughter = add("Roos Bakker", "2009-06-01", {karin});  // 17: speaks alone
    Json both = consent({{"members", {karin, daughter}}});
    ASSERT_TRUE(result(sanne, "ground.record", both).contains("pending"));
    both["given_by"] = {daughter};
    EXPECT_EQ(told(sanne, "ground.record", both), "");
    EXPECT_EQ(desk.store().load_case(people.the_case)->facts.grounds.size(), 4U);
    EXPECT_TRUE(desk.store().load_case(people.the_case)->pending.empty());
}

TEST_F(GroundOf, a_waiting_yes_does_not_let_in_one_from_who_has_no_say) {
    const std::int64_t father = add("Ruud Bakker", "1980-01-01"),
                       son = add("Tim Bakker", "2019-06-01", {karin, father});
    const Json karins = consent({{"members", {son}}});
    ASSERT_TRUE(result(sanne, "ground.record", karins).contains("pending"));
    result(sanne, "household.change_member",
           {{"case", the_case}, {"member", son}, {"custody", {karin}}});
    Json fathers = karins;
    fathers["given_by"] = {father};
    EXPECT_EQ(told(sanne, "ground.record", fathers), "consent.giver_not_entitled");
}

TEST_F(GroundOf, a_yes_that_must_be_asked_again_completes_nothing_and_becomes_no_ground) {
    const Json old = consent({{"members", {lotte}},
                              {"given_by", {lotte}},
                              {"life_domains", {"school", "health"}},
                              {"given_at", "2015-01-01T10:00:00.000Z"}});
    result(sanne, "ground.record", old);
    result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {lotte}}}));
    EXPECT_TRUE(
        result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {karin}}}))
            .contains("ground"));
    EXPECT_EQ(entry_of("ground.record").object.grounds.size(), 2U);
    const auto record = *desk.store().load_case(people.the_case);
    EXPECT_EQ(record.facts.grounds.size(), 4U);
    for (const Ground& one : record.facts.grounds)
        EXPECT_GT(*one.given_at, *parse_instant("2026-01-01T00:00:00Z"));
    ASSERT_EQ(record.pending.size(), 1U);  // what it said of health waits as it did
    EXPECT_TRUE(record.pending[0].asked.life_domains.has(LifeDomain::health));
    EXPECT_FALSE(record.pending[0].asked.life_domains.has(LifeDomain::school));
}

TEST_F(GroundOf, a_yes_from_before_a_birthday_names_its_giver_as_missing) {
    const Json old = result(sanne, "ground.record",
                            consent({{"members", {lotte}},
                                     {"given_by", {lotte}},
                                     {"given_at", "2015-01-01T10:00:00.000Z"}}));
    ASSERT_TRUE(old.contains("pending")) << old.dump();
    std::set<std::string> missing;
    for (const Json& one : old["pending"]["missing"]) missing.insert(one["name"]);
    EXPECT_TRUE(missing.contains("Lotte Bakker")) << old.dump();
    EXPECT_TRUE(
        result(sanne, "ground.record", consent({{"members", {lotte}}, {"given_by", {karin}}}))
            .contains("pending"));
}

TEST_F(GroundOf, one_of_two_parents_with_custody_is_pending_until_the_other_says_yes) {
    const std::int64_t other = result(sanne, "household.add_member",
                                      {{"case", the_case},
                                       {"name", "Ruud Bakker"},
                                       {"birth_date", "1980-01-01"},
                                       {"relation", "vader"}})["member"];
    const Json child{
        {"case", the_case},           {"name", "Tim Bakker"},
        {"birth_date", "2019-01-31"}, {"relation", "zoon"},
        {"custody", {karin, other}},  {"custody_checked_on", to_text(amsterdam_day(desk.now()))}};
    const std::int64_t tim = result(sanne, "household.add_member", child)["member"];
    const Json one =
        result(sanne, "ground.record", consent({{"members", {tim}}, {"given_by", {karin}}}));
    ASSERT_TRUE(one.contains("pending")) << one.dump();
    EXPECT_EQ(one["pending"]["missing"][0]["name"], "Ruud Bakker");
    EXPECT_TRUE(result(sanne, "ground.record", consent({{"members", {tim}}, {"given_by", {other}}}))
                    .contains("ground"));
}

TEST_F(GroundOf, bad_periods_people_and_givers_are_refused_and_nothing_is_kept) {
    const std::string past = to_text(desk.now() + -day_ms),
                      later = to_text(desk.now() + 20 * day_ms),
                      soon = to_text(desk.now() + day_ms);
    EXPECT_EQ(told(sanne, "ground.record", consent({{"begin", later}, {"end", soon}})),
              "record.end_before_begin");
    EXPECT_EQ(told(sanne, "ground.record",
                   consent({{"begin", to_text(desk.now() + -9 * day_ms)}, {"end", past}})),
              "record.in_the_past");
    EXPECT_EQ(told(sanne, "ground.record", consent({{"members", {999}}, {"given_by", {999}}})),
              "member.not_in_household");
    const Json child{
        {"case", the_case},           {"name", "Fien"},
        {"birth_date", "2015-11-01"}, {"relation", "dochter"},
        {"custody", {karin}},         {"custody_checked_on", to_text(amsterdam_day(desk.now()))}};
    const std::int64_t eleven = result(sanne, "household.add_member", child)["member"];
    EXPECT_EQ(
        told(sanne, "ground.record", consent({{"members", {eleven}}, {"given_by", {eleven}}})),
        "age.too_young");
    EXPECT_EQ(told(sanne, "ground.record", consent({{"life_domains", {"astrology"}}})),
              "domain.unknown");
    EXPECT_NE(told(sanne, "ground.record", consent({{"organisation", 999}})), "");
    EXPECT_EQ(desk.store().load_case(people.the_case)->facts.grounds.size(), 2U);
    EXPECT_TRUE(desk.store().load_case(people.the_case)->pending.empty());
    EXPECT_EQ(entry_of("ground.record").entry.outcome, audit::Outcome::refused_policy);
}

TEST_F(GroundOf, a_no_is_kept_and_goes_first) {
    let_bram_in();
    join(bram);
    Json no = consent({{"effect", "deny"}});
    no.erase("end");
    result(sanne, "ground.record", no);
    post(sanne, "Over Karin en school.", {{"about", {karin}}});
    EXPECT_EQ(desk.notices(bram, "message.posted").size(), 0U);
}

TEST_F(GroundOf, I3_end_works_at_once_and_leaves_an_entry_on_whose_behalf) {
    const std::int64_t ground = let_bram_in();
    join(bram);
    const Json ended = result(sanne, "ground.end",
                              {{"case", the_case}, {"ground", ground}, {"on_behalf_of", lotte}});
    EXPECT_EQ(ended["ended_at"], to_text(desk.now()));
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(entry_of("ground.end").object.grounds, (std::vector<std::int64_t>{ground}));
    EXPECT_EQ(told(sanne, "ground.end",
                   {{"case", the_case}, {"ground", ground}, {"on_behalf_of", karin}}),
              "ground.already_ended");
    EXPECT_EQ(
        told(sanne, "ground.end", {{"case", the_case}, {"ground", 999}, {"on_behalf_of", karin}}),
        "ground.unknown");
}

TEST_F(GroundOf, I6_a_consent_is_not_withdrawn_in_the_name_of_somebody_of_another_case) {
    const std::int64_t ground = let_bram_in();
    desk.store().begin();
    store::CaseDraft draft;
    draft.home_team = people.north;
    draft.home_organisation = people.welfare;
    draft.number = "26-0999";
    Member stranger;
    stranger.name = "Iemand";
    stranger.birth_date = *parse_day("1990-01-01");
    const MemberId other = desk.store().add_member(desk.store().create_case(draft).id, stranger);
    desk.store().commit();
    Json end{{"case", the_case}, {"ground", ground}, {"on_behalf_of", other.value}};
    ASSERT_NE(other.value, karin);
    Json first = desk.call(sanne, "ground.end", end);
    EXPECT_EQ(entry_of("ground.end").object.reason, "member.not_in_household");
    end["on_behalf_of"] = 777'777;
    Json second = desk.call(sanne, "ground.end", end);
    first.erase("id"), second.erase("id");
    EXPECT_EQ(first, second);
    EXPECT_EQ(first["error"]["data"]["reason"], "member.not_in_household");
    const auto grounds = desk.store().load_case(people.the_case)->facts.grounds;
    for (const Ground& one : grounds) EXPECT_FALSE(one.withdrawn_at);
    end["on_behalf_of"] = lotte;
    EXPECT_EQ(told(sanne, "ground.end", end), "");
}

TEST_F(GroundOf, who_records_or_ends_what_they_see_by_themselves_hears_that_it_worked) {
    join(sanne);
    const Json more =
        consent({{"organisation", people.welfare.value}, {"life_domains", {"health"}}});
    const Json kept = result(sanne, "ground.record", more);
    EXPECT_EQ(desk.notices(sanne, "room.view_changed").size(), 1U);
    EXPECT_TRUE(result(sanne, "ground.end",
                       {{"case", the_case}, {"ground", kept["ground"]}, {"on_behalf_of", karin}})
                    .contains("ended_at"));
    EXPECT_EQ(desk.notices(sanne, "room.view_changed").size(), 2U);
}

TEST_F(GroundOf, list_gives_a_carrier_all_and_a_partner_their_own_row) {
    let_bram_in();
    result(sanne, "ground.record",
           consent({{"members", {lotte}}, {"given_by", {lotte}}, {"life_domains", {"health"}}}));
    const Json all = result(sanne, "ground.list", {{"case", the_case}});
    EXPECT_EQ(all["grounds"].size(), 3U);
    EXPECT_EQ(all["pending"].size(), 1U);
    EXPECT_EQ(all["organisations"].size(), 3U);
    const Json own = result(bram, "ground.list", {{"case", the_case}});
    ASSERT_EQ(own["organisations"].size(), 1U);
    EXPECT_EQ(own["organisations"][0]["name"], "Lindelaan College");
    EXPECT_EQ(own["grounds"].size(), 1U);
    EXPECT_EQ(own["pending"].size(), 0U);
    EXPECT_EQ(own.dump().find("Jeugdhulp"), std::string::npos);
    EXPECT_EQ(entry_of("ground.list").object.grounds.size(), 1U);
}

TEST_F(GroundOf, only_a_carrier_records_and_anothers_case_is_as_absent_as_any) {
    let_bram_in();
    EXPECT_NE(told(bram, "ground.record", consent()), "");
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "ground.record", consent(), "case");
    expect_alike(olga, "ground.end", {{"case", the_case}, {"ground", 1}}, "case");
    expect_alike(olga, "ground.list", {{"case", the_case}}, "case");
}

}  // namespace
}  // namespace kortelijn::commands_test
