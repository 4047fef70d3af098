// With whom a line of the plan is shared was decided on what it said and whom it was about: when
// that changes, or the line is taken out, nobody goes on reading by it.
#include <gmock/gmock.h>

#include "support/plans.hpp"

namespace kortelijn::commands {
namespace {

using support::Json;
using support::PlanInCore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanSharing : public PlanInCore {
protected:
    // Ans proposes an action under a goal that is shared with her.
    std::int64_t ans_proposes(ConnectionId neighbour) {
        const std::int64_t goal = write("Weer rust in huis.");
        share_with_ans(goal);
        return desk
            .result(neighbour, "plan.propose",
                    {{"kind", "action"}, {"text", "Ik pas op."}, {"under", goal}})
            .at("line");
    }
    std::int64_t settle() {
        desk.pass(second_ms);
        return desk.result(sanne, "plan.settle", at_case()).at("version");
    }
    Json take_over(std::int64_t proposal, Json more = Json::object()) {
        more["proposal"] = proposal;
        return desk.result(sanne, "plan.write", at_case(more));
    }
    void change(std::int64_t line, const std::string& text, Json more = Json::object()) {
        more["line"] = line, more["text"] = text;
        desk.result(sanne, "plan.write", at_case(more));
    }
};

TEST_F(PlanSharing, who_proposed_a_line_reads_their_own_words_and_no_later_ones_unshared) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = ans_proposes(neighbour);
    take_over(line);
    EXPECT_THAT(texts(read(neighbour)), ElementsAre("Weer rust in huis.", "Ik pas op."));
    change(line, "Karin heeft 30.000 schuld.");
    EXPECT_THAT(texts(read(neighbour)), ElementsAre("Weer rust in huis."));
    EXPECT_FALSE(ever_told(neighbour, "schuld"));
    // Decided, it holds for what a carrier makes of it.
    share_with_ans(line);
    change(line, "Karin belt de bank.");
    EXPECT_THAT(texts(told(neighbour)), ElementsAre("Weer rust in huis.", "Karin belt de bank."));
}

TEST_F(PlanSharing, what_a_carrier_says_along_with_a_proposal_is_not_told_to_who_proposed_it) {
    const ConnectionId neighbour = ans_comes();
    take_over(ans_proposes(neighbour), {{"owner", "Karin (is verslaafd)"}});
    EXPECT_THAT(texts(read(neighbour)), ElementsAre("Weer rust in huis."));
    EXPECT_FALSE(ever_told(neighbour, "verslaafd"));
}

TEST_F(PlanSharing, a_line_that_becomes_about_somebody_else_is_shared_with_nobody) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = ans_proposes(neighbour);
    share_with_ans(line);  // decided, for Karin
    take_over(line, {{"members", {home.lotte.value}}});
    EXPECT_THAT(texts(read(neighbour)), ElementsAre("Weer rust in huis."));
    const Json seen = read_all();
    for (const Json& one : seen.at("lines"))
        if (one.at("id") == line) EXPECT_TRUE(one.at("shared_with").empty());
}

TEST_F(PlanSharing, a_line_that_was_taken_out_is_read_in_no_version_by_who_it_was_shared_with) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = write("Staat hier per ongeluk."), other = write("Rust in huis.");
    share_with_ans(line), share_with_ans(other);
    desk.pass(second_ms);
    const std::int64_t version = settle();
    EXPECT_EQ(read(neighbour, {{"version", version}}).at("lines").size(), 2U);
    desk.result(sanne, "plan.drop", at_case({{"line", line}}));
    EXPECT_THAT(texts(read(neighbour, {{"version", version}})), ElementsAre("Rust in huis."));
    EXPECT_EQ(read_all({{"version", version}}).at("lines").size(), 2U);
}

TEST_F(PlanSharing, that_the_plan_was_agreed_is_told_to_who_reads_a_line_of_it_alone) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = write("Weer rust in huis.");
    settle();
    EXPECT_TRUE(read(neighbour).at("versions").empty());
    share_with_ans(line);
    EXPECT_EQ(told(neighbour).at("versions").size(), 1U);
}

TEST_F(PlanSharing, an_owner_of_before_it_was_shared_is_not_theirs_in_an_older_version) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = write("Wekelijks bellen.", {{"owner", "Karin (is verslaafd)"}});
    desk.pass(second_ms);
    const std::int64_t version = settle();
    desk.pass(second_ms);
    change(line, "Wekelijks bellen.", {{"owner", "Karin"}});
    share_with_ans(line);
    EXPECT_THAT(texts(read(neighbour, {{"version", version}})), IsEmpty());
    EXPECT_FALSE(ever_told(neighbour, "verslaafd"));
}

TEST_F(PlanSharing, a_line_is_about_somebody_and_names_no_line_that_its_reader_does_not_see) {
    const ConnectionId neighbour = ans_comes();
    for (const Json& more : {Json{{"text", "x"}, {"kind", "goal"}, {"life_domains", {"school"}}},
                             Json{{"proposal", 7}}}) {
        Json params = at_case(more);
        params["members"] = Json::array();
        EXPECT_EQ(desk.reason(sanne, "plan.write", params), "request.invalid");
    }
    const std::int64_t goal = write("Alleen voor ons.");
    const std::int64_t line = write("Wekelijks bellen.", {{"kind", "action"}, {"under", goal}});
    share_with_ans(line);
    EXPECT_FALSE(read(neighbour).at("lines")[0].contains("under"));
    const std::int64_t version = settle();
    EXPECT_FALSE(read(neighbour, {{"version", version}}).at("lines")[0].contains("under"));
    EXPECT_EQ(read_all({{"version", version}}).at("lines")[1].at("under"), goal);
    EXPECT_EQ(read_all().at("lines")[1].at("under"), goal);
}

TEST_F(PlanSharing, a_plan_can_always_be_agreed_again_on_another_day) {
    write("Weer rust in huis.");
    const std::int64_t first = settle();
    for (int n = 1; n < 40; ++n) settle();
    EXPECT_EQ(desk.reason(sanne, "plan.settle", at_case()), "plan.full");
    desk.pass(day_ms);
    sanne = desk.connect(home.sanne, 1);
    for (int n = 0; n < 20; ++n) settle();
    // The newest are listed; an older one is read as ever.
    EXPECT_EQ(read_all().at("versions").size(), 50U);
    EXPECT_EQ(read_all({{"version", first}}).at("lines").size(), 1U);
}

}  // namespace
}  // namespace kortelijn::commands
