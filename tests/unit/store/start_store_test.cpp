// Covenants, signals, boards, actions and closings: what is written comes back.
#include <gmock/gmock.h>

#include "unit/store/raw_database.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Day start_day() { return *day_of({2026, 11, 11}); }

class Start : public StoreTest {
protected:
    Start() {
        open();
        w = make_world();
        write([&] {
            housing = store->add_organisation(
                {.kind = OrganisationKind::housing, .name = "Woningbedrijf"});
            covenant = store->add_covenant(agreed());
        });
    }

    Covenant agreed() const {
        Covenant c;
        c.kind = SignalKind::rent_arrears;
        c.senders = {housing, w.organisation};
        c.receivers = 1U << unsigned(OrganisationKind::welfare);
        c.term = {5, TermKind::working};
        c.period = {Instant{100}, {}};
        c.name = "Convenant huur";
        c.legal_basis = "Wgs art. 3";
        return c;
    }
    SignalDraft draft(Instant at = Instant{2000}) const {
        SignalDraft d;
        d.covenant = covenant;
        d.sender = housing;
        d.team = w.team;
        d.sent_by = w.bas;
        d.received_at = at;
        d.term_ends_at = Instant{at.ms + 500};
        d.household_knows = true;
        d.content.name = "Mia Vos";
        d.content.birth_date = Day{4000};
        d.content.address = {"Lindelaan", "12a", "3511AB", "Utrecht"};
        d.content.neighbourhood = "Oost";
        d.content.amount_cents = 123'456;
        d.content.months = 3;
        d.content.text = "drie maanden huur";
        d.content.why_not_known = "te vroeg";
        return d;
    }
    SignalId sent(const SignalDraft& d) {
        SignalId id;
        write([&] { id = store->add_signal(d); });
        return id;
    }
    std::vector<std::int64_t> ids(const std::vector<SignalRecord>& signals) {
        std::vector<std::int64_t> out;
        for (const SignalRecord& one : signals) out.push_back(one.facts.id.value);
        return out;
    }

    World w;
    OrganisationId housing;
    CovenantId covenant;
};

TEST_F(Start, a_covenant_comes_with_the_directory_and_ends_once) {
    open();
    Directory d = store->load_directory();
    const Covenant* found = d.find(covenant);
    ASSERT_NE(found, nullptr);
    EXPECT_TRUE(found->sent_by(housing));
    EXPECT_FALSE(found->sent_by(OrganisationId{404}));
    EXPECT_TRUE(found->received_by(OrganisationKind::welfare));
    EXPECT_FALSE(found->received_by(OrganisationKind::housing));
    EXPECT_EQ(found->term, (Term{5, TermKind::working}));
    EXPECT_EQ(found->name, "Convenant huur");
    EXPECT_EQ(found->legal_basis, "Wgs art. 3");
    write([&] {
        store->end_covenant(covenant, Instant{900});
        store->end_covenant(covenant, Instant{950});
    });
    d = store->load_directory();
    EXPECT_EQ(d.find(covenant)->period, (Period{Instant{100}, Instant{900}}));
    store->begin();
    EXPECT_THROW(store->end_covenant(CovenantId{404}, Instant{1}), StoreFailure);
    store->rollback();
}

TEST_F(Start, a_certificate_is_its_organisations_while_it_lives) {
    const std::string print(32, '\x07');
    write([&] { store->add_certificate({print, housing, {Instant{10}, Instant{90}}}); });
    EXPECT_EQ(store->organisation_of_certificate(print, Instant{10}), housing);
    EXPECT_FALSE(store->organisation_of_certificate(print, Instant{9}));
    EXPECT_FALSE(store->organisation_of_certificate(print, Instant{90}));
    EXPECT_FALSE(store->organisation_of_certificate(std::string(32, '\x08'), Instant{10}));
    write([&] { store->end_certificate(print, Instant{50}); });
    EXPECT_EQ(store->certificate(print)->period.to, Instant{50});
    EXPECT_EQ(store->certificates().size(), 1U);
}

TEST_F(Start, a_signal_comes_back_as_it_was_sent_whatever_becomes_of_it) {
    const SignalId id = sent(draft());
    open();
    SignalRecord s = *store->signal(id);
    EXPECT_EQ(*s.content, draft().content);
    EXPECT_EQ(s.facts.status, SignalStatus::received);
    EXPECT_EQ(s.facts.covenant, covenant);
    EXPECT_EQ(s.facts.sender, housing);
    EXPECT_EQ(s.facts.team, w.team);
    EXPECT_EQ(s.facts.received_at, Instant{2000});
    EXPECT_EQ(s.term_ends_at, Instant{2500});
    EXPECT_EQ(s.sent_by, w.bas);
    EXPECT_TRUE(s.household_knows);
    EXPECT_FALSE(s.taken_up_at || s.settled_at || s.outcome || s.decline || s.facts.of_case);
    s.facts.status = SignalStatus::closed;
    s.facts.of_case = w.of_case;
    s.taken_up_at = Instant{2100};
    s.first_contact_at = Instant{2200};
    s.visited_at = Instant{2300};
    s.settled_at = Instant{2400};
    s.outcome = SignalOutcome::prevented;
    s.content->note = "geregeld";
    s.content->text = "iets anders";
    s.facts.received_at = Instant{1};
    write([&] { store->change_signal(s); });
    open();
    const SignalRecord changed = *store->signal(id);
    EXPECT_EQ(changed.facts.status, SignalStatus::closed);
    EXPECT_EQ(changed.facts.of_case, w.of_case);
    EXPECT_EQ(changed.visited_at, Instant{2300});
    EXPECT_EQ(changed.outcome, SignalOutcome::prevented);
    EXPECT_EQ(changed.content->note, "geregeld");
    EXPECT_EQ(changed.content->text, "drie maanden huur") << "what was sent stays";
    EXPECT_EQ(changed.facts.received_at, Instant{2000});
    EXPECT_EQ(ids(store->signals_of_case(w.of_case)), (std::vector<std::int64_t>{id.value}));
}

TEST_F(Start, open_signals_are_those_of_the_team_that_nobody_settled) {
    const SignalId first = sent(draft()), second = sent(draft());
    SignalDraft elsewhere = draft();
    write([&] { elsewhere.team = store->add_team("Wijkteam West"); });
    sent(elsewhere);
    SignalRecord s = *store->signal(first);
    s.facts.status = SignalStatus::not_taken_up;
    s.settled_at = Instant{3000};
    s.decline = DeclineReason::wrong_area;
    write([&] { store->change_signal(s); });
    EXPECT_EQ(ids(store->open_signals(w.team)), (std::vector<std::int64_t>{second.value}));
    EXPECT_EQ(store->signal(first)->decline, DeclineReason::wrong_area);
}

TEST_F(Start, ones_own_sent_signals_come_newest_first_and_a_page_at_a_time) {
    const SignalId a = sent(draft()), b = sent(draft());
    SignalDraft by_system = draft();
    by_system.sent_by = {};
    sent(by_system);
    EXPECT_EQ(ids(store->signals_sent_by(w.bas, SignalId{999}, 10)),
              (std::vector<std::int64_t>{b.value, a.value}));
    EXPECT_EQ(ids(store->signals_sent_by(w.bas, b, 10)), (std::vector<std::int64_t>{a.value}));
    EXPECT_EQ(store->signals_sent_by(w.bas, SignalId{999}, 1).size(), 1U);
    EXPECT_THAT(store->signals_sent_by(w.anna, SignalId{999}, 10), IsEmpty());
}

TEST_F(Start, an_idempotency_key_tells_the_same_body_from_another) {
    const SignalId id = sent(draft());
    write([&] { store->keep_signal_key(housing, "key-0001", "{body}", id, Instant{1}); });
    open();
    const auto same = store->signal_of_key(housing, "key-0001", "{body}");
    ASSERT_TRUE(same);
    EXPECT_EQ(same->signal, id);
    EXPECT_TRUE(same->same_body);
    EXPECT_FALSE(store->signal_of_key(housing, "key-0001", "{other}")->same_body);
    EXPECT_FALSE(store->signal_of_key(w.organisation, "key-0001", "{body}"));
    EXPECT_FALSE(store->signal_of_key(housing, "key-0002", "{body}"));
    store->begin();
    EXPECT_THROW(store->keep_signal_key(housing, "key-0001", "x", id, Instant{1}), StoreFailure);
    store->rollback();
}

TEST_F(Start, who_was_asked_answers_once) {
    const SignalId id = sent(draft());
    InvolvementId asked;
    write([&] {
        asked = store->add_involvement(
            {.signal = id, .of_case = w.of_case, .asked = w.anna, .asked_at = Instant{7}});
    });
    EXPECT_EQ(store->open_involvements(w.anna).size(), 1U);
    EXPECT_THAT(store->open_involvements(w.bas), IsEmpty());
    write([&] { store->answer_involvement(asked, Instant{8}, true); });
    EXPECT_THAT(store->open_involvements(w.anna), IsEmpty());
    const auto answered = store->involvements(id);
    ASSERT_EQ(answered.size(), 1U);
    EXPECT_EQ(answered[0].known, true);
    EXPECT_EQ(answered[0].answered_at, Instant{8});
    EXPECT_FALSE(store->involvement(InvolvementId{404}));
    store->begin();
    EXPECT_THROW(store->answer_involvement(asked, Instant{9}, false), StoreFailure);
    EXPECT_THROW(store->add_involvement({.signal = id, .of_case = w.of_case, .asked = w.anna}),
                 StoreFailure);
    store->rollback();
}

TEST_F(Start, a_board_with_its_items_and_presence_is_state) {
    const SignalId signal = sent(draft());
    BoardRecord b;
    b.team = w.team;
    b.day = start_day();
    AgendaItem one, two;
    write([&] {
        b.id = store->add_board(b);
        one.board = two.board = b.id;
        one.place = 2, one.kind = ItemKind::overdue, one.of_case = w.of_case;
        two.place = 1, two.kind = ItemKind::signal, two.signal = signal, two.put_by = w.anna;
        one.id = store->add_item(one);
        two.id = store->add_item(two);
        store->set_presence({b.id, w.anna, Instant{5}, {}, w.anna});
        store->set_presence({b.id, w.bas, Instant{6}, {}, w.anna});
    });
    EXPECT_EQ(store->board(b.id), b);
    EXPECT_THAT(store->items(b.id), ElementsAre(two, one));
    b.state = BoardState::open;
    b.version = 9;
    b.chair = w.anna;
    b.opened_at = Instant{5};
    b.current_item = one.id;
    b.current_since = Instant{6};
    one.place = 1, one.state = ItemState::current, one.spent_ms = 77, one.minutes = 9;
    one.carried = 3;
    write([&] {
        store->change_board(b);
        store->change_item(one);
        store->set_presence({b.id, w.bas, Instant{6}, Instant{8}, w.anna});
    });
    open();
    EXPECT_EQ(store->board(w.team, start_day()), b);
    EXPECT_EQ(store->item(one.id), one);
    EXPECT_THAT(store->presence(b.id),
                ElementsAre(Presence{b.id, w.anna, Instant{5}, {}, w.anna},
                            Presence{b.id, w.bas, Instant{6}, Instant{8}, w.anna}));
    const Day next{start_day().number + 3};
    EXPECT_FALSE(store->board(w.team, next));
    EXPECT_EQ(store->latest_board_before(w.team, next), b);
    EXPECT_FALSE(store->latest_board_before(w.team, start_day()));
    store->begin();
    EXPECT_THROW(store->add_board(b), StoreFailure) << "one for each team and day";
    AgendaItem both = one;
    both.signal = signal;
    EXPECT_THROW(store->add_item(both), StoreFailure);
    store->rollback();
}

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
    ActionRecord sealed = a;
    sealed.text.clear();
    EXPECT_THAT(store->actions_due(start_day()), ElementsAre(sealed));
    EXPECT_THAT(store->actions_due(Day{start_day().number - 1}), IsEmpty());
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
    FollowUp silent = f;
    silent.note.clear();
    EXPECT_THAT(store->follow_ups_due(start_day()), ElementsAre(silent));
    EXPECT_THAT(store->follow_ups_due(Day{start_day().number - 1}), IsEmpty());
    f.done_at = Instant{60}, f.done_by = w.bas, f.outcome = FollowUpOutcome::needs_help;
    f.note = "toch weer huurschuld";
    write([&] { store->change_follow_up(f); });
    EXPECT_THAT(store->follow_ups_of(w.of_case), ElementsAre(f));
    EXPECT_THAT(store->follow_ups_due(start_day()), IsEmpty());
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

TEST_F(Start, a_worker_scans_every_household_and_the_signals_of_a_period) {
    write([&] {
        store->set_address(w.of_case, {"Lindelaan", "12a", "3511AB", "Utrecht"});
        for (int i = 0; i < 300; ++i) store->create_case({.number = "27-" + std::to_string(i)});
        for (int i = 0; i < 300; ++i) store->add_signal(draft(Instant{10'000 + i}));
        store->close_period(w.of_case, Instant{5000});
    });
    const auto reader = open_reader(options);
    std::vector<HouseholdScan> seen;
    reader->scan_households([&](const HouseholdScan& one) {
        seen.push_back(one);
        return true;
    });
    ASSERT_EQ(seen.size(), 301U);
    EXPECT_EQ(seen[0].of_case, w.of_case);
    EXPECT_EQ(seen[0].address->number, "12a");
    ASSERT_EQ(seen[0].people.size(), 1U);
    EXPECT_EQ(seen[0].people[0].name, "Mia Vos");
    EXPECT_EQ(seen[0].people[0].birth_date, Day{4000});
    EXPECT_EQ(seen[0].open[0].to, Instant{5000});
    EXPECT_FALSE(seen[300].address);
    EXPECT_TRUE(seen[300].open[0].live(Instant{1}));
    std::vector<std::int64_t> at;
    reader->scan_signals(Instant{10'100}, Instant{10'250}, [&](const SignalRecord& one) {
        at.push_back(one.facts.received_at.ms);
        EXPECT_EQ(one.content->name, "Mia Vos");
        return at.size() < 140;
    });
    ASSERT_EQ(at.size(), 140U);
    EXPECT_EQ(at.front(), 10'100);
    EXPECT_EQ(at.back(), 10'239);
}

}  // namespace
}  // namespace kortelijn::store
