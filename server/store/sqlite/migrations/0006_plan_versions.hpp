// Migration 6: what a plan was when it was agreed. Who and why, and the lines, are sealed apart, so
// that a list of versions opens no lines; both are bound to the row. `n` is the order of coming.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0006 = R"sql(
CREATE TABLE plan_version (
    n INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
    of_case INTEGER NOT NULL REFERENCES case_file, at INTEGER NOT NULL,
    head BLOB NOT NULL, lines BLOB NOT NULL) STRICT;
CREATE INDEX plan_version_of ON plan_version (of_case);
)sql";

}  // namespace kortelijn::store::sqlite
