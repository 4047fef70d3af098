// Rows in bundles, tiles with their right edge.
#include "commands/stored_log.hpp"

#include <cstring>

namespace kortelijn::commands {

void StoredLog::rows(std::uint64_t from, std::uint32_t limit, std::vector<audit::LogRow>& out) {
    out.clear();
    const std::uint64_t end = size();
    for (std::uint64_t n = from; n < end && out.size() < limit; ++n) {
        auto stored = store_.entry(std::int64_t(n));
        if (!stored) continue;  // a gap: the verifier names it
        audit::LogRow row;
        row.n = std::uint64_t(stored->n);
        row.leaf = std::move(stored->leaf);
        if (stored->disclosures)
            for (auto& opened : *stored->disclosures)
                row.disclosures.push_back(opened.text ? audit::StoredDisclosure{audit::DisclosureState::open, std::move(*opened.text)}
                                                      : audit::StoredDisclosure{audit::DisclosureState::key_erased, {}});
        out.push_back(std::move(row));
    }
}

std::optional<std::string> StoredLog::tile(int level, std::uint64_t index) { return store_.tile(level, std::int64_t(index)); }

void StoredLog::checkpoints(std::int64_t after, std::uint32_t limit, std::vector<audit::StoredCheckpoint>& out) {
    out.clear();
    for (auto& checkpoint : store_.checkpoints(after + 1, int(limit))) out.push_back({checkpoint.size, std::move(checkpoint.note)});
}

audit::TileSource tiles_of(FullTiles full, LeafSource leaf) {
    return [full = std::move(full), leaf = std::move(leaf)](audit::TileId id) -> std::optional<std::string> {
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
                if (!below || below->size() < std::size_t(audit::tile_width) * 32) return std::nullopt;
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
