// What those hear of the daily start who do not sit at it: an opened start, a signal, and numbers
// of what waits. Each notice goes to whom it is for, after the commit, and says no more than that.
#include <gtest/gtest.h>

#include "support/start_people.hpp"

namespace kortelijn::core {
namespace {

using support::Desk;
using support::Json;

struct News : testing::Test {
    News() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        wil_is =
            desk.store().add_professional(support::start_person("Wil de Boer", people.housing, {}));
        support::add_start_ground(desk.store(), people, people.family.welfare, Purpose::cooperation,
                                  desk.now());
        desk.store().commit();
        desk.pipeline().world().forget();
        sanne = desk.connect(people.family.sanne), tom = desk.connect(people.tom);
        fatma = desk.connect(people.fatma), renske = desk.connect(people.renske);
        other_tab = desk.connect(people.tom, 5);
        wil = desk.connect(wil_is), outsider = desk.connect(people.family.outsider);
    }
    std::int64_t send() {
        return desk.result(wil, "signal.send",
                           {{"covenant", people.covenant.value},
                            {"team", people.family.north.value},
                            {"name", "R. Bakker"},
                            {"address", {{"number", "12a"}, {"postcode", "8911 AB"}}},
                            {"text", "Twee maanden huur niet betaald."},
                            {"household_knows", true}})["signal"];
    }
    std::int64_t make(ProfessionalId owner, int due = 0) {
        Json one = Json::object();
        one["kind"] = "professional", one["id"] = owner.value;
        return desk.result(tom, "action.make",
                           {{"case", people.second.value},
                            {"text", "Belt de gemeente."},
                            {"owners", Json::array({one})},
                            {"due", to_text(Day{amsterdam_day(desk.now()).number + due})},
                            {"about", {people.piet.value}},
                            {"life_domains", {"safety"}}})["action"];
    }
    Json last(ConnectionId who, const std::string& method) {
        const auto all = desk.notices(who, method);
        return all.empty() ? Json() : all.back();
    }
    std::size_t heard(ConnectionId who, const std::string& method) {
        return desk.notices(who, method).size();
    }

    Desk desk;
    support::StartPeople people;
    ProfessionalId wil_is;
    ConnectionId sanne, tom, other_tab, fatma, renske, wil, outsider;
};

TEST_F(News, an_opened_start_is_told_to_its_team_and_who_stands_in_there) {
    const std::string day = to_text(amsterdam_day(desk.now()));
    const std::int64_t team = people.family.north.value;
    const Json opened = desk.result(sanne, "board.open", {{"team", team}, {"day", day}});
    const Json expected{{"team", team}, {"day", day}, {"board", opened["board"]}};
    for (const ConnectionId who : {tom, fatma, renske})
        EXPECT_EQ(last(who, "board.opened"), expected);
    for (const ConnectionId who : {wil, outsider}) EXPECT_EQ(heard(who, "board.opened"), 0U);
}

TEST_F(News, I2_a_signal_is_told_to_its_receivers_by_id_alone) {
    const std::int64_t signal = send();
    const Json expected{
        {"signal", signal}, {"team", people.family.north.value}, {"status", "received"}};
    for (const ConnectionId who : {tom, sanne}) EXPECT_EQ(last(who, "signal.changed"), expected);
    // Of a team or an organisation that receives none, and who sent it.
    for (const ConnectionId who : {fatma, renske, wil, outsider}) {
        EXPECT_EQ(heard(who, "signal.changed"), 0U);
        EXPECT_EQ(heard(who, "counts"), 0U) << "a number would tell it as well";
    }
    EXPECT_EQ(last(tom, "counts")["signals"], 1);
}

TEST_F(News, I2_a_signal_that_came_to_rest_in_a_case_is_gone_for_the_others) {
    const std::int64_t signal = send();
    desk.result(tom, "signal.take_up", {{"signal", signal}, {"case", people.second.value}});
    EXPECT_EQ(last(other_tab, "signal.changed")["status"], "taken_up");
    EXPECT_EQ(heard(tom, "signal.changed"), 1U) << "the tab that did it knows";
    EXPECT_FALSE(last(sanne, "signal.changed").contains("status")) << "she does not carry it";
    for (const ConnectionId who : {tom, sanne}) EXPECT_EQ(last(who, "counts")["signals"], 0);
    const std::size_t before = heard(sanne, "signal.changed");
    desk.result(tom, "signal.contact", {{"signal", signal}, {"visited", false}});
    desk.result(tom, "signal.close", {{"signal", signal}, {"outcome", "prevented"}});
    EXPECT_EQ(heard(sanne, "signal.changed"), before) << "what becomes of it is the case's";
    EXPECT_EQ(last(other_tab, "signal.changed")["status"], "closed");
}

TEST_F(News, a_declined_signal_is_gone_for_everybody_and_a_refusal_tells_nobody) {
    const std::int64_t signal = send();
    const std::size_t before = heard(tom, "signal.changed");
    EXPECT_NE(desk.reason(fatma, "signal.decline", {{"signal", signal}, {"why", "wrong_area"}}),
              "");
    EXPECT_EQ(heard(tom, "signal.changed"), before);
    desk.result(tom, "signal.decline", {{"signal", signal}, {"why", "wrong_area"}});
    for (const ConnectionId who : {other_tab, sanne})
        EXPECT_EQ(last(who, "signal.changed"),
                  (Json{{"signal", signal}, {"team", people.family.north.value}}));
}

TEST_F(News, what_waits_is_told_when_it_changes_and_to_whom_it_waits_for) {
    const ConnectionId ilse = desk.connect(people.ilse), second = desk.connect(people.ilse, 9);
    const std::int64_t action = make(people.ilse);
    for (const ConnectionId who : {ilse, second})
        EXPECT_EQ(last(who, "counts")["actions_today"], 1);
    EXPECT_EQ(heard(tom, "counts"), 0U) << "nothing waits for him";
    desk.result(
        tom, "action.hand_on",
        {{"action", action},
         {"owners", Json::array({Json{{"kind", "professional"}, {"id", people.tom.value}}})}});
    EXPECT_EQ(last(ilse, "counts")["actions_today"], 0);
    EXPECT_EQ(last(tom, "counts")["actions_today"], 1);
    desk.result(tom, "action.settle", {{"action", action}, {"how", "done"}});
    EXPECT_EQ(last(tom, "counts")["actions_today"], 0);
}

TEST_F(News, what_is_due_today_is_late_the_next_day_by_itself) {
    make(people.tom);
    desk.pass(day_ms);
    EXPECT_EQ(last(tom, "counts")["actions_today"], 0);
    EXPECT_EQ(last(tom, "counts")["actions_late"], 1);
}

TEST_F(News, a_message_tells_none_of_it) {
    desk.result(tom, "room.join", {{"room", people.second_room.value}});
    desk.result(tom, "message.post",
                {{"room", people.second_room.value},
                 {"text", "Dag."},
                 {"about", {people.piet.value}},
                 {"life_domains", {"safety"}}});
    for (const char* method : {"counts", "signal.changed", "board.opened"})
        EXPECT_EQ(heard(tom, method), 0U) << method;
}

TEST_F(News, the_greeting_tells_the_same_numbers) {
    send(), make(people.tom, 0);
    const ConnectionId back = desk.open_socket(people.tom);
    const Json hello = desk.result(back, "connection.hello",
                                   {{"device", Desk::device_text(77)}, {"language", "nl"}});
    EXPECT_EQ(hello["counts"],
              (Json{{"actions_today", 1}, {"actions_late", 0}, {"questions", 0}, {"signals", 1}}));
    EXPECT_EQ(hello["counts"], last(tom, "counts"));
}

TEST_F(News, who_comes_back_hears_of_what_changes_after_the_greeting) {
    const std::int64_t first = send();
    desk.disconnect(tom), desk.disconnect(other_tab);
    send();
    const ConnectionId back = desk.connect(people.tom, 77);
    desk.result(sanne, "signal.decline", {{"signal", first}, {"why", "wrong_area"}});
    EXPECT_EQ(last(back, "counts")["signals"], 1);
}

TEST_F(News, a_greeting_with_other_numbers_is_told_to_the_other_tabs) {
    desk.store().begin();
    const SignalId quiet = support::add_start_signal(desk.store(), people, desk.now());
    desk.store().commit();
    desk.pipeline().world().signal_is_now(desk.store().signal(quiet)->facts);
    const ConnectionId third = desk.connect(people.tom, 77);
    EXPECT_EQ(last(other_tab, "counts")["signals"], 1);
    const std::size_t before = heard(other_tab, "counts");
    desk.connect(people.tom, 78);
    EXPECT_EQ(heard(other_tab, "counts"), before) << "nothing changed";
    send();
    for (const ConnectionId who : {tom, other_tab, third})
        EXPECT_EQ(last(who, "counts")["signals"], 2);
}

TEST_F(News, what_a_broken_telling_left_out_is_told_in_the_next_batch) {
    for (const char* broken : {"involvement.open", "signal.read"}) {
        const auto signals = [&](ConnectionId who) { return last(who, "counts")["signals"]; };
        const Json before = signals(tom);
        bool kept = false;  // what the batch itself reads, it reads well
        desk.hook = [&](std::string_view name) {
            kept = kept || name == "commit";
            if (kept && name == broken)
                throw store::StoreFailure(store::StoreFailure::Kind::broken, "no disk");
        };
        const std::int64_t signal = send();
        EXPECT_TRUE(kept);
        EXPECT_EQ(signals(tom), before) << broken;
        desk.hook = nullptr;
        desk.run();
        EXPECT_EQ(signals(tom), before.is_null() ? Json(1) : Json(before.get<int>() + 1)) << broken;
        EXPECT_EQ(last(tom, "signal.changed")["signal"], signal) << broken;
    }
}

TEST_F(News, the_greeting_counts_a_signal_whose_telling_broke_off) {
    bool kept = false;
    desk.hook = [&](std::string_view name) {
        kept = kept || name == "commit";
        if (kept && name == "signal.read")
            throw store::StoreFailure(store::StoreFailure::Kind::broken, "no disk");
    };
    send();
    const ConnectionId back = desk.open_socket(people.tom);
    const Json hello = desk.result(back, "connection.hello",
                                   {{"device", Desk::device_text(77)}, {"language", "nl"}});
    EXPECT_EQ(hello["counts"]["signals"], 1);
    desk.hook = nullptr;
}

}  // namespace
}  // namespace kortelijn::core
