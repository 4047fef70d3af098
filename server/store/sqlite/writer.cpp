// Opening for writing, and the transaction: batch, savepoints, commit, checkpoint.
#include "store/sqlite/writer.hpp"

#include "store/sqlite/base64url.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/private_file.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql sql_begin{"begin", "BEGIN IMMEDIATE"};
constexpr Sql sql_savepoint{"savepoint", "SAVEPOINT command"};
constexpr Sql sql_release{"release", "RELEASE command"};
constexpr Sql sql_rollback_to{"rollback_to", "ROLLBACK TO command"};
constexpr Sql sql_commit{"commit", "COMMIT"};

// A checkpoint of 300 pages costs 1.5-3 ms of p99 (2000 pages: 12-21); one for a few pages costs a
// sync that nobody asked for.
constexpr int pages_when_busy = 300;
constexpr int pages_when_idle = 64;

// Before the key files and the connection: those of a database that holds nothing yet are made.
Options prepare_files(const Options& given, Random& random) {
    Options options = with_places(given);
    if (!file_exists(options.path)) {
        if (!options.create) fail(options.path + ": is missing");
        make_private_file(options.path, {});
    }
    if (auto problem = private_file_problem(options.path)) fail(options.path + ": " + *problem);
    const bool empty = PrivateFile(options.path, PrivateFile::Mode::read).size() == 0;
    if (empty) KeyRing::make_files(options.key_path, options.keys_path, random);
    return options;
}

// Binds the database to its key files: a value only this collaboration's key opens.
void check_key(Store& store, Sealer& sealer) {
    const Bound bound(Table::setting);
    if (const auto kept = store.setting("key_check")) {
        std::string sealed;
        try {
            if (decode_base64url(*kept, sealed) && sealer.open(collaboration_key, bound, sealed))
                return;
        } catch (const StoreFailure&) {
        }
        fail("the key files belong to another database");
    }
    store.begin();
    store.put_setting("key_check",
                      encode_base64url(sealer.seal(collaboration_key, bound, "kortelijn")));
    store.commit();
}

}  // namespace

Options with_places(Options options) {
    if (options.path.empty()) fail("the database needs a path");
    if (options.key_path.empty()) options.key_path = folder_of(options.path) + "/kortelijn.key";
    if (options.keys_path.empty()) options.keys_path = folder_of(options.path) + "/kortelijn.keys";
    return options;
}

Writer::Writer(const Options& options, Random& random)
    : options_(prepare_files(options, random)),
      random_(random),
      keys_(options_.key_path, options_.keys_path, KeyRing::Mode::write),
      db_(options_.path, Connection::Mode::write, options_.vfs, options_.before_statement),
      sealer_(keys_, &random),
      heads_(db_),
      log_(db_, sealer_) {
    db_.script(
        "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    db_.script(options_.sync_normal ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
    db_.script(("PRAGMA cache_size = -" + std::to_string(options_.page_cache_mib * 1024)).c_str());
    db_.watch_wal();
    migrate(db_, all_migrations());
    if (options_.max_pages > 0)
        db_.script(("PRAGMA max_page_count = " + std::to_string(options_.max_pages)).c_str());
    check_key(*this, sealer_);
    heads_.load();
}

void Writer::demand_transaction() const {
    if (!db_.in_transaction()) fail("no transaction is open");
}

void Writer::begin() {
    if (db_.in_transaction()) fail("a transaction is open already");
    if (!clean_) heads_.forget();
    savepoints_.clear();
    clean_ = false;
    db_.run(sql_begin);
    heads_.load();  // before any write: what a savepoint goes back to
}

void Writer::savepoint() {
    demand_transaction();  // or SAVEPOINT would open a transaction of its own
    db_.run(sql_savepoint);
    savepoints_.push_back(heads_.undo_mark());
}

void Writer::release() {
    demand_transaction();
    if (savepoints_.empty()) fail("no savepoint is open");
    db_.run(sql_release);
    savepoints_.pop_back();
}

void Writer::rollback_to_savepoint() {
    demand_transaction();
    if (savepoints_.empty()) fail("no savepoint is open");
    db_.run(sql_rollback_to);
    heads_.undo_to(savepoints_.back());
    savepoints_.pop_back();
    db_.run(sql_release);
}

void Writer::commit() {
    demand_transaction();
    heads_.flush_if_due(options_.events_per_head_flush);
    if (keys_.unsynced()) {
        db_.before("keys.sync");
        try {
            keys_.sync();
        } catch (const StoreFailure&) {
            db_.poison();
            throw;
        }
    }
    db_.run(sql_commit);
    heads_.committed();
    savepoints_.clear();
    clean_ = true;
}

void Writer::rollback() noexcept {
    if (db_.in_transaction()) sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    if (clean_) return;
    heads_.forget();
    savepoints_.clear();
    clean_ = true;
}

void Writer::tidy_up(bool idle) {
    if (db_.in_transaction()) return;
    // After a whole checkpoint the next commit begins the log anew, with fewer pages than copied.
    if (db_.wal_pages() < copied_pages_) copied_pages_ = 0;
    if (db_.wal_pages() - copied_pages_ < (idle ? pages_when_idle : pages_when_busy)) return;
    db_.before("checkpoint");
    if (const auto copied = db_.checkpoint()) copied_pages_ = *copied;
}

void Writer::make_key(KeyName name) {
    db_.before("keys.append");
    keys_.make(name, random_);
}

}  // namespace kortelijn::store::sqlite

namespace kortelijn::store {

std::unique_ptr<Store> open_store(const Options& options, Random& random) {
    return std::make_unique<sqlite::Writer>(options, random);
}

}  // namespace kortelijn::store
