// Which databases open: schema, migrations, sealed forms, and what somebody else put in.
#include <gmock/gmock.h>
#include <sstream>
#include <sys/stat.h>

#include "store/sqlite/migrations.hpp"
#include "unit/store/raw_database.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

using ::testing::HasSubstr;

class Schemas : public StoreTest {};

TEST_F(Schemas, a_newer_schema_is_refused) {
    open();
    store.reset();
    RawDatabase(options.path).run("PRAGMA user_version = " + std::to_string(schema_version() + 1));
    EXPECT_THAT(refusal_of([&] { open(); }), HasSubstr("newer"));
}

TEST_F(Schemas, a_strange_database_is_refused) {
    open();
    store.reset();
    RawDatabase(options.path).run("PRAGMA application_id = 7");
    EXPECT_THAT(refusal_of([&] { open(); }), HasSubstr("not one of Kortelijn"));
    TempFolder elsewhere;
    const std::string path = elsewhere.file("strange.db");
    RawDatabase(path).run("CREATE TABLE x (y)");
    ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
    EXPECT_THROW(open_store({.path = path}, random), StoreFailure);
}

TEST_F(Schemas, an_edited_migration_is_noticed) {
    open();
    store.reset();
    RawDatabase(options.path).run("UPDATE migration SET digest = x'00'");
    EXPECT_THAT(refusal_of([&] { open(); }), HasSubstr("differs"));
}

TEST_F(Schemas, a_table_trigger_index_or_view_of_somebody_else_is_refused) {
    open();
    store.reset();
    const auto refused_with = [&](const std::string& doing, const std::string& undoing,
                                  const std::string& words) {
        RawDatabase(options.path).run(doing);
        EXPECT_THAT(refusal_of([&] { open(); }), HasSubstr(words));
        EXPECT_THAT(refusal_of([&] { (void)open_reader(options); }), HasSubstr(words));
        const auto findings = examine(options, false);
        EXPECT_THAT(findings, ::testing::Contains(::testing::AllOf(
                                  ::testing::Field(&Finding::ok, false),
                                  ::testing::Field(&Finding::check, "schema"),
                                  ::testing::Field(&Finding::words, HasSubstr(words)))));
        RawDatabase(options.path).run(undoing);
    };
    refused_with(
        "CREATE TRIGGER come_back AFTER UPDATE ON ground BEGIN "
        "UPDATE ground SET withdrawn_at = NULL; END",
        "DROP TRIGGER come_back", "did not put there: trigger come_back");
    refused_with("CREATE TABLE aside (x)", "DROP TABLE aside", "did not put there: table aside");
    refused_with("CREATE VIEW seen AS SELECT * FROM ground", "DROP VIEW seen", "view seen");
    refused_with("CREATE INDEX quick ON ground (id)", "DROP INDEX quick", "index quick");
    refused_with("ALTER TABLE team ADD COLUMN more TEXT", "ALTER TABLE team DROP COLUMN more",
                 "not as this program made it: table team");
    RawDatabase(options.path).run("ANALYZE");
    open();
    store.reset();
    RawDatabase(options.path).run("DROP INDEX employment_of");
    EXPECT_THAT(refusal_of([&] { open(); }), HasSubstr("missing from the database: index"));
}

TEST_F(Schemas, an_upgrade_runs_each_new_migration_once_or_not_at_all) {
    using namespace sqlite;
    Connection db(":memory:", Connection::Mode::write, "", {});
    const Migration first = all_migrations()[0];
    migrate(db, all_migrations().first(1));
    const std::vector<Migration> failing = {
        first,
        {2, "more", "CREATE TABLE more (x INTEGER) STRICT;"},
        {3, "broken", "CREATE TABLE half (x INTEGER); CREATE NONSENSE"}};
    EXPECT_THROW(migrate(db, failing), StoreFailure);
    EXPECT_EQ(db.pragma("PRAGMA user_version"), 2);
    EXPECT_EQ(db.pragma("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
    const std::vector<Migration> good = {
        first, failing[1], {3, "third", "INSERT INTO more VALUES (1)"}};
    EXPECT_THROW(check_schema(db, good), StoreFailure);
    migrate(db, good);
    migrate(db, good);
    check_schema(db, good);
    EXPECT_EQ(db.pragma("SELECT count(*) FROM more"), 1);
    EXPECT_EQ(db.pragma("SELECT count(*) FROM migration"), 3);
    EXPECT_THROW(migrate(db, std::span(good).first(1)), StoreFailure);
}

// As a database is that the program of schema 1 wrote.
class OlderForm : public Schemas {
protected:
    void SetUp() override {
        open();
        world = make_world();
    }
    void make_older() {
        store.reset();
        RawDatabase raw(options.path);
        std::vector<std::string> later;
        for (const sqlite::Migration& m : sqlite::all_migrations().subspan(1)) {
            std::istringstream words{std::string(m.text)};
            for (std::string word, before; words >> word; before = word)
                if (before == "CREATE" && word == "TABLE" && words >> word) later.push_back(word);
        }
        for (auto name = later.rbegin(); name != later.rend(); ++name)
            raw.run("DROP TABLE " + *name);
        raw.run("ALTER TABLE room DROP COLUMN consult; ALTER TABLE room DROP COLUMN purpose");
        raw.run("DELETE FROM migration WHERE version > 1; PRAGMA user_version = 1");
    }
    World world;
};

TEST_F(OlderForm, what_is_sealed_in_it_is_refused_with_what_to_do_and_left_as_it_is) {
    write([&] { store->add_ground(world.of_case, {.given_by = {world.mother}}); });
    make_older();
    const auto says_what_to_do = ::testing::AllOf(
        HasSubstr("does not open"), HasSubstr("remove its folder (" + folder.path() + ")"),
        HasSubstr("go on with the version that made it"));
    EXPECT_THAT(refusal_of([&] { open(); }), says_what_to_do);
    EXPECT_THAT(refusal_of([&] { (void)open_reader(options); }), says_what_to_do);
    RawDatabase raw(options.path);
    EXPECT_EQ(raw.value("PRAGMA user_version"), "1");
    EXPECT_EQ(raw.value("SELECT count(*) FROM migration"), "1");
    raw.run("DELETE FROM ground; INSERT INTO pending_answer (of_case, sealed) VALUES (1, x'00')");
    EXPECT_THAT(refusal_of([&] { open(); }), says_what_to_do);
}

TEST_F(OlderForm, without_anything_sealed_in_it_a_database_goes_on) {
    make_older();
    open();
    EXPECT_TRUE(store->load_case(world.of_case));
    EXPECT_EQ(RawDatabase(options.path).value("PRAGMA user_version"),
              std::to_string(schema_version()));
}

}  // namespace
}  // namespace kortelijn::store
