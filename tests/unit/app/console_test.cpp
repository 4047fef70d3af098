// The console without a running server, and the mark of a demo: it opens with --demo only, and a
// real collaboration never does.
#include "app/console.hpp"

#include "app/command_line.hpp"
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* mail = "anna@voorbeeld.nl";

// A collaboration on disk that no server runs.
class Stopped : public ::testing::Test {
protected:
    void SetUp() override { config.data = folder.path(); }
    void make_real() {
        create_collaboration(config, "Proef", "proef.example/log");
        (void)do_admin_act(config,
                           {"add-organisation", {{"name", "Welzijn"}, {"kind", "welfare"}}});
        (void)do_admin_act(config, {"add-team", {{"name", "Noord"}}});
        (void)do_admin_act(config, {"invite",
                                    {{"name", "Anna"},
                                     {"email", mail},
                                     {"organisation", "Welzijn"},
                                     {"team", "Noord"},
                                     {"role", "professional"},
                                     {"token", "one"}}});
    }
    void make_demo() {
        SystemRandom random;
        (void)open_collaboration(config, true, random, SystemClock().now());
    }
    std::string words_of(const AdminAct& act) {
        try {
            return do_admin_act(config, act);
        } catch (const Refused& no) {
            return no.what();
        }
    }
    std::int64_t entries() { return store::open_reader(store_options(config))->entry_count(); }
    int run(std::vector<std::string> words) {
        words.insert(words.begin(), "kortelijn");
        words.insert(words.end(), {"--data", folder.path()});
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        return run_command_line(int(argv.size()), argv.data());
    }

    TempFolder folder;
    Config config;
};

TEST_F(Stopped, what_ends_at_the_console_ends_and_is_recorded) {
    make_real();
    const std::int64_t before = entries();
    EXPECT_EQ(run({"admin", "end-team-membership", mail, "--team", "Noord"}), 0);
    EXPECT_EQ(run({"admin", "end-role", mail, "--role", "professional"}), 0);
    EXPECT_EQ(run({"admin", "block", mail}), 0);
    EXPECT_EQ(run({"admin", "unblock", mail}), 0);
    EXPECT_EQ(run({"admin", "renew", mail}), 0);
    EXPECT_EQ(run({"admin", "end-employment", mail}), 0);
    EXPECT_EQ(run({"admin", "end-employment", mail}), 1);
    EXPECT_EQ(entries(), before + 7);
    SystemRandom random;
    const auto store = store::open_store(store_options(config), random);
    const Professional anna = store->load_directory().professionals.front();
    EXPECT_TRUE(anna.employment.front().period.to);
    EXPECT_TRUE(anna.teams.front().period.to);
    EXPECT_TRUE(anna.roles.front().period.to);
    EXPECT_FALSE(anna.blocked);
}

// The database was removed, and nothing else of the folder.
TEST_F(Stopped, after_a_removed_database_a_new_collaboration_starts_and_the_old_note_stays) {
    const auto aside = [&] { return store::note_set_aside(store_options(config))->note; };
    const auto remove_database = [&] {
        for (const char* end : {"", "-wal", "-shm"})
            std::filesystem::remove(database_path(config) + end);
    };
    make_real();
    const auto note = store::signed_note(store_options(config));
    ASSERT_TRUE(note);
    remove_database();
    EXPECT_EQ(run({"admin", "init", "--name", "Proef", "--origin", "proef.example/log"}), 0);
    EXPECT_EQ(aside(), note);
    EXPECT_EQ(words_of({"add-team", {{"name", "Zuid"}}}), R"({"team":1})");
    const auto second = store::signed_note(store_options(config));
    remove_database();
    make_demo();
    EXPECT_EQ(aside(), second);
    EXPECT_EQ(words_of({"add-team", {{"name", "Oost"}, {"demo", "yes"}}}), R"({"team":4})");
}

TEST_F(Stopped, what_cannot_be_undone_or_ended_is_said_in_the_words_of_the_act) {
    make_real();
    EXPECT_EQ(words_of({"unblock", {{"email", mail}}}),
              "unblock was not done: the account is not blocked");
    EXPECT_EQ(words_of({"block", {{"email", "nobody@voorbeeld.nl"}}}),
              "block is not known here (the e-mail address)");
    EXPECT_EQ(words_of({"end-role", {{"email", mail}, {"role", "team_leader"}}}),
              "end-role was not done: now there is nothing of it to end (--role)");
}

TEST_F(Stopped, a_demo_changes_with_demo_only_and_nothing_is_written_otherwise) {
    make_demo();
    const std::int64_t before = entries();
    EXPECT_EQ(words_of({"add-team", {{"name", "Zuid"}}}),
              database_path(config) + ": a demo database; it opens with --demo only");
    EXPECT_EQ(run({"admin", "add-team", "--name", "Zuid"}), 1);
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(run({"admin", "add-team", "--name", "Zuid", "--demo"}), 0);
    EXPECT_EQ(entries(), before + 1);
}

TEST_F(Stopped, a_real_collaboration_never_changes_with_demo) {
    make_real();
    const std::int64_t before = entries();
    EXPECT_EQ(words_of({"add-team", {{"name", "Zuid"}, {"demo", "yes"}}}),
              database_path(config) + ": a real collaboration; it never opens with --demo");
    EXPECT_EQ(run({"backup", "--to", folder.file("copies"), "--demo"}), 1);
    EXPECT_FALSE(std::filesystem::exists(folder.file("copies")));
    EXPECT_EQ(entries(), before);
}

TEST_F(Stopped, a_demo_is_copied_with_demo_only) {
    make_demo();
    EXPECT_EQ(run({"backup", "--to", folder.file("copies")}), 1);
    EXPECT_FALSE(std::filesystem::exists(folder.file("copies")));
    EXPECT_EQ(run({"backup", "--to", folder.file("copies"), "--demo"}), 0);
    EXPECT_FALSE(std::filesystem::is_empty(folder.file("copies")));
}

TEST(Console, a_running_demo_asks_for_demo_too) {
    Collaboration c(Kind::demo);
    const ControlSocket control(c.config, *c.engine);
    try {
        (void)do_admin_act(c.config, {"backup", {}});
        FAIL() << "copied as if it were real";
    } catch (const Refused& no) {
        EXPECT_STREQ(no.what(),
                     "backup was not done: this is a demo, which changes with --demo only");
    }
    EXPECT_EQ(do_admin_act(c.config, {"add-team", {{"name", "Zuid"}, {"demo", "yes"}}}),
              R"({"team":1})");
    Collaboration real;
    const ControlSocket other(real.config, *real.engine);
    EXPECT_THROW((void)do_admin_act(real.config, {"add-team", {{"name", "Z"}, {"demo", "yes"}}}),
                 Refused);
}

}  // namespace
}  // namespace kortelijn::app
