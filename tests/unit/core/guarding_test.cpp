// The server signs on only in the log that it signed: not in a changed one, and not in an older
// copy unless somebody says that a backup was put back.
#include <gmock/gmock.h>

#include "audit/escaping.hpp"
#include "support/desk.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn::core {
namespace {

using store::RawDatabase;
using store::StoreFailure;
using ::testing::HasSubstr;

class Guarding : public ::testing::Test {
protected:
    void SetUp() override {
        desk.core_options.guard.keep = [this](const std::string& note) {
            EXPECT_FALSE(desk.store().transaction_open()) << "kept before it was durable";
            kept = note;
        };
        desk.crash_and_restart();
        grow();
    }
    // An hour of a server that does something each minute.
    void grow() {
        for (int i = 0; i < 60; ++i) {
            desk.queue(task());
            desk.pass(minute_ms);
        }
    }
    static Task task() {
        Task task;
        task.event = "admin.role_ended";
        task.effect = [](store::Store&, commands::World&, Instant) -> Result<commands::Change> {
            return commands::Change{};
        };
        return task;
    }
    std::string refusal() {
        try {
            restart();
        } catch (const StoreFailure& failure) {
            return failure.what();
        }
        return "";
    }
    void restart() {
        desk.core_options.guard.note = kept;
        desk.crash_and_restart();
    }
    void tamper(const std::string& sql) { RawDatabase(desk.options.path).run(sql); }
    std::string copy() {
        const std::string path = desk.folder.path("copy.db");
        store::back_up(desk.options, path);
        return path;
    }
    void put_back(const std::string& path) {
        desk.options.key_path = desk.folder.path("kortelijn.key");
        desk.options.keys_path = desk.folder.path("kortelijn.keys");
        desk.options.path = path;
    }
    std::string last_event() {
        const std::string leaf =
            *desk.store().entry_leaf(std::int64_t(desk.pipeline().log().size()) - 1);
        return audit::parse_entry(leaf)->event;
    }

    // Of the newest entry.
    audit::ObjectValue last_object() {
        const auto n = std::int64_t(desk.pipeline().log().size()) - 1;
        const auto disclosures = desk.store().entry_disclosures(n);
        for (const auto& one : *disclosures)
            if (const auto opened = audit::open_disclosure(*one.text); opened->name == "object")
                return *audit::parse_object(opened->value_json);
        return {};
    }

    support::Desk desk;
    std::optional<std::string> kept;
};

// As the file does it: kept under its name until it is set aside.
class Restoring : public Guarding {
protected:
    void SetUp() override {
        Guarding::SetUp();
        backup = copy();
        grow();
        left = *kept;
        put_back(backup);
        desk.core_options.guard.set_aside = [this](Instant) {
            EXPECT_TRUE(kept);
            aside = std::exchange(kept, std::nullopt);
        };
        desk.core_options.guard.restored = true;
    }
    // A start that is killed before the commit.
    void be_killed() {
        desk.hook = [](std::string_view name) {
            if (name == "commit")
                throw StoreFailure(StoreFailure::Kind::broken, "killed before the commit");
        };
        EXPECT_THAT(refusal(), HasSubstr("killed"));
        desk.hook = nullptr;
    }
    void expect_told(const std::string& reason) {
        ASSERT_EQ(last_event(), "log.continued");
        const audit::ObjectValue object = last_object();
        EXPECT_EQ(object.reason, reason);
        const auto head = desk.pipeline().log().head_of(left);
        EXPECT_EQ(object.signed_size, std::int64_t(head->size));
        EXPECT_EQ(object.signed_root, audit::to_hex(head->root));
    }
    std::string backup, left;
    std::optional<std::string> aside;
};

TEST_F(Restoring, I9_the_note_of_the_history_left_is_set_aside_and_told_in_the_entry) {
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(aside, left);
    expect_told("backup.restored");
    EXPECT_EQ(*kept, desk.store().last_checkpoint()->note);
}

TEST_F(Restoring, I9_killed_before_its_commit_it_starts_again_with_the_flag_or_without) {
    for (const bool again : {true, false}) {
        kept = left;
        desk.core_options.guard.restored = true;
        desk.core_options.guard.set_aside_before.reset();
        be_killed();
        EXPECT_FALSE(kept);
        desk.core_options.guard.set_aside_before = aside;
        desk.core_options.guard.restored = again;
        EXPECT_EQ(refusal(), "");
        expect_told(again ? "backup.restored" : "signed_note.missing");
    }
}

TEST_F(Restoring, I9_killed_before_its_own_note_was_kept_it_starts_without_the_flag) {
    const auto keep = std::exchange(desk.core_options.guard.keep, [](const std::string&) {});
    EXPECT_EQ(refusal(), "");
    desk.core_options.guard.keep = keep;
    desk.core_options.guard.restored = false;
    desk.core_options.guard.set_aside_before = aside;
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(*kept, desk.store().last_checkpoint()->note);
}

TEST_F(Restoring, I9_what_cannot_be_set_aside_is_not_overwritten) {
    const std::int64_t before = store::open_reader(desk.options)->entry_count();
    desk.core_options.guard.set_aside = [](Instant) {
        throw StoreFailure(StoreFailure::Kind::full, "no place");
    };
    EXPECT_EQ(refusal(), "no place");
    EXPECT_EQ(kept, left);
    EXPECT_EQ(store::open_reader(desk.options)->entry_count(), before);
}

TEST_F(Guarding, I9_a_history_that_goes_on_is_not_set_aside) {
    desk.core_options.guard.set_aside = [](Instant) { ADD_FAILURE() << "it is this history"; };
    desk.core_options.guard.restored = true;
    EXPECT_EQ(refusal(), "");
    EXPECT_FALSE(last_object().signed_size);
}

TEST_F(Guarding, I9_what_was_signed_last_is_kept_after_each_commit_of_a_checkpoint) {
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, desk.store().last_checkpoint()->note);
    const std::string before = *kept;
    grow();
    EXPECT_NE(*kept, before);
    const std::string epoch = desk.pipeline().epoch();
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(desk.pipeline().epoch(), epoch) << "an ordinary restart: browsers go on";
    desk.pipeline().stop();
    EXPECT_EQ(*kept, desk.store().last_checkpoint()->note);
}

TEST_F(Guarding, I9_a_note_that_is_older_than_the_log_is_that_of_a_crash_before_it_was_kept) {
    const auto older = kept;
    grow();
    kept = older;
    EXPECT_EQ(refusal(), "");
}

TEST_F(Guarding, I9_a_log_changed_under_its_newest_checkpoint_is_not_signed_on) {
    tamper(
        "UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '\"o\":\"0\"', '\"o\":\"8\"') AS "
        "BLOB) WHERE n = (SELECT max(size) - 1 FROM checkpoint)");
    kept.reset();
    EXPECT_THAT(refusal(), HasSubstr("not the one this server signed"));
}

TEST_F(Guarding, I9_a_log_shorter_than_its_newest_checkpoint_is_not_signed_on) {
    tamper("DELETE FROM entry WHERE n >= (SELECT max(size) - 1 FROM checkpoint)");
    kept.reset();
    EXPECT_THAT(refusal(), HasSubstr("not the one this server signed"));
}

TEST_F(Guarding, I9_a_checkpoint_of_another_key_is_not_signed_on) {
    tamper("UPDATE setting SET value = 'other.example/log' WHERE name = 'origin'");
    kept.reset();
    EXPECT_THAT(refusal(), HasSubstr("not the one this server signed"));
}

TEST_F(Guarding, I9_a_log_cut_back_or_rewritten_without_its_checkpoints_is_not_signed_on) {
    tamper(
        "DELETE FROM checkpoint WHERE size > 20; DELETE FROM entry WHERE n >= 20;"
        "DELETE FROM disclosure WHERE n >= 20; DELETE FROM setting WHERE name = 'epoch'");
    EXPECT_THAT(refusal(), HasSubstr("--restored"));
    tamper("DELETE FROM checkpoint");
    EXPECT_THAT(refusal(), HasSubstr("older copy"));
}

TEST_F(Guarding, I5_an_older_copy_starts_only_when_said_and_browsers_start_anew) {
    const std::string backup = copy();
    const std::string epoch = desk.pipeline().epoch();
    grow();
    put_back(backup);
    EXPECT_THAT(refusal(), HasSubstr("older copy"));
    desk.core_options.guard.restored = true;
    EXPECT_EQ(refusal(), "");
    EXPECT_NE(desk.pipeline().epoch(), epoch);
    EXPECT_EQ(last_event(), "log.continued");
    EXPECT_EQ(*kept, desk.store().last_checkpoint()->note);
    desk.core_options.guard.restored = false;
    EXPECT_EQ(refusal(), "") << "the note kept is that of the log that went on";
}

TEST_F(Guarding, I5_an_older_copy_that_grew_again_is_another_log) {
    const std::string backup = copy();
    grow();
    const auto newest = kept;
    put_back(backup);
    desk.core_options.guard.note.reset();
    desk.core_options.guard.keep = nullptr;
    desk.crash_and_restart();  // a server without the guard
    grow();
    grow();
    desk.core_options.guard.keep = [](const std::string&) {};
    kept = newest;
    EXPECT_THAT(refusal(), HasSubstr("another copy"));
    kept = "no note at all";
    EXPECT_THAT(refusal(), HasSubstr("not of this log's key"));
}

TEST_F(Guarding, I5_without_a_kept_note_browsers_start_anew) {
    const std::string epoch = desk.pipeline().epoch();
    kept.reset();
    EXPECT_EQ(refusal(), "");
    EXPECT_NE(desk.pipeline().epoch(), epoch) << "a copy on another machine, perhaps";
    EXPECT_EQ(last_event(), "log.continued");
}

}  // namespace
}  // namespace kortelijn::core
