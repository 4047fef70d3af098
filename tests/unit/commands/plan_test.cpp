// The plan is the household's (plan.read plan.write plan.drop plan.propose plan.share plan.unshare
// plan.settle plan.link network.invite): each reads what is shared with them by name and proposes
// in their own words, and what was agreed is kept.
#include <gmock/gmock.h>

#include "support/plans.hpp"

namespace kortelijn::commands {
namespace {

using support::Json;
using support::PlanInCore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanOfHousehold : public PlanInCore {
protected:
    std::string propose(ConnectionId id, const std::string& text, Json more = Json::object()) {
        more["kind"] = "goal", more["text"] = text;
        return desk.reason(id, "plan.propose", more);
    }
};

TEST_F(PlanOfHousehold, a_neighbour_reads_the_lines_that_are_shared_with_them_and_nothing_else) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t shared = write("Weer rust in huis.");
    write("Alleen voor ons.");
    EXPECT_THAT(texts(read(neighbour)), IsEmpty());
    EXPECT_EQ(desk.reason(sanne, "plan.share", for_ans(shared)), "sharing.not_theirs");
    share_with_ans(shared);
    ASSERT_THAT(texts(told(neighbour)), ElementsAre("Weer rust in huis."));
    const Json line = told(neighbour).at("lines")[0];
    EXPECT_TRUE(line.at("shared_with").empty());
    EXPECT_FALSE(line.contains("cells"));
    for (const char* nothing : {"network", "family", "versions"})
        EXPECT_TRUE(told(neighbour).at(nothing).empty()) << nothing;
    EXPECT_FALSE(told(neighbour).contains("case"));
    EXPECT_EQ(told(neighbour).at("may"), Json({"propose"}));
    // Who carries sees with whom, by name.
    EXPECT_EQ(read_all().at("lines")[0].at("shared_with")[0].at("name"), "Ans");
    EXPECT_EQ(read_all().at("network")[0].at("chosen_by").at("name"), "Karin Bakker");
    desk.result(sanne, "plan.unshare", for_ans(shared));
    EXPECT_THAT(texts(told(neighbour)), IsEmpty());
    EXPECT_FALSE(ever_told(neighbour, "Alleen voor ons"));
    EXPECT_FALSE(ever_told(neighbour, "Karin"));
}

TEST_F(PlanOfHousehold, what_one_of_the_family_proposes_is_taken_over_word_for_word) {
    const ConnectionId mother = karin_comes(), neighbour = ans_comes();
    read_all();
    EXPECT_EQ(propose(mother, "Ik wil zelf bellen."), "domain.missing");
    EXPECT_EQ(propose(mother, "Ik wil zelf bellen.", {{"life_domains", {"school"}}}), "");
    const Json seen = told(sanne).at("lines")[0];
    EXPECT_TRUE(seen.at("proposed"));
    EXPECT_EQ(seen.at("by"), "");
    EXPECT_EQ(seen.at("by_guest"), "Karin");
    EXPECT_EQ(seen.at("cells").at("members")[0].at("name"), "Karin Bakker");
    EXPECT_TRUE(read(mother).at("lines")[0].at("own"));
    EXPECT_THAT(texts(read(neighbour)), IsEmpty());

    const std::int64_t id = seen.at("id");
    EXPECT_EQ(desk.reason(sanne, "plan.write", at_case({{"line", id}, {"text", "Anders."}})),
              "not_found");
    desk.result(sanne, "plan.write", at_case({{"proposal", id}}));
    EXPECT_FALSE(told(mother).at("lines")[0].contains("proposed"));
    EXPECT_THAT(texts(told(mother)), ElementsAre("Ik wil zelf bellen."));
    EXPECT_EQ(told(sanne).at("lines")[0].at("by"), "Sanne de Wit");
    EXPECT_EQ(desk.reason(sanne, "plan.write", at_case({{"proposal", id}})), "not_found");

    // How a line should read: in its place, and the proposal is gone.
    EXPECT_EQ(propose(mother, "Ik wil zelf leren bellen.", {{"instead_of", id}}), "");
    ASSERT_EQ(told(sanne).at("lines").size(), 2U);
    const std::int64_t other = told(sanne).at("lines")[1].at("id");
    EXPECT_EQ(desk.result(sanne, "plan.write", at_case({{"proposal", other}})).at("line"), id);
    EXPECT_THAT(texts(told(mother)), ElementsAre("Ik wil zelf leren bellen."));
    EXPECT_THAT(texts(told(sanne)), ElementsAre("Ik wil zelf leren bellen."));
}

TEST_F(PlanOfHousehold, a_guest_takes_back_their_own_proposal_and_nobody_elses) {
    const ConnectionId mother = karin_comes(), neighbour = ans_comes();
    const std::int64_t goal = write("Weer rust in huis.");
    share_with_ans(goal);
    EXPECT_EQ(propose(neighbour, "Zonder te weten waarover."), "domain.missing");
    EXPECT_EQ(propose(neighbour, "Ik pas op.", {{"under", goal + 1}}), "not_found");
    EXPECT_EQ(propose(neighbour, "Ik pas op.", {{"under", goal}}), "");
    EXPECT_EQ(propose(mother, "Ans past op.", {{"under", goal}}), "not_found");
    const std::int64_t own = read(neighbour).at("lines")[1].at("id");
    EXPECT_EQ(desk.reason(mother, "plan.drop", {{"line", own}}), "not_found");
    EXPECT_EQ(desk.reason(neighbour, "plan.drop", {{"line", goal}}), "not_found");
    EXPECT_EQ(desk.reason(neighbour, "plan.drop", {{"line", own}}), "");
    EXPECT_THAT(texts(told(neighbour)), ElementsAre("Weer rust in huis."));
}

TEST_F(PlanOfHousehold, a_version_keeps_what_was_agreed_and_shows_what_may_be_read_now) {
    const ConnectionId mother = karin_comes();
    const std::int64_t first = write("Elke dag naar school."), second = write("Wekelijks bellen.");
    share_with_karin(first);
    propose(mother, "Nog niet overgenomen.", {{"life_domains", {"school"}}});
    desk.pass(second_ms);
    const std::int64_t version =
        desk.result(sanne, "plan.settle", at_case({{"note", "samen"}})).at("version");
    desk.result(sanne, "plan.write",
                at_case({{"line", first}, {"text", "Vier dagen naar school."}}));
    desk.result(sanne, "plan.drop", at_case({{"line", second}}));
    share_with_karin(write("Later gedeeld."));
    const Json then = read_all({{"version", version}});
    EXPECT_THAT(texts(then), ElementsAre("Elke dag naar school.", "Wekelijks bellen."));
    EXPECT_EQ(then.at("settled").at("note"), "samen");
    EXPECT_EQ(then.at("versions").size(), 1U);
    const Json seen = read(mother, {{"version", version}});
    EXPECT_THAT(texts(seen), ElementsAre("Elke dag naar school."));
    EXPECT_FALSE(seen.at("settled").contains("note"));
    EXPECT_THAT(texts(read(mother)),
                ElementsAre("Vier dagen naar school.", "Nog niet overgenomen.", "Later gedeeld."));
    // Shared after it was written anew: its earlier words were not for her.
    const std::int64_t other = write("Vader drinkt.");
    desk.pass(second_ms);
    const std::int64_t next = desk.result(sanne, "plan.settle", at_case()).at("version");
    desk.result(sanne, "plan.write", at_case({{"line", other}, {"text", "Rust aan tafel."}}));
    desk.pass(second_ms);
    share_with_karin(other);
    read(mother, {{"version", next}});
    EXPECT_FALSE(ever_told(mother, "Vader drinkt"));
    EXPECT_EQ(desk.reason(mother, "plan.read", {{"version", next + 1}}), "not_found");
    desk.result(sanne, "plan.unshare", for_karin(first));
    EXPECT_THAT(texts(read(mother, {{"version", version}})), IsEmpty());
}

TEST_F(PlanOfHousehold, a_plan_has_bounds_and_comes_a_page_at_a_time) {
    desk.store().begin();
    for (int n = 1; n <= 199; ++n) {
        store::LineRecord line;
        line.id = LineId{9'000'000 + n};
        line.of_case = home.the_case;
        line.kind = LineKind::goal;
        line.by = home.sanne;
        line.at = desk.now();
        line.about = {home.karin};
        line.life_domains.add(LifeDomain::school);
        line.text = "regel " + std::to_string(n);
        desk.store().put_line(line);
    }
    desk.store().commit();
    write("de tweehonderdste");
    EXPECT_EQ(desk.reason(sanne, "plan.write",
                          at_case({{"kind", "goal"},
                                   {"members", {home.karin.value}},
                                   {"life_domains", {"school"}},
                                   {"text", "te veel"}})),
              "plan.full");
    const Json first = read_all();
    ASSERT_EQ(first.at("lines").size(), 100U);
    EXPECT_TRUE(first.at("more"));
    const Json next = read_all({{"after", first.at("lines")[99].at("id")}});
    EXPECT_EQ(next.at("lines").size(), 100U);
    EXPECT_FALSE(next.at("more"));
    EXPECT_EQ(next.at("lines")[99].at("text"), "de tweehonderdste");
    // What changes beyond the first page is told too.
    const std::size_t told_before = desk.notices(sanne, "plan.changed").size();
    desk.result(sanne, "plan.write", at_case({{"line", 9'000'150}, {"text", "anders"}}));
    EXPECT_EQ(desk.notices(sanne, "plan.changed").size(), told_before + 1);
}

TEST_F(PlanOfHousehold, absent_and_forbidden_sound_the_same) {
    const std::int64_t line = write("Weer rust in huis.");
    const ConnectionId other = desk.connect(home.outsider, 9);
    for (const std::int64_t of_case : {home.the_case.value, home.the_case.value + 400}) {
        EXPECT_EQ(desk.reason(other, "plan.read", {{"case", of_case}}), "not_found");
        for (const std::int64_t id : {line, line + 1}) {
            const Json named{{"case", of_case}, {"line", id}};
            EXPECT_EQ(desk.reason(other, "plan.drop", named), "not_found");
            Json text = named;
            text["text"] = "x";
            EXPECT_EQ(desk.reason(other, "plan.write", text), "not_found");
            Json share = named;
            share["member"] = home.karin.value;
            EXPECT_EQ(desk.reason(other, "plan.share", share), "not_found");
        }
        EXPECT_EQ(desk.reason(other, "plan.settle", {{"case", of_case}}), "not_found");
    }
    EXPECT_EQ(desk.reason(sanne, "plan.drop", at_case({{"line", line + 1}})), "not_found");
    EXPECT_EQ(desk.reason(other, "plan.propose", {{"kind", "goal"}, {"text", "x"}}),
              "method.unknown");
}

TEST_F(PlanOfHousehold, I6_a_no_takes_the_same_statements_whether_the_plan_is_there_or_not) {
    const std::int64_t line = write("Weer rust in huis.");
    const ConnectionId other = desk.connect(home.outsider, 9);
    std::map<std::string, int> names;
    desk.hook = [&](std::string_view name) { ++names[std::string(name)]; };
    const auto cost = [&](const char* method, bool there, Json params) {
        params["case"] = home.the_case.value + (there ? 0 : 400);
        names.clear();
        EXPECT_EQ(desk.reason(other, method, params), "not_found");
        return names;
    };
    const std::vector<std::pair<const char*, Json>> all{
        {"plan.read", Json::object()},
        {"plan.drop", {{"line", line}}},
        {"plan.write", {{"line", line}, {"text", "x"}}},
        {"plan.settle", Json::object()}};
    for (const auto& [method, params] : all) {
        (void)cost(method, true, params), (void)cost(method, false, params);
        EXPECT_EQ(cost(method, true, params), cost(method, false, params)) << method;
    }
    desk.hook = {};
}

}  // namespace
}  // namespace kortelijn::commands
