// Calls that nobody ends, what is left of one afterwards, and who is put out of it for good.
#include "support/calls.hpp"

namespace kortelijn::core {
namespace {

using support::CallInCore;
using support::Json;

class CallEnding : public CallInCore {
protected:
    CallState state_of(std::int64_t id) { return desk.store().call({id})->state; }
    // Asked of Karin for the school, and answered yes by her.
    std::int64_t given_by(const Guested& karin) {
        const std::int64_t question = desk.result(sanne, "consent.ask",
                                                  of({{"organisation", home.school.value},
                                                      {"members", {home.karin.value}},
                                                      {"life_domains", {"school"}},
                                                      {"purposes", {"call"}},
                                                      {"end", "2026-12-01"}}))
                                          .at("question");
        EXPECT_EQ(desk.result(karin.connection, "consent.answer",
                              {{"question", question}, {"answer", "yes"}})["state"],
                  "given");
        return question;
    }
    bool school_may_know() {
        const auto record = desk.store().load_case(home.the_case);
        for (const Ground& one : record->facts.grounds)
            if (one.organisation == home.school && one.evidence == Evidence::in_call)
                return !one.withdrawn_at;
        return false;
    }
};

TEST_F(CallEnding, an_open_call_is_over_a_day_after_the_last_of_its_people_left) {
    make();
    join(sanne);
    desk.pass(2 * day_ms);  // somebody is in it all the while
    EXPECT_EQ(state_of(call), CallState::open);
    desk.result(sanne, "call.leave", of());
    desk.pass(day_ms - 1);
    EXPECT_EQ(state_of(call), CallState::open);
    desk.pass(1);
    EXPECT_EQ(state_of(call), CallState::ended);
    EXPECT_EQ(recorded("call.ended"), 1);
    EXPECT_TRUE(desk.store().open_calls().empty());
}

TEST_F(CallEnding, a_planned_call_that_never_began_is_over_a_day_after_its_hour) {
    make({{"starts_at", to_text(desk.now() + 3 * hour_ms)}});
    desk.pass(3 * hour_ms + day_ms - 1);
    EXPECT_EQ(state_of(call), CallState::planned);
    desk.pass(1);
    EXPECT_EQ(state_of(call), CallState::ended);
}

TEST_F(CallEnding, a_call_that_is_not_at_hand_is_found_within_the_hour) {
    make();
    desk.pipeline().world().calls().clear();  // as when there were too many of them
    desk.pass(day_ms + hour_ms + minute_ms);
    EXPECT_EQ(state_of(call), CallState::ended);
}

TEST_F(CallEnding, after_the_end_a_guest_without_a_page_still_reads_and_stops_what_they_gave) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t question = given_by(karin);
    desk.result(sanne, "call.end", of());
    EXPECT_EQ(desk.notices(karin.connection, "call.gone").at(0)["reason"], "ended");
    EXPECT_FALSE(desk.outbox.lines[karin.connection].closed);
    // Also on a page opened anew.
    const ConnectionId again = open_socket(karin.link);
    const Json seen = desk.result(again, "guest.hello", Json::object()).at("call");
    EXPECT_EQ(seen["state"], "ended");
    ASSERT_EQ(seen["questions"].size(), 1U);
    EXPECT_EQ(seen["questions"][0]["state"], "given");
    ASSERT_TRUE(seen["questions"][0].contains("ground"));
    ASSERT_TRUE(school_may_know());
    desk.result(again, "consent.stop", {{"question", question}});
    EXPECT_FALSE(school_may_know());
    const Json after = desk.result(again, "guest.hello", Json::object()).at("call");
    EXPECT_EQ(after["questions"][0]["state"], "withdrawn");
    EXPECT_FALSE(after["questions"][0].contains("ground"));
}

TEST_F(CallEnding, after_the_end_a_ground_is_stopped_by_itself_too) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    given_by(karin);
    desk.result(sanne, "call.end", of());
    const Json seen = desk.result(karin.connection, "guest.hello", Json::object()).at("call");
    desk.result(karin.connection, "consent.stop", {{"ground", seen["questions"][0]["ground"]}});
    EXPECT_FALSE(school_may_know());
}

TEST_F(CallEnding, a_guest_who_is_put_out_keeps_no_session_and_the_carrier_hears_what_stands) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    given_by(karin);
    const Json out = desk.result(sanne, "call.remove", of({{"participant", karin.participant}}));
    EXPECT_EQ(out, (Json{{"link_ended", true}, {"consents", 1}}));
    EXPECT_TRUE(desk.store().link(karin.link)->guest.revoked_at);
    EXPECT_TRUE(desk.store().live_guest_sessions(desk.now()).empty());
    const auto& line = desk.outbox.lines[karin.connection];
    EXPECT_TRUE(line.closed);
    // Why, before the socket goes.
    std::vector<std::string> last;
    for (const Json& notice : line.notices) last.push_back(notice["method"]);
    ASSERT_GE(last.size(), 2U);
    EXPECT_EQ(last[last.size() - 2], "call.gone");
    EXPECT_EQ(last.back(), "session.ended");
    EXPECT_EQ(desk.notices(karin.connection, "call.gone").back()["reason"], "removed");
    EXPECT_TRUE(school_may_know());
}

TEST_F(CallEnding, a_professional_who_is_put_out_has_no_link_to_end) {
    make();
    join(sanne);
    const Json invited = desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}));
    EXPECT_EQ(desk.result(sanne, "call.remove", of({{"participant", invited["participant"]}})),
              Json::object());
}

}  // namespace
}  // namespace kortelijn::core
