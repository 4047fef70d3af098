// The commands of calls: made, planned, invited to, let in, put out, listed and ended.
#include "support/calls.hpp"

namespace kortelijn::commands {
namespace {

using support::CallInCore;
using support::Json;

class CallCommands : public CallInCore {};

TEST_F(CallCommands,
       a_partner_without_a_ground_is_not_let_in_and_the_carrier_hears_whose_yes_is_missing) {
    make();
    join(sanne);
    const std::int64_t participant =
        desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}))
            .at("participant");
    const ConnectionId bram = desk.connect(home.bram, 3);
    EXPECT_EQ(join(bram)["you"]["state"], "waiting");
    const Json waiting = now(sanne)["waiting"];
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_FALSE(waiting[0]["may_admit"]);
    EXPECT_EQ(waiting[0]["missing"], Json({"Karin Bakker"}));
    EXPECT_NE(desk.reason(sanne, "call.admit", of({{"participant", participant}})), "");
    EXPECT_FALSE(ever_told(bram, "Karin"));
}

TEST_F(CallCommands, two_carriers_who_let_in_at_once_let_in_once) {
    make();
    join(sanne);
    const ConnectionId joris = desk.connect(home.joris, 2);
    EXPECT_EQ(join(joris)["you"]["state"], "connected");  // who carries needs no invitation
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    const std::string first =
        desk.ask(sanne, "call.admit", of({{"participant", karin.participant}}));
    const std::string second =
        desk.ask(joris, "call.admit", of({{"participant", karin.participant}}));
    desk.run();
    EXPECT_TRUE(desk.outbox.lines[sanne].replies.at(first).contains("result"));
    EXPECT_TRUE(desk.outbox.lines[joris].replies.at(second).contains("error"));
    EXPECT_EQ(now(karin.connection)["you"]["state"], "connected");
}

TEST_F(CallCommands, who_was_put_out_does_not_come_back_and_the_end_is_the_end_for_all) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin"), lotte = guest(home.lotte, "Lotte");
    come_in(karin);
    desk.result(lotte.connection, "call.join", Json::object());
    desk.result(sanne, "call.remove", of({{"participant", lotte.participant}}));
    ASSERT_EQ(desk.notices(lotte.connection, "call.gone").size(), 1U);
    EXPECT_EQ(desk.notices(lotte.connection, "call.gone")[0]["reason"], "removed");
    EXPECT_TRUE(desk.outbox.lines[lotte.connection].closed);
    desk.result(sanne, "call.end", of());
    for (const ConnectionId id : {karin.connection, sanne}) {
        ASSERT_EQ(desk.notices(id, "call.gone").size(), 1U);
        EXPECT_EQ(desk.notices(id, "call.gone")[0]["reason"], "ended");
    }
    EXPECT_EQ(desk.reason(karin.connection, "call.join", Json::object()), "call.ended");
}

TEST_F(CallCommands, a_link_that_is_made_anew_ends_the_old_one_and_keeps_the_place) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    EXPECT_EQ(karin.token.size(), 43U);
    EXPECT_EQ(karin.code.size(), 6U);
    come_in(karin);
    const Json link =
        desk.result(sanne, "call.renew_link", of({{"participant", karin.participant}})).at("link");
    EXPECT_NE(link["token"], karin.token);
    EXPECT_TRUE(desk.outbox.lines[karin.connection].closed);
    const Json invited = now(sanne)["invited"];
    ASSERT_EQ(invited.size(), 1U);
    EXPECT_EQ(invited[0]["participant"], karin.participant);
    EXPECT_EQ(invited[0]["link"]["id"], link["id"]);
    EXPECT_EQ(invited[0]["link"]["state"], "sent");
    EXPECT_EQ(desk.reason(sanne, "call.invite",
                          of({{"member", home.karin.value}, {"name", "K"}, {"language", "nl"}})),
              "call.already_invited");
}

TEST_F(CallCommands, the_list_shows_a_carrier_all_calls_and_another_those_they_are_asked_to) {
    make();
    const std::int64_t first = call;
    make({{"starts_at", to_text(desk.now() + day_ms)}});
    desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}));
    const Json params{{"case", home.the_case.value}};
    EXPECT_EQ(desk.result(sanne, "call.list", params)["calls"].size(), 2U);
    EXPECT_EQ(desk.result(sanne, "call.list", Json::object())["calls"].size(), 2U);
    const ConnectionId bram = desk.connect(home.bram, 3);
    const Json theirs = desk.result(bram, "call.list", Json::object())["calls"];
    ASSERT_EQ(theirs.size(), 1U);
    EXPECT_EQ(theirs[0]["id"], call);
    EXPECT_TRUE(theirs[0]["about"].empty());
    EXPECT_FALSE(theirs[0].contains("case"));
    EXPECT_NE(first, call);
    const ConnectionId outsider = desk.connect(home.outsider, 9);
    EXPECT_EQ(desk.reason(outsider, "call.list", params), "not_found");
}

TEST_F(CallCommands,
       what_somebody_sends_is_told_also_while_they_wait_and_who_leaves_may_come_again) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    desk.result(karin.connection, "call.media",
                {{"sound", false}, {"picture", false}, {"trouble", "no_microphone"}});
    EXPECT_EQ(now(sanne)["waiting"][0]["media"]["trouble"], "no_microphone");
    desk.result(karin.connection, "call.leave", Json::object());
    EXPECT_TRUE(now(sanne)["waiting"].empty());
    EXPECT_EQ(state(desk.result(karin.connection, "call.join", Json::object()))["you"]["state"],
              "waiting");
}

TEST_F(CallCommands, an_invited_professional_hears_of_it_at_once) {
    make();
    const ConnectionId bram = desk.connect(home.bram, 3);
    desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}));
    const auto told = desk.notices(bram, "call.invited");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0]["call"], call);
    EXPECT_EQ(told[0]["inviter"]["name"], "Sanne de Wit");
}

TEST_F(CallCommands, a_call_is_made_by_who_carries_about_who_is_there_and_not_in_the_past) {
    const Json good{{"case", home.the_case.value},
                    {"members", {home.karin.value}},
                    {"life_domains", {"school"}}};
    const auto refused = [&](ConnectionId who, Json change) {
        Json params = good;
        params.update(change);
        return desk.reason(who, "call.make", params);
    };
    EXPECT_EQ(refused(sanne, {{"members", {987'654'321}}}), "member.not_in_household");
    EXPECT_EQ(refused(sanne, {{"starts_at", to_text(desk.now() + -1)}}), "record.in_the_past");
    EXPECT_EQ(refused(sanne, {{"starts_at", to_text(desk.now() + 92 * day_ms)}}),
              "record.too_long");
    EXPECT_EQ(refused(sanne, {{"life_domains", Json::array()}}), "domain.missing");
    const ConnectionId outsider = desk.connect(home.outsider, 9);
    EXPECT_EQ(refused(outsider, Json::object()), "not_found");
    EXPECT_TRUE(desk.store().calls_of(home.the_case).empty());
    EXPECT_EQ(refused(sanne, Json::object()), "");
}

TEST_F(CallCommands, a_planned_call_waits_and_begins) {
    make({{"starts_at", to_text(desk.now() + hour_ms)}});
    EXPECT_EQ(join(sanne)["you"]["state"], "waiting");
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    EXPECT_EQ(desk.reason(sanne, "call.admit", of({{"participant", karin.participant}})),
              "call.not_open");
    desk.result(sanne, "call.open", of());
    EXPECT_EQ(now(sanne)["you"]["state"], "connected");
    EXPECT_EQ(now(karin.connection)["state"], "open");
    EXPECT_EQ(now(karin.connection)["you"]["state"], "waiting");
}

TEST_F(CallCommands, who_only_looks_on_has_no_leg_and_is_met_by_nobody) {
    make();
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    const Json seen = now(sanne);  // who made it hears of it from then on
    EXPECT_EQ(seen["you"]["state"], "invited");
    EXPECT_EQ(seen["waiting"].size(), 1U);
    const ConnectionId joris = desk.connect(home.joris, 2);
    const Json looks = state(desk.result(joris, "call.join", of({{"watch", true}})));
    EXPECT_FALSE(looks["you"].contains("leg"));
    EXPECT_EQ(looks["waiting"].size(), 1U);
}

TEST_F(CallCommands, a_page_without_the_place_says_nothing_of_what_another_page_sends) {
    make();
    const ConnectionId other = desk.connect(home.sanne, 9);
    join(other);
    desk.result(other, "call.media", of({{"sound", true}, {"picture", true}}));
    const Guested karin = guest(home.karin, "Karin");
    come_in_by(other, karin);
    ASSERT_TRUE(now(karin.connection)["people"][0]["media"]["sound"]);
    desk.result(sanne, "call.media", of({{"sound", false}, {"picture", false}}));
    EXPECT_TRUE(now(karin.connection)["people"][0]["media"]["sound"]);
    desk.result(other, "call.media", of({{"sound", false}, {"picture", true}}));
    EXPECT_FALSE(now(karin.connection)["people"][0]["media"]["sound"]);
}

TEST_F(CallCommands, the_family_meets_in_spite_of_a_danger_only_for_a_reason_that_is_kept) {
    danger_now();
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin"), lotte = guest(home.lotte, "Lotte");
    come_in(karin);
    come_in(lotte);
    EXPECT_EQ(now(karin.connection)["people"].size(), 1U);
    EXPECT_EQ(desk.reason(karin.connection, "call.open", of({{"together_reason", "toch"}})),
              "method.unknown");
    desk.result(sanne, "call.open", of({{"together_reason", "Zij wonen samen en willen dit."}}));
    EXPECT_EQ(now(karin.connection)["people"].size(), 2U);
    EXPECT_EQ(now(lotte.connection)["people"].size(), 2U);
    const store::CallRecord kept = *desk.store().call({call});
    EXPECT_EQ(kept.reason, "Zij wonen samen en willen dit.");
    EXPECT_TRUE(kept.together_at);
    // Said when it was made, it holds from the start.
    make({{"together_reason", "Zij wonen samen en willen dit."}});
    EXPECT_TRUE(desk.store().call({call})->together_at);
    EXPECT_EQ(desk.reason(sanne, "call.make",
                          {{"case", home.the_case.value},
                           {"members", {home.karin.value}},
                           {"life_domains", {"school"}},
                           {"together_reason", ""}}),
              "text.empty");
}

TEST_F(CallCommands, a_case_has_so_many_calls_at_once_and_a_day_and_no_more) {
    const Json planned{{"case", home.the_case.value},
                       {"members", {home.karin.value}},
                       {"life_domains", {"school"}},
                       {"starts_at", to_text(desk.now() + 30 * day_ms)}};
    make(planned);
    for (int i = 1; i < 40; ++i) ASSERT_EQ(desk.reason(sanne, "call.make", planned), "") << i;
    EXPECT_EQ(desk.reason(sanne, "call.make", planned), "call.too_many");
    const auto end_it = [&] { desk.result(sanne, "call.end", of()); };
    end_it();  // of today it stays one
    EXPECT_EQ(desk.reason(sanne, "call.make", planned), "call.too_many");
    desk.pass(day_ms);
    sanne = desk.connect(home.sanne, 1);
    make(planned);
    EXPECT_EQ(desk.reason(sanne, "call.make", planned), "call.too_many");
    end_it();
    EXPECT_EQ(desk.reason(sanne, "call.make", planned), "");
}

TEST_F(CallCommands, a_case_has_so_many_links_a_day_and_no_more_and_those_of_long_ago_are_gone) {
    make();
    const Guested karin = guest(home.karin, "Karin");
    const Json again = of({{"participant", karin.participant}});
    for (int i = 1; i < 40; ++i) ASSERT_EQ(desk.reason(sanne, "call.renew_link", again), "") << i;
    EXPECT_EQ(desk.reason(sanne, "call.renew_link", again), "link.too_many");
    EXPECT_EQ(
        desk.reason(sanne, "call.invite",
                    of({{"member", home.lotte.value}, {"name", "Lotte"}, {"language", "nl"}})),
        "link.too_many");
    const auto at_hand = [&] {
        return desk.pipeline().world().entry(home.the_case, desk.now()).facts().guests.size();
    };
    EXPECT_EQ(at_hand(), 40U);
    desk.pass(day_ms);
    sanne = desk.connect(home.sanne, 1);
    make();
    EXPECT_EQ(
        desk.reason(sanne, "call.invite",
                    of({{"member", home.lotte.value}, {"name", "Lotte"}, {"language", "nl"}})),
        "");
    desk.pass(16 * day_ms);
    restart_pipeline_facts();
    EXPECT_EQ(at_hand(), 0U);
    EXPECT_EQ(desk.store().links_of(home.the_case).size(), 41U);
}

TEST_F(CallCommands, a_page_without_the_place_leaves_nothing_of_another_page) {
    make();
    const ConnectionId other = desk.connect(home.sanne, 9);
    join(other);
    desk.result(sanne, "call.leave", of());
    EXPECT_EQ(desk.reason(other, "rtc.turn", of()), "");
    desk.result(other, "call.leave", of());
    EXPECT_EQ(desk.reason(other, "rtc.turn", of()), "call.not_admitted");
}

}  // namespace
}  // namespace kortelijn::commands
