// The frontier (one complete subtree per bit of the size) gives the root cheaply; the partial tiles
// give the bytes that are stored. Both are fed by the same append.
#include "audit/tree.hpp"

#include <cstring>
#include <utility>

namespace kortelijn::audit {
namespace {

void append_hash(std::string& out, const Hash& hash) {
    out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
}

std::optional<std::vector<Hash>> read_hashes(const TileSource& source, TileId tile) {
    const auto bytes = source(tile);
    if (!bytes || bytes->size() < tile.width * sizeof(Hash)) return std::nullopt;
    std::vector<Hash> out(tile.width);
    std::memcpy(out.data(), bytes->data(), tile.width * sizeof(Hash));
    return out;
}

// How many hashes of a level a tree of this size has in all.
std::uint64_t hashes_at(std::uint64_t size, int level) {
    const int shift = tile_height * level;
    return shift >= 64 ? 0 : size >> shift;
}

}  // namespace

void TreeBuilder::push(int level, const Hash& hash) {
    if (std::size_t(level) >= partial_.size()) {
        partial_.resize(std::size_t(level) + 1);
        partial_.back().reserve(tile_width);
    }
    auto& hashes = partial_[std::size_t(level)];
    hashes.push_back(hash);
    if (hashes.size() < tile_width) return;
    Tile tile{level, size_ >> (tile_height * (level + 1)), {}};
    tile.hashes.reserve(tile_width * sizeof(Hash));
    for (const Hash& each : hashes) append_hash(tile.hashes, each);
    full_.push_back(std::move(tile));
    hashes.clear();
}

void TreeBuilder::append(const Hash& leaf) {
    push(0, leaf);
    Hash node = leaf;
    int height = 0;
    for (; (size_ >> height) & 1; ++height) {
        node = node_hash(frontier_[std::size_t(height)], node);
        if ((height + 1) % tile_height == 0) push((height + 1) / tile_height, node);
    }
    frontier_[std::size_t(height)] = node;
    ++size_;
}

Hash TreeBuilder::root() const {
    if (size_ == 0) return empty_root();
    std::uint64_t left = size_;
    const auto take = [&] {
        const int height = __builtin_ctzll(left);
        left &= left - 1;
        return frontier_[std::size_t(height)];
    };
    Hash root = take();
    while (left != 0) root = node_hash(take(), root);
    return root;
}

std::vector<Tile> TreeBuilder::take_full_tiles() { return std::exchange(full_, {}); }

const std::vector<Hash>& TreeBuilder::partial(int level) const {
    static const std::vector<Hash> none;
    if (level < 0 || std::size_t(level) >= partial_.size()) return none;
    return partial_[std::size_t(level)];
}

std::string TreeBuilder::partial_bytes(int level) const {
    std::string out;
    for (const Hash& hash : partial(level)) append_hash(out, hash);
    return out;
}

void TreeBuilder::set_edge(int level, std::vector<Hash> hashes) {
    std::span<const Hash> rest{hashes};
    for (int bit = tile_height - 1; bit >= 0; --bit) {
        const std::size_t count = std::size_t{1} << bit;
        if ((hashes.size() & count) == 0) continue;
        frontier_[std::size_t(level * tile_height + bit)] = root_over(rest.first(count));
        rest = rest.subspan(count);
    }
    hashes.reserve(tile_width);
    partial_.push_back(std::move(hashes));
}

std::optional<TreeBuilder> TreeBuilder::restore(std::uint64_t size, const TileSource& tiles) {
    TreeBuilder out;
    out.size_ = size;
    for (int level = 0; hashes_at(size, level) > 0; ++level) {
        const std::uint64_t count = hashes_at(size, level);
        const auto width = std::uint32_t(count % tile_width);
        if (width == 0) {
            out.set_edge(level, {});
            continue;
        }
        auto hashes = read_hashes(tiles, {level, count / tile_width, width});
        if (!hashes) return std::nullopt;
        out.set_edge(level, std::move(*hashes));
    }
    return out;
}

std::optional<TreeBuilder> TreeBuilder::rebuild(std::uint64_t size, const TileSource& tiles,
                                                const LeafHashSource& leaves) {
    TreeBuilder out;
    out.size_ = size;
    for (int level = 0; hashes_at(size, level) > 0; ++level) {
        const std::uint64_t count = hashes_at(size, level);
        std::vector<Hash> hashes;
        for (std::uint64_t i = count - count % tile_width; i < count; ++i) {
            if (level == 0) {
                const auto leaf = leaves(i);
                if (!leaf) return std::nullopt;
                hashes.push_back(*leaf);
                continue;
            }
            const auto below = read_hashes(tiles, {level - 1, i, tile_width});
            if (!below) return std::nullopt;
            hashes.push_back(root_over(*below));
        }
        out.set_edge(level, std::move(hashes));
    }
    return out;
}

}  // namespace kortelijn::audit
