// Opening, backing up and examining a database; its signed note.
#include <atomic>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <thread>

#include "unit/store/raw_database.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::HasSubstr;

class Opening : public StoreTest {};

TEST_F(Opening, a_missing_database_is_made_only_when_asked) {
    options.create = false;
    EXPECT_THAT(refusal_of([&] { open(); }), HasSubstr("is missing"));
    EXPECT_FALSE(std::filesystem::exists(folder.file("kortelijn.key")));
    options.create = true;
    open();
    options.create = false;
    open();
}

TEST_F(Opening, only_one_process_writes) {
    open();
    EXPECT_THAT(refusal_of([&] { open_store(options, random); }, StoreFailure::Kind::busy),
                HasSubstr("another process"));
    store.reset();
    open();
}

TEST_F(Opening, the_last_signed_note_is_kept_beside_the_key_file_and_replaced_whole) {
    open();
    EXPECT_FALSE(signed_note(options));
    keep_signed_note(options, "one");
    EXPECT_EQ(signed_note(options), "one");
    keep_signed_note(options, "two, which is longer");
    EXPECT_EQ(signed_note(options), "two, which is longer");
    const std::string path = folder.file("kortelijn.signed");
    struct stat found {};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    EXPECT_FALSE(std::filesystem::exists(path + ".next"));
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    EXPECT_THAT(refusal_of([&] { (void)signed_note(options); }), HasSubstr("0600"));
}

TEST_F(Opening, a_signed_note_is_set_aside_under_its_time_and_the_newest_of_those_is_found) {
    open();
    set_signed_note_aside(options, Instant{0});
    EXPECT_FALSE(note_set_aside(options));
    for (const std::int64_t ms : {1'793'000'000'000, 1'794'000'000'000, 1'792'000'000'000}) {
        keep_signed_note(options, "of " + std::to_string(ms));
        set_signed_note_aside(options, Instant{ms});
        EXPECT_FALSE(signed_note(options));
    }
    EXPECT_EQ(note_set_aside(options), "of 1794000000000");
    EXPECT_EQ(content_of(folder.file("kortelijn.signed.20261014T174640.000Z")), "of 1792000000000");
    keep_signed_note(options, "again");
    EXPECT_THROW(set_signed_note_aside(options, Instant{1'792'000'000'000}), StoreFailure);
    EXPECT_EQ(signed_note(options), "again") << "nothing set aside is ever replaced";
    EXPECT_EQ(content_of(folder.file("kortelijn.signed.20261014T174640.000Z")), "of 1792000000000");
}

TEST_F(Opening, the_connection_is_as_durable_as_it_must_be) {
    open();
    RawDatabase raw(options.path);
    EXPECT_EQ(raw.value("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(
        raw.value(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name <> 'migration' AND sql NOT LIKE '%STRICT%'"),
        "0");
    EXPECT_EQ(raw.value("PRAGMA foreign_key_check"), "");
    EXPECT_EQ(raw.value("PRAGMA integrity_check"), "ok");
}

class Readers : public StoreTest {
protected:
    Readers() {
        open();
        w = make_world();
    }
    World w;
};

TEST_F(Readers, a_reader_sees_what_was_committed_and_nothing_else) {
    options.events_per_head_flush = 3;
    open();
    const auto reader = open_reader(options);
    std::vector<std::int64_t> seen;
    const auto scan = [&](std::int64_t before) {
        seen.clear();
        reader->scan_room(w.room, before, [&](const RoomEvent& e) {
            EXPECT_EQ(e.text, "m" + std::to_string(e.seq));
            seen.push_back(e.seq);
            return true;
        });
        return seen.size();
    };
    EXPECT_EQ(scan(never.ms), 0u);
    for (std::int64_t seq = 1; seq <= 300; ++seq) {
        write([&] { post(w, seq, "m" + std::to_string(seq)); });
        if (seq % 7 == 0) {
            ASSERT_EQ(scan(never.ms), std::size_t(seq));
        }
    }
    store->begin();
    post(w, 301, "m301");
    EXPECT_EQ(scan(never.ms), 300u);
    EXPECT_EQ(seen.front(), 300);
    EXPECT_EQ(seen.back(), 1);
    EXPECT_EQ(scan(42), 41u);
    store->commit();
    EXPECT_EQ(scan(never.ms), 301u);
    int visits = 0;
    reader->scan_room(w.room, never.ms, [&](const RoomEvent&) { return ++visits < 5; });
    EXPECT_EQ(visits, 5);
}

TEST_F(Readers, a_reader_finds_rooms_and_keys_made_after_it_opened) {
    const auto reader = open_reader(options);
    reader->scan_room(w.room, never.ms, [](const RoomEvent&) { return true; });
    CaseStore::NewCase made;
    write([&] {
        made = store->create_case({.number = "26-0700"});
        World o = w;
        o.room = made.room;
        o.of_case = made.id;
        post(o, 1, "nieuw");
        store->append_entry(0, "leaf", {{"dGV4dA", {KeyKind::of_case, made.id.value}}});
        store->put_checkpoint({.size = 1, .at = Instant{1}, .note = "one"});
        store->put_tile({.level = 0, .index = 0, .hashes = "h"});
    });
    std::string text;
    reader->scan_room(made.room, never.ms, [&](const RoomEvent& e) {
        text = e.text;
        return true;
    });
    EXPECT_EQ(text, "nieuw");
    EXPECT_EQ((*reader->entry(0)->disclosures)[0].text, "dGV4dA");
    EXPECT_FALSE(reader->entry(1));
    EXPECT_EQ(reader->entry_count(), 1);
    EXPECT_EQ(reader->tile(0, 0), "h");
    EXPECT_EQ(reader->log_extent().entries, 1);
    EXPECT_EQ(reader->log_extent().disclosures_end, 1);
    EXPECT_EQ(reader->log_extent().tiles, 1);
    EXPECT_EQ(reader->checkpoints(0, 5)[0].note, "one");
}

TEST_F(Readers, entries_are_scanned_newest_first_with_what_is_missing_told) {
    write([&] {
        for (std::int64_t n = 0; n < 300; ++n)
            store->append_entry(n, "leaf" + std::to_string(n), {{"dGV4dA", {}}});
    });
    RawDatabase(options.path).run("DELETE FROM disclosure WHERE n = 250");
    const auto reader = open_reader(options);
    std::int64_t next = 280;
    reader->scan_entries(280, [&](const ReadStore::StoredEntry& e) {
        EXPECT_EQ(e.n, --next);
        EXPECT_EQ(e.leaf, "leaf" + std::to_string(e.n));
        EXPECT_EQ(e.disclosures.has_value(), e.n != 250);
        return true;
    });
    EXPECT_EQ(next, 0);
}

TEST_F(Readers, a_reader_beside_a_busy_writer_reads_whole_rooms) {
    std::atomic<bool> done{false};
    std::atomic<std::int64_t> committed{0};
    std::string problem;
    std::thread reading([&] {
        try {
            const auto reader = open_reader(options);
            while (!done) {
                const std::int64_t at_least = committed;
                std::int64_t newest = 0, last = 0;
                reader->scan_room(w.room, never.ms, [&](const RoomEvent& e) {
                    if (newest == 0)
                        newest = e.seq;
                    else if (e.seq != last - 1)
                        problem = "a gap";
                    last = e.seq;
                    return true;
                });
                if (newest < at_least) problem = "an acknowledged message is missing";
            }
        } catch (const std::exception& e) {
            problem = e.what();
        }
    });
    for (std::int64_t seq = 1; seq <= 600; ++seq) {
        write([&] { post(w, seq, std::string(300, 'x'), 5, seq); });
        committed = seq;
        store->tidy_up(seq % 5 == 0);
    }
    done = true;
    reading.join();
    EXPECT_EQ(problem, "");
}

TEST_F(Readers, a_reader_writes_nothing_and_leaves_the_log_alone) {
    write([&] { post(w, 1, "een"); });
    const auto before = content_of(options.path + "-wal");
    ASSERT_FALSE(before.empty());
    open_reader(options).reset();
    EXPECT_EQ(content_of(options.path + "-wal"), before);
}

TEST_F(Readers, the_log_is_copied_back_when_worthwhile_and_begins_anew) {
    const auto pages = [&] { return std::filesystem::file_size(options.path + "-wal") / 4120; };
    std::int64_t seq = 0;
    for (int batch = 0; batch < 1500; ++batch) {
        write([&] { post(w, ++seq, std::string(2000, 'x')); });
        store->tidy_up(false);
    }
    EXPECT_LT(pages(), 500u);
    EXPECT_GT(std::filesystem::file_size(options.path), 1500u * 2000u / 2);
}

class Backups : public Readers {};

TEST_F(Backups, a_copy_made_while_writing_restores_whole) {
    std::atomic<bool> done{false};
    std::thread writing([&] {
        std::int64_t seq = 0;
        while (!done) {
            write([&] {
                for (int i = 0; i < 10; ++i) {
                    post(w, ++seq, std::string(500, 'x'));
                    store->append_entry(seq - 1, "leaf", {{"dGV4dA", {}}});
                }
            });
            store->tidy_up(false);
        }
    });
    TempFolder elsewhere;
    std::vector<std::string> copies;
    for (int i = 0; i < 5; ++i) {
        copies.push_back(elsewhere.file("copy" + std::to_string(i) + ".db"));
        back_up(options, copies.back());
    }
    done = true;
    writing.join();
    back_up_keys(options, elsewhere.path());
    for (const std::string& copy : copies) {
        struct stat found {};
        ASSERT_EQ(::stat(copy.c_str(), &found), 0);
        EXPECT_EQ(found.st_mode & 0777, 0600u);
        const auto restored = open_store({.path = copy}, random);
        EXPECT_EQ(restored->load_case(w.of_case)->facts.household[0].name, "Mia Vos");
        const auto head = restored->room_head(w.room);
        EXPECT_EQ(restored->entry_count(), head->last_seq);  // one moment, not two
        EXPECT_EQ(std::int64_t(restored->events_before(w.room, never.ms, 100'000).size()),
                  head->last_seq);
    }
}

TEST_F(Backups, nothing_is_ever_replaced) {
    TempFolder elsewhere;
    back_up(options, elsewhere.file("copy.db"));
    EXPECT_THROW(back_up(options, elsewhere.file("copy.db")), StoreFailure);
    back_up_keys(options, elsewhere.path());
    EXPECT_THROW(back_up_keys(options, elsewhere.path()), StoreFailure);
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(elsewhere.path()))
        ++files;
    EXPECT_EQ(files, 3u);
    EXPECT_THROW(back_up({.path = elsewhere.file("none.db")}, elsewhere.file("x.db")),
                 StoreFailure);
}

TEST_F(Backups, doctor_finds_each_problem) {
    const auto bad = [&] {
        std::vector<std::string> checks;
        for (const Finding& f : examine(options, true))
            if (!f.ok) checks.push_back(f.check);
        return checks;
    };
    EXPECT_THAT(bad(), ::testing::IsEmpty());
    store.reset();
    ASSERT_EQ(::chmod(folder.file("kortelijn.keys").c_str(), 0644), 0);
    EXPECT_THAT(bad(), ::testing::ElementsAre("keys.mode", "keys", "sealed"));
    ASSERT_EQ(::chmod(folder.file("kortelijn.keys").c_str(), 0600), 0);
    RawDatabase(options.path).run("PRAGMA user_version = 99");
    EXPECT_THAT(bad(), ::testing::ElementsAre("schema"));
    RawDatabase(options.path).run("PRAGMA user_version = " + std::to_string(schema_version()));
    std::fstream file(options.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 3);
    file << std::string(4096, '\xee');
    file.close();
    EXPECT_THAT(bad(), ::testing::Contains("integrity"));
}

}  // namespace
}  // namespace kortelijn::store
