// Consent in a call: asked of who must agree, given or refused by each for themself, stopped as
// easily.
#include <map>

#include "support/calls.hpp"

namespace kortelijn::commands {
namespace {

using support::CallInCore;
using support::Json;

class ConsentInCall : public CallInCore {
protected:
    std::int64_t ask_school(Json more = Json::object()) {
        Json params{{"organisation", home.school.value},
                    {"members", {home.karin.value}},
                    {"life_domains", {"school"}},
                    {"purposes", {"call"}},
                    {"end", "2026-12-01"}};
        params.update(more);
        return desk.result(sanne, "consent.ask", of(params)).at("question");
    }
};

TEST_F(ConsentInCall, a_consent_is_asked_in_the_call_given_by_the_guest_and_stopped_by_them) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t question = desk.result(sanne, "consent.ask",
                                              of({{"organisation", home.school.value},
                                                  {"members", {home.karin.value}},
                                                  {"life_domains", {"school"}},
                                                  {"purposes", {"call", "consult"}},
                                                  {"end", "2026-12-01"}}))
                                      .at("question");
    Json asked = now(karin.connection)["questions"];
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0]["id"], question);
    EXPECT_EQ(asked[0]["to"]["organisation"], "Lindelaan College");
    ASSERT_EQ(asked[0]["asked"].size(), 1U);
    EXPECT_TRUE(asked[0]["asked"][0]["you"]);
    desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}));
    const ConnectionId bram = desk.connect(home.bram, 3);
    join(bram);
    EXPECT_FALSE(now(sanne)["waiting"][0]["may_admit"]);
    const Json given = desk.result(karin.connection, "consent.answer",
                                   {{"question", question}, {"answer", "yes"}});
    EXPECT_EQ(given["state"], "given");
    const auto record = desk.store().load_case(home.the_case);
    const auto grounds = record->facts.grounds;
    EXPECT_EQ(std::count_if(grounds.begin(), grounds.end(),
                            [&](const Ground& g) {
                                return g.organisation == home.school &&
                                       g.evidence == Evidence::in_call &&
                                       g.given_by == std::vector{home.karin};
                            }),
              2);
    // What was asked and given opens the door by itself to nobody; who carries opens it.
    EXPECT_TRUE(now(sanne)["waiting"][0]["may_admit"]);
    desk.result(sanne, "call.admit",
                of({{"participant", now(sanne)["waiting"][0]["participant"]}}));
    EXPECT_EQ(now(karin.connection)["people"].size(), 2U);
    // What the family gave Sanne for cooperation counts for the talk that she set up (R58).
    EXPECT_EQ(now(bram)["people"].size(), 2U);
    // And the guest stops it: Bram is out in the same batch.
    desk.result(karin.connection, "consent.stop", {{"question", question}});
    EXPECT_EQ(desk.notices(bram, "call.gone").size(), 1U);
    EXPECT_EQ(now(karin.connection)["questions"][0]["state"], "withdrawn");
    // The room says that both were her own words, and still who asked her.
    std::map<std::string, int> own;
    const Json listed = desk.result(sanne, "ground.list", {{"case", home.the_case.value}});
    for (const Json& change : listed["changes"])
        if (change.value("by_member", std::int64_t{0}) == home.karin.value)
            ++own[change["change"].get<std::string>()];
    EXPECT_EQ(own, (std::map<std::string, int>{{"ended", 2}, {"recorded", 2}}));
}

TEST_F(ConsentInCall, who_left_is_shown_no_new_question_and_answers_none) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    desk.result(karin.connection, "call.leave", Json::object());
    const std::int64_t question = desk.result(sanne, "consent.ask",
                                              of({{"organisation", home.school.value},
                                                  {"members", {home.karin.value}},
                                                  {"life_domains", {"school"}},
                                                  {"purposes", {"call"}},
                                                  {"end", "2026-12-01"}}))
                                      .at("question");
    const Json hello = desk.result(karin.connection, "guest.hello", Json::object());
    EXPECT_TRUE(hello["call"]["questions"].empty());
    const Json answer{{"question", question}, {"answer", "yes"}};
    EXPECT_EQ(desk.reason(karin.connection, "consent.answer", answer), "not_found");
}

TEST_F(ConsentInCall, who_waits_is_asked_nothing_before_a_carrier_has_let_them_in) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    desk.result(karin.connection, "call.join", Json::object());
    const std::int64_t question = desk.result(sanne, "consent.ask",
                                              of({{"organisation", home.school.value},
                                                  {"members", {home.karin.value}},
                                                  {"life_domains", {"school"}},
                                                  {"purposes", {"call"}},
                                                  {"end", "2026-12-01"}}))
                                      .at("question");
    EXPECT_FALSE(ever_told(karin.connection, "Lindelaan"));
    const Json answer{{"question", question}, {"answer", "yes"}};
    EXPECT_EQ(desk.reason(karin.connection, "consent.answer", answer), "not_found");
    desk.result(sanne, "call.admit", of({{"participant", karin.participant}}));
    EXPECT_EQ(now(karin.connection)["questions"].size(), 1U);
    EXPECT_EQ(desk.result(karin.connection, "consent.answer", answer)["state"], "given");
}

TEST_F(ConsentInCall, a_yes_that_is_not_whole_waits_and_a_no_is_kept_as_a_no) {
    make({{"members", {home.lotte.value}}});
    join(sanne);
    const Guested karin = guest(home.karin, "Karin"), lotte = guest(home.lotte, "Lotte");
    come_in(lotte);
    desk.result(karin.connection, "call.join", Json::object());
    desk.result(sanne, "call.admit", of({{"participant", karin.participant}}));
    const auto ask = [&](const char* domain) {
        return desk
            .result(sanne, "consent.ask",
                    of({{"organisation", home.school.value},
                        {"members", {home.lotte.value}},
                        {"life_domains", {domain}},
                        {"purposes", {"call"}},
                        {"end", "2026-12-01"}}))
            .at("question")
            .get<std::int64_t>();
    };
    const std::int64_t first = ask("school");
    EXPECT_EQ(desk.result(lotte.connection, "consent.answer",
                          {{"question", first}, {"answer", "yes"}})["state"],
              "open");
    EXPECT_EQ(desk.result(karin.connection, "consent.answer",
                          {{"question", first}, {"answer", "yes"}})["state"],
              "given");
    const auto waiting = [&] { return desk.store().load_case(home.the_case)->pending.size(); };
    const std::int64_t second = ask("health");
    desk.result(karin.connection, "consent.answer", {{"question", second}, {"answer", "yes"}});
    EXPECT_EQ(waiting(), 1U);
    desk.result(karin.connection, "consent.answer", {{"question", second}, {"answer", "later"}});
    EXPECT_EQ(waiting(), 0U);
    desk.result(karin.connection, "consent.answer", {{"question", second}, {"answer", "yes"}});
    const Json no{{"question", second}, {"answer", "no"}, {"client_id", 2'000'000}};
    EXPECT_EQ(desk.result(lotte.connection, "consent.answer", no)["state"], "refused");
    EXPECT_EQ(waiting(), 0U);
    // Sent again although the answer got lost: the first result (I4), though the question is over.
    EXPECT_EQ(desk.result(lotte.connection, "consent.answer", no)["state"], "refused");
    const auto grounds = desk.store().load_case(home.the_case)->facts.grounds;
    EXPECT_TRUE(std::any_of(grounds.begin(), grounds.end(), [&](const Ground& g) {
        return g.deny && g.given_by == std::vector{home.lotte};
    }));
    // What one said is not told to the other; who carries sees it.
    EXPECT_FALSE(ever_told(karin.connection, "\"answer\":\"no\""));
    EXPECT_TRUE(ever_told(sanne, "\"answer\":\"no\""));
}

TEST_F(ConsentInCall, why_it_is_asked_is_read_by_who_is_asked_and_who_carries) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    ask_school({{"reason", "Dan kijkt school mee."}});
    EXPECT_EQ(now(karin.connection)["questions"][0]["reason"], "Dan kijkt school mee.");
    EXPECT_EQ(now(sanne)["questions"][0]["reason"], "Dan kijkt school mee.");
}

TEST_F(ConsentInCall, of_several_purposes_each_is_recorded_and_each_is_stopped_by_itself) {
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t question = ask_school({{"purposes", {"call", "consult"}}});
    EXPECT_EQ(object_of("consent.ask").purpose, "call,consult");
    desk.result(karin.connection, "consent.answer", {{"question", question}, {"answer", "yes"}});
    EXPECT_EQ(object_of("consent.answer").purpose, "call,consult");
    const auto first = now(karin.connection)["questions"][0]["ground"];
    desk.result(karin.connection, "consent.stop", {{"ground", first}});
    Json seen = now(karin.connection)["questions"][0];
    EXPECT_EQ(seen["state"], "given");
    EXPECT_NE(seen["ground"], first);
    desk.result(karin.connection, "consent.stop", {{"ground", seen["ground"]}});
    seen = now(karin.connection)["questions"][0];
    EXPECT_EQ(seen["state"], "withdrawn");
    EXPECT_FALSE(seen.contains("ground"));
}

// For whom it is meant reads it when they may know all that it is about, at this table.
TEST_F(ConsentInCall, a_specialist_reads_no_question_about_what_is_not_spoken_of_here) {
    consent_for_school(home.school);
    make();
    join(sanne);
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    const std::int64_t participant =
        desk.result(sanne, "call.invite", of({{"professional", home.bram.value}}))
            .at("participant");
    const ConnectionId bram = desk.connect(home.bram, 3);
    join(bram);
    desk.result(sanne, "call.admit", of({{"participant", participant}}));
    ask_school({{"purposes", {"consult"}}, {"reason", "Voor het gezin."}});
    ASSERT_EQ(now(bram)["questions"].size(), 1U);
    EXPECT_FALSE(now(bram)["questions"][0].contains("reason"));
    ask_school({{"members", {home.lotte.value}}, {"reason", "Over Lotte."}});
    ask_school({{"life_domains", {"finances"}}, {"purposes", {"consult"}}});
    EXPECT_EQ(now(sanne)["questions"].size(), 3U);
    EXPECT_EQ(now(bram)["questions"].size(), 1U);
    EXPECT_FALSE(ever_told(bram, "Lotte"));
}

}  // namespace
}  // namespace kortelijn::commands
