// Actions, closings, follow-ups and who carries a case: what is written comes back.
#include <gmock/gmock.h>

#include "unit/store/start_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(Start, an_action_has_its_owners_in_order_and_its_text_stays) {
    ActionRecord a;
    a.of_case = w.of_case;
    a.seq = 4;
    a.due = start_day();
    a.made_by = w.anna;
    a.made_at = Instant{9};
    a.cells = {.people = 1, .life_domains = LifeDomains{0x81}, .law = Law::wmo};
    a.owners = {owner_of(w.mother), owner_of(w.bas)};
    a.text = "moeder bellen";
    ActionRecord own = a;
    own.of_case = {}, own.seq = 0, own.cells = {}, own.text = "rapport af";
    own.due = Day{start_day().number - 1};
    own.owners = {owner_of(w.bas)};
    write([&] {
        a.id = store->add_action(a);
        own.id = store->add_action(own);
    });
    open();
    EXPECT_EQ(store->action(a.id), a);
    EXPECT_FALSE(store->action(ActionId{404}));
    EXPECT_THAT(store->actions_owned_by(w.bas), ElementsAre(own, a));
    EXPECT_THAT(store->actions_owned_by(w.anna), IsEmpty()) << "making is not owning";
    TeamId another;
    write([&] { another = store->add_team("Wijkteam West"); });
    ActionRecord sealed = a;
    sealed.text.clear();
    EXPECT_THAT(store->actions_due(w.team, start_day()), ElementsAre(sealed));
    EXPECT_THAT(store->actions_due(w.team, Day{start_day().number - 1}), IsEmpty());
    EXPECT_THAT(store->actions_due(another, start_day()), IsEmpty());
    EXPECT_EQ(store->newest_action(), own.id);
    a.state = ActionState::handed_on;
    a.due.number += 7;
    a.postponed = 2;
    a.settled_at = Instant{99};
    a.owners = {owner_of(w.anna)};
    write([&] { store->change_action(a); });
    EXPECT_EQ(store->action(a.id), a);
    EXPECT_THAT(store->actions_of(w.of_case, false), ElementsAre(a));
    EXPECT_THAT(store->actions_of(w.of_case, true), IsEmpty());
    EXPECT_THAT(store->actions_owned_by(w.anna), IsEmpty()) << "only open ones";
}

TEST_F(Start, closings_and_follow_ups_are_kept_with_the_case) {
    FollowUp f{.of_case = w.of_case, .due = start_day(), .note = "na zes weken"};
    const Closing c{w.of_case, Instant{50}, CaseOutcome::partly, "schulden lopen nog"};
    write([&] {
        f.id = store->add_follow_up(f);
        store->add_closing(c);
    });
    open();
    TeamId another;
    write([&] { another = store->add_team("Wijkteam West"); });
    FollowUp silent = f;
    silent.note.clear();
    EXPECT_THAT(store->follow_ups_due(w.team, start_day()), ElementsAre(silent));
    EXPECT_THAT(store->follow_ups_due(w.team, Day{start_day().number - 1}), IsEmpty());
    EXPECT_THAT(store->follow_ups_due(another, start_day()), IsEmpty());
    f.done_at = Instant{60}, f.done_by = w.bas, f.outcome = FollowUpOutcome::needs_help;
    f.note = "toch weer huurschuld";
    write([&] { store->change_follow_up(f); });
    EXPECT_THAT(store->follow_ups_of(w.of_case), ElementsAre(f));
    EXPECT_THAT(store->follow_ups_due(w.team, start_day()), IsEmpty());
    EXPECT_THAT(store->closings_of(w.of_case), ElementsAre(c));
}

TEST_F(Start, one_coordinates_at_a_time) {
    const auto set = [&](const Coordinator& who) {
        write([&] {
            store->set_coordinator(w.of_case, {who, {w.mother}, "gezegd bij het bezoek"});
        });
    };
    set({{}, {}, w.anna, {Instant{10}, {}}});
    set({{}, w.mother, {}, {Instant{20}, {}}});
    auto all = store->coordinators_of(w.of_case);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].coordinator.period, (Period{Instant{10}, Instant{20}}));
    EXPECT_EQ(all[0].evidence, "gezegd bij het bezoek");
    EXPECT_THAT(all[1].agreed_by, ElementsAre(w.mother));
    EXPECT_EQ(all[1].coordinator.member, w.mother);
    write([&] { store->end_coordinator(w.of_case, Instant{30}); });
    const auto facts = store->load_case(w.of_case)->facts.coordinators;
    ASSERT_EQ(facts.size(), 2U);
    EXPECT_EQ(facts[0].professional, w.anna);
    EXPECT_EQ(facts[0].period.to, Instant{20});
    EXPECT_EQ(facts[1].period.to, Instant{30});
}

TEST_F(Start, a_case_keeps_its_address_and_its_pair_changes) {
    EXPECT_FALSE(store->load_case(w.of_case)->address);
    const Address address{"Lindelaan", "12a", "3511AB", "Utrecht"};
    write([&] {
        store->set_address(w.of_case, {"", "1", "3511AB", ""});
        store->set_address(w.of_case, address);
        store->add_pair(w.of_case, {w.bas, {Instant{2000}, {}}});
        store->end_pair(w.of_case, w.anna, Instant{2000});
    });
    const CaseRecord record = *store->load_case(w.of_case);
    EXPECT_EQ(record.address, address);
    ASSERT_EQ(record.facts.the_case->pair.size(), 2U);
    EXPECT_EQ(record.facts.the_case->pair[0].period.to, Instant{2000});
    EXPECT_EQ(record.facts.the_case->pair[1].professional, w.bas);
    store->begin();
    EXPECT_THROW(store->end_pair(w.of_case, ProfessionalId{404}, Instant{1}), StoreFailure);
    store->rollback();
}

TEST_F(Start, absences_and_replacements_end_and_never_later_again) {
    AbsenceId away;
    ReplacementId instead;
    write([&] {
        away = store->add_absence({w.anna, {Instant{1}, Instant{90}}});
        instead = store->add_replacement({w.anna, w.bas, {Instant{1}, {}}});
        store->end_absence(away, Instant{50});
        store->end_absence(away, Instant{70});
        store->end_replacement(instead, Instant{60});
    });
    const Directory d = store->load_directory();
    EXPECT_EQ(d.absences[0].id, away);
    EXPECT_EQ(d.absences[0].period.to, Instant{50});
    EXPECT_EQ(d.replacements[0].id, instead);
    EXPECT_EQ(d.replacements[0].period.to, Instant{60});
}

}  // namespace
}  // namespace kortelijn::store
