// Cases and the directory on a real file: everything written comes back the same, also after
// opening again; and the look-ups that must not tell absent from forbidden.
#include <gmock/gmock.h>

#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Cases : public StoreTest {
protected:
    Cases() {
        open();
        w = make_world();
    }
    World w;
};

Ground whole_ground(const World& w) {
    Ground g;
    g.kind = GroundKind::statutory_task;
    g.members = {w.mother, MemberId{77}};
    g.given_by = {MemberId{77}};
    g.given_at = Instant{10};
    g.organisation = w.organisation;
    g.person = w.bas;
    g.purpose = Purpose::plan;
    g.life_domains = LifeDomains{0x0f0};
    g.begin = Instant{11};
    g.end = Instant{12};
    g.secrecy_ground = "wettelijke plicht";
    g.reason = "zorgen om de veiligheid";
    g.without_parents = WithoutParents::considered_wish;
    g.confidential = true;
    g.evidence = Evidence::in_call;
    g.text_version = "2026-1";
    g.recorded_by = w.anna;
    return g;
}

void expect_same(const Ground& a, const Ground& b) {
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.deny, b.deny);
    EXPECT_EQ(a.members, b.members);
    EXPECT_EQ(a.given_by, b.given_by);
    EXPECT_EQ(a.given_at, b.given_at);
    EXPECT_EQ(a.organisation, b.organisation);
    EXPECT_EQ(a.person, b.person);
    EXPECT_EQ(a.purpose, b.purpose);
    EXPECT_EQ(a.life_domains, b.life_domains);
    EXPECT_EQ(a.begin, b.begin);
    EXPECT_EQ(a.end, b.end);
    EXPECT_EQ(a.withdrawn_at, b.withdrawn_at);
    EXPECT_EQ(a.secrecy_ground, b.secrecy_ground);
    EXPECT_EQ(a.reason, b.reason);
    EXPECT_EQ(a.without_parents, b.without_parents);
    EXPECT_EQ(a.confidential, b.confidential);
    EXPECT_EQ(a.evidence, b.evidence);
    EXPECT_EQ(a.text_version, b.text_version);
    EXPECT_EQ(a.recorded_by, b.recorded_by);
}

TEST_F(Cases, a_case_comes_back_whole) {
    GroundId whole, bare;
    std::int64_t pending = 0;
    MemberId uncle;
    write([&] {
        uncle = store->add_outsider(w.of_case,
                                    {.deceased_on = Day{9}, .name = "Oom Jan", .relation = "oom"});
        store->add_participant(w.of_case, {w.bas, {Instant{5}, Instant{50}}});
        whole = store->add_ground(w.of_case, whole_ground(w));
        bare = store->add_ground(w.of_case, {.deny = true, .members = {w.mother}});
        store->add_bar(w.of_case, {.members = {w.mother},
                                   .organisation = w.organisation,
                                   .person = w.bas,
                                   .life_domains = LifeDomains{2},
                                   .period = {Instant{3}, {}}});
        pending = store->put_pending(w.of_case, {.asked = whole_ground(w)});
    });
    open();
    const auto got = store->load_case(w.of_case);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->number, "26-0001");
    EXPECT_EQ(got->label, "gezin met de blauwe deur");
    EXPECT_EQ(got->neighbourhood, "Oost");
    EXPECT_EQ(got->room, w.room);
    const Case& c = *got->facts.the_case;
    EXPECT_EQ(c.id, w.of_case);
    EXPECT_EQ(c.home_team, w.team);
    EXPECT_EQ(c.home_organisation, w.organisation);
    EXPECT_THAT(c.open, ElementsAre(Period{Instant{1000}, {}}));
    ASSERT_EQ(c.pair.size(), 1u);
    EXPECT_EQ(c.pair[0].professional, w.anna);
    ASSERT_EQ(c.participants.size(), 1u);
    EXPECT_EQ(c.participants[0].period, (Period{Instant{5}, Instant{50}}));
    ASSERT_EQ(got->facts.outsiders.size(), 1u);
    EXPECT_EQ(got->facts.outsiders[0].id, uncle);
    EXPECT_EQ(got->facts.outsiders[0].name, "Oom Jan");
    EXPECT_EQ(got->facts.outsiders[0].relation, "oom");
    EXPECT_EQ(got->facts.outsiders[0].deceased_on, Day{9});
    ASSERT_EQ(got->facts.grounds.size(), 2u);
    EXPECT_EQ(got->facts.grounds[0].id, whole);
    expect_same(got->facts.grounds[0], whole_ground(w));
    EXPECT_EQ(got->facts.grounds[1].id, bare);
    expect_same(got->facts.grounds[1], {.deny = true, .members = {w.mother}});
    ASSERT_EQ(got->facts.bars.size(), 1u);
    EXPECT_THAT(got->facts.bars[0].members, ElementsAre(w.mother));
    EXPECT_EQ(got->facts.bars[0].person, w.bas);
    ASSERT_EQ(got->pending.size(), 1u);
    EXPECT_EQ(got->pending[0].id, pending);
    expect_same(got->pending[0].asked, whole_ground(w));
}

TEST_F(Cases, a_member_comes_back_whole_and_keeps_their_slot_when_changed) {
    Member child;
    child.birth_date = Day{17000};
    child.period = {Instant{1}, {}};
    child.custody = {{w.mother, {Instant{2}, Instant{3}}}};
    child.custody_checked_on = Day{18000};
    child.help = {{Law::jeugdwet, {Instant{4}, {}}}};
    child.capacity = {{CapacityKind::mentorschap, w.mother, {}}};
    child.relation = "dochter";
    child.name = "Lotte";
    write([&] {
        child.id = store->add_member(w.of_case, child);
        store->add_member(w.of_case, {.relation = "zoon", .name = "Daan"});
    });
    child.name = "Lotte Vos";
    child.deceased_on = Day{20000};
    child.period.to = Instant{900};
    write([&] { store->change_member(w.of_case, child); });
    open();
    const auto household = store->load_case(w.of_case)->facts.household;
    ASSERT_EQ(household.size(), 3u);
    EXPECT_EQ(household[0].name, "Mia Vos");
    EXPECT_EQ(household[0].birth_date, Day{4000});
    EXPECT_EQ(household[2].name, "Daan");
    const Member& got = household[1];
    EXPECT_EQ(got.id, child.id);
    EXPECT_EQ(got.name, "Lotte Vos");
    EXPECT_EQ(got.relation, "dochter");
    EXPECT_EQ(got.birth_date, Day{17000});
    EXPECT_EQ(got.period, child.period);
    EXPECT_EQ(got.deceased_on, Day{20000});
    EXPECT_EQ(got.custody_checked_on, Day{18000});
    ASSERT_EQ(got.custody.size(), 1u);
    EXPECT_EQ(got.custody[0].holder, w.mother);
    EXPECT_EQ(got.custody[0].period, child.custody[0].period);
    ASSERT_EQ(got.help.size(), 1u);
    EXPECT_EQ(got.help[0].law, Law::jeugdwet);
    ASSERT_EQ(got.capacity.size(), 1u);
    EXPECT_EQ(got.capacity[0].kind, CapacityKind::mentorschap);
    EXPECT_EQ(got.capacity[0].representative, w.mother);
}

TEST_F(Cases, ends_are_kept_and_concern_their_own_case_only) {
    GroundId ground;
    std::int64_t pending = 0;
    CaseStore::NewCase other;
    write([&] {
        other = store->create_case({.number = "26-0500", .opened_at = Instant{1}});
        ground = store->add_ground(w.of_case, {.members = {w.mother}});
        store->add_participant(w.of_case, {w.bas, {}});
        pending = store->put_pending(w.of_case, {.asked = {.members = {w.mother}}});
    });
    store->begin();
    EXPECT_THROW(store->end_ground(other.id, ground, Instant{8}, {}), StoreFailure);
    EXPECT_THROW(store->change_member(other.id, {.id = w.mother}), StoreFailure);
    EXPECT_THROW(store->end_participant(other.id, w.bas, Instant{8}), StoreFailure);
    EXPECT_THROW(store->put_pending(other.id, {.id = pending}), StoreFailure);
    store->drop_pending(other.id, pending);
    store->end_ground(w.of_case, ground, Instant{8}, MemberId{1});
    store->end_participant(w.of_case, w.bas, Instant{9});
    store->close_period(w.of_case, Instant{2000});
    EXPECT_THROW(store->close_period(w.of_case, Instant{2001}), StoreFailure);
    store->open_period(w.of_case, Instant{3000});
    store->put_pending(w.of_case,
                       {.id = pending, .asked = {.members = {w.mother}, .given_by = {w.mother}}});
    store->commit();
    const auto got = store->load_case(w.of_case);
    EXPECT_EQ(got->facts.grounds[0].withdrawn_at, Instant{8});
    EXPECT_EQ(got->facts.the_case->participants[0].period.to, Instant{9});
    EXPECT_THAT(got->facts.the_case->open,
                ElementsAre(Period{Instant{1000}, Instant{2000}}, Period{Instant{3000}, {}}));
    ASSERT_EQ(got->pending.size(), 1u);
    EXPECT_THAT(got->pending[0].asked.given_by, ElementsAre(w.mother));
    write([&] { store->drop_pending(w.of_case, pending); });
    EXPECT_THAT(store->load_case(w.of_case)->pending, IsEmpty());
}

TEST_F(Cases, numbers_rise_within_a_year) {
    EXPECT_EQ(store->next_case_number(2026), "26-0002");
    EXPECT_EQ(store->next_case_number(2027), "27-0001");
    write([&] { store->create_case({.number = "26-9999"}); });
    EXPECT_EQ(store->next_case_number(2026), "26-10000");
    write([&] { store->create_case({.number = "26-10000"}); });
    EXPECT_EQ(store->next_case_number(2026), "26-10001");
    store->begin();
    EXPECT_THROW(store->create_case({.number = "26-9999"}), StoreFailure);
    store->rollback();
    EXPECT_EQ(store->case_by_number("26-0001"), w.of_case);
    EXPECT_EQ(store->case_by_number("26-0400"), CaseId{});
}

TEST_F(Cases, around_somebody_are_their_pair_their_invitations_their_team_and_whom_they_replace) {
    CaseStore::NewCase mine, invited, replaced, teams, nobodys;
    TeamId other_team;
    ProfessionalId cas, dirk;
    write([&] {
        other_team = store->add_team("West");
        cas = store->add_professional({.name = "Cas"});
        dirk = store->add_professional({.name = "Dirk"});
        mine = store->create_case({.number = "1", .pair = {{cas, {}}}});
        invited = store->create_case({.number = "2"});
        store->add_participant(invited.id, {cas, {{}, Instant{1}}});
        replaced = store->create_case({.number = "3", .pair = {{dirk, {}}}});
        store->add_replacement({dirk, cas, {}});
        store->add_absence({dirk, {Instant{1}, Instant{2}}});
        teams = store->create_case({.home_team = other_team, .number = "4"});
        nobodys = store->create_case({.number = "5"});
    });
    EXPECT_THAT(store->cases_around(cas, {}), ElementsAre(mine.id, invited.id, replaced.id));
    EXPECT_THAT(store->cases_around(cas, {other_team}),
                ElementsAre(mine.id, invited.id, replaced.id, teams.id));
    EXPECT_THAT(store->cases_around(dirk, {}), ElementsAre(replaced.id));
    EXPECT_THAT(store->cases_around(w.bas, {}), IsEmpty());
}

TEST_F(Cases, the_directory_comes_back_whole_and_in_order) {
    ProfessionalId lead;
    write([&] {
        Professional p;
        p.name = "Eva Stein";
        p.expertise = LifeDomains{0x21};
        p.employment = {{w.organisation, {Instant{1}, Instant{2}}},
                        {w.organisation, {Instant{2}, {}}}};
        p.teams = {{w.team, {}}};
        p.roles = {{Role::team_leader, {}, w.team, {}},
                   {Role::organisation_admin, w.organisation, {}, {Instant{4}, {}}}};
        lead = store->add_professional(p);
        store->add_absence({w.bas, {Instant{1}, Instant{2}}});
        store->add_replacement({w.bas, w.anna, {Instant{1}, {}}});
        Professional changed = p;
        changed.id = w.bas;
        changed.blocked = true;
        changed.name = "Bas Bruin";
        changed.employment.pop_back();
        store->change_professional(changed);
        EXPECT_THROW(store->change_professional({.id = ProfessionalId{999}}), StoreFailure);
    });
    open();
    const Directory d = store->load_directory();
    ASSERT_TRUE(d.find(w.organisation));
    EXPECT_EQ(d.find(w.organisation)->name, "Welzijn Noord");
    EXPECT_EQ(d.find(w.organisation)->kind, OrganisationKind::welfare);
    EXPECT_EQ(d.find(w.team)->name, "Wijkteam Oost");
    const Professional& eva = *d.find(lead);
    EXPECT_EQ(eva.name, "Eva Stein");
    EXPECT_EQ(eva.expertise, LifeDomains{0x21});
    ASSERT_EQ(eva.employment.size(), 2u);
    EXPECT_EQ(eva.employment[0].period, (Period{Instant{1}, Instant{2}}));
    ASSERT_EQ(eva.teams.size(), 1u);
    EXPECT_EQ(eva.teams[0].team, w.team);
    ASSERT_EQ(eva.roles.size(), 2u);
    EXPECT_EQ(eva.roles[0].role, Role::team_leader);
    EXPECT_EQ(eva.roles[0].organisation, OrganisationId{});
    EXPECT_EQ(eva.roles[0].team, w.team);
    EXPECT_EQ(eva.roles[1].organisation, w.organisation);
    const Professional& bas = *d.find(w.bas);
    EXPECT_TRUE(bas.blocked);
    EXPECT_EQ(bas.name, "Bas Bruin");
    EXPECT_EQ(bas.employment.size(), 1u);
    ASSERT_EQ(d.absences.size(), 1u);
    EXPECT_EQ(d.absences[0].period, (Period{Instant{1}, Instant{2}}));
    ASSERT_EQ(d.replacements.size(), 1u);
    EXPECT_EQ(d.replacements[0].replacement, w.anna);
}

TEST_F(Cases, a_reference_to_what_does_not_exist_is_refused) {
    store->begin();
    EXPECT_THROW(store->create_case({.home_team = TeamId{55}, .number = "x"}), StoreFailure);
    EXPECT_THROW(store->add_member(CaseId{55}, {.name = "x"}), StoreFailure);
    EXPECT_THROW(store->add_absence({ProfessionalId{55}, {}}), StoreFailure);
    EXPECT_TRUE(store->transaction_open());
    store->rollback();
}

TEST(I6, a_case_that_does_not_exist_costs_the_same_statements_as_one_that_does) {
    struct Fixture : StoreTest {
        void TestBody() override {
            std::vector<std::string> run;
            options.before_statement = [&](std::string_view name) { run.emplace_back(name); };
            open();
            const World w = make_world();
            const auto steps_of = [&](const std::function<void()>& body) {
                run.clear();
                body();
                return run;
            };
            EXPECT_EQ(steps_of([&] { EXPECT_TRUE(store->load_case(w.of_case)); }),
                      steps_of([&] { EXPECT_FALSE(store->load_case(CaseId{404})); }));
            EXPECT_EQ(run.size(), 10u);
            EXPECT_EQ(steps_of([&] { EXPECT_TRUE(store->room_head(w.room)); }),
                      steps_of([&] { EXPECT_FALSE(store->room_head(RoomId{404})); }));
            EXPECT_EQ(steps_of([&] { EXPECT_TRUE(store->case_of_room(w.room)); }),
                      steps_of([&] { EXPECT_FALSE(store->case_of_room(RoomId{404})); }));
            write([&] {
                store->put_account({.professional = w.anna, .email = "anna@noord.example"});
            });
            EXPECT_EQ(
                steps_of([&] { EXPECT_TRUE(store->account_by_email("anna@noord.example")); }),
                steps_of([&] { EXPECT_FALSE(store->account_by_email("niemand@noord.example")); }));
        }
    } fixture;
    fixture.TestBody();
}

}  // namespace
}  // namespace kortelijn::store
