// A proof is a walk from the root to a leaf (or to the old edge), noting the siblings; each sibling
// is either a complete subtree, which lies in one tile, or part of the right edge.
#include "audit/proof.hpp"

#include <bit>
#include <cstring>
#include <map>
#include <utility>

#include "audit/tile_path.hpp"

namespace kortelijn::audit {
namespace {

struct MissingTile {};  // leaves a deep recursion; never leaves this file

class Walk {
public:
    Walk(std::uint64_t size, const TileSource& source) : size_{size}, source_{source} {}

    // RFC 6962 MTH of leaves [begin, end).
    Hash root(std::uint64_t begin, std::uint64_t end) {
        const std::uint64_t count = end - begin;
        if (std::has_single_bit(count)) return subtree(begin, std::countr_zero(count));
        const std::uint64_t split = begin + std::bit_floor(count);
        return node_hash(root(begin, split), root(split, end));
    }

    // RFC 6962 PATH.
    void path(std::uint64_t index, std::uint64_t begin, std::uint64_t end, Proof& out) {
        if (end - begin <= 1) return;
        const std::uint64_t split = begin + left_part(end - begin);
        if (index < split) {
            path(index, begin, split, out);
            out.push_back(root(split, end));
        } else {
            path(index, split, end, out);
            out.push_back(root(begin, split));
        }
    }

    // RFC 6962 SUBPROOF: `known` says that the verifier has the root of [begin, old) already.
    void edge(std::uint64_t old, std::uint64_t begin, std::uint64_t end, bool known, Proof& out) {
        if (old == end) {
            if (!known) out.push_back(root(begin, end));
            return;
        }
        const std::uint64_t split = begin + left_part(end - begin);
        if (old <= split) {
            edge(old, begin, split, known, out);
            out.push_back(root(split, end));
        } else {
            edge(old, split, end, false, out);
            out.push_back(root(begin, split));
        }
    }

private:
    static std::uint64_t left_part(std::uint64_t count) { return std::bit_floor(count - 1); }

    Hash subtree(std::uint64_t begin, int height) {
        const int level = height / tile_height;
        const std::uint64_t first = begin >> (tile_height * level);
        const std::size_t count = std::size_t{1} << (height % tile_height);
        const auto& hashes = tile(level, first / tile_width);
        const std::size_t offset = first % tile_width;
        if (offset + count > hashes.size()) throw MissingTile{};
        return root_over(std::span{hashes}.subspan(offset, count));
    }

    const std::vector<Hash>& tile(int level, std::uint64_t index) {
        const auto key = std::pair{level, index};
        if (const auto found = seen_.find(key); found != seen_.end()) return found->second;
        const std::uint32_t width = width_at(size_, level, index);
        const auto bytes = width == 0 ? std::nullopt : source_({level, index, width});
        if (!bytes || bytes->size() < width * sizeof(Hash)) throw MissingTile{};
        auto& hashes = seen_[key];
        hashes.resize(width);
        std::memcpy(hashes.data(), bytes->data(), width * sizeof(Hash));
        return hashes;
    }

    std::uint64_t size_;
    const TileSource& source_;
    std::map<std::pair<int, std::uint64_t>, std::vector<Hash>> seen_;
};

}  // namespace

std::optional<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                     const TileSource& source) {
    if (index >= size) return std::nullopt;
    try {
        Proof out;
        Walk{size, source}.path(index, 0, size, out);
        return out;
    } catch (const MissingTile&) {
        return std::nullopt;
    }
}

std::optional<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t new_size,
                                       const TileSource& source) {
    if (old_size == 0 || old_size > new_size) return std::nullopt;
    try {
        Proof out;
        Walk{new_size, source}.edge(old_size, 0, new_size, true, out);
        return out;
    } catch (const MissingTile&) {
        return std::nullopt;
    }
}

std::optional<Hash> root_from_tiles(std::uint64_t size, const TileSource& source) {
    if (size == 0) return empty_root();
    try {
        return Walk{size, source}.root(0, size);
    } catch (const MissingTile&) {
        return std::nullopt;
    }
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& root) {
    if (index >= size) return false;
    std::uint64_t fn = index, sn = size - 1;
    Hash r = leaf;
    for (const Hash& p : proof) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            r = node_hash(p, r);
            while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && r == root;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Hash& old_root,
                        const Hash& new_root, std::span<const Hash> proof) {
    if (old_size == 0 || old_size > new_size) return false;
    if (old_size == new_size) return proof.empty() && old_root == new_root;
    // An old tree that is a complete subtree is its own first node.
    const bool complete = std::has_single_bit(old_size);
    if (!complete && proof.empty()) return false;
    std::uint64_t fn = old_size - 1, sn = new_size - 1;
    while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
    Hash fr = complete ? old_root : proof[0];
    Hash sr = fr;
    for (const Hash& c : complete ? proof : proof.subspan(1)) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
        } else {
            sr = node_hash(sr, c);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && fr == old_root && sr == new_root;
}

}  // namespace kortelijn::audit
