// consult.ask, consult.preview, consult.list, consult.open, consult.answer, consult.advise and
// consult.end: a question to specialists, and the room of its own that ends by itself.
#include <map>

#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

struct Consult : Story {
    Json consult_consent(const Json& more = Json::object()) {
        Json out = consent(
            {{"purpose", "consult"}, {"members", {karin, lotte}}, {"given_by", {karin, lotte}}});
        out.update(more);
        return out;
    }
    Json who(const Json& more = Json::object()) {
        Json out{{"case", the_case},
                 {"members", {lotte}},
                 {"life_domains", {"school"}},
                 {"experts", {people.bram.value}},
                 {"until", to_text(Day{amsterdam_day(desk.now()).number + 30})}};
        out.update(more);
        return out;
    }
    Json ask_params(const Json& more = Json::object()) {
        Json out = who({{"question", "Wat helpt Lotte om weer naar school te gaan?"}});
        out.update(more);
        return out;
    }
    // On both's yes for school, Bram asked and at his screen.
    std::int64_t ask_bram(const Json& more = Json::object()) {
        ground = result(sanne, "ground.record", consult_consent())["ground"];
        if (!bram) bram = desk.connect(people.bram);
        return result(sanne, "consult.ask", ask_params(more))["consult"];
    }
    Json open(ConnectionId reader, std::int64_t consult) {
        return result(reader, "consult.open", {{"consult", consult}})["consult"];
    }
    std::int64_t accepted() {
        const std::int64_t consult = ask_bram();
        result(bram, "consult.answer", {{"consult", consult}, {"accept", true}});
        consult_room = open(bram, consult)["room"];
        return consult;
    }
    Json post_there(ConnectionId by, const std::string& text) {
        return result(by, "message.post", message(text, {{"room", consult_room}}));
    }
    std::vector<std::string> may(ConnectionId reader, std::int64_t consult) {
        return open(reader, consult)["may"];
    }

    std::int64_t ground = 0, consult_room = 0;
};

TEST_F(Consult, preview_says_cell_by_cell_what_is_given_and_whose_yes_is_missing) {
    const Json before = result(sanne, "consult.preview", who({{"members", {karin, lotte}}}));
    ASSERT_EQ(before["cells"].size(), 2U);
    EXPECT_EQ(before["cells"][1]["state"], "missing");
    EXPECT_EQ(before["cells"][1]["reason"], "consent.missing");
    std::vector<std::string> names;
    for (const Json& one : before["cells"][1]["missing"]) names.push_back(one["name"]);
    EXPECT_EQ(names, (std::vector<std::string>{"Lotte Bakker", "Karin Bakker"}));
    EXPECT_EQ(before["ways"], (Json{"record", "call", "anonymous"}));
    // Lotte said yes, her mother has not answered yet.
    result(sanne, "ground.record", consult_consent({{"members", {lotte}}, {"given_by", {lotte}}}));
    const Json half = result(sanne, "consult.preview", who());
    ASSERT_EQ(half["cells"][0]["missing"].size(), 1U);
    EXPECT_EQ(half["cells"][0]["missing"][0]["member"], karin);
    result(sanne, "ground.record", consult_consent());
    const Json after =
        result(sanne, "consult.preview", who({{"life_domains", {"school", "housing"}}}));
    EXPECT_EQ(after["cells"][1]["state"], "given");
    EXPECT_EQ(after["cells"][0]["state"], "missing");  // housing: Sanne may not know it herself
    EXPECT_EQ(result(sanne, "consult.preview", who())["ways"], Json::array());
    EXPECT_EQ(entry_of("consult.preview").object.count, 1);
}

TEST_F(Consult, preview_names_nobody_to_who_does_not_carry_the_case) {
    let_bram_in();
    const Json seen = result(bram, "consult.preview",
                             who({{"experts", {people.outsider.value, people.sanne.value}}}));
    for (const Json& cell : seen["cells"]) {
        EXPECT_FALSE(cell.contains("missing")) << cell;
        EXPECT_FALSE(cell.contains("reason")) << cell;
    }
    EXPECT_EQ(seen["ways"], Json{"anonymous"});
}

TEST_F(Consult, ask_needs_a_ground_for_every_cell_of_everybody_asked) {
    EXPECT_EQ(told(sanne, "consult.ask", ask_params()), "consent.missing");
    ask_bram();
    EXPECT_NE(told(sanne, "consult.ask", ask_params({{"life_domains", {"school", "finances"}}})),
              "");
    EXPECT_EQ(told(sanne, "consult.ask",
                   ask_params({{"until", to_text(Day{amsterdam_day(desk.now()).number - 1})}})),
              "record.in_the_past");
    EXPECT_EQ(told(sanne, "consult.ask",
                   ask_params({{"until", to_text(Day{amsterdam_day(desk.now()).number + 120})}})),
              "record.too_long");
    EXPECT_EQ(told(sanne, "consult.ask", ask_params({{"experts", {999}}})), "invite.not_employed");
    EXPECT_EQ(told(sanne, "consult.ask", ask_params({{"experts", {people.sanne.value}}})),
              "request.invalid");
    const auto entry = entry_of("consult.ask");
    EXPECT_EQ(entry.entry.outcome, audit::Outcome::refused_policy);
}

TEST_F(Consult, ask_tells_who_is_asked_and_the_carriers_and_is_in_the_log) {
    const std::int64_t consult = ask_bram();
    const auto told_bram = desk.notices(bram, "consult.changed");
    ASSERT_EQ(told_bram.size(), 1U);
    const Json state = told_bram[0]["consult"];
    EXPECT_EQ(state["question"], "Wat helpt Lotte om weer naar school te gaan?");
    EXPECT_EQ(state["members"][0]["name"], "Lotte Bakker");
    EXPECT_FALSE(state.contains("room")) << state;
    EXPECT_FALSE(state.contains("case")) << state;
    EXPECT_EQ(state["may"], (Json{"answer", "end"}));
    EXPECT_EQ(desk.notices(joris, "consult.changed").size(), 1U);
    const auto entry = entry_of("consult.ask");
    EXPECT_EQ(entry.object.consult, consult);
    EXPECT_EQ(entry.object.professional, people.bram);
    EXPECT_EQ(entry.members, (std::vector<MemberId>{people.lotte}));
    EXPECT_FALSE(entry.object.grounds.empty());
}

TEST_F(Consult, a_consult_is_in_the_lists_of_who_may_know_of_it_and_in_no_other) {
    const std::int64_t consult = ask_bram();
    const auto ids = [&](ConnectionId reader, const Json& params) {
        std::vector<std::int64_t> out;
        const Json told_now = result(reader, "consult.list", params);
        for (const Json& one : told_now["consults"]) out.push_back(one["id"]);
        return out;
    };
    const std::vector<std::int64_t> it{consult}, nothing;
    EXPECT_EQ(ids(sanne, {{"case", the_case}}), it);
    EXPECT_EQ(ids(joris, {{"case", the_case}}), it);
    EXPECT_EQ(ids(sanne, Json::object()), it);
    EXPECT_EQ(ids(bram, Json::object()), it);
    EXPECT_EQ(ids(desk.connect(people.outsider), Json::object()), nothing);
    result(bram, "consult.answer",
           {{"consult", consult}, {"accept", false}, {"reason", "Geen tijd."}});
    EXPECT_EQ(ids(bram, Json::object()), nothing);
}

TEST_F(Consult, answer_yes_seats_the_specialist_in_the_consults_room_alone) {
    const std::int64_t consult = accepted();
    const Json joined = result(bram, "room.join", {{"room", consult_room}});
    EXPECT_EQ(joined["purpose"], "consult");
    EXPECT_EQ(joined["consult"], consult);
    EXPECT_TRUE(joined["may_post"]);
    EXPECT_EQ(joined["may_write"].size(), 1U);
    EXPECT_NE(told(bram, "room.join", {{"room", room}}), "");
    EXPECT_NE(told(bram, "case.open", {{"case", the_case}}), "");
    result(sanne, "room.join", {{"room", consult_room}});
    post_there(sanne, "Ze slaapt slecht.");
    EXPECT_EQ(desk.notices(bram, "message.posted").size(), 1U);
    post_there(bram, "Dan eerst dat.");
    EXPECT_EQ(desk.notices(sanne, "message.posted").size(), 2U);
    EXPECT_EQ(
        result(bram, "message.history", {{"room", consult_room}, {"before", 100}})["items"].size(),
        2U);
    EXPECT_EQ(entry_of("message.post").of_case.room.value, consult_room);
    EXPECT_EQ(told(bram, "consult.answer", {{"consult", consult}, {"accept", true}}),
              "consult.answered");
    EXPECT_EQ(entry_of("consult.answer").entry.outcome, audit::Outcome::refused_policy);
    EXPECT_NE(
        told(bram, "message.post",
             message("Over thuis.", {{"room", consult_room}, {"life_domains", {"parenting"}}})),
        "");
}

TEST_F(Consult, who_sits_at_the_cases_table_does_not_see_the_consults_room) {
    let_bram_in();
    join(bram);
    const ConnectionId olga = desk.connect(people.outsider);
    result(sanne, "ground.record", consult_consent());
    const std::int64_t consult =
        result(sanne, "consult.ask", ask_params({{"experts", {people.outsider.value}}}))["consult"];
    result(olga, "consult.answer", {{"consult", consult}, {"accept", true}});
    consult_room = open(olga, consult)["room"];
    result(sanne, "room.join", {{"room", consult_room}});
    post_there(sanne, "Alleen voor dit consult.");
    EXPECT_TRUE(desk.notices(bram, "message.posted").empty());
    EXPECT_TRUE(desk.notices(bram, "consult.changed").empty());
    expect_alike(bram, "room.join", {{"room", consult_room}}, "room");
    expect_alike(bram, "consult.open", {{"consult", consult}}, "consult");
    EXPECT_TRUE(result(bram, "message.search", {{"text", "alleen"}})["hits"].empty());
    EXPECT_TRUE(result(bram, "consult.list", {{"case", the_case}})["consults"].empty());
}

TEST_F(Consult, a_participant_may_ask_along_what_they_know_and_keeps_nothing_of_the_case) {
    let_bram_in();
    result(sanne, "ground.record", consult_consent());
    const std::int64_t consult =
        result(bram, "consult.ask", ask_params({{"experts", {people.outsider.value}}}))["consult"];
    EXPECT_EQ(open(bram, consult)["may"], Json{"end"});
    EXPECT_EQ(open(sanne, consult)["asked_by"]["name"], "Bram Kuipers");
    result(sanne, "participant.end", {{"case", the_case}, {"who", people.bram.value}});
    EXPECT_EQ(told(bram, "consult.open", {{"consult", consult}}), "not_found");
}

TEST_F(Consult, answer_no_needs_a_reason_and_closes_it_for_who_declined) {
    const std::int64_t consult = ask_bram();
    EXPECT_EQ(field(bram, "consult.answer", {{"consult", consult}, {"accept", false}}), "reason");
    const Json no{{"consult", consult},
                  {"accept", false},
                  {"reason", "Geen tijd."},
                  {"client_id", 4'000'000}};
    EXPECT_EQ(told(bram, "consult.answer", no), "");
    EXPECT_EQ(told(bram, "consult.answer", no), "");  // sent again: the first result
    ASSERT_EQ(desk.notices(bram, "consult.gone").size(), 1U);
    EXPECT_EQ(desk.notices(bram, "consult.gone")[0]["why"], "declined");
    EXPECT_EQ(told(bram, "consult.open", {{"consult", consult}}), "not_found");
    const Json state = open(sanne, consult);
    EXPECT_EQ(state["state"], "declined");
    EXPECT_EQ(state["experts"][0]["reason"], "Geen tijd.");
    EXPECT_EQ(entry_of("consult.open").object.consult, consult);
}

TEST_F(Consult, advise_comes_back_to_who_asked_once) {
    const std::int64_t consult = ask_bram();
    const Json advice{{"consult", consult}, {"text", "Begin met halve dagen."}};
    EXPECT_EQ(told(bram, "consult.advise", advice), "not_found");  // not accepted yet
    result(bram, "consult.answer", {{"consult", consult}, {"accept", true}});
    const auto before = desk.notices(sanne, "consult.changed").size();
    result(bram, "consult.advise", advice);
    const auto heard = desk.notices(sanne, "consult.changed");
    ASSERT_EQ(heard.size(), before + 1);
    EXPECT_EQ(heard.back()["consult"]["advice"]["text"], "Begin met halve dagen.");
    EXPECT_EQ(heard.back()["consult"]["state"], "advised");
    EXPECT_EQ(told(bram, "consult.advise", advice), "consult.answered");
    EXPECT_EQ(may(bram, consult), std::vector<std::string>{"end"});
    EXPECT_NE(told(sanne, "consult.advise", advice), "");
}

TEST_F(Consult, a_panel_advises_through_its_chair_when_two_accepted) {
    ground = result(sanne, "ground.record", consult_consent())["ground"];
    bram = desk.connect(people.bram);
    const ConnectionId olga = desk.connect(people.outsider);
    EXPECT_EQ(field(sanne, "consult.ask", ask_params({{"panel", true}})), "panel");
    const Json two{{"experts", {people.bram.value, people.outsider.value}}, {"panel", true}};
    Json other = ask_params(two);
    other["chair"] = people.sanne.value;
    EXPECT_EQ(field(sanne, "consult.ask", other), "chair");
    Json params = ask_params(two);
    params["chair"] = people.outsider.value;
    const std::int64_t consult = result(sanne, "consult.ask", params)["consult"];
    const Json advice{{"consult", consult}, {"text", "Wij raden halve dagen aan."}};
    result(olga, "consult.answer", {{"consult", consult}, {"accept", true}});
    EXPECT_EQ(told(olga, "consult.advise", advice), "panel.too_few");
    result(bram, "consult.answer", {{"consult", consult}, {"accept", true}});
    EXPECT_EQ(told(bram, "consult.advise", advice), "panel.not_chair");
    consult_room = open(bram, consult)["room"];
    result(olga, "room.join", {{"room", consult_room}});
    post_there(bram, "Mijn notitie.");
    EXPECT_EQ(desk.notices(olga, "message.posted").size(), 1U);
    result(olga, "consult.advise", advice);
    EXPECT_EQ(open(sanne, consult)["advice"]["by"], "Olga Prins");
    // One of the panel leaves: theirs alone ends.
    result(bram, "consult.end", {{"consult", consult}});
    EXPECT_EQ(told(bram, "room.join", {{"room", consult_room}}), "not_found");
    EXPECT_EQ(open(olga, consult)["state"], "advised");
}

TEST_F(Consult, I6_anothers_consult_is_as_absent_as_any) {
    const std::int64_t consult = ask_bram();
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "consult.open", {{"consult", consult}}, "consult");
    expect_alike(olga, "consult.answer", {{"consult", consult}, {"accept", true}}, "consult");
    expect_alike(olga, "consult.advise", {{"consult", consult}, {"text", "Tja."}}, "consult");
    expect_alike(olga, "consult.end", {{"consult", consult}}, "consult");
    expect_alike(olga, "consult.ask", ask_params({{"experts", {people.bram.value}}}), "case");
    expect_alike(olga, "consult.preview", who(), "case");
    expect_alike(olga, "consult.list", {{"case", the_case}}, "case");
}

TEST_F(Consult, a_case_has_so_many_consults_at_once_and_a_day_and_no_more) {
    std::vector<std::int64_t> asked{ask_bram()};
    while (asked.size() < 12)
        asked.push_back(result(sanne, "consult.ask", ask_params())["consult"]);
    EXPECT_EQ(told(sanne, "consult.ask", ask_params()), "consult.too_many");
    // One that ended makes room at once, until there were twenty in a day.
    for (int n = 12; n < 20; ++n) {
        result(sanne, "consult.end", {{"consult", asked[std::size_t(n) - 12]}});
        EXPECT_EQ(told(sanne, "consult.ask", ask_params()), "") << n;
    }
    result(sanne, "consult.end", {{"consult", asked[9]}});
    EXPECT_EQ(told(sanne, "consult.ask", ask_params()), "consult.too_many");
    desk.pass(day_ms);
    sanne = desk.connect(people.sanne);
    EXPECT_EQ(told(sanne, "consult.ask", ask_params()), "");
}

}  // namespace
}  // namespace kortelijn::commands_test
