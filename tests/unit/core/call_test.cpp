// Calls: who waits knows nothing, who is let in meets whom they may, and who may not any more is
// out in the batch that changed it.
#include "support/calls.hpp"

namespace kortelijn::core {
namespace {

using support::CallInCore;
using support::Json;

class Calls : public CallInCore {};

TEST_F(Calls, who_waits_is_told_of_nobody) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    const Json waiting = state(desk.result(karin.connection, "call.join", Json::object()));
    EXPECT_EQ(waiting["you"]["state"], "waiting");
    EXPECT_FALSE(waiting["you"].contains("leg"));
    for (const char* empty : {"people", "waiting", "invited", "checklist", "lines", "questions"})
        EXPECT_TRUE(waiting[empty].empty()) << empty;
    EXPECT_TRUE(waiting["word"]["legs"].empty());
    for (const char* none : {"case", "turn", "about", "life_domains"})
        EXPECT_FALSE(waiting.contains(none)) << none;
    EXPECT_EQ(waiting["inviter"]["name"], "Sanne de Wit");
    // Who lets in knows who it is.
    const Json seen = now(sanne);
    ASSERT_EQ(seen["waiting"].size(), 1U);
    EXPECT_EQ(seen["waiting"][0]["name"], "Karin");
    EXPECT_TRUE(seen["waiting"][0]["may_admit"]);
}

TEST_F(Calls, what_happens_to_others_is_no_news_to_who_waits) {
    make();
    const Guested karin = guest(home.karin, "Karin"), lotte = guest(home.lotte, "Lotte");
    desk.result(karin.connection, "call.join", Json::object());
    const std::size_t frames = desk.outbox.lines[karin.connection].frames.size();
    join(sanne);
    desk.result(lotte.connection, "call.join", Json::object());
    desk.result(sanne, "call.media", of({{"sound", true}, {"picture", true}}));
    EXPECT_EQ(desk.outbox.lines[karin.connection].frames.size(), frames);
}

TEST_F(Calls, a_guest_who_is_let_in_meets_who_let_them_in) {
    make();
    EXPECT_EQ(join(sanne)["you"]["state"], "connected");
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const Json theirs = now(karin.connection), ours = now(sanne);
    ASSERT_EQ(theirs["people"].size(), 1U);
    EXPECT_EQ(theirs["people"][0]["name"], "Sanne de Wit");
    EXPECT_EQ(theirs["people"][0]["role"], "carrier");
    EXPECT_EQ(theirs["people"][0]["leg"], ours["you"]["leg"]);
    ASSERT_EQ(ours["people"].size(), 1U);
    EXPECT_EQ(ours["people"][0]["leg"], theirs["you"]["leg"]);
    EXPECT_EQ(theirs["word"]["legs"].size(), 2U);
    EXPECT_FALSE(theirs.contains("case"));
}

TEST(I3, a_withdrawal_during_a_call_puts_the_specialist_out_in_the_same_batch) {
    class InTheCall : public CallInCore {
    public:
        void TestBody() override {
            const GroundId ground = consent_for_school(home.school);
            consent_for_school(home.welfare);
            make();
            join(sanne);
            const std::int64_t participant =
                desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}))
                    .at("participant");
            const ConnectionId bram = desk.connect(home.bram, 3);
            // Invited and waiting tells no case: neither takes a ground.
            EXPECT_FALSE(join(bram).contains("case"));
            desk.result(sanne, "call.admit", of({{"participant", participant}}));
            const Guested karin = guest(home.karin, "Karin");
            come_in(karin);
            ASSERT_EQ(now(bram)["people"].size(), 2U);
            const std::int64_t brams_leg = leg(bram), karins = leg(karin.connection);

            // In one batch: the end of the ground, and what others still send to Bram.
            const std::string ended = desk.ask(
                sanne, "ground.end", {{"case", home.the_case.value}, {"ground", ground.value}});
            desk.ask(karin.connection, "rtc.candidate", candidate(brams_leg));
            const std::size_t before = desk.outbox.lines[bram].frames.size();
            desk.run();
            ASSERT_TRUE(desk.outbox.lines[sanne].replies.at(ended).contains("result"));
            const auto& frames = desk.outbox.lines[bram].frames;
            int gone = 0;
            for (std::size_t i = before; i < frames.size(); ++i) {
                EXPECT_EQ(frames[i].find("rtc."), std::string::npos) << frames[i];
                EXPECT_EQ(frames[i].find("call.changed"), std::string::npos) << frames[i];
                gone += frames[i].find("call.gone") != std::string::npos;
            }
            EXPECT_EQ(gone, 1);
            EXPECT_EQ(recorded("call.gone"), 1);
            EXPECT_EQ(now(sanne)["people"].size(), 1U);
            EXPECT_EQ(now(karin.connection)["people"].size(), 1U);
            EXPECT_FALSE(now(karin.connection).dump().find("Bram") != std::string::npos);

            // Nothing more reaches them, whoever tries.
            const std::size_t then = frames.size();
            EXPECT_EQ(desk.reason(karin.connection, "rtc.candidate", candidate(brams_leg)),
                      "rtc.nobody");
            EXPECT_NE(desk.reason(bram, "rtc.candidate", of(candidate(karins))), "");
            desk.result(sanne, "call.media", of({{"sound", false}, {"picture", false}}));
            EXPECT_EQ(desk.outbox.lines[bram].frames.size(), then + 1);  // the refusal itself
        }
    };
    InTheCall().TestBody();
}

TEST_F(Calls, who_comes_back_in_time_keeps_place_and_leg_and_who_does_not_has_left) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t had = leg(karin.connection);
    desk.disconnect(karin.connection);
    desk.run();
    desk.pass(20 * second_ms);
    const ConnectionId again = open_socket(karin.link);
    const Json back = state(desk.result(again, "call.join", {{"leg", had}}));
    EXPECT_EQ(back["you"]["state"], "connected");
    EXPECT_EQ(back["you"]["leg"], had);
    EXPECT_EQ(back["people"].size(), 1U);
    desk.disconnect(again);
    desk.run();
    desk.pass(30 * second_ms);
    EXPECT_EQ(now(sanne)["people"].size(), 1U);
    desk.pass(30 * second_ms);
    EXPECT_TRUE(now(sanne)["people"].empty());
    EXPECT_EQ(now(sanne)["invited"].size(), 1U);
    const ConnectionId late = open_socket(karin.link);
    EXPECT_EQ(state(desk.result(late, "call.join", Json::object()))["you"]["state"], "waiting");
}

TEST_F(Calls, who_waits_with_a_locked_screen_keeps_their_place_for_ten_minutes) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    desk.disconnect(karin.connection);
    desk.run();
    desk.pass(9 * minute_ms);
    EXPECT_EQ(now(sanne)["waiting"].size(), 1U);
    desk.pass(2 * minute_ms);
    EXPECT_TRUE(now(sanne)["waiting"].empty());
}

// Where there is danger the family does not meet (R59): their words differ and nobody is between.
TEST_F(Calls, that_a_word_cannot_be_compared_is_told_to_who_carries_and_to_nobody_else) {
    danger_now();
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin"), lotte = guest(home.lotte, "Lotte");
    come_in(karin);
    EXPECT_FALSE(now(sanne)["word"].contains("whole"));
    come_in(lotte);
    EXPECT_EQ(now(karin.connection)["people"].size(), 1U);
    EXPECT_EQ(now(sanne)["people"].size(), 2U);
    EXPECT_EQ(now(sanne)["word"]["whole"], false);
    EXPECT_FALSE(now(karin.connection)["word"].contains("whole"));
    EXPECT_FALSE(ever_told(karin.connection, "Lotte"));
}

TEST_F(Calls, a_page_opened_anew_has_another_leg_and_the_old_one_is_gone) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t had = leg(karin.connection);
    const ConnectionId anew = open_socket(karin.link);
    const Json back = state(desk.result(anew, "call.join", Json::object()));
    EXPECT_NE(back["you"]["leg"], had);
    EXPECT_EQ(desk.notices(karin.connection, "call.gone").size(), 1U);
    EXPECT_EQ(desk.reason(sanne, "rtc.candidate", of(candidate(had))), "rtc.nobody");
}

TEST_F(Calls, a_link_that_is_ended_takes_its_guest_out_at_once) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    desk.result(sanne, "link.revoke", {{"link", karin.link.value}});
    EXPECT_TRUE(now(sanne)["people"].empty());
    EXPECT_TRUE(desk.outbox.lines[karin.connection].closed);
}

TEST_F(Calls, a_talk_longer_than_a_session_is_idle_goes_on) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    for (int minute = 0; minute < 60; ++minute) desk.pass(minute_ms);
    EXPECT_FALSE(desk.outbox.lines[sanne].closed);
    EXPECT_FALSE(desk.outbox.lines[karin.connection].closed);
    EXPECT_EQ(now(sanne)["people"].size(), 1U);
}

TEST_F(Calls, after_a_restart_the_call_is_there_and_people_come_back_to_it) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t had = leg(sanne);
    desk.crash_and_restart();
    sanne = desk.connect(home.sanne, 1);
    const Json back = state(desk.result(sanne, "call.join", of({{"leg", had}})));
    EXPECT_EQ(back["you"]["state"], "connected");
    EXPECT_EQ(back["you"]["leg"], had);
    desk.pass(minute_ms);
    EXPECT_TRUE(now(sanne)["people"].empty());
}

}  // namespace
}  // namespace kortelijn::core
