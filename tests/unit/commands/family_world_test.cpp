// Consults, calls and links in what the core remembers: a consult's room is a table of its own
// (R55), and a no costs the same whatever was named (I6).
#include <gmock/gmock.h>

#include "unit/commands/story.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn::commands_test {
namespace {

using commands::CaseEntry;
using commands::Requirement;
using commands::World;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct FamilyWorld : Story {
    FamilyWorld() {
        result(sanne, "ground.record", consent({{"purpose", "consult"}}));
        store::Store& store = desk.store();
        store.begin();
        call.id = CallId{7'100'001}, call.of_case = people.the_case, call.made_by = people.sanne;
        call.state = CallState::open, call.made_at = desk.now();
        call.about = {people.karin}, call.life_domains = LifeDomains{1};
        store.add_call(call);
        store.put_participant(call.id,
                              {{ParticipantId{5}, people.sanne, {}, ParticipantState::admitted}});
        store.put_question({.id = QuestionId{6}, .call = call.id, .asked = {{people.karin}}});
        store.put_paper({.id = ChecklistId{7}, .call = call.id, .organisation = people.welfare});
        Guest guest{GuestId{6'100'001}, GuestKind::family, people.karin};
        guest.period = {desk.now(), desk.now() + day_ms};
        guest.use = GuestUse::call, guest.call = call.id;
        link = {.guest = guest, .of_case = people.the_case, .made_by = people.sanne};
        store.add_link(link, {"token", "123456", ""});
        consult.id = ConsultId{4'100'001}, consult.of_case = people.the_case;
        consult.room = store.add_consult_room(people.the_case, consult.id);
        consult.asked_by = people.sanne, consult.organisation = people.welfare;
        consult.about = {people.karin};
        consult.life_domains.add(LifeDomain::school);
        consult.period = {desk.now(), desk.now() + 10 * day_ms};
        consult.asked = {{{people.bram, people.school, ConsultAnswer::accepted}, desk.now()}};
        store.add_consult(consult);
        attachment.id = AttachmentId{5'100'001}, attachment.of_case = people.the_case;
        attachment.call = call.id;
        store.add_attachment(attachment);
        store.commit();
        world().forget();
    }
    World& world() { return desk.pipeline().world(); }
    Ask asking(ProfessionalId who, Action action = Action::case_open) {
        Ask ask = commands::ask_case(action);
        ask.who = who;
        ask.as = Role::professional;
        return ask;
    }
    // The statements of a no, in any order, and the sealed values opened.
    std::pair<std::map<std::string, int>, std::uint64_t> cost(const Requirement& need) {
        names.clear();
        const std::uint64_t before = desk.store().values_opened();
        const World::Steps steps = world().steps();
        commands::Named named = world().named(need, desk.now());
        EXPECT_FALSE(world().decide(named, *need.ask, desk.now()).permit);
        world().even_out(need, named, steps);
        return {names, desk.store().values_opened() - before};
    }
    // Absent, forbidden, at hand or not: all of them alike, apart from a stand-in's size.
    void expect_even(const std::function<Requirement(bool there)>& need) {
        const bool there = true;
        (void)cost(need(!there));  // the directory is at hand from here on
        const auto absent = cost(need(!there));
        EXPECT_FALSE(absent.first.empty());
        EXPECT_EQ(cost(need(!there)).first, absent.first) << "asked again";
        const auto forbidden = cost(need(there));
        EXPECT_EQ(forbidden.first, absent.first) << "read in";
        const auto at_hand = cost(need(there));
        EXPECT_EQ(at_hand.first, absent.first) << "at hand";
        EXPECT_EQ(at_hand.second, forbidden.second);
        EXPECT_EQ(absent.second, forbidden.second) << "there is one of each: it stands in";
    }

    std::map<std::string, int> names;
    store::CallRecord call;
    store::GuestLinkRecord link;
    store::ConsultRecord consult;
    store::AttachmentRecord attachment;
};

struct CountedFamilyWorld : FamilyWorld {
    CountedFamilyWorld() {
        desk.hook = [this](std::string_view name) { ++names[std::string(name)]; };
        world().forget();
    }
    ~CountedFamilyWorld() override { desk.hook = {}; }
};

TEST_F(CountedFamilyWorld, I6_a_call_that_is_not_yours_costs_what_an_absent_one_does) {
    expect_even([&](bool there) {
        return Requirement::of_call(there ? call.id : CallId{7'200'002},
                                    asking(people.outsider, Action::call_wait));
    });
}

TEST_F(CountedFamilyWorld, I6_a_consult_that_is_not_yours_costs_what_an_absent_one_does) {
    expect_even([&](bool there) {
        return Requirement::of_consult(there ? consult.id : ConsultId{4'200'002},
                                       asking(people.outsider, Action::consult_read));
    });
}

TEST_F(CountedFamilyWorld, I6_a_consults_room_costs_what_an_absent_one_and_a_cases_own_do) {
    expect_even([&](bool there) {
        return Requirement::in(there ? consult.room : RoomId{777}, asking(people.outsider));
    });
    const auto absent = cost(Requirement::in(RoomId{777}, asking(people.outsider)));
    EXPECT_EQ(cost(Requirement::in(people.room, asking(people.outsider))).first, absent.first);
}

TEST_F(CountedFamilyWorld, I6_a_link_or_an_attachment_costs_what_an_absent_one_does) {
    expect_even([&](bool there) {
        return Requirement::of_link(there ? link.guest.id : GuestId{6'200'002},
                                    asking(people.outsider, Action::link_revoke));
    });
    const auto of_attachment = [&](bool there) {
        const AttachmentId id = there ? attachment.id : AttachmentId{5'200'002};
        const auto found = desk.store().attachment(id);  // as a command does, to know its place
        return Requirement::of_attachment(
            id, found.has_value(),
            Requirement::of(found ? found->of_case : CaseId{}, asking(people.outsider)));
    };
    (void)cost(of_attachment(false));
    EXPECT_EQ(cost(of_attachment(true)).first, cost(of_attachment(false)).first);
}

TEST_F(FamilyWorld, a_consults_room_is_a_table_of_its_own) {
    CaseEntry& table = world().entry_of(consult.room, desk.now());
    CaseEntry& own = world().entry_of(people.room, desk.now());
    EXPECT_EQ(table.id, own.id);
    EXPECT_EQ(table.record.room, consult.room);
    EXPECT_EQ(own.record.room, people.room);
    ASSERT_TRUE(table.facts().consult);
    EXPECT_FALSE(own.facts().consult);
    EXPECT_TRUE(world().view(table, people.bram, desk.now()).seat.may_enter);
    EXPECT_FALSE(world().view(own, people.bram, desk.now()).seat.may_enter);
    EXPECT_TRUE(world().view(table, people.sanne, desk.now()).seat.may_enter);
    EXPECT_THAT(world().tables_of(people.the_case), ElementsAre(&table));
    EXPECT_NE(&world().room(table), &world().room(own));
    EXPECT_EQ(&world().table(consult.id, desk.now()), &table);
}

TEST_F(FamilyWorld, what_changes_the_case_or_the_consult_changes_its_table) {
    CaseEntry& table = world().table(consult.id, desk.now());
    EXPECT_TRUE(world().view(table, people.bram, desk.now()).seat.may_enter);
    desk.store().begin();
    desk.store().end_consult(consult.id, desk.now(), people.sanne);
    desk.store().commit();
    EXPECT_TRUE(world().view(table, people.bram, desk.now()).seat.may_enter) << "not told yet";
    world().touch(consult.id);
    EXPECT_FALSE(world().view(table, people.bram, desk.now()).seat.may_enter);
    EXPECT_TRUE(table.before.contains(people.bram)) << "who had what is known";
    world().keep_touches();
    EXPECT_THAT(world().take_touched(), ElementsAre(people.the_case));
}

TEST_F(FamilyWorld, time_ends_a_consult_by_itself) {
    CaseEntry& table = world().table(consult.id, desk.now());
    EXPECT_TRUE(world().view(table, people.bram, desk.now()).seat.may_enter);
    EXPECT_LE(world().next_due(), *consult.period.to);
    desk.clock.at = *consult.period.to;
    EXPECT_THAT(world().due(desk.now()), ElementsAre(people.the_case));
    EXPECT_FALSE(world().view(table, people.bram, desk.now()).seat.may_enter);
}

TEST_F(FamilyWorld, a_room_that_is_made_anothers_in_the_file_is_nobodys) {
    const auto exists = [&](RoomId room) { return world().entry_of(room, desk.now()).exists(); };
    EXPECT_TRUE(exists(consult.room));
    const auto change = [&](const std::string& sql) {
        store::RawDatabase(desk.options.path).run(sql);
        desk.crash_and_restart();
    };
    const std::string this_room = " WHERE id = " + std::to_string(consult.room.value);
    change("UPDATE room SET consult = NULL" + this_room);
    EXPECT_FALSE(exists(consult.room)) << "it would be the case's own, for all at its table";
    change("UPDATE room SET consult = 4100001 WHERE id = " + std::to_string(people.room.value));
    EXPECT_FALSE(exists(people.room));
}

TEST_F(FamilyWorld, a_call_is_read_once_and_again_when_it_was_touched) {
    EXPECT_TRUE(world().call(call.id).there);
    const std::uint64_t before = desk.store().statements_run();
    EXPECT_EQ(world().call(call.id).record.version, 1);
    EXPECT_EQ(desk.store().statements_run(), before);
    world().call(call.id).at.sit({ConnectionId{9}, ParticipantId{5}, people.sanne, {}});
    desk.store().begin();
    call.version = 2;
    desk.store().change_call(call);
    world().touch(call.id);
    EXPECT_EQ(world().call(call.id).record.version, 2);
    desk.store().rollback();
    world().undo_touches();
    EXPECT_EQ(world().call(call.id).record.version, 1);
    EXPECT_THAT(world().take_marked_calls(), IsEmpty());
    EXPECT_EQ(world().call(call.id).at.seats().size(), 1U) << "who is connected stays";
    world().touch(call.id);
    world().keep_touches();
    EXPECT_THAT(world().take_marked_calls(), ElementsAre(call.id));
    world().mark_calls_of(people.the_case);
    EXPECT_THAT(world().take_marked_calls(), ElementsAre(call.id));
    EXPECT_FALSE(world().call(CallId{404}).there);
    EXPECT_EQ(world().calls().size(), 1U) << "absent ones fill no memory";
}

TEST_F(FamilyWorld, a_call_a_question_and_a_paper_stand_beside_the_case_while_asked_about) {
    const Ask ask = asking(people.sanne);
    commands::Named named =
        world().named(Requirement::of_call(call.id, QuestionId{6}, ask), desk.now());
    EXPECT_EQ(named.entry->id, people.the_case);
    EXPECT_EQ(named.call->id, call.id);
    EXPECT_TRUE(named.question->open);
    EXPECT_FALSE(named.checklist);
    EXPECT_EQ(world().decide(named, asking(people.sanne, Action::call_wait), desk.now()).reason,
              "ok.receiver");
    EXPECT_EQ(world().decide(named, asking(people.joris, Action::call_wait), desk.now()).reason,
              "call.not_invited");
    EXPECT_FALSE(named.entry->facts().call) << "only while it was asked";
    EXPECT_TRUE(named.call);
    named = world().named(Requirement::of_call(call.id, ChecklistId{7}, ask), desk.now());
    EXPECT_EQ(named.checklist->organisation, people.welfare);
    named = world().named(Requirement::of_call(call.id, QuestionId{66}, ask), desk.now());
    EXPECT_FALSE(named.question);
    Requirement elsewhere = Requirement::of_call(call.id, ask);
    elsewhere.of_case = CaseId{777};
    EXPECT_FALSE(world().named(elsewhere, desk.now()).call) << "a call of another case";
}

TEST_F(FamilyWorld, a_link_is_a_fact_of_its_case_until_it_ends) {
    Ask ask;
    ask.guest = link.guest.id, ask.as = Role::guest_family, ask.action = Action::link_revoke;
    const auto permitted = [&] {
        ask.link = link.guest.id;
        commands::Named named = world().named(Requirement::of_link(ask.link, ask), desk.now());
        return world().decide(named, ask, desk.now()).permit;
    };
    EXPECT_TRUE(permitted());
    desk.store().begin();
    link.guest.revoked_at = desk.now();
    desk.store().change_link(link);
    desk.store().commit();
    world().touch(people.the_case);
    EXPECT_FALSE(permitted());
}

}  // namespace
}  // namespace kortelijn::commands_test
