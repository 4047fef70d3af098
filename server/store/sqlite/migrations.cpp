// Running and recording migrations. To add one: migrations/000N_words.hpp, and one line below.
#include "store/sqlite/migrations.hpp"

#include <array>
#include <map>
#include <openssl/sha.h>
#include <sstream>

#include "store/sqlite/migrations/0001_first.hpp"
#include "store/sqlite/migrations/0002_sealed_form.hpp"
#include "store/sqlite/migrations/0003_daily_start.hpp"
#include "store/sqlite/migrations/0004_sealed_partners.hpp"
#include "store/sqlite/migrations/0005_calls.hpp"
#include "store/sqlite/migrations/0006_plan_versions.hpp"
#include "store/sqlite/private_file.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::store {
namespace sqlite {
namespace {

constexpr std::array migrations_of_the_program{
    Migration{1, "first", migration_0001},
    Migration{2, "sealed_form", migration_0002, sealed_before_0002},
    Migration{3, "daily_start", migration_0003},
    Migration{4, "sealed_partners", migration_0004},
    Migration{5, "calls", migration_0005},
    Migration{6, "plan_versions", migration_0006},
};

constexpr Sql applied{"migration.applied",
                      "SELECT version, digest FROM migration ORDER BY version"};
constexpr Sql record{"migration.record",
                     "INSERT INTO migration (version, name, digest) VALUES (?1, ?2, ?3)"};

std::string digest_of(std::string_view text) {
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
           reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

// Every table, index, trigger and view as it was made, spaces aside. SQLite's own statistics are
// not the schema.
std::map<std::string, std::string> objects_of(Connection& db) {
    static constexpr Sql all{"schema.objects",
                             "SELECT type || ' ' || name, coalesce(tbl_name || ' ' || sql, '') "
                             "FROM sqlite_schema WHERE NOT (type = 'table' AND name IN "
                             "('sqlite_stat1', 'sqlite_stat4'))"};
    std::map<std::string, std::string> out;
    for (Rows rows = db.query(all); rows.next();) {
        std::istringstream words(rows.text(1));
        std::string& text = out[rows.text(0)];
        for (std::string word; words >> word;) text += word + " ";
    }
    return out;
}

// What to do with a database that this program cannot go on with, though nothing in it is wrong.
std::string made_otherwise(Connection& db) {
    const char* path = sqlite3_db_filename(db.handle(), "main");
    return ". A demo: remove its folder (" + folder_of(path == nullptr ? "" : path) +
           ") and start again. A collaboration: go on with the version that made it";
}

void refuse_what_is_not_carried(Connection& db, const Migration& m) {
    if (m.not_carried != nullptr && db.pragma(m.not_carried) != 0)
        fail("the database is of an earlier version (schema " + std::to_string(m.version - 1) +
             "), and what it keeps sealed may have a form that this program does not open" +
             made_otherwise(db));
}

void apply(Connection& db, const Migration& m);

// What somebody else put in or took out: a trigger, say, would act within our own statements.
void compare_objects(Connection& db, std::span<const Migration> applied_ones) {
    Connection own(":memory:", Connection::Mode::write, "", {});
    for (const Migration& m : applied_ones) apply(own, m);
    const auto wanted = objects_of(own);
    const auto found = objects_of(db);
    for (const auto& [name, text] : found)
        if (!wanted.contains(name))
            fail("the database holds something this program did not put there: " + name);
    for (const auto& [name, text] : wanted) {
        const auto at = found.find(name);
        if (at == found.end()) fail("something is missing from the database: " + name);
        if (at->second != text)
            fail("something in the database is not as this program made it: " + name);
    }
}

// The version found, after comparing what was applied with what the program knows.
int compare(Connection& db, std::span<const Migration> migrations) {
    const int version = int(db.pragma("PRAGMA user_version"));
    if (version == 0) {
        if (db.pragma("SELECT count(*) FROM sqlite_schema") != 0)
            fail("the file is a database, but not one of Kortelijn");
        return 0;
    }
    if (db.pragma("PRAGMA application_id") != application_id)
        fail("the file is a database, but not one of Kortelijn");
    if (version > migrations.back().version)
        fail("the database has schema " + std::to_string(version) +
             ", this program knows schemas up to " + std::to_string(migrations.back().version) +
             ": it was written by a newer one" + made_otherwise(db));
    Rows rows = db.query(applied);
    for (const Migration& m : migrations.first(std::size_t(version)))
        if (!rows.next() || rows.integer(0) != m.version || rows.bytes(1) != digest_of(m.text))
            fail("migration " + std::to_string(m.version) +
                 " of the database differs from the program's" + made_otherwise(db));
    compare_objects(db, migrations.first(std::size_t(version)));
    return version;
}

void apply(Connection& db, const Migration& m) {
    db.script("BEGIN IMMEDIATE");
    try {
        db.before("migration.apply");
        refuse_what_is_not_carried(db, m);
        if (m.version == 1)
            db.script(
                "CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                "digest BLOB NOT NULL) STRICT");
        db.script(m.text);
        db.run(record, std::int64_t(m.version), m.name, Blob{digest_of(m.text)});
        db.script(("PRAGMA user_version = " + std::to_string(m.version)).c_str());
        db.script(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
        db.script("COMMIT");
    } catch (...) {
        if (db.in_transaction()) sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        throw;
    }
}

}  // namespace

std::span<const Migration> all_migrations() { return migrations_of_the_program; }

void migrate(Connection& db, std::span<const Migration> migrations) {
    const int version = compare(db, migrations);
    for (const Migration& m : migrations.subspan(std::size_t(version))) apply(db, m);
}

void check_schema(Connection& db, std::span<const Migration> migrations) {
    const int version = compare(db, migrations);
    if (version > 0)
        for (const Migration& m : migrations.subspan(std::size_t(version)))
            refuse_what_is_not_carried(db, m);
    if (version != migrations.back().version)
        fail("the database has schema " + std::to_string(version) + " and not " +
             std::to_string(migrations.back().version) + " yet: start the server once");
}

}  // namespace sqlite

int schema_version() { return sqlite::all_migrations().back().version; }

}  // namespace kortelijn::store
