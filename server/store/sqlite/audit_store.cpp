// The audit log's rows: appending entries, tiles and checkpoints; the signing seed.
#include "store/sqlite/audit_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql append_leaf{"entry.append", "INSERT INTO entry (n, leaf) VALUES (?1, ?2)"};
constexpr Sql append_disclosures{"entry.append_disclosures",
                                 "INSERT INTO disclosure (n, sealed) VALUES (?1, ?2)"};
constexpr Sql write_tile{"tile.write",
                         "INSERT INTO tile (place, hashes) VALUES (?1, ?2) "
                         "ON CONFLICT (place) DO UPDATE SET hashes = ?2"};
constexpr Sql write_checkpoint{"checkpoint.write",
                               "INSERT INTO checkpoint (size, at, note) VALUES (?1, ?2, ?3) "
                               "ON CONFLICT (size) DO UPDATE SET at = ?2, note = ?3"};
constexpr Sql newest_checkpoint{"checkpoint.last",
                                "SELECT size, at, note FROM checkpoint ORDER BY size DESC LIMIT 1"};

}  // namespace

std::int64_t Writer::entry_count() { return count_entries(db_); }

void Writer::append_entry(std::int64_t n, std::string_view leaf,
                          const std::vector<Disclosure>& disclosures) {
    demand_transaction();
    db_.run(append_leaf, n, Blob{leaf});
    db_.run(append_disclosures, n, Blob{seal_disclosures(sealer_, n, disclosures)});
}

std::optional<std::string> Writer::entry_leaf(std::int64_t n) { return read_leaf(db_, n); }

std::optional<std::vector<OpenedDisclosure>> Writer::entry_disclosures(std::int64_t n) {
    return read_disclosures(db_, sealer_, n);
}

void Writer::put_tile(const Tile& tile) {
    demand_transaction();
    db_.run(write_tile, tile_place(tile.level, tile.index), Blob{tile.hashes});
}

std::optional<std::string> Writer::tile(int level, std::int64_t index) {
    return read_tile(db_, level, index);
}

void Writer::put_checkpoint(const StoredCheckpoint& checkpoint) {
    demand_transaction();
    db_.run(write_checkpoint, checkpoint.size, checkpoint.at, std::string_view(checkpoint.note));
}

std::optional<StoredCheckpoint> Writer::last_checkpoint() {
    Rows rows = db_.query(newest_checkpoint);
    if (!rows.next()) return std::nullopt;
    return StoredCheckpoint{rows.integer(0), rows.instant(1), rows.text(2)};
}

std::vector<StoredCheckpoint> Writer::checkpoints(std::int64_t from_size, int limit) {
    return read_checkpoints(db_, from_size, limit);
}

std::string Writer::log_origin() {
    auto origin = setting("origin");
    if (!origin) fail("the log has no origin yet");
    return std::move(*origin);
}

std::string Writer::log_signing_seed() { return keys_.signing_seed(); }

}  // namespace kortelijn::store::sqlite
