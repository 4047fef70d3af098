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

// Olga guesses numbers; the officer of her own organisation reads what became of it.
struct Guessing : Audit {
    Guessing() {
        Professional officer;
        officer.name = "Wouter Vos";
        officer.employment.push_back({people.school, {}});
        officer.roles.push_back({Role::privacy_officer_organisation, people.school, {}, {}});
        desk.store().begin();
        const ProfessionalId id = desk.store().add_professional(officer);
        desk.store().commit();
        desk.pipeline().world().forget();
        wouter = desk.connect(id);
        olga = desk.connect(people.outsider);
        exists = guess(room), absent = guess(777);
        result(sanne, "case.close", {{"case", the_case}});
        closed = guess(room);
    }
    std::int64_t guess(std::int64_t which) {
        EXPECT_EQ(told(olga, "room.join", {{"room", which}}), "not_found");
        return std::int64_t(entry_of("room.join").entry.n);
    }
    // Without what every entry has of its own, and the number that was asked for.
    Json entry(ConnectionId officer, std::int64_t n) {
        Json out = result(officer, "audit.entry", {{"n", n}});
        for (const char* own : {"n", "at", "leaf", "leaf_hash", "proof", "size", "root"})
            out.erase(own);
        for (Json& field : out["fields"])
            if (field["name"] == "case") field.erase("value");
        return out;
    }
    Json search(ConnectionId officer, Json params) {
        params["event"] = "room.join";
        params["outcome"] = "refused";
        return result(officer, "audit.search", params)["entries"];
    }
    ConnectionId wouter, olga;
    std::int64_t exists = 0, absent = 0, closed = 0;
};

TEST_F(Guessing, I6_an_organisations_officer_learns_no_more_than_who_asked) {
    const Json of_absent = entry(wouter, absent);
    EXPECT_EQ(entry(wouter, exists), of_absent);
    EXPECT_EQ(entry(wouter, closed), of_absent);
    EXPECT_NE(of_absent.dump().find("not_found"), std::string::npos);
    for (const char* reason : {"case.unknown", "case.closed", "consent.", "ground."})
        EXPECT_EQ(of_absent.dump().find(reason), std::string::npos) << reason;
    std::set<std::string> sentences;
    const Json rows = search(wouter, Json::object());
    EXPECT_EQ(rows.size(), 4U);
    for (const Json& row : rows) sentences.insert(row["sentence"]);
    EXPECT_EQ(sentences.size(), 1U) << Json(sentences);
    EXPECT_EQ(search(wouter, {{"text", "gesloten"}}).size(), 0U);
}

TEST_F(Guessing, I6_an_organisations_officer_finds_no_refusal_by_the_number_of_a_case) {
    EXPECT_EQ(search(wouter, {{"case_number", "26-0387"}}), search(wouter, {{"case_number", "9"}}));
    EXPECT_EQ(search(wouter, {{"case_number", "26-0387"}}).size(), 0U);
    // What the own people did in it is found.
    EXPECT_GE(result(wouter, "audit.search", {{"case_number", "26-0387"}})["entries"].size(), 1U);
}

TEST_F(Guessing, the_collaborations_officer_sees_the_real_reason) {
    EXPECT_NE(entry(nadia, absent).dump().find("case.unknown"), std::string::npos);
    EXPECT_NE(entry(nadia, closed).dump().find("case.closed"), std::string::npos);
    EXPECT_NE(entry(nadia, exists), entry(nadia, absent));
    EXPECT_GE(search(nadia, {{"case_number", "26-0387"}}).size(), 3U);
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
