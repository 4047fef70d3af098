// Links of a plan and what hangs on them: whose a proposal is, whose link a name ends, whom one may
// ask to a meeting, and what it costs to ask often.
#include <gmock/gmock.h>
#include <map>

#include "support/plans.hpp"

namespace kortelijn::core {
namespace {

using support::Json;
using support::PlanInCore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanLinks : public PlanInCore {
protected:
    ~PlanLinks() override { desk.hook = {}; }

    GuestId invited(const std::string& name, MemberId chosen_by) {
        return made("network.invite", {{"name", name},
                                       {"member", chosen_by.value},
                                       {"evidence", "spoken"},
                                       {"until", to_text(desk.now() + 60 * day_ms)}});
    }
    bool ended(GuestId link) { return desk.store().link(link)->guest.revoked_at.has_value(); }
    // How often it ran since the last time.
    int take(const std::string& statement) { return std::exchange(ran[statement], 0); }
    void count_statements() {
        desk.hook = [this](std::string_view name) { ++ran[std::string(name)]; };
    }

    std::map<std::string, int> ran;
};

TEST_F(PlanLinks, one_takes_back_what_one_proposed_by_an_earlier_link) {
    const ConnectionId before = karin_comes();
    const std::int64_t line =
        desk.result(before, "plan.propose",
                    {{"kind", "goal"}, {"text", "Meer rust."}, {"life_domains", {"school"}}})
            .at("line");
    const ConnectionId mother = karin_comes();
    EXPECT_TRUE(desk.outbox.lines[before].closed);
    EXPECT_TRUE(read(mother).at("lines")[0].at("own").get<bool>());
    const ConnectionId neighbour = ans_comes();
    EXPECT_EQ(desk.reason(neighbour, "plan.drop", {{"line", line}}), "not_found");
    desk.result(mother, "plan.drop", {{"line", line}});
    EXPECT_THAT(texts(read(mother)), IsEmpty());
}

TEST_F(PlanLinks, a_name_ends_the_link_of_that_name_of_who_chose_them_alone) {
    const GuestId of_karin = invited("Ali", home.karin);
    const GuestId other = made(
        "network.invite",
        {{"name", "Bea"}, {"evidence", "spoken"}, {"until", to_text(desk.now() + 60 * day_ms)}});
    desk.store().begin();
    store::GuestLinkRecord by_another = *desk.store().link(other);
    by_another.name = "Ali", by_another.chosen_by = home.lotte;  // when she was old enough
    desk.store().change_link(by_another);
    desk.store().commit();
    const GuestId again = invited("Ali", home.karin);
    EXPECT_TRUE(ended(of_karin));
    EXPECT_FALSE(ended(other));
    EXPECT_FALSE(ended(again));
}

TEST_F(PlanLinks, who_carries_a_meeting_sees_in_it_whom_of_the_network_they_may_ask) {
    ans_comes();
    make({{"purpose", "plan"}});
    join(sanne);
    const Json network = now(sanne).at("network");
    ASSERT_EQ(network.size(), 1U);
    EXPECT_EQ(network[0], (Json{{"link", ans.value}, {"name", "Ans"}}));
    const Guested mother = guest(home.karin, "Karin");
    come_in(mother);
    EXPECT_FALSE(now(mother.connection).contains("network"));
    desk.result(sanne, "call.invite", of({{"guest", ans.value}}));
    EXPECT_THAT(now(sanne).at("network"), IsEmpty());
    const GuestId bea = invited("Bea", home.karin);
    EXPECT_EQ(now(sanne).at("network").size(), 1U);
    desk.result(sanne, "link.revoke", {{"link", bea.value}});
    EXPECT_THAT(now(sanne).at("network"), IsEmpty());
}

TEST_F(PlanLinks, who_was_put_out_of_a_meeting_is_not_asked_to_it_again) {
    ans_comes();
    make({{"purpose", "plan"}});
    join(sanne);
    const Json of_ans = of({{"guest", ans.value}});
    const Json participant = desk.result(sanne, "call.invite", of_ans).at("participant");
    desk.result(sanne, "call.remove", of({{"participant", participant}}));
    EXPECT_EQ(desk.reason(sanne, "call.invite", of_ans), "call.already_invited");
    EXPECT_FALSE(ended(ans));
}

// Which meeting is theirs is read for who may ask, once the rate was taken.
TEST_F(PlanLinks, a_frame_that_is_no_question_reads_no_calls) {
    ans_comes();
    desk.core_options.rates.reads_per_s = 0.001;
    desk.core_options.rates.read_burst = 4;
    desk.crash_and_restart();
    const ConnectionId neighbour = come_by(ans);
    count_statements();
    desk.ask(neighbour, "no.such_method", Json::object());
    desk.run();
    EXPECT_EQ(take("call.open_of_case"), 0);
    for (int n = 0; n < 5; ++n) desk.ask(neighbour, "plan.read", Json::object());
    desk.run();
    EXPECT_GT(take("call.open_of_case"), 0);
    for (int n = 0; n < 20; ++n)
        EXPECT_EQ(desk.reason(neighbour, "plan.read", Json::object()), "rate.too_fast");
    EXPECT_EQ(take("call.open_of_case"), 0);
    EXPECT_EQ(take("call.of_case"), 0);
}

TEST_F(PlanLinks, sound_and_picture_in_a_meeting_make_nobody_look_at_the_plan_again) {
    write("Weer rust in huis.");
    read_all();
    make({{"purpose", "plan"}});
    EXPECT_EQ(told(sanne).at("meeting").at("call"), call);
    join(sanne);
    count_statements();
    desk.result(sanne, "call.media", of({{"sound", false}, {"picture", true}}));
    EXPECT_EQ(take("line.of_plan"), 0);
    desk.result(sanne, "call.end", of());
    EXPECT_GT(take("line.of_plan"), 0);
    EXPECT_FALSE(told(sanne).contains("meeting"));
}

// Through time alone: of a case that went from memory it would not be noticed.
TEST_F(PlanLinks, a_case_whose_plan_is_read_stays_at_hand) {
    write("Weer rust in huis.");
    const ConnectionId joris = desk.connect(home.joris, 7);
    read(joris, at_case());
    desk.disconnect(sanne);
    commands::World& world = desk.pipeline().world();
    for (std::int64_t id = 900'000; id < 906'000; ++id) (void)world.entry(CaseId{id}, desk.now());
    desk.pass(2 * minute_ms);
    const auto due = world.due(desk.now() + 400 * day_ms);
    EXPECT_NE(std::find(due.begin(), due.end(), home.the_case), due.end());
}

}  // namespace
}  // namespace kortelijn::core
