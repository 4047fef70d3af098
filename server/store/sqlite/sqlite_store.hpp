// The store on SQLite (WAL, synchronous=FULL): how to open it for writing, for reading, how to back
// it up and how to examine it. Nothing outside this folder may include sqlite3.h.
//
// One process, one writing connection: open_store() takes a lock on the file of wrapped keys and
// refuses a second writer. SQLite 3.40 corrupts a database when two connections write or checkpoint
// at the same instant, so all writing AND checkpointing goes through that one connection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "store/store.hpp"

namespace kortelijn::store {

struct Options {
    std::string path;       // the database file
    std::string key_path;   // empty: "kortelijn.key" beside the database
    std::string keys_path;  // empty: "kortelijn.keys" beside the database
    bool create = true;     // make database and key files when there are none
    int page_cache_mib = 64;

    // For tests and simulations only.
    StatementHook before_statement;
    std::string vfs;             // empty: the system's own
    bool sync_normal = false;    // loses acknowledged commits at a power cut: proves the test
    std::int64_t max_pages = 0;  // above 0: the database is "full" there
    int events_per_head_flush = 1024;
};

// Opens or makes the database, brings its schema up to date, checks that the key files belong to
// it. `random` gives keys and nonces and must outlive the store. Throws StoreFailure: `busy` when
// another process writes, `broken` for a newer schema, a strange file, key files missing, readable
// by others, owned by somebody else or belonging to another database.
std::unique_ptr<Store> open_store(const Options& options, Random& random);

// A read-only connection with its own view of the keys, for one thread; works beside a running
// writer, on a stopped database, and on a copy. Never checkpoints.
std::unique_ptr<ReadStore> open_reader(const Options& options);

// Copies the database as it is at one moment to `target` (mode 0600; must not exist), while a
// writer may be running, syncs it and runs an integrity check on the copy. The key files are not
// copied: without them the copy is unreadable, so they are to be kept apart (I8).
void back_up(const Options& options, const std::string& target);
// Copies both key files into `folder` (mode 0600; neither may exist there).
void back_up_keys(const Options& options, const std::string& folder);

// The log's name and its signing key (Ed25519 seed), read beside a running writer or from a copy.
struct LogIdentity {
    std::string origin;
    std::string signing_seed;
};
LogIdentity log_identity(const Options& options);

// The newest signed note, in a small file of its own beside the key file (`kortelijn.signed`): not
// part of a backup, so that an older database put back is noticed. None: nothing was kept. Throws
// StoreFailure when it cannot be read or written, or others can read it.
std::optional<std::string> signed_note(const Options& options);
// Replaced whole or not at all.
void keep_signed_note(const Options& options, std::string_view note);
// Renames the kept note, for good, to `kortelijn.signed.<at, as 20261110T090000.000Z>`; none: does
// nothing. Throws StoreFailure; the note is then still kept.
void set_signed_note_aside(const Options& options, Instant at);
// The newest of those that were set aside.
std::optional<std::string> note_set_aside(const Options& options);

// What `kortelijn doctor` prints of the store. `words` names files and numbers, never content.
struct Finding {
    bool ok = false;
    std::string check;  // "key.mode", "schema", "integrity", "disk", ...
    std::string words;
};
// `thorough` runs SQLite's integrity_check (minutes on a large file), else its quick_check.
std::vector<Finding> examine(const Options& options, bool thorough);

// The schema this program writes.
int schema_version();

}  // namespace kortelijn::store
