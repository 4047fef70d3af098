// signal.take_up, signal.decline, signal.contact and signal.close: who decides about a signal,
// once, and what is kept of it.
#include "commands/audit_rows.hpp"
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"

namespace kortelijn::commands_test {
namespace {

struct SignalStory : testing::Test {
    SignalStory() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        signal = support::add_start_signal(desk.store(), people, desk.now());
        desk.store().commit();
        desk.pipeline().world().forget();
        tom = desk.connect(people.tom), sanne = desk.connect(people.family.sanne);
        fatma = desk.connect(people.fatma), renske = desk.connect(people.renske);
        desk.pass(hour_ms);
    }
    Json result(ConnectionId who, const std::string& method, Json params) {
        params["signal"] = signal.value;
        const Json out = desk.result(who, method, params);
        keep_for_schema("result", method, out);
        return out;
    }
    std::string reason(ConnectionId who, const std::string& method, Json params) {
        params["signal"] = signal.value;
        return desk.reason(who, method, params);
    }
    std::string day(int from_today) {
        return to_text(Day{amsterdam_day(desk.now()).number + from_today});
    }
    static Json professional(ProfessionalId who) {
        Json one = Json::object();
        one["kind"] = "professional", one["id"] = who.value;
        return Json::array({one});
    }
    void let_them_write() {
        desk.store().begin();
        support::add_start_ground(desk.store(), people, people.family.welfare, Purpose::cooperation,
                                  desk.now());
        desk.store().commit();
        desk.pipeline().world().touch(people.second);
        desk.pipeline().world().keep_touches();
    }
    Json with_visit() {
        Json params = in_second();
        params["coordinator"] = {{"professional", people.tom.value},
                                 {"agreed_by", {people.piet.value}},
                                 {"evidence", "spoken"}};
        params["first_visit"] = {{"day", day(3)},
                                 {"owners", professional(people.ilse)},
                                 {"text", "Eerste huisbezoek."},
                                 {"life_domains", {"safety"}}};
        return params;
    }
    store::SignalRecord record() { return *desk.store().signal(signal); }
    Json in_second() { return {{"case", people.second.value}}; }
    std::string newest_event() { return *desk.store().entry_leaf(desk.store().entry_count() - 1); }

    Desk desk;
    support::StartPeople people;
    SignalId signal;
    ConnectionId tom, sanne, fatma, renske;
};

TEST_F(SignalStory, a_signal_is_taken_up_once_into_a_case_that_one_carries) {
    EXPECT_EQ(result(tom, "signal.take_up", in_second())["case"], people.second.value);
    EXPECT_EQ(record().facts.status, SignalStatus::taken_up);
    EXPECT_EQ(record().facts.of_case, people.second);
    EXPECT_EQ(record().taken_up_at, desk.now());
    EXPECT_NE(newest_event().find("\"e\":\"signal.take_up\""), std::string::npos);
    EXPECT_EQ(reason(tom, "signal.take_up", in_second()), "signal.settled");
    EXPECT_EQ(reason(tom, "signal.decline", {{"why", "incomplete"}}), "signal.settled");
    // Once in a case it is its carriers': a colleague of the team may not decide any more.
    EXPECT_NE(reason(sanne, "signal.contact", {{"visited", false}}), "");
}

TEST_F(SignalStory, a_coordinator_and_a_first_visit_go_with_the_taking_up) {
    let_them_write();
    const Json done = result(tom, "signal.take_up", with_visit());
    const auto visit = desk.store().action(ActionId{done["action"]});
    ASSERT_TRUE(visit);
    EXPECT_EQ(visit->due, Day{amsterdam_day(desk.now()).number + 3});
    EXPECT_EQ(visit->owners, std::vector{owner_of(people.ilse)});
    EXPECT_EQ(visit->of_case, people.second);
    EXPECT_NE(visit->cells.people, 0U) << "about everybody in the household";
    const auto event = desk.store().event(people.second_room, visit->seq);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, store::EventKind::action);
    const auto coordinators = desk.store().coordinators_of(people.second);
    ASSERT_EQ(coordinators.size(), 1U);
    EXPECT_EQ(coordinators[0].coordinator.professional, people.tom);
    EXPECT_EQ(coordinators[0].agreed_by, std::vector{people.piet});
    std::set<std::string> events;
    for (std::int64_t n = desk.store().entry_count() - 3; n < desk.store().entry_count(); ++n)
        events.insert(Json::parse(*desk.store().entry_leaf(n))["e"]);
    EXPECT_EQ(events, (std::set<std::string>{"signal.take_up", "coordinator.take", "action.make"}));
}

// The same act says the same in the log, whichever door it came through (4b).
TEST_F(SignalStory, a_first_visit_under_a_changing_law_is_marked_like_any_other_action) {
    desk.clock.at = *parse_instant("2027-02-01T09:00:00Z");
    Ground involved = support::start_ground(people.family.welfare, {people.piet}, people.tom,
                                            Purpose::cooperation, desk.now());
    involved.kind = GroundKind::statutory_task;
    involved.secrecy_ground = "directly_involved_jeugdwet";
    involved.given_by.clear(), involved.given_at.reset();
    involved.reason = "Betrokken bij de jeugdhulp.";
    involved.life_domains = {};
    involved.life_domains.add(LifeDomain::health);
    desk.store().begin();
    desk.store().add_ground(people.second, involved);
    desk.store().commit();
    desk.pipeline().world().forget();
    tom = desk.connect(people.tom);
    const auto field = [&] {
        for (std::int64_t n = desk.store().entry_count() - 1; n >= 0; --n) {
            const auto one = commands::open_entry(*desk.store().entry_leaf(n),
                                                  desk.store().entry_disclosures(n));
            if (one && one->entry.event == "action.make") return one->object.field;
        }
        return std::string("no entry");
    };
    Json visit{{"owners", professional(people.tom)},
               {"text", "Eerste huisbezoek."},
               {"about", {people.piet.value}},
               {"life_domains", {"health"}},
               {"source_law", "jeugdwet"}};
    Json action = visit;
    action["case"] = people.second.value, action["due"] = day(3);
    desk.result(tom, "action.make", action);
    ASSERT_EQ(field(), "law_changing");
    visit["day"] = day(3);
    const std::int64_t before = desk.store().entry_count();
    Json params = in_second();
    params["first_visit"] = visit;
    result(tom, "signal.take_up", params);
    ASSERT_GT(desk.store().entry_count(), before + 1);
    EXPECT_EQ(field(), "law_changing");
}

TEST_F(SignalStory, what_goes_with_it_is_kept_whole_or_nothing_is) {
    const auto refused = [&](const Json& change) {
        Json params = with_visit();
        params.merge_patch(change);
        params["signal"] = signal.value;
        const Json no = desk.call(tom, "signal.take_up", params)["error"]["data"];
        return std::pair<std::string, std::string>(no["reason"], no.value("field", ""));
    };
    using Told = std::pair<std::string, std::string>;
    let_them_write();
    EXPECT_EQ(refused({{"first_visit", {{"life_domains", {"addiction"}}}}}).second, "first_visit")
        << "no ground for that";
    EXPECT_EQ(refused({{"coordinator", {{"agreed_by", Json::array()}}}}),
              (Told{"coordinator.no_consent", "coordinator"}));
    EXPECT_EQ(refused({{"coordinator", {{"professional", people.fatma.value}}}}),
              (Told{"carrier.needed", "coordinator"}));
    EXPECT_EQ(refused({{"first_visit", {{"day", day(-1)}}}}),
              (Told{"action.in_the_past", "first_visit.day"}));
    EXPECT_EQ(refused({{"first_visit", {{"owners", professional(people.fatma)}}}}),
              (Told{"action.owner_may_not_see", "first_visit.owners[0]"}));
    EXPECT_EQ(refused({{"first_visit", {{"item", 999}}}}),
              (Told{"request.invalid", "first_visit.item"}));
    EXPECT_EQ(record().facts.status, SignalStatus::received);
    EXPECT_TRUE(desk.store().coordinators_of(people.second).empty());
    EXPECT_TRUE(desk.store().actions_of(people.second, false).empty());
}

TEST_F(SignalStory, a_case_one_does_not_carry_or_that_is_closed_or_not_there_takes_nothing_up) {
    EXPECT_NE(reason(sanne, "signal.take_up", in_second()), "");
    const std::string absent = reason(tom, "signal.take_up", {{"case", 999}});
    EXPECT_EQ(absent, "not_found");
    // Of their team, so they may find it: carrying is what they lack.
    EXPECT_EQ(reason(tom, "signal.take_up", {{"case", people.family.the_case.value}}),
              "carrier.needed");
    EXPECT_EQ(desk.reason(tom, "case.close", in_second()), "");
    EXPECT_NE(reason(tom, "signal.take_up", in_second()), "");
    EXPECT_EQ(record().facts.status, SignalStatus::received);
    EXPECT_FALSE(record().facts.of_case);
}

TEST_F(SignalStory, who_is_no_receiver_or_of_another_team_finds_no_signal) {
    for (const ConnectionId who : {fatma, renske})
        EXPECT_EQ(reason(who, "signal.decline", {{"why", "wrong_area"}}), "not_found");
    EXPECT_EQ(desk.reason(tom, "signal.decline", {{"signal", 999}, {"why", "wrong_area"}}),
              "not_found");
}

TEST_F(SignalStory, a_decline_keeps_its_reason_and_note_and_cannot_be_taken_back) {
    result(sanne, "signal.decline",
           {{"why", "already_helped_elsewhere"}, {"note", "Bij de kerk."}});
    EXPECT_EQ(record().facts.status, SignalStatus::not_taken_up);
    EXPECT_EQ(record().decline, DeclineReason::already_helped_elsewhere);
    EXPECT_EQ(record().content->note, "Bij de kerk.");
    EXPECT_EQ(record().settled_at, desk.now());
    EXPECT_NE(reason(tom, "signal.take_up", in_second()), "");
    EXPECT_EQ(record().facts.status, SignalStatus::not_taken_up);
}

TEST_F(SignalStory, a_note_with_a_number_that_may_be_a_bsn_is_not_kept) {
    for (const char* note : {"Zie 123456782.", "Zie 123.456.782.", "BSN 11122237"})
        EXPECT_EQ(reason(sanne, "signal.decline", {{"why", "incomplete"}, {"note", note}}),
                  "signal.bsn")
            << note;
    EXPECT_EQ(record().facts.status, SignalStatus::received);
}

TEST_F(SignalStory, the_first_contact_is_the_earliest_and_a_visit_counts_as_one) {
    EXPECT_EQ(reason(tom, "signal.contact", {{"visited", true}}), "signal.not_taken_up");
    result(tom, "signal.take_up", in_second());
    const Instant first = desk.now();
    EXPECT_EQ(result(tom, "signal.contact", {{"visited", false}})["first_contact_at"],
              to_text(first));
    EXPECT_FALSE(record().visited_at);
    desk.pass(day_ms);
    EXPECT_EQ(result(tom, "signal.contact", {{"visited", true}})["first_contact_at"],
              to_text(first));
    EXPECT_EQ(record().visited_at, desk.now());
    const Instant earlier = first + -30 * minute_ms;
    EXPECT_EQ(result(tom, "signal.contact",
                     {{"visited", false}, {"at", to_text(earlier)}})["first_contact_at"],
              to_text(earlier));
    for (const Instant wrong : {desk.now() + 1, record().facts.received_at + -1})
        EXPECT_EQ(reason(tom, "signal.contact", {{"visited", true}, {"at", to_text(wrong)}}),
                  "request.invalid");
}

TEST_F(SignalStory, a_signal_closes_with_what_came_of_it_and_then_stands) {
    EXPECT_EQ(reason(tom, "signal.close", {{"outcome", "prevented"}}), "signal.not_taken_up");
    result(tom, "signal.take_up", in_second());
    result(tom, "signal.close", {{"outcome", "prevented"}});
    EXPECT_EQ(record().facts.status, SignalStatus::closed);
    EXPECT_EQ(record().outcome, SignalOutcome::prevented);
    EXPECT_EQ(record().settled_at, desk.now());
    for (const auto& [method, params] :
         {std::pair<std::string, Json>{"signal.close", {{"outcome", "no_contact"}}},
          std::pair<std::string, Json>{"signal.contact", {{"visited", true}}}})
        EXPECT_NE(reason(tom, method, params), "");
    EXPECT_EQ(record().outcome, SignalOutcome::prevented);
}

}  // namespace
}  // namespace kortelijn::commands_test
