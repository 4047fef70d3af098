// Covenants, certificates and signals: what is written comes back.
#include <gmock/gmock.h>

#include "unit/store/start_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::IsEmpty;

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
    const std::uint64_t opened = store->values_opened();
    const auto facts = store->open_signal_facts(w.team);
    EXPECT_EQ(store->values_opened(), opened) << "as their rows say";
    ASSERT_EQ(facts.size(), 1U);
    EXPECT_EQ(facts[0].id, second);
    EXPECT_EQ(facts[0].covenant, covenant);
    EXPECT_EQ(facts[0].team, w.team);
    EXPECT_EQ(facts[0].received_at, Instant{2000});
    EXPECT_EQ(facts[0].status, SignalStatus::received);
    EXPECT_FALSE(facts[0].of_case);
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

TEST_F(Start, questions_have_drawn_numbers_and_come_in_the_order_in_which_they_were_asked) {
    std::vector<InvolvementId> asked;
    for (int i = 0; i < 8; ++i) {
        const SignalId id = sent(draft());
        write([&] {
            asked.push_back(store->add_involvement(
                {.signal = id, .of_case = w.of_case, .asked = w.anna, .asked_at = Instant{7 + i}}));
        });
    }
    EXPECT_FALSE(std::is_sorted(asked.begin(), asked.end(),
                                [](auto a, auto b) { return a.value < b.value; }));
    std::vector<InvolvementId> open;
    for (const Involvement& one : store->open_involvements(w.anna)) open.push_back(one.id);
    EXPECT_EQ(open, asked);
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

TEST_F(Start, a_sender_numbers_its_own_signals_from_one) {
    SignalDraft of_others = draft();
    of_others.sender = w.organisation;
    const SignalId first = sent(draft()), second = sent(of_others), third = sent(draft());
    EXPECT_EQ(store->signal_number(first, housing), 1);
    EXPECT_EQ(store->signal_number(third, housing), 2);
    EXPECT_EQ(store->signal_number(second, w.organisation), 1);
    EXPECT_EQ(store->signal_numbered(housing, 2), third);
    EXPECT_EQ(store->signal_numbered(w.organisation, 1), second);
    EXPECT_FALSE(store->signal_numbered(housing, 3));
    EXPECT_FALSE(store->signal_numbered(housing, 0));
    EXPECT_FALSE(store->signal_numbered(OrganisationId{404}, 1));
}

}  // namespace
}  // namespace kortelijn::store
