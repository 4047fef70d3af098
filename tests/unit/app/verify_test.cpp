// `audit verify` on a real database file that somebody changed behind the server's back.
#include <fstream>
#include <sqlite3.h>

#include "app/console.hpp"
#include "app/doctor.hpp"
#include "app/log_guard.hpp"
#include "app/log_key.hpp"
#include "collaboration.hpp"
#include "commands/stored_log.hpp"

namespace kortelijn::app {
namespace {

// A closed collaboration of some 300 entries: more than one full tile, and several checkpoints.
class Verify : public ::testing::Test {
protected:
    void SetUp() override {
        config.data = folder.path();
        create_collaboration(config, "Proef", "proef.example/log");
        old_checkpoint = newest_checkpoint();
        SystemRandom random;
        const auto store = store::open_store(store_options(config), random);
        core::Log log(*store, random);
        log.load();
        for (int batch = 0; batch < 3; ++batch) {
            store->begin();
            log.begin();
            for (int i = 0; i < 100; ++i) {
                audit::Draft draft;
                draft.event = "session.refused";
                audit::ActorValue actor;
                actor.name = "iemand";
                audit::disclose(draft, actor);
                log.append(Instant{4'000'000'000'000 + std::int64_t(log.size())}, draft);
            }
            log.put_tiles();
            log.put_checkpoint(log.last_at());
            store->commit();
        }
    }

    // What the console does without a server: signs, and keeps what it signed.
    void act() { (void)do_admin_act(config, {"add-team", {{"name", "Team"}}}); }
    std::string refusal() {
        try {
            act();
        } catch (const std::exception& problem) {
            return problem.what();
        }
        return "";
    }
    std::string doctor_on(const std::string& check) {
        for (const store::Finding& one : examine_all(config, false))
            if (one.check == check) return one.ok ? "" : one.words;
        return "not looked at";
    }

    std::string newest_checkpoint() {
        const auto reader = store::open_reader(store_options(config));
        return reader->checkpoints(0, 1000).back().note;
    }
    audit::Report verify(std::optional<std::string_view> against = std::nullopt) {
        const auto identity = store::log_identity(store_options(config));
        const auto reader = store::open_reader(store_options(config));
        commands::StoredLog log(*reader);
        std::vector<audit::KeptNote> kept;
        if (against) kept.push_back({std::string(*against)});
        return audit::verify(log, verifier_key(identity), kept);
    }
    void tamper(const std::string& sql) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(database_path(config).c_str(), &db), SQLITE_OK);
        char* problem = nullptr;
        const int done = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &problem);
        EXPECT_EQ(done, SQLITE_OK) << problem;
        EXPECT_GT(sqlite3_total_changes(db), 0) << "nothing was changed: " << sql;
        sqlite3_close(db);
    }
    // The first bad place.
    std::int64_t place(std::optional<std::string_view> against = std::nullopt) {
        const audit::Report report = verify(against);
        return report.whole() ? -1 : std::int64_t(report.finding->at);
    }

    TempFolder folder;
    Config config;
    std::string old_checkpoint;
};

TEST_F(Verify, a_log_that_nobody_touched_is_whole) {
    const audit::Report report = verify(old_checkpoint);
    EXPECT_TRUE(report.whole()) << report.finding->what;
    EXPECT_GT(report.entries, 300U);
    EXPECT_EQ(report.entries, report.signed_size);
    EXPECT_EQ(report.erased, 0U);
}

TEST_F(Verify, finds_one_flipped_byte_in_an_entry) {
    tamper(
        "UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '\"o\":\"0\"', '\"o\":\"8\"') AS "
        "BLOB) WHERE n = 42");
    EXPECT_EQ(place(), 42);
}

TEST_F(Verify, finds_one_flipped_byte_after_the_last_full_tile) {
    tamper(
        "UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '\"o\":\"0\"', '\"o\":\"8\"') AS "
        "BLOB) WHERE n = 290");
    const std::int64_t at = place();
    EXPECT_GE(at, 290);
}

TEST_F(Verify, finds_one_flipped_byte_in_a_disclosure) {
    tamper(
        "UPDATE disclosure SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS "
        "BLOB) WHERE n = 77");
    EXPECT_EQ(place(), 77);
}

TEST_F(Verify, finds_a_removed_entry) {
    tamper("DELETE FROM entry WHERE n = 100");
    EXPECT_EQ(place(), 100);
}

TEST_F(Verify, finds_a_removed_entry_after_which_all_were_renumbered) {
    tamper(
        "DELETE FROM entry WHERE n = 100; DELETE FROM disclosure WHERE n = 100;"
        "UPDATE entry SET n = -n WHERE n > 100; UPDATE entry SET n = -n - 1 WHERE n < 0;"
        "UPDATE disclosure SET n = -n WHERE n > 100; UPDATE disclosure SET n = -n - 1 WHERE n < "
        "0;");
    EXPECT_EQ(place(), 100);
}

TEST_F(Verify, finds_two_swapped_entries) {
    tamper(
        "UPDATE entry SET n = -1 WHERE n = 10; UPDATE entry SET n = 10 WHERE n = 20; UPDATE entry "
        "SET n = 20 WHERE n = -1");
    EXPECT_EQ(place(), 10);
}

TEST_F(Verify, finds_an_inserted_entry) {
    tamper(
        "UPDATE entry SET n = -n WHERE n >= 50; UPDATE entry SET n = -n + 1 WHERE n < 0;"
        "INSERT INTO entry SELECT 50, leaf FROM entry WHERE n = 49");
    EXPECT_EQ(place(), 50);
}

TEST_F(Verify, finds_an_entry_put_behind_the_last) {
    tamper("INSERT INTO entry SELECT max(n) + 1, leaf FROM entry");
    EXPECT_GT(place(), 300);
}

TEST_F(Verify, finds_a_cut_tail_by_the_checkpoints_it_has_and_by_an_old_one) {
    const std::string kept = newest_checkpoint();
    tamper("DELETE FROM entry WHERE n >= 250; DELETE FROM disclosure WHERE n >= 250");
    EXPECT_NE(place(), -1);
    tamper("DELETE FROM checkpoint WHERE size > 250; DELETE FROM tile");
    EXPECT_EQ(place(), -1)
        << "cut back to an earlier moment it looks whole: that is what an old checkpoint is for";
    EXPECT_EQ(place(kept), 250);
    EXPECT_EQ(verify(kept).finding->flaw, audit::Flaw::log_shorter);
}

TEST_F(Verify, a_tail_cut_back_to_an_earlier_moment_is_found_by_what_was_signed_last) {
    act();
    EXPECT_EQ(doctor_on("log"), "its newest entry lies in the future: was the clock set back?");
    EXPECT_TRUE(audit::open_checkpoint(*store::signed_note(store_options(config)),
                                       verifier_key(store::log_identity(store_options(config)))));
    tamper(
        "DELETE FROM entry WHERE n >= 250; DELETE FROM disclosure WHERE n >= 250;"
        "DELETE FROM checkpoint WHERE size > 250; DELETE FROM tile");
    EXPECT_EQ(place(), -1);
    EXPECT_NE(doctor_on("log").find("kortelijn.signed"), std::string::npos) << doctor_on("log");
    EXPECT_NE(refusal().find("--restored"), std::string::npos) << refusal();
    EXPECT_NE(refusal().find("older copy"), std::string::npos) << refusal();
}

TEST_F(Verify, a_restored_start_that_ended_early_is_gone_on_with_and_the_note_aside_is_found) {
    act();
    const auto note = store::signed_note(store_options(config));
    tamper(
        "DELETE FROM entry WHERE n >= 250; DELETE FROM disclosure WHERE n >= 250;"
        "DELETE FROM checkpoint WHERE size > 250; DELETE FROM tile");
    guard_of(store_options(config), {}).set_aside(Instant{1'800'000'000'000});
    const core::SignedGuard guard = guard_of(store_options(config), {});
    EXPECT_FALSE(guard.note);
    EXPECT_EQ(guard.set_aside_before, note);
    EXPECT_EQ(refusal().find("--restored"), std::string::npos) << refusal();
    EXPECT_TRUE(store::signed_note(store_options(config)));
    EXPECT_FALSE(guard_of(store_options(config), {}).set_aside_before) << "one is kept again";
}

TEST_F(Verify, a_log_without_any_checkpoint_is_not_whole) {
    tamper("DELETE FROM checkpoint");
    EXPECT_EQ(place(), 0);
    EXPECT_EQ(verify().finding->flaw, audit::Flaw::not_signed);
}

TEST_F(Verify, a_changed_log_is_not_signed_on) {
    tamper(
        "UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '\"o\":\"0\"', '\"o\":\"8\"') AS "
        "BLOB) WHERE n = 290");
    EXPECT_NE(refusal().find("not the one this server signed"), std::string::npos) << refusal();
}

TEST_F(Verify, finds_rows_beyond_the_last_entry) {
    tamper("INSERT INTO disclosure (n, sealed) VALUES (5000, x'00')");
    EXPECT_EQ(place(), 5000);
    EXPECT_EQ(verify().finding->flaw, audit::Flaw::beyond_the_end);
    tamper("DELETE FROM disclosure WHERE n = 5000; INSERT INTO tile VALUES (4096, x'00')");
    EXPECT_EQ(verify().finding->flaw, audit::Flaw::beyond_the_end);
}

TEST_F(Verify, a_log_that_grows_while_it_is_read_stays_whole) {
    const auto identity = store::log_identity(store_options(config));
    const auto reader = store::open_reader(store_options(config));
    commands::StoredLog log(*reader);
    act();
    const audit::Report report = audit::verify(log, verifier_key(identity));
    EXPECT_TRUE(report.whole()) << report.finding->what;
    EXPECT_LT(report.entries, std::uint64_t(reader->entry_count()));
}

TEST_F(Verify, a_trigger_in_the_file_is_refused_and_told_by_the_doctor) {
    tamper(
        "UPDATE setting SET value = value; CREATE TRIGGER mine AFTER UPDATE ON ground BEGIN UPDATE "
        "ground SET withdrawn_at = NULL; END");
    EXPECT_NE(refusal().find("trigger mine"), std::string::npos) << refusal();
    EXPECT_NE(doctor_on("schema").find("trigger mine"), std::string::npos);
}

TEST_F(Verify, finds_a_deleted_disclosure_that_no_erasure_names) {
    tamper("DELETE FROM disclosure WHERE n = 33");
    EXPECT_EQ(place(), 33);
    EXPECT_EQ(verify().finding->flaw, audit::Flaw::disclosure_missing);
}

TEST_F(Verify, finds_a_checkpoint_of_another_key) {
    tamper(
        "UPDATE checkpoint SET note = replace(note, 'proef.example/log', 'andere.example/log') "
        "WHERE size > 1");
    EXPECT_NE(place(), -1);
}

TEST_F(Verify, works_on_a_backup_with_the_keys_of_the_original) {
    store::back_up(store_options(config), folder.file("copy.db"));
    store::Options copy = store_options(config);
    copy.key_path = folder.file("kortelijn.key");
    copy.keys_path = folder.file("kortelijn.keys");
    copy.path = folder.file("copy.db");
    const auto identity = store::log_identity(copy);
    const auto reader = store::open_reader(copy);
    commands::StoredLog log(*reader);
    EXPECT_TRUE(audit::verify(log, verifier_key(identity)).whole());
}

TEST_F(Verify, two_writers_never_open_one_folder) {
    const FolderLock held(folder.path());
    EXPECT_THROW(FolderLock second(folder.path()), Refused);
    EXPECT_THROW((void)do_admin_act(config, {"add-team", {{"name", "X"}}}), Refused);
}

TEST(DataFolder, a_demo_and_a_real_collaboration_never_pass_for_each_other) {
    TempFolder folder;
    SystemRandom random;
    Config demo, real;
    demo.data = folder.file("demo");
    real.data = folder.file("real");
    std::filesystem::create_directories(demo.data);
    std::filesystem::create_directories(real.data);
    EXPECT_THROW((void)open_collaboration(real, false, random, Instant{1}), Refused)
        << "never made by serving";
    create_collaboration(real, "Echt", "echt.example/log");
    (void)open_collaboration(demo, true, random, SystemClock().now());
    EXPECT_NO_THROW((void)open_collaboration(demo, true, random, Instant{1}));
    EXPECT_NO_THROW((void)open_collaboration(real, false, random, Instant{1}));
    EXPECT_THROW((void)open_collaboration(demo, false, random, Instant{1}), Refused);
    EXPECT_THROW((void)open_collaboration(real, true, random, Instant{1}), Refused);
}

}  // namespace
}  // namespace kortelijn::app
