// Failures of the machinery: a full disk, a failing statement, a lost fsync. What the pipeline
// needs is that nothing half done is ever committed and that memory agrees with the file
// afterwards.
#include <gmock/gmock.h>

#include "support/power_vfs.hpp"
#include "unit/store/raw_database.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

StoreFailure::Kind kind_of_failure(const std::function<void()>& body) {
    try {
        body();
    } catch (const StoreFailure& failure) {
        return failure.kind();
    }
    ADD_FAILURE() << "nothing failed";
    return StoreFailure::Kind::broken;
}

class Failures : public StoreTest {
protected:
    ~Failures() override { store.reset(); }  // before its disk
    PowerVfs disk{7};
    void open_on_disk() {
        options.vfs = disk.name();
        options.sync_normal = false;
        open();
    }
};

TEST_F(Failures, a_full_database_is_told_and_nothing_of_the_batch_stays) {
    open();
    const World w = make_world();
    write([&] { post(w, 1, "blijft", 5, 1); });
    store.reset();
    options.max_pages = 200;
    open();
    std::int64_t seq = 1;
    EXPECT_EQ(kind_of_failure([&] {
                  store->begin();
                  for (;; ++seq) post(w, seq + 1, std::string(3000, 'x'), 5, seq + 1);
              }),
              StoreFailure::Kind::full);
    EXPECT_GT(seq, 10);
    store->rollback();
    EXPECT_FALSE(store->transaction_open());
    EXPECT_EQ(store->room_head(w.room)->last_seq, 1);
    EXPECT_EQ(store->last_client_id(5), 1);
    write([&] { post(w, 2, "past nog", 5, 2); });
    EXPECT_EQ(store->event(w.room, 2)->text, "past nog");
}

TEST_F(Failures, a_full_disk_that_ends_the_transaction_lets_nothing_slip_through) {
    options.page_cache_mib = 1;  // pages spill into the log in the middle of the batch
    open_on_disk();
    const World w = make_world();
    write([&] { post(w, 1, "blijft"); });
    disk.fill_up_after(50 * 4096);
    std::int64_t seq = 1;
    EXPECT_EQ(kind_of_failure([&] {
                  store->begin();
                  for (;;) post(w, ++seq, std::string(3000, 'x'));
              }),
              StoreFailure::Kind::full);
    // SQLite rolled everything back by itself: every further write of the batch is refused.
    EXPECT_FALSE(store->transaction_open());
    EXPECT_THROW(store->savepoint(), StoreFailure);
    EXPECT_THROW(store->append_entry(0, "leaf", {}), StoreFailure);
    EXPECT_THROW(store->put_setting("a", "b"), StoreFailure);
    EXPECT_THROW(store->commit(), StoreFailure);
    store->rollback();
    EXPECT_EQ(store->room_head(w.room)->last_seq, 1);
    EXPECT_EQ(store->entry_count(), 0);
    disk.fill_up_after(-1);
    write([&] { post(w, 2, "weer ruimte"); });
    EXPECT_EQ(store->event(w.room, 2)->text, "weer ruimte");
}

TEST_F(Failures, a_full_disk_at_the_commit_leaves_memory_and_file_agreeing) {
    open_on_disk();
    const World w = make_world();
    store->begin();
    post(w, 1, "weg", 5, 1);
    disk.fill_up_after(0);
    EXPECT_EQ(kind_of_failure([&] { store->commit(); }), StoreFailure::Kind::full);
    store->rollback();
    disk.fill_up_after(-1);
    EXPECT_EQ(store->room_head(w.room)->last_seq, 0);
    EXPECT_EQ(store->last_client_id(5), 0);
    write([&] { post(w, 1, "opnieuw", 5, 1); });
    open();
    EXPECT_EQ(store->event_of_client(5, 1)->text, "opnieuw");
}

TEST_F(Failures, after_a_failed_fsync_the_store_refuses_everything) {
    open_on_disk();
    const World w = make_world();
    write([&] { post(w, 1, "blijft"); });
    store->begin();
    post(w, 2, "onzeker");
    disk.fail_syncs(true);
    EXPECT_EQ(kind_of_failure([&] { store->commit(); }), StoreFailure::Kind::sync_lost);
    disk.fail_syncs(false);  // the next fsync would "succeed": SQLite would go on acknowledging
    store->rollback();
    EXPECT_EQ(kind_of_failure([&] { store->begin(); }), StoreFailure::Kind::sync_lost);
    EXPECT_EQ(kind_of_failure([&] { (void)store->entry_count(); }), StoreFailure::Kind::sync_lost);
    open();
    EXPECT_EQ(store->event(w.room, 1)->text, "blijft");
}

TEST_F(Failures, a_failed_fsync_of_a_checkpoint_is_not_forgotten) {
    open_on_disk();
    const World w = make_world();
    std::int64_t seq = 0;
    write([&] {
        for (int i = 0; i < 400; ++i) post(w, ++seq, std::string(2000, 'x'));
    });
    disk.fail_syncs(true);
    EXPECT_EQ(kind_of_failure([&] { store->tidy_up(true); }), StoreFailure::Kind::sync_lost);
    disk.fail_syncs(false);
    EXPECT_EQ(kind_of_failure([&] { store->begin(); }), StoreFailure::Kind::sync_lost);
}

// Each statement of a batch of five fails once; memory must equal a fresh load every time.
TEST_F(Failures, whichever_statement_fails_memory_agrees_with_the_file_afterwards) {
    int countdown = -1;
    options.before_statement = [&](std::string_view) {
        if (countdown >= 0 && countdown-- == 0)
            throw StoreFailure(StoreFailure::Kind::broken, "made to fail");
    };
    options.events_per_head_flush = 4;
    open();
    const World w = make_world();
    std::int64_t acknowledged = 0;
    const auto batch = [&] {
        store->begin();
        for (int i = 1; i <= 5; ++i) {
            store->savepoint();
            post(w, acknowledged + i, "m", 5, acknowledged + i);
            store->append_entry(acknowledged + i - 1, "leaf", {{"dGV4dA", {}}});
            if (i == 3) store->put_repeat(6, acknowledged + i, "r");
            store->release();
        }
        store->commit();
        acknowledged += 5;
    };
    int failures = 0;
    for (int at = 0;; ++at) {
        countdown = at;
        bool failed = false;
        try {
            batch();
        } catch (const StoreFailure&) {
            failed = true;
            ++failures;
            store->rollback();
        }
        countdown = -1;
        ASSERT_EQ(store->room_head(w.room)->last_seq, acknowledged) << at;
        ASSERT_EQ(store->last_client_id(5), acknowledged) << at;
        ASSERT_EQ(store->entry_count(), acknowledged) << at;
        open();
        ASSERT_EQ(store->room_head(w.room)->last_seq, acknowledged) << at;
        ASSERT_EQ(store->last_client_id(5), acknowledged) << at;
        if (!failed) break;
    }
    EXPECT_GT(failures, 25);
}

TEST(I4, keys_are_synced_before_the_commit_that_uses_them) {
    struct Fixture : StoreTest {
        void TestBody() override {
            std::vector<std::string> run;
            options.before_statement = [&](std::string_view name) { run.emplace_back(name); };
            open();
            run.clear();
            write([&] { store->create_case({.number = "1"}); });
            const auto place = [&](const char* name) {
                return std::find(run.begin(), run.end(), name) - run.begin();
            };
            EXPECT_LT(place("keys.append"), place("keys.sync"));
            EXPECT_LT(place("keys.sync"), place("commit"));
            EXPECT_LT(place("commit"), std::ptrdiff_t(run.size()));
        }
    } fixture;
    fixture.TestBody();
}

}  // namespace
}  // namespace kortelijn::store
