// household.add_member and household.change_member.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct Household : Story {
    Json tim(const Json& more = Json::object()) {
        Json out{{"case", the_case},
                 {"name", "Tim Bakker"},
                 {"birth_date", "2019-01-31"},
                 {"relation", "zoon"},
                 {"custody", {karin}},
                 {"custody_checked_on", to_text(amsterdam_day(desk.now()))},
                 {"help", {"jeugdwet"}}};
        out.update(more);
        return out;
    }
};

TEST_F(Household, add_member_makes_everybody_mean_one_more) {
    const std::int64_t id = result(sanne, "household.add_member", tim())["member"];
    const auto facts = desk.store().load_case(people.the_case)->facts;
    ASSERT_EQ(facts.household.size(), 3U);
    EXPECT_EQ(facts.household[2].id.value, id);
    EXPECT_EQ(facts.household[2].custody[0].holder, people.karin);
    EXPECT_EQ(entry_of("household.add_member").members, (std::vector<MemberId>{{id}}));
    // Nobody's yes covers him yet, so what is about everybody is for nobody.
    EXPECT_NE(told(sanne, "message.post", message("Over allen.", {{"about", Json::array()}})), "");
}

TEST_F(Household, bad_days_and_strangers_with_custody_are_refused) {
    EXPECT_EQ(field(sanne, "household.add_member", tim({{"birth_date", "2031-01-01"}})),
              "birth_date");
    EXPECT_EQ(field(sanne, "household.add_member", tim({{"birth_date", "1899-12-31"}})),
              "birth_date");
    EXPECT_EQ(field(sanne, "household.add_member", tim({{"custody_checked_on", "2031-01-01"}})),
              "custody_checked_on");
    EXPECT_EQ(field(sanne, "household.add_member", tim({{"custody", {999}}})), "custody");
    EXPECT_EQ(desk.store().load_case(people.the_case)->facts.household.size(), 2U);
}

TEST_F(Household, change_member_keeps_what_was_and_works_at_once) {
    result(sanne, "household.change_member",
           {{"case", the_case},
            {"member", lotte},
            {"name", "Lotte de Boer"},
            {"custody", Json::array()}});
    const Member changed = desk.store().load_case(people.the_case)->facts.household[1];
    EXPECT_EQ(changed.name, "Lotte de Boer");
    ASSERT_EQ(changed.custody.size(), 1U);
    EXPECT_EQ(changed.custody[0].period.to, desk.now());  // ended, not forgotten
    EXPECT_EQ(entry_of("household.change_member").members, (std::vector<MemberId>{people.lotte}));
    EXPECT_EQ(field(sanne, "household.change_member",
                    {{"case", the_case}, {"member", 999}, {"name", "Wie"}}),
              "member");
    EXPECT_EQ(field(sanne, "household.change_member",
                    {{"case", the_case}, {"member", lotte}, {"custody", {lotte}}}),
              "custody");
    EXPECT_EQ(field(sanne, "household.change_member",
                    {{"case", the_case}, {"member", karin}, {"deceased_on", "2031-01-01"}}),
              "deceased_on");
}

TEST_F(Household, I3_a_change_that_takes_a_right_away_works_at_once) {
    let_bram_in();
    join(bram);
    const std::string today = to_text(amsterdam_day(desk.now()));
    result(sanne, "household.change_member",
           {{"case", the_case}, {"member", karin}, {"deceased_on", today}});
    EXPECT_EQ(
        desk.notices(bram, "room.gone").size() + desk.notices(bram, "room.view_changed").size(),
        1U);
    EXPECT_NE(told(sanne, "message.post", message("Over Karin.", {{"about", {karin}}})), "");
}

TEST_F(Household, partners_do_not_change_it_and_anothers_case_is_as_absent_as_any) {
    let_bram_in();
    EXPECT_NE(told(bram, "household.add_member", tim()), "");
    EXPECT_EQ(entry_of("household.add_member").entry.outcome, audit::Outcome::refused_policy);
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "household.add_member", tim(), "case");
    expect_alike(olga, "household.change_member",
                 {{"case", the_case}, {"member", lotte}, {"name", "X"}}, "case");
}

}  // namespace
}  // namespace kortelijn::commands_test
