// One SQLite connection and its prepared statements, each prepared at its first use and kept for
// life. Turns SQLite's result codes into StoreFailure. After a failed fsync the connection refuses
// everything: SQLite would go on acknowledging (design section 8).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

namespace kortelijn::store::sqlite {

// A statement of the program: one constant each, known by its address and named for tests.
struct Sql {
    std::string_view name;  // "event.append"
    const char* text;
};

// A blob to bind; must live until the statement has run.
struct Blob {
    std::string_view bytes;
};

class Connection;

// The rows of one running statement; ends it when destroyed. Columns are read before next().
class Rows {
public:
    Rows(Connection& db, sqlite3_stmt* statement) : db_(&db), statement_(statement) {}
    Rows(Rows&& other) noexcept : db_(other.db_), statement_(other.statement_) {
        other.statement_ = nullptr;
    }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows& operator=(Rows&&) = delete;
    ~Rows() {
        if (statement_ != nullptr) sqlite3_reset(statement_);
    }

    bool next();
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
    bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    // Valid until next().
    std::string_view bytes(int column) const;
    std::string text(int column) const { return std::string(bytes(column)); }
    template <class Id>
    Id id(int column) const {
        return Id{integer(column)};
    }
    Instant instant(int column) const { return Instant{integer(column)}; }
    std::optional<Instant> instant_if(int column) const;
    Period period(int from_column) const {
        return {instant_if(from_column), instant_if(from_column + 1)};
    }

private:
    Connection* db_;
    sqlite3_stmt* statement_;
};

class Connection {
public:
    enum class Mode : std::uint8_t { write, read };
    // An empty `vfs` is the system's own.
    Connection(const std::string& path, Mode mode, const std::string& vfs, StatementHook hook);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // Counts the pages of the write-ahead log from now on (the writing connection).
    void watch_wal() { sqlite3_wal_hook(handle_, &Connection::after_commit, this); }

    // Runs a statement that gives rows.
    template <class... Values>
    Rows query(const Sql& sql, const Values&... values) {
        sqlite3_stmt* statement = prepared(sql);
        before(sql.name);
        int at = 0;
        (bind(statement, ++at, values), ...);
        return Rows(*this, statement);
    }
    // Runs a statement that gives none; the number of rows it changed.
    template <class... Values>
    int run(const Sql& sql, const Values&... values) {
        Rows rows = query(sql, values...);
        rows.next();
        return sqlite3_changes(handle_);
    }
    // A script or a pragma, at opening only.
    void script(const char* text);
    std::int64_t pragma(const char* text);  // first column of the first row, 0 when none

    // Counts a step and lets a test stop it. Also for steps outside SQLite ("keys.sync").
    void before(std::string_view step);
    std::uint64_t steps() const { return steps_; }

    bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
    std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_); }
    int wal_pages() const { return wal_pages_; }
    // PASSIVE. The pages now copied into the database; nothing when it was busy.
    std::optional<int> checkpoint();

    sqlite3* handle() { return handle_; }
    // Throws for any code but SQLITE_OK, SQLITE_ROW, SQLITE_DONE.
    void check(int code);
    // From now on everything is refused with sync_lost.
    void poison() { sync_lost_ = true; }

private:
    sqlite3_stmt* prepared(const Sql& sql);
    void bind(sqlite3_stmt* s, int at, std::int64_t value) {
        check(sqlite3_bind_int64(s, at, value));
    }
    void bind(sqlite3_stmt* s, int at, int value) { check(sqlite3_bind_int64(s, at, value)); }
    void bind(sqlite3_stmt* s, int at, Instant value) {
        check(sqlite3_bind_int64(s, at, value.ms));
    }
    void bind(sqlite3_stmt* s, int at, Blob value);
    void bind(sqlite3_stmt* s, int at, std::string_view value);
    void bind(sqlite3_stmt* s, int at, std::nullptr_t) { check(sqlite3_bind_null(s, at)); }
    template <class Tag>
    void bind(sqlite3_stmt* s, int at, Id<Tag> value) {
        check(sqlite3_bind_int64(s, at, value.value));
    }
    template <class T>
    void bind(sqlite3_stmt* s, int at, const std::optional<T>& value) {
        value ? bind(s, at, *value) : bind(s, at, nullptr);
    }
    static int after_commit(void* self, sqlite3*, const char*, int pages);

    sqlite3* handle_ = nullptr;
    StatementHook hook_;
    std::unordered_map<const Sql*, sqlite3_stmt*> statements_;
    std::uint64_t steps_ = 0;
    int wal_pages_ = 0;
    bool sync_lost_ = false;
};

// An id column that may be NULL: none is NULL, so that foreign keys hold.
template <class Tag>
std::optional<std::int64_t> null_if_none(Id<Tag> id) {
    return id ? std::optional<std::int64_t>(id.value) : std::nullopt;
}

[[noreturn]] void fail(const std::string& words);     // StoreFailure::broken
[[noreturn]] void damaged(const std::string& words);  // StoreFailure::damaged

}  // namespace kortelijn::store::sqlite
