// The data folder of one collaboration: its lock, its database, whether it is a demo. One process
// writes at a time; a demo database and a real one never pass for each other.
#pragma once

#include <memory>
#include <string>

#include "app/config.hpp"
#include "base/random.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::app {

// A reason for a person at the console, in one line.
class Refused : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Held for the life of the object (flock on kortelijn.lock in the database's folder).
class FolderLock {
public:
    // Throws Refused when another process holds it or the folder cannot be made.
    explicit FolderLock(const std::string& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int fd_ = -1;
};

store::Options store_options(const Config& config);
std::string folder_of_database(const Config& config);

// Throws Refused when the database is not finished, or when its mark and the mode differ: a demo
// opens with --demo only, a real collaboration never.
void check_mark(store::Store& store, const std::string& path, bool demo);

// Before a collaboration is made in an empty database: a note of what an earlier one in this folder
// signed last is moved aside, or this one could not start beside it (core/guarding.cpp). Whether
// there was one.
bool leave_earlier_note(const Config& config, store::Store& store, Instant now);

// Opens for serving. A new demo is made on the spot (whole or not at all); a real collaboration
// must have been made by `admin init`. Throws Refused when the mark and the mode differ.
std::unique_ptr<store::Store> open_collaboration(const Config& config, bool demo, Random& random,
                                                 Instant now);

// What the operator has to do after an upgrade that partners cannot send before; empty: nothing.
std::string words_of_registering_again(store::Store& store, Instant now);

}  // namespace kortelijn::app
