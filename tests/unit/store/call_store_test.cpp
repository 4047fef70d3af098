// Calls, questions, papers, lines and consults as the store keeps them.
#include <gmock/gmock.h>

#include "unit/store/call_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Calls : public Family {};
class Consults : public Family {};

TEST_F(Calls, a_call_comes_back_whole_and_in_the_order_of_its_coming) {
    open();
    EXPECT_EQ(store->call(f.call.id), f.call);
    EXPECT_FALSE(store->call(CallId{1}));
    EXPECT_THAT(store->open_calls(), ElementsAre(f.call.id));
    EXPECT_THAT(store->calls_with(w.anna), ElementsAre(f.call.id));
    EXPECT_THAT(store->calls_with(w.bas), IsEmpty());
    const CallRecord head = store->calls_of(w.of_case).at(0);
    EXPECT_EQ(head.id, f.call.id);
    EXPECT_THAT(head.participants, IsEmpty());
}

TEST_F(Calls, what_is_put_again_is_changed_and_keeps_its_place) {
    CallRecord call = f.call;
    call.state = CallState::ended, call.ended_at = Instant{4000}, call.version = 5;
    call.participants[0].seat.state = ParticipantState::left;
    call.participants[0].leg = 0;
    call.participants[1].seat.guest = GuestId{660'002};
    call.questions[0].state = QuestionState::given;
    call.papers[0].state = ChecklistState::refused;
    call.lines[0].shared_with[0].taken_back_at = Instant{4000};
    write([&] {
        store->change_call(call);
        for (const auto& one : call.participants) store->put_participant(call.id, one);
        store->put_question(call.questions[0]);
        store->put_paper(call.papers[0]);
        store->put_line(call.lines[0]);
    });
    EXPECT_EQ(store->call(call.id), call);
    EXPECT_THAT(store->open_calls(), IsEmpty());
    EXPECT_THAT(store->calls_with(w.anna), IsEmpty());
    EXPECT_FALSE(call.lines[0].shared(w.mother));
    EXPECT_TRUE(call.lines[1].shared(w.mother));
}

TEST_F(Calls, nothing_of_one_call_is_put_into_another) {
    CallRecord other = f.call;
    other.id = CallId{770'002};
    write([&] { store->add_call(other); });
    store->begin();
    EXPECT_THROW(store->put_participant(other.id, f.call.participants[0]), StoreFailure);
    QuestionRecord question = f.call.questions[0];
    question.call = other.id;
    EXPECT_THROW(store->put_question(question), StoreFailure);
    PaperRecord paper = f.call.papers[0];
    paper.call = other.id;
    EXPECT_THROW(store->put_paper(paper), StoreFailure);
    LineRecord line = f.call.lines[0];
    line.call = other.id;
    EXPECT_THROW(store->put_line(line), StoreFailure);
    line.call = {};
    EXPECT_THROW(store->put_line(line), StoreFailure);
    EXPECT_THROW(store->put_paper({.id = ChecklistId{1}, .call = CallId{404}}), StoreFailure);
    store->rollback();
}

TEST_F(Calls, a_plan_is_the_lines_without_a_call) {
    EXPECT_THAT(store->plan_of(w.of_case), ElementsAre(f.of_plan));
    EXPECT_EQ(store->lines_of(w.of_case).size(), 3U);
    EXPECT_THAT(store->plan_of(CaseId{404}), IsEmpty());
}

TEST_F(Calls, a_version_of_a_plan_is_read_whole_and_its_head_alone) {
    PlanVersion head = f.settled;
    head.lines.clear();
    EXPECT_THAT(store->plan_versions(w.of_case), ElementsAre(head));
    EXPECT_EQ(store->plan_version(w.of_case, f.settled.id), f.settled);
    EXPECT_EQ(store->plan_version(CaseId{404}, f.settled.id), std::nullopt);
    EXPECT_EQ(store->plan_version(w.of_case, PlanVersionId{404}), std::nullopt);
    EXPECT_THAT(store->plan_versions(CaseId{404}), IsEmpty());
}

TEST_F(Calls, the_facts_are_those_of_the_record) {
    const CallFacts facts = f.call.facts();
    EXPECT_EQ(facts.participants[1].guest, GuestId{660'001});
    EXPECT_EQ(facts.together_at, Instant{2700});
    EXPECT_TRUE(f.call.questions[0].facts().open);
    EXPECT_THAT(f.call.questions[0].facts().asked, ElementsAre(w.mother));
    EXPECT_EQ(f.call.papers[0].facts().organisation, w.organisation);
    EXPECT_EQ(f.consult.facts().asked[0].answer, ConsultAnswer::accepted);
    EXPECT_EQ(f.call.find(GuestId{660'001})->seat.id, ParticipantId{17});
    EXPECT_EQ(f.call.find(GuestId{}), nullptr);
}

TEST_F(Consults, a_consult_comes_back_whole_with_a_room_of_its_own) {
    open();
    EXPECT_EQ(store->consult(f.consult.id), f.consult);
    EXPECT_NE(f.consult.room, w.room);
    EXPECT_EQ(store->case_of_room(f.consult.room), w.of_case);
    EXPECT_EQ(store->consult_of_room(f.consult.room), f.consult.id);
    EXPECT_EQ(store->consult_of_room(w.room), ConsultId{});
    EXPECT_EQ(store->consult_of_room(RoomId{404}), ConsultId{});
    EXPECT_EQ(store->load_case(w.of_case)->room, w.room) << "the case keeps its own";
    EXPECT_THAT(store->consults_of(w.of_case), ElementsAre(f.consult.id));
    EXPECT_THAT(store->consults_around(w.bas), ElementsAre(f.consult.id));
    EXPECT_THAT(store->consults_around(w.anna), ElementsAre(f.consult.id));
}

TEST_F(Consults, what_is_said_in_its_room_stays_there_and_so_does_its_consult) {
    RoomEvent event = message(w, 1, "hier");
    event.room = f.consult.room;
    write([&] { store->append_event(event); });
    EXPECT_EQ(store->consult_of_room(f.consult.room), f.consult.id);
    open();
    EXPECT_EQ(store->room_head(f.consult.room)->last_seq, 1);
    EXPECT_EQ(store->room_head(w.room)->last_seq, 0);
    EXPECT_EQ(store->consult_of_room(f.consult.room), f.consult.id);
}

TEST_F(Consults, an_answer_replaces_the_one_before_and_the_end_is_kept) {
    ConsultRecord c = f.consult;
    c.asked[0].asked.answer = ConsultAnswer::declined;
    c.advice.push_back({w.bas, w.organisation, Instant{3300}, "nog iets"});
    c.ended_at = Instant{4000}, c.ended_by = w.anna;
    write([&] {
        store->put_asked(c.id, c.asked[0]);
        store->put_advice(c.id, c.advice[1]);
        EXPECT_THAT(store->live_consults(), ElementsAre(c.id));
        store->end_consult(c.id, Instant{4000}, w.anna);
    });
    EXPECT_EQ(store->consult(c.id), c);
    EXPECT_THAT(store->live_consults(), IsEmpty());
}

TEST_F(Consults, a_consult_without_its_own_room_is_not_kept) {
    ConsultRecord c = f.consult;
    c.id = ConsultId{440'002}, c.room = w.room;
    store->begin();
    EXPECT_THROW(store->add_consult(c), StoreFailure);
    c.room = f.consult.room;
    EXPECT_THROW(store->add_consult(c), StoreFailure) << "of another consult";
    store->rollback();
}

}  // namespace
}  // namespace kortelijn::store
