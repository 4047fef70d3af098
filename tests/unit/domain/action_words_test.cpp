// Actions as people type them, in Dutch and English. Today is Wednesday 11 November 2026.
#include "domain/action_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kortelijn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Day today = *day_of({2026, 11, 11});
const Owner sanne = owner_of(ProfessionalId{1});
const Owner fatma = owner_of(ProfessionalId{2});
const Owner sanne_vos = owner_of(ProfessionalId{3});
const Owner police = owner_of(OrganisationId{4});
const Owner mother = owner_of(MemberId{5});
const Owner joel = owner_of(ProfessionalId{6});

const std::vector<OwnerCandidate> candidates{{sanne, {"Sanne de Wit"}},
                                             {fatma, {"Fatma El Idrissi"}},
                                             {police, {"Politie Noord"}},
                                             {mother, {"Mia Vos", "moeder"}},
                                             {joel, {"Joël van den Berg"}}};

ReadAction read(std::string_view text) { return read_action(text, candidates, today); }
std::string due(std::string_view text) {
    const auto found = read(text).due;
    return found ? to_text(*found) : "-";
}

TEST(ActionWords, an_owner_a_text_and_a_day_are_read) {
    const ReadAction action = read("@sanne belt moeder vr");
    EXPECT_EQ(action.text, "belt moeder");
    EXPECT_THAT(action.owners, ElementsAre(sanne));
    EXPECT_EQ(action.due, day_of({2026, 11, 13}));
    EXPECT_THAT(action.problems, IsEmpty());
}

TEST(ActionWords, names_are_read_whole_in_part_and_with_accents) {
    for (const char* text :
         {"@Sanne de Wit belt morgen", "@sanne belt morgen", "@wit belt morgen", "@san belt morgen",
          "belt @sanne morgen", "@Sanne: belt morgen", "@sanne-de-wit belt morgen"}) {
        EXPECT_THAT(read(text).owners, ElementsAre(sanne)) << text;
        EXPECT_EQ(read(text).text, "belt") << text;
    }
    EXPECT_THAT(read("@joel belt morgen").owners, ElementsAre(joel));
    EXPECT_THAT(read("@JOËL belt morgen").owners, ElementsAre(joel));
    EXPECT_THAT(read("@politie rijdt langs vr").owners, ElementsAre(police));
    EXPECT_THAT(read("@moeder en @fatma bellen morgen").owners, ElementsAre(mother, fatma));
    EXPECT_EQ(read("@moeder en @fatma bellen morgen").text, "en bellen");
}

TEST(ActionWords, what_may_be_several_or_nobody_is_said) {
    auto two = candidates;
    two.push_back({sanne_vos, {"Sanne Vos"}});
    EXPECT_THAT(read_action("@sanne belt vr", two, today).problems,
                ElementsAre(ActionProblem::no_owner, ActionProblem::owner_unclear));
    EXPECT_THAT(read_action("@sanne vos belt vr", two, today).owners, ElementsAre(sanne_vos));
    EXPECT_EQ(read_action("@sanne vos belt vr", two, today).text, "belt");
    EXPECT_THAT(read("@karel belt vr").problems,
                ElementsAre(ActionProblem::no_owner, ActionProblem::owner_unknown));
    EXPECT_EQ(read("@karel belt vr").text, "@karel belt");
    EXPECT_THAT(read("@sanne @fatma @moeder bellen vr").problems,
                ElementsAre(ActionProblem::too_many_owners));
    EXPECT_THAT(read("@sanne @sanne belt vr").owners, ElementsAre(sanne));
    EXPECT_THAT(read("").problems, ElementsAre(ActionProblem::no_owner, ActionProblem::no_text,
                                               ActionProblem::no_day));
    EXPECT_THAT(read("mail naar a@b.nl vr").owners, IsEmpty());
}

TEST(ActionWords, days_are_read_in_both_languages) {
    const std::vector<std::pair<const char*, const char*>> days{
        {"bel vandaag", "2026-11-11"},
        {"call today", "2026-11-11"},
        {"bel morgen", "2026-11-12"},
        {"call tomorrow.", "2026-11-12"},
        {"bel overmorgen", "2026-11-13"},
        {"call the day after tomorrow", "2026-11-13"},
        {"bel vr", "2026-11-13"},
        {"bel op vrijdag", "2026-11-13"},
        {"call by Friday", "2026-11-13"},
        {"bel uiterlijk ma", "2026-11-16"},
        {"bel wo", "2026-11-18"},
        {"call wed", "2026-11-18"},
        {"bel volgende week", "2026-11-18"},
        {"bel volgende vrijdag", "2026-11-20"},
        {"call next mon", "2026-11-16"},
        {"bel over 2 weken", "2026-11-25"},
        {"bel over een week", "2026-11-18"},
        {"bel over twee dagen", "2026-11-13"},
        {"call in 3 days", "2026-11-14"},
        {"bel over 1 maand", "2026-12-11"},
        {"bel 20-11", "2026-11-20"},
        {"bel 20/11", "2026-11-20"},
        {"bel voor 1-3", "2027-03-01"},
        {"bel 01-12-2026", "2026-12-01"},
        {"bel 2026-12-01", "2026-12-01"},
        {"bel 1-12-26", "2026-12-01"},
        {"bel 1 december", "2026-12-01"},
        {"bel 1 dec 2027", "2027-12-01"},
        {"call Dec 1", "2026-12-01"},
        {"haal maandag de brief op", "2026-11-16"},
        {"bel 31-2", "-"},
        {"bel 32-11", "-"},
        {"bel 1-2-3-4", "-"},
        {"bel moeder", "-"},
        {"bel zo snel als het kan", "-"},
        {"bel over de brief van 12-10 eens terug", "-"}};
    for (const auto& [text, day] : days) EXPECT_EQ(due(text), day) << text;
}

TEST(ActionWords, the_day_at_the_end_goes_and_one_within_stays) {
    EXPECT_EQ(read("@sanne belt moeder op 20-11").text, "belt moeder");
    EXPECT_EQ(read("@sanne belt over de brief van maandag vr").text,
              "belt over de brief van maandag");
    EXPECT_EQ(due("@sanne belt over de brief van maandag vr"), "2026-11-13");
    EXPECT_EQ(read("@sanne haalt morgen de brief op").text, "haalt morgen de brief op");
}

TEST(ActionWords, a_day_that_is_over_is_said) {
    EXPECT_THAT(read("@sanne belt 1-11").problems, ElementsAre(ActionProblem::in_the_past));
    EXPECT_EQ(to_text(ActionProblem::in_the_past), "action.in_the_past");
    EXPECT_EQ(to_text(ActionProblem::no_owner), "action.no_owner");
}

TEST(ActionWords, the_last_day_of_a_month_stays_within_the_next) {
    const auto on = [](int y, unsigned m, unsigned d) {
        return read_action("bel over 1 maand", {}, *day_of({y, m, d})).due;
    };
    EXPECT_EQ(on(2027, 1, 31), day_of({2027, 2, 28}));
    EXPECT_EQ(on(2026, 12, 31), day_of({2027, 1, 31}));
}

}  // namespace
}  // namespace kortelijn
