// Closing and the call after it; the pair, who coordinates, absence, and what the leader sees.
#include "story.hpp"
#include "support/start_people.hpp"

namespace kortelijn::commands_test {
namespace {

struct Carrying : Story {
    Carrying() {
        auto& store = desk.store();
        store.begin();
        // Sanne and Mila are of another team: at this table by the pair alone.
        south = store.add_team("wijkteam Zuid");
        Professional moved = *store.load_directory().find(people.sanne);
        moved.teams.clear();
        moved.teams.push_back({south, {}});
        store.change_professional(moved);
        mila = store.add_professional(support::start_person("Mila Jansen", people.welfare, south));
        Professional leader = support::start_person("Lea Vermeer", people.welfare, people.north);
        for (const TeamId team : {people.north, south})
            leader.roles.push_back({Role::team_leader, {}, team, {}});
        lea = store.add_professional(leader);
        store.commit();
        desk.pipeline().world().forget();
    }
    std::string day(int from_today) {
        return to_text(Day{amsterdam_day(desk.now()).number + from_today});
    }
    std::int64_t make(ProfessionalId owner, int due = 3) {
        return result(
            joris, "action.make",
            {{"case", the_case},
             {"text", "Belt de mentor."},
             {"owners", Json::array({Json{{"kind", "professional"}, {"id", owner.value}}})},
             {"due", day(due)},
             {"about", {lotte}},
             {"life_domains", {"school"}}})["action"];
    }
    Json pair(const Json& ids) { return {{"case", the_case}, {"pair", ids}}; }
    TeamId south;
    ProfessionalId mila, lea;
};
using Away = Carrying;
using Closing = Carrying;

TEST_F(Closing, closing_says_which_actions_are_open) {
    make(people.sanne), make(people.joris);
    const Json no = desk.call(sanne, "case.close", {{"case", the_case}});
    EXPECT_EQ(no["error"]["data"]["reason"], "case.open_actions");
    EXPECT_EQ(no["error"]["data"]["too_many"], 2);
    join(sanne);
    result(sanne, "case.close", {{"case", the_case}, {"open_actions", "drop"}});
    const Json kept = result(sanne, "message.history", {{"room", room}})["items"];
    ASSERT_EQ(kept.size(), 4U);
    EXPECT_EQ(kept[3]["change"], "dropped");
    EXPECT_EQ(result(joris, "action.list", {{"mine", true}})["actions"].size(), 0U);
    EXPECT_EQ(entry_of("case.close").object.count, 2);
}

TEST_F(Closing, a_call_after_closing_is_kept_once_and_told_to_carriers_only) {
    EXPECT_EQ(field(sanne, "case.close", {{"case", the_case}, {"follow_up", day(0)}}), "follow_up");
    EXPECT_EQ(told(sanne, "followup.record", {{"case", the_case}, {"outcome", "going_well"}}),
              "followup.none_due");
    result(sanne, "case.close",
           {{"case", the_case},
            {"follow_up", day(42)},
            {"outcome", "goals_met"},
            {"note", "Lotte gaat naar school."}});
    const Json call{{"case", the_case}, {"outcome", "needs_help"}, {"note", "Weer thuis."}};
    result(joris, "followup.record", call);
    EXPECT_EQ(told(joris, "followup.record", call), "followup.none_due");
    const Json seen = result(sanne, "case.open", {{"case", the_case}});
    EXPECT_EQ(seen["closings"][0]["outcome"], "goals_met");
    EXPECT_EQ(seen["follow_up"]["outcome"], "needs_help");
    EXPECT_EQ(seen["follow_up"]["due"], day(42));
    result(sanne, "case.reopen", {{"case", the_case}});
    expect_alike(desk.connect(people.outsider), "followup.record", call, "case");
}

TEST_F(Closing, who_was_not_reached_is_called_again_by_itself) {
    result(sanne, "case.close", {{"case", the_case}, {"follow_up", day(42)}});
    Json call{{"case", the_case}, {"outcome", "not_reached"}, {"next", day(0)}};
    EXPECT_EQ(told(joris, "followup.record", call), "record.in_the_past");
    EXPECT_EQ(field(joris, "followup.record",
                    {{"case", the_case}, {"outcome", "going_well"}, {"next", day(9)}}),
              "next");
    call.erase("next");
    EXPECT_EQ(result(joris, "followup.record", call)["next"], day(7)) << "a week on";
    call["next"] = day(20);
    EXPECT_EQ(result(joris, "followup.record", call)["next"], day(20));
    std::vector<store::FollowUp> open = desk.store().follow_ups_of(CaseId{the_case});
    std::erase_if(open, [](const auto& one) { return one.done_at.has_value(); });
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(to_text(open[0].due), day(20));
    result(joris, "followup.record", {{"case", the_case}, {"outcome", "going_well"}});
    EXPECT_EQ(told(joris, "followup.record", call), "followup.none_due");
}

TEST_F(Carrying, who_hands_over_is_out_at_once) {
    join(sanne);
    const ConnectionId next = desk.connect(lea);
    const std::int64_t id = make(people.sanne);
    result(sanne, "pair.change", pair({people.joris.value, lea.value}));
    EXPECT_EQ(desk.notices(sanne, "room.gone").size(), 1U);
    const auto heard = desk.outbox.lines[sanne].notices.size();
    post(joris, "Sanne is weg.");
    EXPECT_EQ(desk.outbox.lines[sanne].notices.size(), heard);
    EXPECT_EQ(told(sanne, "case.open", {{"case", the_case}}), "not_found");
    EXPECT_EQ(told(next, "room.join", {{"room", room}}), "");
    const Json left = result(joris, "action.list", {{"to_hand_over", true}})["actions"];
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0]["action"], id);
}

TEST_F(Carrying, a_pair_is_of_the_home_team_both_of_them) {
    EXPECT_EQ(told(sanne, "pair.change", pair({people.bram.value})), "pair.not_in_team");
    EXPECT_EQ(told(sanne, "pair.change", pair({lea.value, people.bram.value})), "pair.not_in_team");
    EXPECT_EQ(told(sanne, "case.open", {{"case", the_case}}), "");  // nothing was done
    expect_alike(desk.connect(people.outsider), "pair.change", pair({lea.value}), "case");
}

TEST_F(Carrying, coordination_is_taken_with_the_familys_yes_and_given_back) {
    Json take{{"case", the_case},
              {"professional", people.sanne.value},
              {"agreed_by", {lotte}},
              {"evidence", "spoken"}};
    EXPECT_EQ(told(sanne, "coordinator.take", take), "coordinator.no_consent");
    take["agreed_by"] = {karin};
    result(sanne, "coordinator.take", take);
    EXPECT_EQ(result(joris, "case.open", {{"case", the_case}})["coordinator"]["id"],
              people.sanne.value);
    EXPECT_EQ(desk.store().coordinators_of(people.the_case).back().evidence, "spoken");
    result(joris, "coordinator.give_back", {{"case", the_case}});
    EXPECT_FALSE(result(joris, "case.open", {{"case", the_case}}).contains("coordinator"));
    EXPECT_EQ(told(joris, "coordinator.give_back", {{"case", the_case}}), "coordinator.none");
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "coordinator.take", take, "case");
    expect_alike(olga, "coordinator.give_back", {{"case", the_case}}, "case");
}

TEST_F(Carrying, who_leaves_the_pair_coordinates_no_more) {
    result(sanne, "coordinator.take",
           {{"case", the_case},
            {"professional", people.sanne.value},
            {"agreed_by", {karin}},
            {"evidence", "paper"}});
    result(joris, "pair.change", pair({people.joris.value}));
    EXPECT_FALSE(result(joris, "case.open", {{"case", the_case}}).contains("coordinator"));
}

TEST_F(Away, a_replacement_reads_until_the_end_and_not_a_second_longer) {
    const ConnectionId next = desk.connect(mila);
    result(sanne, "absence.record",
           {{"who", people.sanne.value},
            {"from", day(0)},
            {"to", day(2)},
            {"replacement", mila.value},
            {"replacement_to", day(2)}});
    result(next, "room.join", {{"room", room}});
    const Instant end = amsterdam_midnight(Day{amsterdam_day(desk.now()).number + 3});
    desk.pass(end - desk.now() - 1);
    EXPECT_EQ(desk.notices(next, "room.gone").size(), 0U);
    desk.pass(1);
    EXPECT_EQ(desk.notices(next, "room.gone").size(), 1U);
}

TEST_F(Away, I3_who_is_replaced_is_out_at_once_and_back_when_the_absence_ends) {
    join(sanne);
    const std::int64_t absence = result(sanne, "absence.record",
                                        {{"who", people.sanne.value},
                                         {"from", day(0)},
                                         {"replacement", mila.value},
                                         {"replacement_to", day(9)}})["absence"];
    EXPECT_EQ(desk.notices(sanne, "room.gone").size(), 1U);
    EXPECT_NE(told(sanne, "case.open", {{"case", the_case}}), "");
    const ConnectionId next = desk.connect(mila);
    result(next, "room.join", {{"room", room}});
    const ConnectionId leader = desk.connect(lea);
    const Json rows = result(leader, "absence.list", {{"team", south.value}})["absences"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["replacement"]["id"], mila.value);
    EXPECT_EQ(rows[0]["replacement_to"], day(9));
    EXPECT_EQ(rows[0]["may_end"], true);
    EXPECT_EQ(told(joris, "absence.end", {{"absence", absence}}), "absence.not_yours");
    EXPECT_EQ(told(joris, "absence.end", {{"absence", 999}}), "absence.not_yours");
    result(leader, "absence.end", {{"absence", absence}});
    EXPECT_EQ(desk.notices(next, "room.gone").size(), 1U);
    EXPECT_EQ(told(sanne, "case.open", {{"case", the_case}}), "");
    EXPECT_EQ(told(leader, "absence.end", {{"absence", absence}}), "absence.ended");
}

TEST_F(Away, who_is_away_is_for_the_team_and_its_leader) {
    const Json of_south{{"team", south.value}};
    EXPECT_EQ(told(sanne, "absence.list", of_south), "") << "of the team";
    EXPECT_EQ(told(desk.connect(lea), "absence.list", of_south), "") << "leads it";
    EXPECT_EQ(told(joris, "absence.list", of_south), "not_found");
    EXPECT_EQ(entry_of("absence.list").entry.outcome, audit::Outcome::refused_policy);
    // The officer reads the log, not who is away.
    EXPECT_NE(told(desk.connect(people.nadia), "absence.list", of_south), "");
}

TEST_F(Away, absence_is_ones_own_and_a_replacement_has_an_end) {
    Json away{{"who", people.sanne.value}, {"from", day(0)}};
    EXPECT_EQ(told(joris, "absence.record", away), "absence.not_yours");
    away["replacement"] = mila.value;
    EXPECT_EQ(told(sanne, "absence.record", away), "replacement.no_end");
    away["replacement_to"] = day(-1);
    EXPECT_NE(told(sanne, "absence.record", away), "");
    const ConnectionId olga = desk.connect(people.outsider);
    expect_alike(olga, "absence.list", {{"team", south.value}}, "team");
}

TEST_F(Carrying, a_team_leader_sees_numbers_and_dates_and_no_word) {
    const std::int64_t id = make(people.sanne);
    for (const int later : {5, 8})
        result(sanne, "action.postpone",
               {{"action", id}, {"due", day(later)}, {"reason", "Mentor is ziek."}});
    const ConnectionId leader = desk.connect(lea);
    const Json seen = result(leader, "team.oversee", {{"team", people.north.value}});
    ASSERT_EQ(seen["postponed"].size(), 1U);
    EXPECT_EQ(seen["postponed"][0]["number"], "26-0387");
    EXPECT_EQ(seen["postponed"][0]["due"], day(8));
    EXPECT_EQ(seen["to_hand_over"].size(), 0U);
    for (const char* word : {"mentor", "Meidoorn", "Bakker", "ziek"})
        EXPECT_EQ(seen.dump().find(word), std::string::npos) << word;
    result(joris, "pair.change", pair({people.joris.value}));
    EXPECT_EQ(result(leader, "team.oversee", {{"team", people.north.value}})["to_hand_over"].size(),
              1U);
    EXPECT_NE(told(joris, "team.oversee", {{"team", people.north.value}}), "");
}

TEST_F(Carrying, the_next_action_of_a_case_is_shown_to_who_may_read_it) {
    make(people.sanne, 6), make(people.joris, 2);
    EXPECT_EQ(result(sanne, "case.list", Json::object())["cases"][0]["next"]["due"], day(2));
    const std::int64_t ground = let_bram_in();
    const Json of_bram = result(bram, "case.list", Json::object())["cases"];
    EXPECT_EQ(of_bram[0]["next"]["text"], "Belt de mentor.");
    result(sanne, "ground.end", {{"case", the_case}, {"ground", ground}});
    EXPECT_TRUE(result(bram, "case.list", Json::object())["cases"].empty());
}

}  // namespace
}  // namespace kortelijn::commands_test
