// The schema's numbered migrations: each runs once, in one transaction, and is never edited after.
// A database that is newer than the program, or whose past differs from the program's, is refused.
// Its number stands for the sealed forms too: whoever changes what a row seals, or what it is bound
// to, adds a migration that says which rows it cannot carry over.
#pragma once

#include <span>
#include <string_view>

#include "store/sqlite/connection.hpp"

namespace kortelijn::store::sqlite {

struct Migration {
    int version = 0;
    std::string_view name;
    const char* text;
    // A count of rows, before it runs, that the program could not open after it; any: refused.
    const char* not_carried = nullptr;
};

std::span<const Migration> all_migrations();

constexpr int application_id = 0x4b6f7274;  // "Kort", in the database's header

// Brings the schema up to the last of `migrations`; nothing to do: no write. Throws StoreFailure
// for a newer schema, a strange database, a migration that was edited, a table, index, trigger or
// view that the applied migrations did not make (or made otherwise), or rows of an older form that
// are not carried over: then nothing was written.
void migrate(Connection& db, std::span<const Migration> migrations);

// The same checks without writing: throws also when the schema is older than the program.
void check_schema(Connection& db, std::span<const Migration> migrations);

}  // namespace kortelijn::store::sqlite
