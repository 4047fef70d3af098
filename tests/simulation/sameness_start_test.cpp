// I6 of the daily start: a signal, a board, an item, an action, a question or an absence that is
// not for who asks is as absent as one that never was: the same words, statements, opened values,
// entries and sealed bytes.
#include <gtest/gtest.h>

#include "simulation/sameness.hpp"
#include "support/start_people.hpp"

namespace kortelijn::simulation {
namespace {

// What a question names. All numbers that stand in an entry have one digit, so that entries
// are as long; a question's own number is drawn and in none.
struct Named {
    std::int64_t of_case = 7, signal = 7, board = 7, item = 7, action = 7, question = 7,
                 absence = 7, team = 7;
};

using Questions = std::vector<std::pair<std::string, Json>>;

// Of signals, actions and cases: neither being of the team nor sitting at its board helps.
Questions of_households(const Named& n, std::int64_t somebody, std::int64_t team) {
    const Json owners{{{"kind", "professional"}, {"id", somebody}}};
    return {
        {"signal.open", {{"signal", n.signal}}},
        {"signal.take_up", {{"signal", n.signal}, {"case", n.of_case}}},
        {"signal.decline", {{"signal", n.signal}, {"why", "no_worry_found"}}},
        {"signal.contact", {{"signal", n.signal}, {"visited", true}}},
        {"signal.close", {{"signal", n.signal}, {"outcome", "help_accepted"}}},
        {"signal.ask_involved", {{"signal", n.signal}}},
        {"agenda.put", {{"team", team}, {"case", n.of_case}}},
        {"agenda.put", {{"team", team}, {"case", n.of_case}, {"day", "2026-11-11"}}},
        {"action.make",
         {{"case", n.of_case},
          {"text", "Bellen."},
          {"owners", owners},
          {"due", "2026-11-12"},
          {"about", {1}},
          {"life_domains", {"school"}}}},
        {"action.make",
         {{"case", n.of_case}, {"text", "Bellen."}, {"owners", owners}, {"due", "2026-11-12"}}},
        {"action.read", {{"case", n.of_case}, {"text", "Joris belt morgen"}}},
        {"decision.keep",
         {{"case", n.of_case},
          {"text", "Zo doen we het."},
          {"about", {1}},
          {"life_domains", {"school"}}}},
        {"followup.record", {{"case", n.of_case}, {"outcome", "not_reached"}}},
        {"pair.change", {{"case", n.of_case}, {"pair", {1, 2}}}},
        {"coordinator.take",
         {{"case", n.of_case},
          {"professional", somebody},
          {"agreed_by", {1}},
          {"evidence", "spoken"}}},
        {"coordinator.give_back", {{"case", n.of_case}}},
    };
}

Questions of_the_team(const Named& n, std::int64_t somebody) {
    const Json at{{"board", n.board}, {"expected_version", 1}};
    const auto with = [&](Json more) {
        more.update(at);
        return more;
    };
    return {
        {"board.open", {{"team", n.team}, {"day", "2026-11-10"}}},
        {"board.today", {{"team", n.team}}},
        {"board.today", {{"team", n.team}, {"day", "2026-11-11"}}},
        {"board.join", {{"board", n.board}}},
        {"board.join", {{"board", n.board}, {"screen", true}}},
        {"board.leave", {{"board", n.board}, {"who", somebody}}},
        {"board.present", with({{"who", somebody}})},
        {"board.move", with({{"to", n.item}})},
        {"board.move", at},
        {"board.arrange", with({{"item", n.item}, {"place", 1}})},
        {"board.arrange", with({{"item", n.item}, {"drop", true}})},
        {"board.chair", with({{"who", somebody}})},
        {"board.end", at},
        {"board.summary", {{"board", n.board}}},
        {"absence.end", {{"absence", n.absence}}},
        {"absence.list", {{"team", n.team}}},
        {"team.oversee", {{"team", n.team}}},
    };
}

// Asked of what a number names before the policy is.
Questions by_their_own_number(const Named& n, std::int64_t somebody) {
    const Json owners{{{"kind", "professional"}, {"id", somebody}}};
    return {
        {"involvement.answer", {{"question", n.question}, {"known", true}}},
        {"involvement.answer", {{"question", n.question}, {"known", false}}},
        {"action.settle", {{"action", n.action}, {"how", "done"}}},
        {"action.settle", {{"action", n.action}, {"how", "dropped"}, {"reason", "Nee."}}},
        {"action.postpone",
         {{"action", n.action}, {"due", "2026-11-13"}, {"reason", "Morgen pas."}}},
        {"action.hand_on", {{"action", n.action}, {"owners", owners}}},
        {"board.leave", {{"board", n.board}}},
        {"signal.list", {{"team", n.team}}},
    };
}

struct I6_AtTheStart : testing::Test, CountingDesk {
    I6_AtTheStart() {
        people.family = support::make_mother_and_daughter(desk.store(), desk.now());
        desk.store().begin();
        make_people();
        desk.store().commit();
        desk.pipeline().world().forget();
        const auto& family = people.family;
        desk.store().begin();
        there.signal = support::add_start_signal(desk.store(), people, desk.now()).value;
        there.question = desk.store()
                             .add_involvement({.signal = SignalId{there.signal},
                                               .of_case = family.the_case,
                                               .asked = family.joris,
                                               .asked_at = desk.now()})
                             .value;
        desk.store().commit();
        there.of_case = family.the_case.value;
        there.absence = desk.store().load_directory().absences.front().id.value;
        there.team = family.north.value;
        const ConnectionId sanne = desk.connect(family.sanne);
        const Json owners{{{"kind", "professional"}, {"id", family.sanne.value}}};
        there.action = desk.result(sanne, "action.make",
                                   {{"case", there.of_case},
                                    {"text", "Bellen met school."},
                                    {"owners", owners},
                                    {"due", "2026-11-12"},
                                    {"about", {family.karin.value}},
                                    {"life_domains", {"school"}}})["action"];
        own_action = desk.result(
            sanne, "action.make",
            {{"text", "Fiets ophalen."}, {"owners", owners}, {"due", "2026-11-12"}})["action"];
        there.board = desk.result(sanne, "board.open",
                                  {{"team", there.team}, {"day", "2026-11-10"}})["board"];
        there.item = desk.store().items(BoardId{there.board}).front().id.value;
        look();
    }

    // One case only, so that the one that stands in for a number (standing_in_test) is always it.
    void make_people() {
        auto& store = desk.store();
        const OrganisationId ggd =
            store.add_organisation({{}, OrganisationKind::ggd, {}, "GGD Lindestroom"});
        people.fatma =
            store.add_professional(support::start_person("Fatma", ggd, people.family.north));
        people.housing = store.add_organisation({{}, OrganisationKind::housing, {}, "Woonstede"});
        Covenant covenant;
        covenant.kind = SignalKind::rent_arrears;
        covenant.senders = {people.housing};
        covenant.receivers = 1U << unsigned(OrganisationKind::welfare);
        covenant.term = {20, TermKind::working};
        covenant.period = {desk.now() + -30 * day_ms, std::nullopt};
        people.covenant = store.add_covenant(covenant);
        Absence absence;
        absence.professional = people.family.joris;
        absence.period = {desk.now() + -1 * day_ms, desk.now() + 10 * day_ms};
        store.add_absence(absence);
    }

    // Sanne has everything at hand.
    void look() {
        const ConnectionId sanne = desk.connect(people.family.sanne);
        desk.result(sanne, "board.join", {{"board", there.board}});
        desk.result(sanne, "signal.open", {{"signal", there.signal}});
    }

    void expect_same_at_hand(ProfessionalId who, const Questions& forbidden,
                             const Questions& nothing) {
        const ConnectionId asks = desk.connect(who);
        for (int round = 0; round < 2; ++round)
            for (std::size_t i = 0; i < forbidden.size(); ++i)
                EXPECT_EQ(cost(asks, forbidden[i].first, forbidden[i].second),
                          cost(asks, nothing[i].first, nothing[i].second))
                    << forbidden[i].first << ' ' << forbidden[i].second << ", round " << round
                    << ", professional " << who.value;
    }

    void expect_same_afresh(ProfessionalId who, const Questions& forbidden,
                            const Questions& nothing) {
        for (std::size_t i = 0; i < forbidden.size(); ++i) {
            desk.crash_and_restart();
            const ConnectionId first = desk.connect(who);
            const Cost one = cost(first, forbidden[i].first, forbidden[i].second);
            desk.crash_and_restart();
            const ConnectionId again = desk.connect(who);
            EXPECT_EQ(one, cost(again, nothing[i].first, nothing[i].second))
                << forbidden[i].first << ' ' << forbidden[i].second << ", professional "
                << who.value;
        }
    }

    support::StartPeople people{};
    Named there;
    const Named nothing;
    std::int64_t own_action = 0;  // of no case: hers alone
};

TEST_F(I6_AtTheStart, numbers_have_one_digit) {
    for (const std::int64_t id : {there.of_case, there.signal, there.board, there.item,
                                  there.action, there.absence, there.team, own_action}) {
        EXPECT_GT(id, 0);
        EXPECT_LT(id, nothing.signal);
    }
}

TEST_F(I6_AtTheStart, an_outsider_is_told_of_nothing_with_everything_at_hand) {
    const std::int64_t bram = people.family.bram.value, north = people.family.north.value;
    expect_same_at_hand(people.family.outsider, of_households(there, bram, north),
                        of_households(nothing, bram, north));
    expect_same_at_hand(people.family.outsider, of_the_team(there, bram),
                        of_the_team(nothing, bram));
}

TEST_F(I6_AtTheStart, an_outsider_is_told_of_nothing_with_nothing_at_hand) {
    const std::int64_t bram = people.family.bram.value, north = people.family.north.value;
    expect_same_afresh(people.family.outsider, of_households(there, bram, north),
                       of_households(nothing, bram, north));
    expect_same_afresh(people.family.outsider, of_the_team(there, bram),
                       of_the_team(nothing, bram));
}

// Fatma is of the team, but of an organisation that receives no such signals; she carries nothing.
TEST_F(I6_AtTheStart, who_is_of_the_team_is_told_of_no_signal_action_or_case_of_others) {
    const std::int64_t bram = people.family.bram.value, north = people.family.north.value;
    const auto forbidden = of_households(there, bram, north),
               absent = of_households(nothing, bram, north);
    expect_same_at_hand(people.fatma, forbidden, absent);
    expect_same_afresh(people.fatma, forbidden, absent);
}

TEST_F(I6_AtTheStart, what_has_a_number_of_its_own_is_as_absent_as_what_never_was) {
    Named of_sanne;
    of_sanne.action = own_action;
    const auto absent = by_their_own_number(nothing, 1);
    for (const ProfessionalId who : {people.family.outsider, people.fatma})
        for (const Named& named : {there, of_sanne})
            expect_same_at_hand(who, by_their_own_number(named, 1), absent);
    for (const ProfessionalId who : {people.family.outsider, people.fatma})
        for (const Named& named : {there, of_sanne})
            expect_same_afresh(who, by_their_own_number(named, 1), absent);
}

}  // namespace
}  // namespace kortelijn::simulation
