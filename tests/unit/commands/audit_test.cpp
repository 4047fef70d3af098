// audit.search, audit.entry, audit.checkpoint: for officers, without any content.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct Audit : Story {
    Audit() : nadia(desk.connect(people.nadia)) {
        let_bram_in();
        post(sanne, "Geheime tekst over school.");
        told(desk.connect(people.outsider), "room.join", {{"room", room}});
    }
    ConnectionId nadia;
};

TEST_F(Audit, search_finds_who_what_whom_and_refusals_and_is_in_the_log_itself) {
    const Json all = result(nadia, "audit.search", Json::object());
    EXPECT_EQ(all.dump().find("Geheime"), std::string::npos);
    EXPECT_EQ(all.dump().find("Lotte was"), std::string::npos);
    const Json posts = result(nadia, "audit.search", {{"event", "message.post"}});
    ASSERT_EQ(posts["entries"].size(), 1U);
    EXPECT_EQ(posts["entries"][0]["who"], "Sanne de Wit");
    EXPECT_EQ(posts["entries"][0]["case_number"], "26-0387");
    EXPECT_EQ(posts["entries"][0]["members"], Json::array({"Lotte Bakker"}));
    EXPECT_EQ(result(nadia, "audit.search", {{"outcome", "refused"}})["entries"].size(), 1U);
    EXPECT_EQ(result(nadia, "audit.search",
                     {{"person", people.outsider.value}, {"event", "room.join"}})["entries"]
                  .size(),
              1U);
    EXPECT_GE(result(nadia, "audit.search", {{"case_number", "26-0387"}})["entries"].size(), 3U);
    EXPECT_EQ(result(nadia, "audit.search", {{"case_number", "26-9999"}})["entries"].size(), 0U);
    EXPECT_EQ(entry_of("audit.search").actor.professional, people.nadia);
}

TEST_F(Audit, search_pages_from_the_newest_back) {
    const Json first = result(nadia, "audit.search", {{"limit", 3}});
    ASSERT_EQ(first["entries"].size(), 3U);
    EXPECT_TRUE(first["more"].get<bool>());
    const Json next =
        result(nadia, "audit.search", {{"limit", 3}, {"before", first["entries"][2]["n"]}});
    EXPECT_LT(next["entries"][0]["n"], first["entries"][2]["n"]);
}

TEST_F(Audit, entry_gives_the_leaf_and_a_proof_under_the_newest_head) {
    const Json one = result(nadia, "audit.entry", {{"n", 0}});
    EXPECT_EQ(one["event"], "server.started");
    EXPECT_EQ(one["leaf_hash"].get<std::string>().size(), 64U);
    EXPECT_TRUE(one["size"].get<std::int64_t>() > 0);
    EXPECT_EQ(told(nadia, "audit.entry", {{"n", 99'999}}), "not_found");
    EXPECT_EQ(entry_of("audit.entry").entry.outcome, audit::Outcome::refused_request);
}

TEST_F(Audit, checkpoint_verifies_the_whole_log) {
    const Json head = result(nadia, "audit.checkpoint", {{"verify", true}});
    EXPECT_TRUE(head["verified"]["whole"].get<bool>()) << head.dump();
    EXPECT_EQ(head["origin"], "kortelijn.test/log");
    EXPECT_TRUE(result(nadia, "audit.checkpoint", Json::object()).contains("note"));
    EXPECT_EQ(entry_of("audit.checkpoint").actor.professional, people.nadia);
}

TEST_F(Audit, only_officers_may_and_officers_read_no_case) {
    EXPECT_EQ(told(sanne, "audit.search", Json::object()), "not_your_role");
    EXPECT_EQ(told(sanne, "audit.entry", {{"n", 0}}), "not_your_role");
    EXPECT_EQ(told(sanne, "audit.checkpoint", Json::object()), "not_your_role");
    EXPECT_EQ(entry_of("audit.checkpoint").entry.outcome, audit::Outcome::refused_policy);
    for (const auto& [method, params] :
         std::vector<std::pair<std::string, Json>>{{"room.join", {{"room", room}}},
                                                   {"message.history", {{"room", room}}},
                                                   {"case.open", {{"case", the_case}}}})
        EXPECT_NE(told(nadia, method, params), "") << method;
    EXPECT_EQ(result(nadia, "message.search", {{"text", "geheime"}})["hits"].size(), 0U);
    EXPECT_EQ(result(nadia, "case.list", Json::object())["cases"].size(), 0U);
}

}  // namespace
}  // namespace kortelijn::commands_test
