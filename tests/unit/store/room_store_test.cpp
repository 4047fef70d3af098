// Rooms on a real file: sequences, chains, edits, repeated sends, and what a savepoint takes back.
#include <gmock/gmock.h>

#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Rooms : public StoreTest {
protected:
    Rooms() {
        open();
        w = make_world();
    }
    World w;
};

TEST_F(Rooms, an_event_comes_back_whole) {
    RoomEvent sent = message(w, 1, "Zij belde vanmorgen.");
    sent.mentions = {w.bas, w.anna};
    sent.device = 0xfedcba9876543210;
    sent.client_id = 7;
    sent.refers_to = 0;
    write([&] { store->append_event(sent); });
    const auto got = store->event(w.room, 1);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->position, sent.position);
    EXPECT_EQ(got->room, w.room);
    EXPECT_EQ(got->of_case, w.of_case);
    EXPECT_EQ(got->at, sent.at);
    EXPECT_EQ(got->kind, EventKind::message);
    EXPECT_EQ(got->author, w.anna);
    EXPECT_EQ(got->organisation, w.organisation);
    EXPECT_EQ(got->team, w.team);
    EXPECT_EQ(got->cells, sent.cells);
    EXPECT_EQ(got->mentions, sent.mentions);
    EXPECT_EQ(got->text, "Zij belde vanmorgen.");
    EXPECT_EQ(got->device, 0xfedcba9876543210);
    EXPECT_EQ(got->client_id, 7);
    EXPECT_FALSE(store->event(w.room, 0));
    EXPECT_FALSE(store->event(w.room, 2));
    EXPECT_FALSE(store->event(RoomId{99}, 1));
}

TEST_F(Rooms, history_walks_back_and_forth_across_marks_and_other_rooms) {
    CaseStore::NewCase other;
    write([&] { other = store->create_case({.number = "26-9000", .opened_at = Instant{1}}); });
    World o = w;
    o.room = other.room;
    o.of_case = other.id;
    for (std::int64_t seq = 1; seq <= 300; ++seq)
        write([&] {
            post(w, seq, "m" + std::to_string(seq));
            if (seq % 3 == 0) post(o, seq / 3, "o" + std::to_string(seq / 3));
        });
    const auto page = store->events_before(w.room, 130, 3);
    EXPECT_THAT(seqs(page), ElementsAre(129, 128, 127));
    EXPECT_EQ(page[0].text, "m129");
    EXPECT_THAT(seqs(store->events_before(w.room, never.ms, 2)), ElementsAre(300, 299));
    EXPECT_THAT(seqs(store->events_before(w.room, 2, 5)), ElementsAre(1));
    EXPECT_THAT(seqs(store->events_before(w.room, 1, 5)), IsEmpty());
    EXPECT_THAT(seqs(store->events_after(w.room, 0, 2)), ElementsAre(1, 2));
    EXPECT_THAT(seqs(store->events_after(w.room, 298, 50)), ElementsAre(299, 300));
    EXPECT_THAT(seqs(store->events_after(w.room, 300, 50)), IsEmpty());
    for (std::int64_t seq = 1; seq <= 300; ++seq) EXPECT_EQ(store->event(w.room, seq)->seq, seq);
    EXPECT_EQ(store->event(o.room, 64)->text, "o64");
    EXPECT_EQ(store->events_before(o.room, 1000, 1000).size(), 100u);
}

TEST_F(Rooms, a_jump_costs_at_most_a_marks_distance_of_steps) {
    write([&] {
        for (std::int64_t seq = 1; seq <= 1000; ++seq) post(w, seq, "m");
    });
    for (const std::int64_t seq : {1, 63, 64, 65, 500, 937, 999}) {
        const auto before = store->statements_run();
        ASSERT_EQ(store->event(w.room, seq)->seq, seq);
        EXPECT_LE(store->statements_run() - before, 66u) << seq;
    }
}

TEST_F(Rooms, a_sequence_has_no_gap_and_no_double) {
    write([&] { post(w, 1, "een"); });
    store->begin();
    EXPECT_THROW(post(w, 1, "dubbel"), StoreFailure);
    EXPECT_THROW(post(w, 3, "gat"), StoreFailure);
    RoomEvent foreign = message(w, 2, "andere zaak");
    foreign.of_case = CaseId{99};
    EXPECT_THROW(store->append_event(foreign), StoreFailure);
    EXPECT_TRUE(store->transaction_open());
    post(w, 2, "twee");
    store->commit();
    EXPECT_EQ(store->room_head(w.room)->last_seq, 2);
}

TEST_F(Rooms, an_edited_message_shows_its_newest_text_and_a_retracted_one_none) {
    write([&] {
        post(w, 1, "eerste");
        post(w, 2, "tweede");
        RoomEvent edit = message(w, 3, "eerste, beter");
        edit.kind = EventKind::edit;
        edit.refers_to = 1;
        store->append_event(edit);
        store->amend_message(w.room, 1, edit);
        edit = message(w, 4, "eerste, best");
        edit.kind = EventKind::edit;
        edit.refers_to = 1;
        store->append_event(edit);
        store->amend_message(w.room, 1, edit);
        RoomEvent retract = message(w, 5, "");
        retract.kind = EventKind::retract;
        retract.refers_to = 2;
        store->append_event(retract);
        store->amend_message(w.room, 2, retract);
    });
    open();
    const auto first = store->event(w.room, 1);
    EXPECT_EQ(first->text, "eerste, best");
    EXPECT_EQ(first->amended_by, 4);
    EXPECT_EQ(first->amended_at, Instant{5004});
    EXPECT_FALSE(first->retracted);
    const auto second = store->event(w.room, 2);
    EXPECT_EQ(second->text, "");
    EXPECT_TRUE(second->retracted);
    EXPECT_EQ(store->event(w.room, 3)->text, "eerste, beter");
}

TEST_F(Rooms, an_amendment_must_fit_its_message) {
    store->begin();
    post(w, 1, "eerste");
    RoomEvent edit = message(w, 2, "x");
    edit.kind = EventKind::edit;
    edit.refers_to = 1;
    store->append_event(edit);
    EXPECT_THROW(store->amend_message(w.room, 2, edit), StoreFailure);
    EXPECT_THROW(store->amend_message(RoomId{99}, 1, edit), StoreFailure);
    store->rollback();
}

TEST_F(Rooms, a_device_that_repeats_itself_is_recognised) {
    constexpr std::uint64_t device = 0xd00d;
    write([&] {
        post(w, 1, "a", device, 3);
        post(w, 2, "b", 0xbeef, 1);
        post(w, 3, "c", device, 8);
        post(w, 4, "d", device, 9);
    });
    for (int again = 0; again < 2; ++again) {
        EXPECT_EQ(store->event_of_client(device, 3)->text, "a");
        EXPECT_EQ(store->event_of_client(device, 8)->text, "c");
        EXPECT_EQ(store->event_of_client(device, 9)->seq, 4);
        EXPECT_EQ(store->event_of_client(0xbeef, 1)->text, "b");
        EXPECT_FALSE(store->event_of_client(device, 4));
        EXPECT_FALSE(store->event_of_client(device, 10));
        EXPECT_FALSE(store->event_of_client(device, 0));
        EXPECT_EQ(store->last_client_id(device), 9);
        EXPECT_EQ(store->last_client_id(0xabc), 0);
        open();
    }
    store->begin();
    EXPECT_THROW(post(w, 5, "terug", device, 2), StoreFailure);
    store->rollback();
}

TEST_F(Rooms, a_kept_result_counts_as_the_devices_last_counter) {
    write([&] { store->put_repeat(5, 12, "{\"member\":4}"); });
    write([&] { post(w, 1, "later", 5, 13); });
    open();
    EXPECT_EQ(store->repeat(5, 12), "{\"member\":4}");
    EXPECT_FALSE(store->repeat(5, 13));
    EXPECT_FALSE(store->repeat(6, 12));
    EXPECT_EQ(store->last_client_id(5), 13);
    EXPECT_EQ(store->event_of_client(5, 13)->seq, 1);
    EXPECT_FALSE(store->event_of_client(5, 12));
}

TEST_F(Rooms, kept_results_go_when_nobody_can_ask_for_them_any_more) {
    write([&] { store->put_repeat(5, 1, "a"), store->put_repeat(6, 1, "c"); });
    write([&] { store->put_repeat(5, 4096, "b"); });
    EXPECT_EQ(store->repeat(5, 1), "a");
    write([&] { store->put_repeat(5, 4097, "b"); });
    EXPECT_FALSE(store->repeat(5, 1));
    EXPECT_EQ(store->repeat(5, 4096), "b");
    EXPECT_EQ(store->repeat(6, 1), "c");
}

TEST_F(Rooms, a_savepoint_rolled_back_leaves_heads_and_devices_as_before) {
    write([&] { post(w, 1, "blijft", 5, 1); });
    store->begin();
    store->savepoint();
    post(w, 2, "ook", 5, 2);
    store->release();
    store->savepoint();
    post(w, 3, "weg", 5, 3);
    post(w, 4, "weg", 6, 1);
    store->put_repeat(7, 40, "weg");
    const auto gone = store->create_case({.number = "26-7777", .opened_at = Instant{1}});
    EXPECT_EQ(store->room_head(w.room)->last_seq, 4);
    store->rollback_to_savepoint();
    EXPECT_EQ(store->room_head(w.room)->last_seq, 2);
    EXPECT_EQ(store->last_client_id(5), 2);
    EXPECT_EQ(store->last_client_id(6), 0);
    EXPECT_EQ(store->last_client_id(7), 0);
    EXPECT_FALSE(store->room_head(gone.room));
    EXPECT_FALSE(store->event_of_client(5, 3));
    store->savepoint();
    post(w, 3, "derde", 5, 3);
    store->release();
    store->commit();
    for (int again = 0; again < 2; ++again) {
        EXPECT_EQ(store->room_head(w.room)->last_seq, 3);
        EXPECT_EQ(store->event(w.room, 3)->text, "derde");
        EXPECT_EQ(store->event(w.room, 3)->position, store->room_head(w.room)->last_position);
        EXPECT_EQ(store->last_client_id(5), 3);
        EXPECT_EQ(store->last_client_id(7), 0);
        EXPECT_FALSE(store->load_case(gone.id));
        open();
    }
}

TEST_F(Rooms, a_whole_batch_rolled_back_leaves_everything_as_before) {
    write([&] { post(w, 1, "blijft", 5, 1); });
    store->begin();
    post(w, 2, "weg", 5, 2);
    store->put_repeat(7, 40, "weg");
    store->rollback();
    EXPECT_FALSE(store->transaction_open());
    EXPECT_EQ(store->room_head(w.room)->last_seq, 1);
    EXPECT_EQ(store->last_client_id(5), 1);
    EXPECT_EQ(store->last_client_id(7), 0);
    store->rollback();  // harmless
    write([&] { post(w, 2, "opnieuw", 5, 2); });
    EXPECT_EQ(store->event_of_client(5, 2)->text, "opnieuw");
}

TEST_F(Rooms, a_savepoint_goes_back_right_also_when_the_heads_were_just_forgotten) {
    write([&] { post(w, 1, "blijft", 5, 1); });
    store->begin();
    store->rollback();
    store->begin();
    store->savepoint();
    const auto gone = store->create_case({.number = "26-7777"});
    store->put_repeat(7, 40, "weg");
    post(w, 2, "weg", 5, 2);
    store->rollback_to_savepoint();
    EXPECT_FALSE(store->room_head(gone.room));
    EXPECT_EQ(store->last_client_id(7), 0);
    EXPECT_EQ(store->room_head(w.room)->last_seq, 1);
    store->rollback();
}

TEST_F(Rooms, heads_are_counted_up_from_the_last_flush) {
    options.events_per_head_flush = 10;
    open();
    for (std::int64_t seq = 1; seq <= 37; ++seq) {
        write([&] { post(w, seq, "m", 5, seq); });
        if (seq % 7 == 0) {
            open();
            ASSERT_EQ(store->room_head(w.room)->last_seq, seq);
            ASSERT_EQ(store->last_client_id(5), seq);
            ASSERT_EQ(store->event_of_client(5, seq)->seq, seq);
        }
    }
}

TEST_F(Rooms, marks_choices_and_open_seats_are_kept) {
    EXPECT_EQ(store->read_mark(w.room, w.anna), 0);
    EXPECT_FALSE(store->choice(w.room, w.anna));
    const RoomChoice chosen{.people = 3, .life_domains = LifeDomains{5}, .law = Law::jeugdwet};
    std::int64_t seat = 0;
    write([&] {
        store->set_read_mark(w.room, w.anna, 3);
        store->set_read_mark(w.room, w.anna, 9);
        store->set_choice(w.room, w.anna, {});
        store->set_choice(w.room, w.anna, chosen);
        seat = store->add_open_seat({.room = w.room,
                                     .of_case = w.of_case,
                                     .professional = w.anna,
                                     .from_seq = 4,
                                     .opened_at = Instant{77}});
        store->add_open_seat({.room = w.room, .of_case = w.of_case, .professional = w.bas});
    });
    open();
    EXPECT_EQ(store->read_mark(w.room, w.anna), 9);
    EXPECT_EQ(store->read_mark(w.room, w.bas), 0);
    EXPECT_EQ(store->choice(w.room, w.anna), chosen);
    ASSERT_EQ(store->open_seats().size(), 2u);
    EXPECT_EQ(store->open_seats()[0].id, seat);
    EXPECT_EQ(store->open_seats()[0].from_seq, 4);
    EXPECT_EQ(store->open_seats()[0].opened_at, Instant{77});
    write([&] { store->remove_open_seat(seat); });
    ASSERT_EQ(store->open_seats().size(), 1u);
    EXPECT_EQ(store->open_seats()[0].professional, w.bas);
}

TEST_F(Rooms, a_write_outside_a_transaction_is_refused) {
    EXPECT_THROW(post(w, 1, "los"), StoreFailure);
    EXPECT_THROW(store->savepoint(), StoreFailure);
    EXPECT_THROW(store->put_setting("a", "b"), StoreFailure);
    EXPECT_THROW(store->commit(), StoreFailure);
    EXPECT_FALSE(store->transaction_open());
}

}  // namespace
}  // namespace kortelijn::store
