// What is shown of a call: the log says to whom and when, and it comes a page at a time.
#include <algorithm>

#include "audit/values.hpp"
#include "support/calls.hpp"

namespace kortelijn {
namespace {

using support::CallInCore;
using support::Json;

class ShownOfCalls : public CallInCore {
protected:
    void begin() {
        ground = consent_for_school(home.welfare);
        make();
        join(sanne);
        karin = guest(home.karin, "Karin");
        come_in(karin);
    }
    std::int64_t write(const std::string& text) {
        return desk
            .result(sanne, "summary.write",
                    of({{"kind", "sentence"},
                        {"members", {home.karin.value}},
                        {"life_domains", {"school"}},
                        {"text", text}}))
            .at("line");
    }
    void share(std::int64_t line) {
        desk.result(sanne, "summary.share", of({{"line", line}, {"member", home.karin.value}}));
    }
    // Lines as the store would have them after a long talk, all shared with Karin.
    void long_talk(int lines, const std::string& text) {
        desk.store().begin();
        for (int n = 0; n < lines; ++n) {
            store::LineRecord line;
            line.id = LineId{9'000'000 + n};
            line.of_case = home.the_case;
            line.call = {call};
            line.by = home.sanne;
            line.at = desk.now();
            line.about = {home.karin};
            line.life_domains.add(LifeDomain::school);
            line.text = text;
            line.shared_with.push_back({home.karin, {}, desk.now(), home.sanne, {}, {}, {}, {}});
            desk.store().put_line(line);
        }
        desk.store().commit();
        desk.pipeline().world().touch(CallId{call});
        desk.pipeline().world().keep_touches();
        desk.result(sanne, "call.media", of({{"sound", true}, {"picture", true}}));
    }
    static bool names(const audit::ObjectValue& object, std::int64_t id) {
        return std::find(object.ranges.begin(), object.ranges.end(), audit::Range{id, id}) !=
               object.ranges.end();
    }

    Guested karin;
    GroundId ground;
};

TEST_F(ShownOfCalls, I1_what_is_shown_while_one_sits_there_is_recorded_for_each_who_sees_it) {
    begin();
    const int before = recorded("call.shown");
    const std::int64_t line = write("Er komt een gesprek op school.");
    // To Sanne, who wrote it; Karin is shown nothing yet.
    EXPECT_EQ(recorded("call.shown"), before + 1);
    audit::ObjectValue said = object_of("call.shown");
    EXPECT_TRUE(names(said, line));
    EXPECT_EQ(said.count, 1);
    EXPECT_EQ(said.call, call);
    EXPECT_EQ(said.grounds, std::vector{ground.value});
    EXPECT_TRUE(audit::parse_mask(said.mask));
    share(line);
    EXPECT_EQ(recorded("call.shown"), before + 2);
    said = object_of("call.shown");
    EXPECT_TRUE(names(said, line));
    EXPECT_EQ(said.participant, karin.participant);
    EXPECT_TRUE(said.mask.empty());  // a guest's goes by name
    // Told again is not shown again; taken back and shared anew is.
    desk.result(sanne, "call.media", of({{"sound", true}, {"picture", true}}));
    EXPECT_EQ(recorded("call.shown"), before + 2);
    desk.result(sanne, "summary.unshare", of({{"line", line}, {"member", home.karin.value}}));
    share(line);
    EXPECT_EQ(recorded("call.shown"), before + 3);
}

TEST_F(ShownOfCalls, I1_who_comes_later_is_recorded_with_grounds_mask_and_what_was_there) {
    begin();
    const std::int64_t line = write("Er komt een gesprek op school.");
    share(line);
    const GroundId of_school = consent_for_school(home.school);
    const std::int64_t participant =
        desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}))
            .at("participant");
    const ConnectionId bram = desk.connect(home.bram, 3);
    join(bram);
    EXPECT_TRUE(object_of("call.join").mask.empty());
    desk.result(sanne, "call.admit", of({{"participant", participant}}));
    const auto holds = [&](const audit::ObjectValue& object) {
        return std::find(object.grounds.begin(), object.grounds.end(), of_school.value) !=
               object.grounds.end();
    };
    EXPECT_TRUE(holds(object_of("call.admit")));
    EXPECT_FALSE(object_of("call.admit").mask.empty());
    EXPECT_TRUE(names(object_of("call.shown"), line));
    EXPECT_EQ(object_of("call.shown").participant, participant);
    // Their page opened anew: the answer holds it, and so does its entry.
    const int before = recorded("call.shown");
    join(bram);
    EXPECT_TRUE(names(object_of("call.join"), line));
    EXPECT_TRUE(holds(object_of("call.join")));
    EXPECT_EQ(recorded("call.shown"), before);
}

TEST_F(ShownOfCalls, I7_a_state_holds_the_newest_lines_and_older_ones_come_a_page_at_a_time) {
    begin();
    long_talk(130, "Er komt een gesprek op school.");
    for (const ConnectionId who : {sanne, karin.connection}) {
        const Json seen = now(who);
        ASSERT_EQ(seen["lines"].size(), 100U);
        EXPECT_EQ(seen["lines"][0]["id"], 9'000'030);
        EXPECT_EQ(seen["more_lines"], true);
        Json ask{{"before", 9'000'030}};
        if (who == sanne) ask["call"] = call;
        const Json older = desk.result(who, "summary.list", ask);
        ASSERT_EQ(older["lines"].size(), 30U);
        EXPECT_EQ(older["lines"][0]["id"], 9'000'000);
        EXPECT_EQ(older["more"], false);
        EXPECT_EQ(object_of("summary.list").ranges.size(), 30U);
    }
    // An older line that is taken back is taken out of what waits unsent, too.
    const std::size_t purges = desk.outbox.purges.size();
    desk.result(sanne, "summary.unshare", of({{"line", 9'000'000}, {"member", home.karin.value}}));
    EXPECT_GT(desk.outbox.purges.size(), purges);
    EXPECT_EQ(desk.reason(karin.connection, "summary.list", {{"before", 9'000'000}}), "not_found");
    EXPECT_EQ(desk.reason(karin.connection, "summary.list", {{"before", 77}}), "not_found");
    const ConnectionId outsider = desk.connect(home.outsider, 4);
    EXPECT_EQ(desk.reason(outsider, "summary.list", of({{"before", 9'000'030}})), "not_found");
}

TEST_F(ShownOfCalls, I7_lines_of_one_state_stay_within_48_kib) {
    begin();
    long_talk(60, std::string(1'000, 'x'));
    const Json seen = now(sanne);
    EXPECT_LT(seen["lines"].dump().size(), 48U * 1024U);
    EXPECT_GT(seen["lines"].size(), 30U);
    EXPECT_LT(seen["lines"].size(), 60U);
    EXPECT_EQ(seen["more_lines"], true);
}

// R58: who waits is seen by nobody while their phone sleeps, so nobody hears of anybody for it.
TEST_F(ShownOfCalls, who_waits_but_is_not_here_is_not_let_in_and_has_not_come_for_another) {
    make();
    join(sanne);
    karin = guest(home.karin, "Karin");
    const Guested lotte = guest(home.lotte, "Lotte");
    desk.result(karin.connection, "call.join", Json::object());
    desk.result(lotte.connection, "call.join", Json::object());
    const auto waiting = [&](std::int64_t participant) {
        const Json all = now(sanne)["waiting"];
        for (const Json& one : all)
            if (one["participant"] == participant) return one;
        return Json();
    };
    EXPECT_EQ(waiting(lotte.participant)["may_admit"], true);
    desk.disconnect(karin.connection);
    desk.run();
    EXPECT_EQ(waiting(karin.participant)["away"], true);
    EXPECT_EQ(waiting(karin.participant)["may_admit"], false);
    EXPECT_EQ(desk.reason(sanne, "call.admit", of({{"participant", karin.participant}})),
              "call.not_waiting");
    EXPECT_EQ(desk.reason(sanne, "call.admit", of({{"participant", lotte.participant}})),
              "call.not_agreed");
    // Back on the same place.
    const ConnectionId again = open_socket(karin.link);
    desk.result(again, "call.join", Json::object());
    EXPECT_FALSE(waiting(karin.participant).contains("away"));
    desk.result(sanne, "call.admit", of({{"participant", lotte.participant}}));
    desk.pass(9 * minute_ms);
    desk.result(sanne, "call.admit", of({{"participant", karin.participant}}));
    EXPECT_EQ(now(again)["you"]["state"], "connected");
}

}  // namespace
}  // namespace kortelijn
