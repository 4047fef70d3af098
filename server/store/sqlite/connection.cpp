// Opening, binding, stepping and the meaning of SQLite's result codes.
#include "store/sqlite/connection.hpp"

namespace kortelijn::store::sqlite {
namespace {

StoreFailure::Kind kind_of(int code) {
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        return StoreFailure::Kind::sync_lost;
    switch (code & 0xff) {
        case SQLITE_FULL:
            return StoreFailure::Kind::full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return StoreFailure::Kind::busy;
        default:
            return StoreFailure::Kind::broken;
    }
}

// Before anything else of SQLite: without its memory statistics each allocation saves two locks.
void configure_once() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);  // refused when a test used SQLite first: slower, nothing else
}

}  // namespace

void damaged(const std::string& words) { throw StoreFailure(StoreFailure::Kind::damaged, words); }
void fail(const std::string& words) { throw StoreFailure(StoreFailure::Kind::broken, words); }

Connection::Connection(const std::string& path, Mode mode, const std::string& vfs,
                       StatementHook hook)
    : hook_(std::move(hook)) {
    configure_once();
    // The file is made beforehand with mode 0600 (key_files.hpp), hence never CREATE here.
    const int flags = (mode == Mode::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    const int code =
        sqlite3_open_v2(path.c_str(), &handle_, flags, vfs.empty() ? nullptr : vfs.c_str());
    if (code != SQLITE_OK) {
        const std::string words = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
        sqlite3_close_v2(handle_);
        throw StoreFailure(kind_of(code), "cannot open the database: " + words);
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 5000);
    // Only the writer may checkpoint (the WAL-reset bug), and it closes last or not at all.
    if (mode == Mode::read)
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Connection::~Connection() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    if (sync_lost_) sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_close_v2(handle_);
}

void Connection::check(int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    const auto kind = kind_of(code);
    if (kind == StoreFailure::Kind::sync_lost) poison();
    // SQLite's words name tables and columns, never values.
    throw StoreFailure(kind, std::string("SQLite: ") + sqlite3_errmsg(handle_) + " (" +
                                 std::to_string(code) + ")");
}

void Connection::before(std::string_view step) {
    ++steps_;
    if (sync_lost_) throw StoreFailure(StoreFailure::Kind::sync_lost, "an earlier fsync failed");
    if (hook_) hook_(step);
}

sqlite3_stmt* Connection::prepared(const Sql& sql) {
    sqlite3_stmt*& statement = statements_[&sql];
    if (statement == nullptr)
        check(sqlite3_prepare_v3(handle_, sql.text, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                 nullptr));
    return statement;
}

void Connection::bind(sqlite3_stmt* s, int at, Blob value) {
    // A null pointer would bind NULL; an empty blob is a value.
    check(value.bytes.empty()
              ? sqlite3_bind_zeroblob(s, at, 0)
              : sqlite3_bind_blob64(s, at, value.bytes.data(), value.bytes.size(), SQLITE_STATIC));
}

void Connection::bind(sqlite3_stmt* s, int at, std::string_view value) {
    const char* from = value.empty() ? "" : value.data();
    check(sqlite3_bind_text64(s, at, from, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

bool Rows::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    db_->check(code);
    return false;
}

std::string_view Rows::bytes(int column) const {
    const void* from = sqlite3_column_blob(statement_, column);
    return {static_cast<const char*>(from), std::size_t(sqlite3_column_bytes(statement_, column))};
}

std::optional<Instant> Rows::instant_if(int column) const {
    return null(column) ? std::nullopt : std::optional(instant(column));
}

void Connection::script(const char* text) {
    check(sqlite3_exec(handle_, text, nullptr, nullptr, nullptr));
}

std::int64_t Connection::pragma(const char* text) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(handle_, text, -1, &statement, nullptr));
    std::int64_t value = 0;
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    check(code);
    return value;
}

int Connection::after_commit(void* self, sqlite3*, const char*, int pages) {
    static_cast<Connection*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
}

std::optional<int> Connection::checkpoint() {
    int copied = 0;
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, &copied);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return std::nullopt;
    check(code);
    return copied;
}

}  // namespace kortelijn::store::sqlite
