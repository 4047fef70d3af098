// Rows in runs, one by one where a run cannot be read; tiles with their right edge.
#include "commands/stored_log.hpp"

#include <algorithm>
#include <cstring>

namespace kortelijn::commands {
namespace {

audit::LogRow row_of(const store::ReadStore::StoredEntry& entry) {
    audit::LogRow row;
    row.n = std::uint64_t(entry.n);
    row.leaf = entry.leaf;
    if (entry.damaged) row.disclosures.push_back({audit::DisclosureState::broken, {}});
    if (!entry.disclosures) return row;  // none: the verifier counts them as missing
    for (const store::OpenedDisclosure& one : *entry.disclosures)
        row.disclosures.push_back(
            one.text ? audit::StoredDisclosure{audit::DisclosureState::open, *one.text}
                     : audit::StoredDisclosure{audit::DisclosureState::key_erased, {}});
    return row;
}

}  // namespace

void StoredLog::read_run(std::uint64_t from, std::uint64_t end, std::vector<audit::LogRow>& out) {
    try {
        store_.scan_entries(std::int64_t(end), [&](const store::ReadStore::StoredEntry& entry) {
            if (entry.n < std::int64_t(from)) return false;
            out.push_back(row_of(entry));
            return true;
        });
        std::reverse(out.begin(), out.end());
    } catch (const store::StoreFailure&) {
        out.clear();
        for (std::uint64_t n = from; n < end; ++n)
            if (auto row = read_one(n)) out.push_back(std::move(*row));
    }
}

std::optional<audit::LogRow> StoredLog::read_one(std::uint64_t n) {
    try {
        const auto entry = store_.entry(std::int64_t(n));
        return entry ? std::optional(row_of(*entry)) : std::nullopt;
    } catch (const store::StoreFailure&) {  // what is stored for it does not open
        audit::LogRow row;
        row.n = n;
        row.leaf = store_.entry_leaf(std::int64_t(n)).value_or("");
        row.disclosures.push_back({audit::DisclosureState::broken, {}});
        return row;
    }
}

void StoredLog::rows(std::uint64_t from, std::uint32_t limit, std::vector<audit::LogRow>& out) {
    out.clear();
    while (out.empty() && from < size_) {  // a gap may be longer than a run
        const std::uint64_t end = std::min<std::uint64_t>(size_, from + limit);
        read_run(from, end, out);
        from = end;
    }
}

std::optional<std::string> StoredLog::tile(int level, std::uint64_t index) {
    return store_.tile(level, std::int64_t(index));
}

void StoredLog::checkpoints(std::int64_t after, std::uint32_t limit,
                            std::vector<audit::StoredCheckpoint>& out) {
    out.clear();
    for (auto& checkpoint : store_.checkpoints(after < 0 ? 0 : after + 1, int(limit))) {
        // Signed since this began; one over more than there is now is handed over, to be found.
        const bool since =
            checkpoint.size > std::int64_t(size_) && checkpoint.size <= store_.entry_count();
        if (!since) out.push_back({checkpoint.size, std::move(checkpoint.note)});
    }
}

audit::Extent StoredLog::extent() {
    const store::ReadStore::LogExtent found = store_.log_extent();
    return {std::uint64_t(found.entries), std::uint64_t(found.disclosures_end),
            std::uint64_t(found.tiles)};
}

audit::TileSource tiles_of(FullTiles full, LeafSource leaf) {
    return [full = std::move(full),
            leaf = std::move(leaf)](audit::TileId id) -> std::optional<std::string> {
        if (auto whole = full(id.level, std::int64_t(id.index))) return whole;
        std::string out;
        for (std::uint32_t i = 0; i < id.width; ++i) {
            const std::uint64_t child = id.index * audit::tile_width + i;
            audit::Hash hash;
            if (id.level == 0) {
                const auto bytes = leaf(std::int64_t(child));
                if (!bytes) return std::nullopt;
                hash = audit::leaf_hash(*bytes);
            } else {
                const auto below = full(id.level - 1, std::int64_t(child));
                if (!below || below->size() < std::size_t(audit::tile_width) * 32)
                    return std::nullopt;
                std::vector<audit::Hash> hashes(audit::tile_width);
                std::memcpy(hashes.data(), below->data(), std::size_t(audit::tile_width) * 32);
                hash = audit::root_over(hashes);
            }
            out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
        }
        return out;
    };
}

}  // namespace kortelijn::commands
