// The audit log's rows as both connections read them, and the form of a row of disclosures: for
// each one its key's name and the text sealed under that key, so that destroying a key erases it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/records.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sealer.hpp"

namespace kortelijn::store::sqlite {

std::string seal_disclosures(Sealer& sealer, std::int64_t n,
                             const std::vector<Disclosure>& disclosures);
// An element without text: its key is gone. Throws when one was changed.
std::vector<OpenedDisclosure> open_disclosures(Sealer& sealer, std::int64_t n,
                                               std::string_view row);

std::int64_t count_entries(Connection& db);
std::optional<std::string> read_leaf(Connection& db, std::int64_t n);
// Nothing when the row is missing.
std::optional<std::vector<OpenedDisclosure>> read_disclosures(Connection& db, Sealer& sealer,
                                                              std::int64_t n);
std::optional<std::string> read_tile(Connection& db, int level, std::int64_t index);
std::vector<StoredCheckpoint> read_checkpoints(Connection& db, std::int64_t from_size, int limit);

constexpr std::int64_t tile_place(int level, std::int64_t index) {
    return std::int64_t(level) << 48 | index;
}

}  // namespace kortelijn::store::sqlite
