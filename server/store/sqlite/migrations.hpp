// The schema's numbered migrations: each runs once, in one transaction, and is never edited after.
// A database that is newer than the program, or whose past differs from the program's, is refused.
#pragma once

#include <span>
#include <string_view>

#include "store/sqlite/connection.hpp"

namespace kortelijn::store::sqlite {

struct Migration {
    int version = 0;
    std::string_view name;
    const char* text;
};

std::span<const Migration> all_migrations();

constexpr int application_id = 0x4b6f7274;  // "Kort", in the database's header

// Brings the schema up to the last of `migrations`; nothing to do: no write. Throws StoreFailure
// for a newer schema, a strange database, a migration that was edited, or a table, index, trigger
// or view that the applied migrations did not make (or made otherwise).
void migrate(Connection& db, std::span<const Migration> migrations);

// The same checks without writing: throws also when the schema is older than the program.
void check_schema(Connection& db, std::span<const Migration> migrations);

}  // namespace kortelijn::store::sqlite
