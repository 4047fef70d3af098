// The log's Merkle tree while it grows: append, the root now, and the complete tiles as they fill
// (C2SP tlog-tiles: 256 hashes a tile, level 0 holds leaf hashes). It never reads a tile back and
// never changes one: tiles are immutable once taken.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/hash.hpp"

namespace kortelijn::audit {

constexpr std::uint32_t tile_width = 256;
constexpr int tile_height = 8;

struct TileId {
    int level = 0;
    std::uint64_t index = 0;
    std::uint32_t width = tile_width;  // 1-256; below 256 a partial tile

    bool operator==(const TileId&) const = default;
};

struct Tile {
    int level = 0;
    std::uint64_t index = 0;
    std::string hashes;  // 8192 bytes
};

// The bytes of a tile: 32 * width of them, or more (a full tile, or a wider partial one, serves for
// a narrower: tiles only grow). Nothing when it is not there.
using TileSource = std::function<std::optional<std::string>(TileId)>;
// The hash of leaf `index`; nothing when it is not there.
using LeafHashSource = std::function<std::optional<Hash>(std::uint64_t index)>;

// Copying is the snapshot: copy before a transaction, assign the copy back when it fails.
class TreeBuilder {
public:
    // Amortised one node hash a leaf.
    void append(const Hash& leaf);
    std::uint64_t size() const { return size_; }
    Hash root() const;

    // The tiles that became full since the last call, lower levels first; each is handed out once.
    std::vector<Tile> take_full_tiles();
    // The hashes of the right-edge tile of a level: none when the level is empty or just became
    // full.
    const std::vector<Hash>& partial(int level) const;
    // Levels that hold a partial tile or once held one.
    int levels() const { return int(partial_.size()); }
    // The partial tile as bytes, for a tile source of the tree as it stands.
    std::string partial_bytes(int level) const;

    // After a restart. `tiles` is asked for full tiles only, `leaves` for the last size % 256 leaf
    // hashes. Nothing when a source lacks one: the store is then not whole.
    static std::optional<TreeBuilder> rebuild(std::uint64_t size, const TileSource& tiles,
                                              const LeafHashSource& leaves);
    // After a restart of a log that keeps its partial tiles (widths as of `size`).
    static std::optional<TreeBuilder> restore(std::uint64_t size, const TileSource& tiles);

private:
    void push(int level, const Hash& hash);
    void set_edge(int level, std::vector<Hash> hashes);

    std::uint64_t size_ = 0;
    std::array<Hash, 64>
        frontier_{};  // [h]: the complete subtree of 2^h leaves, if size_ has bit h
    std::vector<std::vector<Hash>> partial_;  // by level, at most 255 hashes each
    std::vector<Tile> full_;
};

}  // namespace kortelijn::audit
