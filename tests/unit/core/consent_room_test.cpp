// The main story without sockets: writing together, consent completed, invited, withdrawn.
#include <gtest/gtest.h>

#include "support/desk.hpp"

namespace kortelijn {
namespace {

using support::Desk;
using support::Json;

struct Story : testing::Test {
    Story() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
    }

    Json post(ConnectionId who, const std::string& text, std::vector<std::int64_t> about,
              std::vector<std::string> domains, int client_id) {
        return desk.result(who, "message.post",
                           {{"room", people.room.value},
                            {"text", text},
                            {"about", about},
                            {"life_domains", domains},
                            {"client_id", 1'001'000 + client_id}});
    }
    Json consent(std::int64_t giver, std::vector<std::int64_t> members) {
        return {{"case", people.the_case.value},
                {"kind", "consent"},
                {"members", members},
                {"given_by", {giver}},
                {"organisation", people.school.value},
                {"purpose", "cooperation"},
                {"life_domains", {"school"}},
                {"end", to_text(desk.now() + 100 * day_ms)},
                {"evidence", "spoken"},
                {"text_version", "2026-1"}};
    }

    Desk desk;
    support::MotherAndDaughter people;
};

TEST_F(Story, the_pairs_other_half_sees_a_message_at_once_with_both_business_cards) {
    const ConnectionId sanne = desk.connect(people.sanne), joris = desk.connect(people.joris);
    desk.result(sanne, "room.join", {{"room", people.room.value}});
    desk.result(joris, "room.join", {{"room", people.room.value}});
    const Json sent =
        post(sanne, "Lotte was vandaag op school.", {people.lotte.value}, {"school"}, 1);
    EXPECT_EQ(sent["seq"], 1);
    const auto heard = desk.notices(joris, "message.posted");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0]["text"], "Lotte was vandaag op school.");
    EXPECT_EQ(heard[0]["author"]["organisation"], "Welzijn Noord");
    EXPECT_EQ(heard[0]["author"]["team"], "wijkteam Noord");
}

TEST_F(Story, posting_again_with_the_same_client_id_gives_the_first_result) {
    const ConnectionId sanne = desk.connect(people.sanne, 77);
    const Json first = post(sanne, "Een keer.", {people.lotte.value}, {"school"}, 1);
    EXPECT_EQ(post(sanne, "Een keer.", {people.lotte.value}, {"school"}, 1), first);
    desk.crash_and_restart();
    const ConnectionId again = desk.connect(people.sanne, 77);
    EXPECT_EQ(post(again, "Een keer.", {people.lotte.value}, {"school"}, 1), first);
    EXPECT_EQ(desk.result(again, "message.history", {{"room", people.room.value}})["items"].size(),
              1U);
}

TEST_F(Story, consent_is_completed_by_the_mother_and_withdrawn_in_the_middle) {
    const ConnectionId sanne = desk.connect(people.sanne), bram = desk.connect(people.bram);
    desk.result(sanne, "room.join", {{"room", people.room.value}});
    EXPECT_EQ(desk.reason(bram, "room.join", {{"room", people.room.value}}), "not_found");
    post(sanne, "Over school.", {people.karin.value, people.lotte.value}, {"school"}, 1);
    post(sanne, "Over somberheid.", {people.karin.value, people.lotte.value}, {"mental_health"}, 2);

    Json kept = desk.result(sanne, "ground.record",
                            consent(people.lotte.value, {people.lotte.value, people.karin.value}));
    ASSERT_TRUE(kept.contains("pending"));
    EXPECT_EQ(kept["pending"]["missing"][0]["name"], "Karin Bakker");
    EXPECT_EQ(desk.reason(bram, "room.join", {{"room", people.room.value}}), "not_found");
    kept = desk.result(sanne, "ground.record",
                       consent(people.karin.value, {people.lotte.value, people.karin.value}));
    ASSERT_TRUE(kept.contains("ground")) << kept.dump();
    const std::int64_t ground = kept["ground"];
    desk.result(sanne, "participant.invite",
                {{"case", people.the_case.value}, {"who", people.bram.value}});

    EXPECT_EQ(desk.result(bram, "case.list", Json::object())["cases"].size(), 1U);
    const Json joined = desk.result(bram, "room.join", {{"room", people.room.value}});
    int messages = 0;
    for (const Json& item : joined["items"]) {
        EXPECT_EQ(item.dump().find("somberheid"), std::string::npos);
        messages += item["kind"] == "message";
    }
    EXPECT_EQ(messages, 1);
    EXPECT_EQ(joined["unread"]["count"], 1);
    post(sanne, "Nog iets over school.", {people.lotte.value}, {"school"}, 3);
    EXPECT_EQ(desk.notices(bram, "message.posted").size(), 1U);

    desk.result(sanne, "ground.end",
                {{"case", people.the_case.value},
                 {"ground", ground},
                 {"on_behalf_of", people.karin.value}});
    EXPECT_EQ(desk.notices(bram, "room.gone").size(), 1U);
    EXPECT_EQ(desk.notices(bram, "case.gone").size(), 1U);
    post(sanne, "Dit hoort Bram niet.", {people.lotte.value}, {"school"}, 4);
    EXPECT_EQ(desk.notices(bram, "message.posted").size(), 1U);
    EXPECT_EQ(desk.reason(bram, "room.join", {{"room", people.room.value}}), "not_found");
    EXPECT_EQ(desk.reason(bram, "room.join", {{"room", 999999}}), "not_found");
    EXPECT_EQ(desk.reason(bram, "message.history", {{"room", people.room.value}}), "not_found");
    EXPECT_EQ(desk.result(bram, "case.list", Json::object())["cases"].size(), 0U);
    EXPECT_EQ(desk.result(bram, "message.search", {{"text", "school"}})["hits"].size(), 0U);
}

TEST_F(Story, the_officer_finds_the_steps_and_no_content) {
    const ConnectionId sanne = desk.connect(people.sanne), bram = desk.connect(people.bram),
                       nadia = desk.connect(people.nadia);
    post(sanne, "Geheime tekst over school.", {people.lotte.value}, {"school"}, 1);
    desk.reason(bram, "room.join", {{"room", people.room.value}});
    const Json found = desk.result(nadia, "audit.search", Json::object());
    const std::string all = found.dump();
    EXPECT_NE(all.find("message.post"), std::string::npos);
    EXPECT_NE(all.find("\"refused\""), std::string::npos) << all;
    EXPECT_EQ(all.find("Geheime"), std::string::npos);
    EXPECT_EQ(desk.reason(sanne, "audit.search", Json::object()), "not_your_role");
    EXPECT_EQ(desk.reason(nadia, "room.join", {{"room", people.room.value}}), "not_your_role");
    const Json head = desk.result(nadia, "audit.checkpoint", {{"verify", true}});
    EXPECT_TRUE(head["verified"]["whole"].get<bool>()) << head.dump();
    const Json entry = desk.result(nadia, "audit.entry", {{"n", 1}});
    EXPECT_TRUE(entry.contains("leaf"));
}

}  // namespace
}  // namespace kortelijn
