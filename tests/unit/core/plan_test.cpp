// A plan after every change: who may not read a line any more is told nothing of it from that batch
// on, who comes from the network is out when their link ends, and the log says who was shown what.
#include <gmock/gmock.h>

#include "audit/values.hpp"
#include "support/plans.hpp"

namespace kortelijn::core {
namespace {

using support::Json;
using support::PlanInCore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanToldLive : public PlanInCore {
protected:
    void danger() {
        Ground code;
        code.kind = GroundKind::reporting_code;
        code.organisation = home.welfare;
        code.members = {home.karin};
        code.life_domains.add(LifeDomain::school);
        code.begin = desk.now() + -1000;
        code.end = desk.now() + 20 * day_ms;
        code.recorded_by = home.sanne;
        code.reason = "step 4";
        desk.store().begin();
        desk.store().add_ground(home.the_case, code);
        desk.store().commit();
        restart_pipeline_facts();
    }
};

TEST_F(PlanToldLive, who_loses_the_ground_loses_the_line_of_now_and_of_every_version) {
    write("Elke dag naar school.");
    const std::int64_t version = desk.result(sanne, "plan.settle", at_case()).at("version");
    const ConnectionId joris = desk.connect(home.joris, 7);
    EXPECT_EQ(read(joris, at_case({{"version", version}})).at("lines").size(), 1U);
    EXPECT_EQ(read(joris, at_case()).at("lines").size(), 1U);
    GroundId of_joris;
    const store::CaseRecord record = *desk.store().load_case(home.the_case);
    for (const Ground& one : record.facts.grounds)
        if (one.organisation == home.youth_care) of_joris = one.id;
    const std::string asked = desk.ask(joris, "plan.read", at_case({{"version", version}}));
    desk.ask(sanne, "ground.end", at_case({{"ground", of_joris.value}}));
    desk.run();
    // In the batch of the withdrawal: the answer of just before is taken back too.
    EXPECT_FALSE(desk.outbox.lines[joris].replies.at(asked).contains("result"));
    EXPECT_THAT(texts(told(joris)), IsEmpty());
    EXPECT_THAT(texts(read(joris, at_case({{"version", version}}))), IsEmpty());
    EXPECT_EQ(read_all().at("lines").size(), 1U);
}

// What the plan shows rests on a yes for the plan, whatever else they may know.
TEST_F(PlanToldLive, a_specialist_reads_the_lines_of_their_own_cells_until_the_yes_ends) {
    const auto yes = [&](const char* purpose, const char* domain) {
        return desk
            .result(sanne, "ground.record",
                    at_case({{"kind", "consent"},
                             {"members", {home.karin.value}},
                             {"given_by", {home.karin.value}},
                             {"organisation", home.school.value},
                             {"purpose", purpose},
                             {"life_domains", {domain}},
                             {"end", to_text(desk.now() + 20 * day_ms)},
                             {"evidence", "spoken"},
                             {"text_version", "2026-1"}}))
            .at("ground");
    };
    const Json at_table = yes("cooperation", "safety"), for_plan = yes("plan", "school");
    desk.result(sanne, "participant.invite", at_case({{"who", home.bram.value}}));
    const std::int64_t line = write("Elke dag naar school.");
    write("Geen ruzie.", {{"life_domains", {"safety"}}});
    share_with_karin(line);
    const ConnectionId bram = desk.connect(home.bram, 5);
    const Json seen = read(bram, at_case());
    EXPECT_THAT(texts(seen), ElementsAre("Elke dag naar school."));
    EXPECT_TRUE(seen.at("lines")[0].at("shared_with").empty());
    EXPECT_TRUE(seen.at("may").empty());
    EXPECT_NE(desk.reason(bram, "plan.write", at_case({{"line", line}, {"text", "x"}})), "");
    desk.result(sanne, "ground.end", at_case({{"ground", for_plan}}));
    EXPECT_THAT(texts(told(bram)), IsEmpty());
    desk.result(sanne, "ground.end", at_case({{"ground", at_table}}));
    EXPECT_EQ(desk.notices(bram, "plan.gone").size(), 1U);
    const std::size_t frames = desk.outbox.lines[bram].frames.size();
    desk.result(sanne, "plan.write", at_case({{"line", line}, {"text", "Vier dagen."}}));
    EXPECT_EQ(desk.outbox.lines[bram].frames.size(), frames);
    EXPECT_EQ(desk.reason(bram, "plan.read", at_case()), "not_found");
    EXPECT_FALSE(ever_told(bram, "Geen ruzie"));
}

TEST_F(PlanToldLive, where_there_is_danger_links_go_dark_and_nothing_is_shared_without_a_reason) {
    const ConnectionId mother = karin_comes(), neighbour = ans_comes();
    const std::int64_t line = write("Weer rust in huis.");
    share_with_karin(line);
    danger();
    for (const ConnectionId id : {mother, neighbour})
        EXPECT_EQ(desk.reason(id, "plan.read", Json::object()), "signed_out");
    const Json seen = read_all();
    EXPECT_EQ(seen.at("network")[0].at("state"), "dark");
    EXPECT_EQ(seen.at("family")[0].at("state"), "dark");
    const std::int64_t other = write("Nog een regel.");
    EXPECT_EQ(desk.reason(sanne, "plan.share", for_karin(other)), "sharing.not_safe");
    EXPECT_EQ(
        desk.reason(sanne, "plan.link",
                    at_case({{"member", home.karin.value}, {"language", "nl"}, {"name", "Karin"}})),
        "sharing.not_safe");
    const ConnectionId again = come_by(made("plan.link", {{"reason", "Zij is zelf de melder."}}));
    EXPECT_THAT(texts(read(again)), ElementsAre("Weer rust in huis."));
}

TEST_F(PlanToldLive,
       who_comes_from_the_network_meets_in_the_plans_call_and_is_out_when_their_link_ends) {
    const ConnectionId neighbour = ans_comes();
    EXPECT_EQ(desk.reason(neighbour, "call.join", Json::object()), "not_found");
    make({{"purpose", "plan"}});
    join(sanne);
    const Guested mother = guest(home.karin, "Karin");
    come_in(mother);
    const std::int64_t participant =
        desk.result(sanne, "call.invite", of({{"guest", ans.value}})).at("participant");
    EXPECT_EQ(read(neighbour).at("meeting").at("call"), call);
    desk.result(neighbour, "call.join", Json::object());
    EXPECT_EQ(now(sanne).at("waiting")[0].at("name"), "Ans");
    desk.result(sanne, "call.admit", of({{"participant", participant}}));
    const Json seen = now(neighbour);
    ASSERT_EQ(seen.at("people").size(), 2U);
    EXPECT_EQ(seen.at("you").at("role"), "network");
    EXPECT_TRUE(seen.at("lines").empty());
    const std::int64_t leg_of_karin = leg(mother.connection);
    EXPECT_EQ(desk.reason(neighbour, "rtc.candidate", candidate(leg_of_karin)), "");

    desk.result(sanne, "link.revoke", {{"link", ans.value}});
    EXPECT_TRUE(desk.outbox.lines[neighbour].closed);
    EXPECT_EQ(now(mother.connection).at("people").size(), 1U);
    EXPECT_EQ(now(sanne).at("people").size(), 1U);
    EXPECT_EQ(recorded("call.gone"), 1);
    EXPECT_EQ(read_all().at("network")[0].at("state"), "ended");
    const std::size_t frames = desk.outbox.lines[neighbour].frames.size();
    share_with_karin(write("Weer rust in huis."));
    desk.result(sanne, "call.media", of({{"sound", true}, {"picture", false}}));
    EXPECT_EQ(desk.outbox.lines[neighbour].frames.size(), frames);
}

TEST_F(PlanToldLive, who_was_shown_which_line_follows_from_the_log) {
    const std::int64_t line = write("Weer rust in huis.");
    const ConnectionId mother = karin_comes();
    read(mother);
    share_with_karin(line);
    std::vector<std::pair<std::string, audit::ObjectValue>> said;
    for (std::int64_t n = 0; n < desk.store().entry_count(); ++n) {
        const auto entry = audit::parse_entry(*desk.store().entry_leaf(n));
        if (!entry->event.starts_with("plan.")) continue;
        const auto disclosures = desk.store().entry_disclosures(n);
        for (const auto& one : *disclosures)
            if (const auto opened = audit::open_disclosure(*one.text); opened->name == "object")
                said.emplace_back(entry->event, *audit::parse_object(opened->value_json));
    }
    const std::vector<audit::Range> just_it{{line, line}};
    std::vector<std::string> events;
    for (const auto& [event, object] : said) {
        events.push_back(event);
        if (event == "plan.read") EXPECT_TRUE(object.ranges.empty());
        if (event == "plan.write" || event == "plan.share") EXPECT_EQ(object.ranges, just_it);
        if (event == "plan.shown") {
            EXPECT_EQ(object.ranges, just_it);
            EXPECT_EQ(object.link, karin.value);
        }
    }
    EXPECT_THAT(events,
                ElementsAre("plan.write", "plan.link", "plan.read", "plan.share", "plan.shown"));
}

}  // namespace
}  // namespace kortelijn::core
