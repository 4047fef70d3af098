// signal.ask_involved, involvement.list and involvement.answer: the question travels, the data does
// not; no, silence and nobody asked are one and the same to who asks.
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"

namespace kortelijn::commands_test {
namespace {

// A signal about Karin of the mother and daughter's case, which Sanne and Joris carry; Tom asks.
struct Asking {
    explicit Asking(bool matching = true)
        : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        signal = add_signal();
        if (!matching) {
            Member karin = desk.store().load_case(people.family.the_case)->facts.household.front();
            karin.birth_date = *parse_day("1984-05-03");
            desk.store().change_member(people.family.the_case, karin);
        }
        desk.store().commit();
        desk.pipeline().world().forget();
        tom = desk.connect(people.tom), sanne = desk.connect(people.family.sanne);
        joris = desk.connect(people.family.joris), fatma = desk.connect(people.fatma);
    }
    Json result(ConnectionId who, const std::string& method, const Json& params) {
        const Json out = desk.result(who, method, params);
        keep_for_schema("result", method, out);
        return out;
    }
    std::int64_t add_signal() {
        store::SignalDraft draft;
        draft.covenant = people.covenant;
        draft.sender = people.housing;
        draft.team = people.family.north;
        draft.received_at = desk.now();
        draft.term_ends_at = desk.now() + 20 * day_ms;
        draft.household_knows = true;
        draft.content.name = "K. Bakker";
        draft.content.birth_date = *parse_day("1984-05-02");
        draft.content.address = {"Lindelaan", "12", "8911 AB", ""};
        draft.content.text = "Twee maanden huur niet betaald.";
        return desk.store().add_signal(draft).value;
    }
    Json ask() { return result(tom, "signal.ask_involved", {{"signal", signal}}); }
    Json open() { return result(tom, "signal.open", {{"signal", signal}}); }
    Json questions(ConnectionId who) {
        return result(who, "involvement.list", Json::object())["questions"];
    }
    void answer(ConnectionId who, bool known) {
        result(who, "involvement.answer",
               {{"question", questions(who).at(0)["question"]}, {"known", known}});
    }
    commands::OpenedEntry newest(const std::string& event) {
        for (std::int64_t n = desk.store().entry_count(); n-- > 0;) {
            auto one = *commands::open_entry(*desk.store().entry_leaf(n),
                                             desk.store().entry_disclosures(n));
            if (one.entry.event == event) return one;
        }
        throw std::runtime_error("no entry of " + event);
    }

    Desk desk;
    support::StartPeople people;
    std::int64_t signal = 0;
    ConnectionId tom, sanne, joris, fatma;
};

enum class Reply { none, no, yes };

// Everything Tom was ever sent.
std::vector<std::string> frames_of_asker(bool matching, Reply reply) {
    Asking story(matching);
    story.ask();
    if (matching && reply != Reply::none) story.answer(story.sanne, reply == Reply::yes);
    story.open();
    return story.desk.outbox.lines[story.tom].frames;
}

// Requests are numbered through all connections: the numbers are not part of what is compared.
std::vector<std::string> without_ids(std::vector<std::string> frames) {
    for (std::string& frame : frames)
        if (Json json = Json::parse(frame); json.is_object() && json.contains("id")) {
            json.erase("id");
            frame = json.dump();
        }
    return frames;
}

TEST(Involvement, no_match_and_silence_are_the_same_bytes) {
    const auto nobody = frames_of_asker(false, Reply::none);
    EXPECT_EQ(frames_of_asker(true, Reply::none), nobody);
    EXPECT_EQ(without_ids(frames_of_asker(true, Reply::no)), without_ids(nobody));
    EXPECT_NE(without_ids(frames_of_asker(true, Reply::yes)), without_ids(nobody));
}

TEST(Involvement, who_carries_the_case_is_asked_and_learns_only_who_asks) {
    Asking story;
    story.ask();
    for (const ConnectionId who : {story.sanne, story.joris}) {
        ASSERT_EQ(story.desk.notices(who, "involvement.asked").size(), 1);
        const Json asked = story.questions(who);
        ASSERT_EQ(asked.size(), 1);
        EXPECT_EQ(asked[0]["case"], story.people.family.the_case.value);
        EXPECT_EQ(asked[0]["asked_by"]["name"], "Tom Bos");
        EXPECT_EQ(asked[0].size(), 6);
        EXPECT_EQ(asked.dump().find("huur"), std::string::npos);
    }
    EXPECT_EQ(story.questions(story.fatma), Json::array());
    EXPECT_TRUE(story.desk.notices(story.fatma, "involvement.asked").empty());
}

TEST(Involvement, nobody_is_asked_about_a_household_that_does_not_match) {
    Asking story(false);
    story.ask();
    EXPECT_EQ(story.questions(story.sanne), Json::array());
}

TEST(Involvement, an_address_kept_with_a_case_finds_it_too) {
    Asking story(false);
    story.desk.store().begin();
    story.desk.store().set_address(story.people.family.the_case, {"", "12", "8911ab", ""});
    story.desk.store().commit();
    story.ask();
    EXPECT_EQ(story.questions(story.sanne).size(), 1);
}

TEST(Involvement, a_yes_tells_who_and_where_they_work_to_those_who_may_read_the_signal) {
    Asking story;
    story.ask();
    story.answer(story.joris, true);
    const auto told = story.desk.notices(story.tom, "signal.involved");
    ASSERT_EQ(told.size(), 1);
    keep_for_schema("notice", "signal.involved", told[0]);
    EXPECT_EQ(told[0]["who"]["name"], "Joris Hendriks");
    EXPECT_TRUE(story.desk.notices(story.fatma, "signal.involved").empty());
    const Json opened = story.open();
    ASSERT_EQ(opened["involved"].size(), 1);
    EXPECT_EQ(opened["involved"][0]["name"], "Joris Hendriks");
    EXPECT_EQ(opened.dump().find("Meidoorn"), std::string::npos);
    EXPECT_FALSE(opened.contains("case"));
    EXPECT_EQ(story.questions(story.joris), Json::array());
    EXPECT_EQ(story.questions(story.sanne).size(), 1);
}

TEST(Involvement, a_yes_is_shown_only_while_who_said_it_may_find_the_case) {
    Asking story;
    story.ask();
    story.answer(story.joris, true);
    auto joris = *story.desk.store().load_directory().find(story.people.family.joris);
    joris.blocked = true;
    story.desk.store().begin();
    story.desk.store().change_professional(joris);
    story.desk.store().commit();
    story.desk.pipeline().world().forget();
    EXPECT_EQ(story.open()["involved"], Json::array());
}

TEST(Involvement, one_asks_once_and_asking_again_with_the_same_number_is_the_same_asking) {
    Asking story;
    const Json params{{"signal", story.signal}, {"client_id", 5}};
    const Json first = story.desk.result(story.tom, "signal.ask_involved", params);
    EXPECT_EQ(story.desk.result(story.tom, "signal.ask_involved", params), first);
    EXPECT_EQ(story.desk.reason(story.tom, "signal.ask_involved", {{"signal", story.signal}}),
              "signal.already_asked");
    EXPECT_EQ(story.questions(story.sanne).size(), 1);
}

TEST(Involvement, anothers_question_an_answered_one_and_an_absent_one_are_told_alike) {
    Asking story;
    story.ask();
    const std::int64_t question = story.questions(story.joris).at(0)["question"];
    const auto told = [&](ConnectionId who, std::int64_t id) {
        Json answer =
            story.desk.call(who, "involvement.answer", {{"question", id}, {"known", true}});
        answer.erase("id");
        return answer.dump();
    };
    const std::string absent = told(story.fatma, 777);
    EXPECT_NE(absent.find("not_found"), std::string::npos);
    EXPECT_EQ(told(story.fatma, question), absent);
    EXPECT_NE(told(story.sanne, question).find("error"), std::string::npos);
    story.answer(story.joris, false);
    EXPECT_NE(told(story.joris, question).find("error"), std::string::npos);
    EXPECT_EQ(story.open()["involved"], Json::array());
}

// P4: counted numbers would tell who is asked twice how many others were asked in between, and so
// who asks about a household of their own before and after another's: whether that one is known.
TEST(Involvement, P4_the_number_of_a_question_tells_nothing_of_what_others_were_asked) {
    Asking story;
    std::set<std::int64_t> numbers;
    for (int round = 0; round < 4; ++round) {
        story.ask();
        for (const ConnectionId who : {story.sanne, story.joris}) {
            numbers.insert(std::int64_t(story.questions(who).at(0)["question"]));
            story.answer(who, false);
        }
        story.desk.store().begin();
        story.signal = story.add_signal();
        story.desk.store().commit();
    }
    ASSERT_EQ(numbers.size(), 8U);
    for (auto at = numbers.begin(); std::next(at) != numbers.end(); ++at)
        EXPECT_GT(*std::next(at) - *at, 1000);  // of 53 bits: never by chance
}

// The number is what was asked; whose case it is, is what the server found.
struct Officers : Asking {
    Officers() {
        Professional officer = support::start_person("Wouter Vos", people.health, {});
        officer.roles.push_back({Role::privacy_officer_organisation, people.health, {}, {}});
        desk.store().begin();
        const ProfessionalId is = desk.store().add_professional(officer);
        desk.store().commit();
        desk.pipeline().world().forget();
        wouter = desk.connect(is), nadia = desk.connect(people.family.nadia);
        fatma = desk.connect(people.fatma);
    }
    // What an officer reads of Fatma's refused try, without what each entry has of its own and
    // without the number that she asked for.
    Json read(ConnectionId officer, const std::string& method, const Json& params) {
        EXPECT_EQ(desk.reason(fatma, method, params), "not_found");
        Json out = result(officer, "audit.entry", {{"n", newest(method).entry.n}});
        for (const char* own : {"n", "at", "leaf", "leaf_hash", "proof", "size", "root"})
            out.erase(own);
        for (Json& field : out["fields"])
            if (field["name"] == "object") {
                Json object = Json::parse(field["value"].get<std::string>());
                object.erase("action");
                field["value"] = object;
            }
        return out;
    }
    ConnectionId wouter, nadia;
};

TEST(Involvement, I6_an_organisations_officer_reads_no_case_behind_a_number_that_was_refused) {
    Officers story;
    story.ask();
    const std::int64_t question = story.questions(story.joris).at(0)["question"];
    const Json owners{{{"kind", "professional"}, {"id", story.people.family.sanne.value}}};
    const std::int64_t action =
        story.result(story.desk.connect(story.people.family.sanne), "action.make",
                     {{"case", story.people.family.the_case.value},
                      {"text", "Bellen met school."},
                      {"owners", owners},
                      {"due", to_text(amsterdam_day(story.desk.now()))},
                      {"about", {story.people.family.karin.value}},
                      {"life_domains", {"school"}}})["action"];
    const std::pair<std::string, Json> tries[] = {
        {"involvement.answer", {{"question", question}, {"known", true}}},
        {"action.settle", {{"action", action}, {"how", "done"}}},
        {"action.postpone", {{"action", action}, {"due", "2027-01-04"}, {"reason", "Later."}}},
        {"action.hand_on", {{"action", action}, {"owners", owners}}}};
    for (const auto& [method, there] : tries) {
        Json absent = there;
        absent[method == "involvement.answer" ? "question" : "action"] = 777;
        const Json read = story.read(story.wouter, method, there);
        EXPECT_EQ(read, story.read(story.wouter, method, absent)) << method;
        for (const Json& field : read["fields"]) EXPECT_NE(field["name"], "case") << method;
        EXPECT_NE(story.read(story.nadia, method, there), read) << method;
    }
}

TEST(Involvement, who_may_not_read_the_signal_does_not_ask) {
    Asking story;
    EXPECT_EQ(story.desk.reason(story.fatma, "signal.ask_involved", {{"signal", story.signal}}),
              "not_found");
    EXPECT_EQ(story.questions(story.sanne), Json::array());
}

TEST(Involvement, the_log_of_one_side_does_not_tell_the_other) {
    Asking story;
    story.ask();
    story.answer(story.sanne, true);
    const auto asked = story.newest("signal.ask_involved");
    EXPECT_EQ(asked.object.signal, story.signal);
    EXPECT_FALSE(asked.of_case.the_case);
    const auto answered = story.newest("involvement.answer");
    EXPECT_EQ(answered.of_case.the_case, story.people.family.the_case);
    EXPECT_FALSE(answered.object.signal);
}

}  // namespace
}  // namespace kortelijn::commands_test
