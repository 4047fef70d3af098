// A row of disclosures is: for each one kind, key id, whether it was base64url, the sealed text.
#include "store/sqlite/audit_rows.hpp"

#include "store/sqlite/base64url.hpp"
#include "store/sqlite/binary.hpp"

namespace kortelijn::store::sqlite {
namespace {

// Entries are numbered from 0 without a hole, so the last one tells the count.
constexpr Sql last_entry{"entry.last", "SELECT max(n) FROM entry"};
constexpr Sql one_leaf{"entry.leaf", "SELECT leaf FROM entry WHERE n = ?1"};
constexpr Sql one_disclosure{"entry.disclosures", "SELECT sealed FROM disclosure WHERE n = ?1"};
constexpr Sql one_tile{"tile.read", "SELECT hashes FROM tile WHERE place = ?1"};
constexpr Sql some_checkpoints{
    "checkpoint.read",
    "SELECT size, at, note FROM checkpoint WHERE size >= ?1 ORDER BY size LIMIT ?2"};

Bound bound_of(std::int64_t n, std::size_t index, KeyName key, bool decoded) {
    return Bound(Table::disclosure)
        .add(n)
        .add(std::int64_t(index))
        .add(std::int64_t(key.kind))
        .add(key.id)
        .add(std::int64_t(decoded));
}

}  // namespace

std::string seal_disclosures(Sealer& sealer, std::int64_t n,
                             const std::vector<Disclosure>& disclosures) {
    Packer row;
    row.bytes().reserve(disclosures.size() * 192);
    std::string decoded;
    for (std::size_t i = 0; i < disclosures.size(); ++i) {
        const Disclosure& d = disclosures[i];
        const bool was_base64 = decode_base64url(d.text, decoded);  // a quarter less to keep
        const std::string_view plain = was_base64 ? decoded : d.text;
        row.number(unsigned(d.key.kind)).integer(d.key.id).number(was_base64 ? 1 : 0);
        row.number(plain.size() + sealed_extra);
        sealer.seal(d.key, bound_of(n, i, d.key, was_base64), plain, row.bytes());
    }
    return std::move(row.bytes());
}

std::vector<OpenedDisclosure> open_disclosures(Sealer& sealer, std::int64_t n,
                                               std::string_view row) {
    std::vector<OpenedDisclosure> out;
    Unpacker unpacker(row);
    while (!unpacker.empty()) {
        OpenedDisclosure& d = out.emplace_back();
        d.key.kind = KeyKind(unpacker.number());
        d.key.id = unpacker.integer();
        const bool decoded = unpacker.number() != 0;
        d.text = sealer.open(d.key, bound_of(n, out.size() - 1, d.key, decoded), unpacker.text());
        if (d.text && decoded) d.text = encode_base64url(*d.text);
    }
    return out;
}

std::int64_t count_entries(Connection& db) {
    Rows rows = db.query(last_entry);
    return rows.next() && !rows.null(0) ? rows.integer(0) + 1 : 0;
}

std::optional<std::string> read_leaf(Connection& db, std::int64_t n) {
    Rows rows = db.query(one_leaf, n);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

std::optional<std::vector<OpenedDisclosure>> read_disclosures(Connection& db, Sealer& sealer,
                                                              std::int64_t n) {
    Rows rows = db.query(one_disclosure, n);
    if (!rows.next()) return std::nullopt;
    return open_disclosures(sealer, n, rows.bytes(0));
}

std::optional<std::string> read_tile(Connection& db, int level, std::int64_t index) {
    Rows rows = db.query(one_tile, tile_place(level, index));
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

std::vector<StoredCheckpoint> read_checkpoints(Connection& db, std::int64_t from_size, int limit) {
    std::vector<StoredCheckpoint> out;
    Rows rows = db.query(some_checkpoints, from_size, limit);
    while (rows.next()) out.push_back({rows.integer(0), rows.instant(1), rows.text(2)});
    return out;
}

}  // namespace kortelijn::store::sqlite
