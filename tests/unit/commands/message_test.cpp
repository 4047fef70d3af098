// message.post, message.edit, message.retract, message.history, message.search, message.mark_read.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

using Message = Story;

TEST_F(Message, post_says_it_to_the_room_and_writes_whom_it_concerns) {
    join(joris);
    EXPECT_EQ(post(sanne, "Lotte was er vandaag.", {{"mentions", {people.joris.value}}})["seq"], 1);
    const auto heard = desk.notices(joris, "message.posted");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0]["author"]["team"], "wijkteam Noord");
    EXPECT_EQ(heard[0]["mentions"], Json::array({people.joris.value}));
    const auto entry = entry_of("message.post");
    EXPECT_EQ(entry.object.seq, 1);
    EXPECT_EQ(entry.members, (std::vector<MemberId>{people.lotte}));
    EXPECT_EQ(entry.object.life_domains, (std::vector<std::string>{"school"}));
}

TEST_F(Message, a_quick_line_takes_the_last_choice_of_the_room) {
    post(sanne, "Met keuze.");
    const Json quick = result(sanne, "message.post", {{"room", room}, {"text", "Snel."}});
    EXPECT_EQ(desk.store().event(people.room, quick["seq"])->cells,
              desk.store().event(people.room, 1)->cells);
}

TEST_F(Message, nobody_named_is_everybody_in_the_household) {
    post(sanne, "Over iedereen.", {{"about", Json::array()}});
    EXPECT_EQ(desk.store().event(people.room, 1)->cells.people, 3U);
}

TEST_F(Message, without_a_life_domain_it_is_refused) {
    EXPECT_EQ(told(sanne, "message.post", message("Waarover?", {{"life_domains", Json::array()}})),
              "domain.missing");
    EXPECT_EQ(
        told(sanne, "message.post", {{"room", room}, {"text", "Waarover?"}, {"about", {lotte}}}),
        "domain.missing");
    EXPECT_EQ(told(sanne, "message.post", message("Waarover?", {{"life_domains", {"astrology"}}})),
              "domain.unknown");
}

TEST_F(Message, somebody_of_another_household_and_a_reply_to_nothing_are_refused) {
    EXPECT_NE(told(sanne, "message.post", message("Wie?", {{"about", {999}}})), "");
    EXPECT_EQ(field(sanne, "message.post", message("Op wat?", {{"reply_to", 9}})), "reply_to");
    EXPECT_EQ(desk.store().room_head(people.room)->last_seq, 0);
}

TEST_F(Message, I4_the_same_client_id_gives_the_first_result_and_one_message) {
    const Json params = message("Een keer.", {{"client_id", 5}});
    EXPECT_EQ(result(sanne, "message.post", params), result(sanne, "message.post", params));
    EXPECT_EQ(desk.store().room_head(people.room)->last_seq, 1);
    EXPECT_EQ(entry_of("message.post").object.reason, "repeated");
}

TEST_F(Message, I6_another_person_with_the_same_device_gets_nothing_of_the_first_result) {
    const ConnectionId one = desk.connect(people.sanne, 99), two = desk.connect(people.joris, 99);
    post(one, "Van Sanne.", {{"client_id", 1}});
    EXPECT_EQ(told(two, "message.post", message("Van Joris.", {{"client_id", 1}})),
              "repeat.unknown");
    result(one, "ground.record", consent({{"client_id", 2}}));
    EXPECT_EQ(told(two, "ground.record", consent({{"client_id", 2}})), "repeat.unknown");
    EXPECT_EQ(told(one, "case.close", {{"case", the_case}, {"client_id", 2}}), "repeat.unknown");
}

TEST_F(Message, texts_at_and_beyond_the_bounds) {
    EXPECT_EQ(told(sanne, "message.post", message(std::string(20'000, 'a'))), "");
    std::string wide;
    while (wide.size() < 49 * 1024) wide += "\xF0\x9F\x91\x8F";  // few characters, many bytes
    for (const std::string& bad :
         {std::string(), std::string("  \n "), std::string(20'001, 'a'), std::string("bel\a"),
          std::string("om\xE2\x80\xAEgekeerd"), wide})
        EXPECT_EQ(field(sanne, "message.post", message(bad)), "text") << bad.substr(0, 20);
    EXPECT_EQ(told(sanne, "message.post", message("", {{"text", 7}})), "request.invalid");
    EXPECT_FALSE(desk.outbox.lines[sanne].closed);
}

TEST_F(Message, edit_changes_the_words_for_all_and_only_by_the_writer) {
    join(joris);
    post(sanne, "Eerst.");
    result(sanne, "message.edit", {{"room", room}, {"seq", 1}, {"text", "Daarna."}});
    ASSERT_EQ(desk.notices(joris, "message.edited").size(), 1U);
    EXPECT_EQ(desk.notices(joris, "message.edited")[0]["text"], "Daarna.");
    const Json items = result(joris, "message.history", {{"room", room}})["items"];
    EXPECT_EQ(items[0]["text"], "Daarna.");
    EXPECT_TRUE(items[0].contains("edited_at"));
    EXPECT_EQ(told(joris, "message.edit", {{"room", room}, {"seq", 1}, {"text", "Van mij."}}),
              "not_found");
    EXPECT_EQ(told(sanne, "message.edit", {{"room", room}, {"seq", 99}, {"text", "Niets."}}),
              "not_found");
    EXPECT_EQ(entry_of("message.edit").entry.outcome, audit::Outcome::refused_request);
}

TEST_F(Message, retract_takes_the_text_from_everybody) {
    join(joris);
    post(sanne, "Vergissing.");
    result(sanne, "message.retract", {{"room", room}, {"seq", 1}});
    EXPECT_EQ(desk.notices(joris, "message.retracted").size(), 1U);
    EXPECT_EQ(result(joris, "message.history", {{"room", room}}).dump().find("Vergissing"),
              std::string::npos);
    EXPECT_EQ(result(joris, "message.search", {{"text", "vergissing"}})["hits"].size(), 0U);
    EXPECT_EQ(told(sanne, "message.retract", {{"room", room}, {"seq", 1}}), "message.retracted");
    EXPECT_EQ(told(joris, "message.retract", {{"room", room}, {"seq", 1}}), "not_found");
    EXPECT_EQ(entry_of("message.retract").entry.outcome, audit::Outcome::refused_request);
}

TEST_F(Message, I7_a_search_gives_a_page_of_bounded_size_and_says_that_there_is_more) {
    for (int i = 0; i < 8; ++i) post(sanne, "Naald " + std::string(15'000, 'x'));
    const Json found = result(joris, "message.search", {{"text", "naald"}, {"limit", 50}});
    EXPECT_EQ(found["hits"].size(), 4U);
    EXPECT_TRUE(found["more"].get<bool>());
}

TEST_F(Message, history_pages_backwards_and_forwards_without_a_hole) {
    for (int i = 1; i <= 300; ++i)
        desk.result(sanne, "message.post",
                    message("Regel " + std::to_string(i), {{"client_id", i}}));
    Json page = result(joris, "message.history", {{"room", room}, {"limit", 10}});
    EXPECT_EQ(page["items"].front()["seq"], 291);
    EXPECT_EQ(page["items"].back()["seq"], 300);
    EXPECT_TRUE(page["more"].get<bool>());
    std::set<std::int64_t> seen;
    for (int pages = 0; pages < 40; ++pages) {
        for (const Json& item : page["items"])
            EXPECT_TRUE(seen.insert(item["seq"].get<std::int64_t>()).second);
        if (!page["more"].get<bool>()) break;
        page = result(joris, "message.history",
                      {{"room", room}, {"limit", 37}, {"before", page["first_seq"]}});
    }
    EXPECT_EQ(seen.size(), 300U);
    std::int64_t after = 0;
    for (int pages = 0; pages < 40; ++pages) {
        page = result(joris, "message.history", {{"room", room}, {"limit", 41}, {"after", after}});
        if (page["items"].empty()) break;
        EXPECT_EQ(page["items"].front()["seq"], after + 1);
        after = page["last_seq"];
    }
    EXPECT_EQ(after, 300);
    EXPECT_EQ(entry_of("message.history").of_case.the_case, people.the_case);
}

TEST_F(Message, search_finds_only_what_the_searcher_may_read_now) {
    const std::int64_t ground = let_bram_in();
    post(sanne, "Een appel op school.");
    post(sanne, "Een appel en somberheid.", {{"life_domains", {"mental_health"}}});
    EXPECT_EQ(result(sanne, "message.search", {{"text", "APP\xC3\x89L"}})["hits"].size(), 2U);
    const Json hits = result(bram, "message.search", {{"text", "appel"}});
    ASSERT_EQ(hits["hits"].size(), 1U);
    EXPECT_EQ(hits["hits"][0]["item"]["text"], "Een appel op school.");
    EXPECT_EQ(entry_of("message.search").object.ranges.size(), 1U);
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}, {"on_behalf_of", karin}});
    EXPECT_EQ(result(bram, "message.search", {{"text", "appel"}})["hits"].size(), 0U);
    EXPECT_EQ(field(sanne, "message.search", {{"text", "a"}}), "text");
}

TEST_F(Message, a_search_finds_actions_and_decisions_by_their_cells) {
    let_bram_in();
    const auto owner = Json::array({Json{{"kind", "professional"}, {"id", people.sanne.value}}});
    const auto about = [&](const char* domain, Json more) {
        more.update({{"case", the_case}, {"about", {lotte}}, {"life_domains", {domain}}});
        return more;
    };
    const std::string due = to_text(Day{amsterdam_day(desk.now()).number + 3});
    for (const char* domain : {"school", "mental_health"}) {
        result(joris, "action.make",
               about(domain, {{"text", "Koopt een peer."}, {"owners", owner}, {"due", due}}));
        result(joris, "decision.keep", about(domain, {{"text", "De peer is rijp."}}));
    }
    EXPECT_EQ(result(sanne, "message.search", {{"text", "peer"}})["hits"].size(), 4U);
    EXPECT_EQ(result(sanne, "message.search", {{"text", "professional"}})["hits"].size(), 0U)
        << "only what somebody wrote";
    const Json hits = result(bram, "message.search", {{"text", "peer"}})["hits"];
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0]["item"]["kind"], "decision");
    EXPECT_EQ(hits[1]["item"]["kind"], "action");
    EXPECT_EQ(hits[1]["item"]["text"], "Koopt een peer.");
}

TEST_F(Message, mark_read_holds_on_all_devices_and_never_goes_back) {
    const ConnectionId second = desk.connect(people.joris);
    post(sanne, "Een."), post(sanne, "Twee.");
    EXPECT_EQ(result(joris, "message.mark_read", {{"room", room}, {"seq", 1}})["count"], 1);
    ASSERT_EQ(desk.notices(second, "unread").size(), 1U);
    EXPECT_EQ(desk.notices(second, "unread")[0]["mark"], 1);
    EXPECT_EQ(result(joris, "message.mark_read", {{"room", room}, {"seq", 99}})["mark"], 2);
    EXPECT_EQ(result(joris, "message.mark_read", {{"room", room}, {"seq", 0}})["mark"], 2);
    EXPECT_EQ(entry_of("message.mark_read").object.seq, 2);
}

TEST_F(Message, I6_a_message_that_is_not_for_you_does_not_move_your_list) {
    let_bram_in();
    result(bram, "case.list", Json::object());
    post(sanne, "Somber.", {{"life_domains", {"mental_health"}}});
    EXPECT_EQ(desk.notices(bram, "unread").size(), 0U);
    post(sanne, "School.");
    ASSERT_EQ(desk.notices(bram, "unread").size(), 1U);
    EXPECT_EQ(desk.notices(bram, "unread")[0]["count"], 1);
}

// Bram sees school only. 1 is not for him, 2 answers it, 3 answers 2.
struct Answers : Story {
    Answers() {
        let_bram_in();
        view = join(bram)["view"];
        join(joris);
        first = post(sanne, "Somber.", {{"life_domains", {"mental_health"}}})["seq"];
        second = post(joris, "En op school?", {{"reply_to", first}})["seq"];
        third = post(sanne, "Ook op school.", {{"reply_to", second}})["seq"];
    }
    // The number that each of these names, 0 for none.
    static std::vector<std::int64_t> named(const Json& items) {
        std::vector<std::int64_t> out;
        for (const Json& item : items)
            if (item.value("kind", "message") == "message")
                out.push_back(item.value("reply_to", std::int64_t{0}));
        return out;
    }
    static std::vector<std::int64_t> named(const std::vector<Json>& items) {
        return named(Json(items));
    }
    using Numbers = std::vector<std::int64_t>;
    std::int64_t first = 0, second = 0, third = 0, view = 0;
};

TEST_F(Answers, I6_an_answer_names_no_message_that_is_not_for_the_reader) {
    const Numbers all{0, first, second}, without{0, second};
    EXPECT_EQ(named(desk.notices(joris, "message.posted")), all);
    EXPECT_EQ(named(desk.notices(bram, "message.posted")), without);
    EXPECT_EQ(named(join(joris)["items"]), all);
    EXPECT_EQ(named(join(bram)["items"]), without);
    EXPECT_EQ(named(result(joris, "message.history", {{"room", room}})["items"]), all);
    EXPECT_EQ(named(result(bram, "message.history", {{"room", room}})["items"]), without);
    const auto hits = [this](ConnectionId who) {
        Json items = Json::array();
        const Json found = result(who, "message.search", {{"text", "op school"}});
        for (const Json& hit : found["hits"]) items.push_back(hit["item"]);
        return named(items);
    };
    EXPECT_EQ(hits(joris), (Numbers{second, first}));
    EXPECT_EQ(hits(bram), (Numbers{second, 0}));
    // Read again from the store.
    desk.pipeline().world().forget();
    EXPECT_EQ(named(join(joris)["items"]), all);
    EXPECT_EQ(named(join(bram)["items"]), without);
}

TEST_F(Answers, I6_nor_when_it_resumes_or_is_changed_afterwards) {
    const std::int64_t before = first - 1;
    desk.disconnect(bram);
    const auto resumed = [&] {
        const ConnectionId socket = desk.open_socket(people.bram);
        const Json one{{"room", room}, {"seq", before}, {"view", view}};
        const Json answer = result(
            socket, "connection.hello",
            {{"device", "00000000000000ab"},
             {"language", "nl"},
             {"resume",
              {{"epoch", desk.pipeline().epoch()}, {"rooms", Json::array({one})}}}})["rooms"][0];
        EXPECT_EQ(answer["state"], "resumed") << answer;
        return named(answer["items"]);
    };
    EXPECT_EQ(resumed(), (Numbers{0, second}));
    bram = desk.connect(people.bram);
    result(joris, "message.edit", {{"room", room}, {"seq", second}, {"text", "Hoe is het?"}});
    EXPECT_EQ(named(join(bram)["items"]), (Numbers{0, second}));
    EXPECT_EQ(named(join(sanne)["items"]), (Numbers{0, first, second}));
    result(joris, "message.retract", {{"room", room}, {"seq", second}});
    EXPECT_EQ(named(join(bram)["items"]), (Numbers{0, second}));
    EXPECT_EQ(named(join(sanne)["items"]), (Numbers{0, first, second}));
}

TEST_F(Answers, I6_answering_what_is_not_for_you_is_as_answering_nothing) {
    const auto answer = [this](std::int64_t seq) {
        Json out = desk.call(bram, "message.post", message("Vraag.", {{"reply_to", seq}}));
        out.erase("id");
        return out;
    };
    const Json absent = answer(999);
    ASSERT_TRUE(absent.contains("error")) << absent;
    EXPECT_EQ(absent["error"]["data"]["field"], "reply_to");
    EXPECT_EQ(answer(first), absent);
    EXPECT_TRUE(answer(second).contains("result"));
    EXPECT_EQ(told(joris, "message.post", message("Hierop.", {{"reply_to", first}})), "");
}

TEST_F(Message, I6_another_room_is_as_absent_as_any) {
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "message.post", message("Hallo."), "room");
    expect_alike(olga, "message.edit", {{"room", room}, {"seq", 1}, {"text", "Hallo."}}, "room");
    expect_alike(olga, "message.retract", {{"room", room}, {"seq", 1}}, "room");
    expect_alike(olga, "message.history", {{"room", room}}, "room");
    expect_alike(olga, "message.mark_read", {{"room", room}, {"seq", 1}}, "room");
    expect_alike(olga, "message.search", {{"text", "hallo"}, {"room", room}}, "room");
}

}  // namespace
}  // namespace kortelijn::commands_test
