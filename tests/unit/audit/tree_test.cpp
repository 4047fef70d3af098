// The tree while it grows: roots, tiles, proofs, a restart, a failed transaction.
#include "audit/tree.hpp"

#include <gtest/gtest.h>
#include <map>

#include "audit/proof.hpp"
#include "audit/tile_path.hpp"

namespace kortelijn::audit {
namespace {

Hash leaf(std::uint64_t n) { return leaf_hash("entry " + std::to_string(n)); }

// A tree with everything a store would keep of it, and what it looked like at each size.
struct Log {
    TreeBuilder tree;
    std::vector<Hash> leaves;
    std::vector<Hash> roots{empty_root()};
    std::map<std::pair<int, std::uint64_t>, std::string> tiles;

    explicit Log(std::uint64_t size) {
        for (std::uint64_t n = 0; n < size; ++n) grow(leaf(n));
    }
    void grow(const Hash& hash) {
        leaves.push_back(hash);
        tree.append(hash);
        roots.push_back(tree.root());
        for (Tile& tile : tree.take_full_tiles())
            tiles[{tile.level, tile.index}] = std::move(tile.hashes);
    }
    // Full tiles from the store, the right edge from the tree: what a server has at hand.
    TileSource source() const {
        return [this](TileId id) -> std::optional<std::string> {
            if (const auto at = tiles.find({id.level, id.index}); at != tiles.end())
                return at->second;
            const std::string edge = tree.partial_bytes(id.level);
            if (edge.size() < id.width * sizeof(Hash)) return std::nullopt;
            return edge;
        };
    }
};

TEST(Tree, roots_up_to_600_are_those_of_the_recursive_definition) {
    const Log log{600};
    for (std::size_t size = 0; size <= 600; ++size)
        ASSERT_EQ(log.roots[size], root_over(std::span{log.leaves}.first(size))) << size;
}

TEST(Tree, every_leaf_of_every_size_up_to_600_is_proven_from_tiles) {
    const Log log{600};
    for (std::uint64_t size = 1; size <= 600;
         size += size < 40 || (size > 250 && size < 262) ? 1 : 13)
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, log.source());
            ASSERT_TRUE(proof) << index << " of " << size;
            ASSERT_TRUE(verify_inclusion(index, size, log.leaves[index], *proof, log.roots[size]));
            ASSERT_FALSE(verify_inclusion(index, size, leaf(9999), *proof, log.roots[size]));
            if (index + 1 < size) {
                ASSERT_FALSE(
                    verify_inclusion(index + 1, size, log.leaves[index], *proof, log.roots[size]));
            }
        }
}

TEST(Tree, every_size_up_to_600_has_one_leaf_proven) {
    const Log log{600};
    for (std::uint64_t size = 1; size <= 600; ++size) {
        const std::uint64_t index = size * 7919 % size;
        const auto proof = inclusion_proof(index, size, log.source());
        ASSERT_TRUE(proof &&
                    verify_inclusion(index, size, log.leaves[index], *proof, log.roots[size]))
            << size;
    }
}

TEST(Tree, later_sizes_are_consistent_with_earlier_ones_and_with_no_other_root) {
    const Log log{600};
    for (std::uint64_t new_size = 1; new_size <= 600; new_size += 7)
        for (std::uint64_t old_size = 1; old_size <= new_size; old_size += 1 + old_size / 23) {
            const auto proof = consistency_proof(old_size, new_size, log.source());
            ASSERT_TRUE(proof);
            ASSERT_TRUE(verify_consistency(old_size, new_size, log.roots[old_size],
                                           log.roots[new_size], *proof))
                << old_size << " in " << new_size;
            ASSERT_FALSE(
                verify_consistency(old_size, new_size, leaf(1234), log.roots[new_size], *proof));
            ASSERT_FALSE(
                verify_consistency(old_size, new_size, log.roots[old_size], leaf(1234), *proof));
        }
}

TEST(Tree, there_is_no_proof_outside_the_tree) {
    const Log log{300};
    EXPECT_FALSE(inclusion_proof(300, 300, log.source()));
    EXPECT_FALSE(consistency_proof(0, 300, log.source()));
    EXPECT_FALSE(consistency_proof(301, 300, log.source()));
    EXPECT_FALSE(inclusion_proof(3, 300, [](TileId) { return std::nullopt; }));
}

TEST(Tree, the_root_can_be_read_from_tiles_alone) {
    const Log log{700};
    for (const std::uint64_t size : {0, 1, 2, 255, 256, 257, 511, 512, 513, 699, 700})
        EXPECT_EQ(root_from_tiles(size, log.source()), log.roots[size]) << size;
}

TEST(Tree, seventy_thousand_leaves_make_the_tiles_of_the_specification) {
    TreeBuilder tree;
    std::map<int, std::uint64_t> full;
    for (std::uint64_t n = 0; n < 70'000; ++n) {
        tree.append(leaf(n));
        for (const Tile& tile : tree.take_full_tiles()) {
            EXPECT_EQ(tile.index, full[tile.level]++);
            EXPECT_EQ(tile.hashes.size(), 8192U);
        }
    }
    EXPECT_EQ(full[0], 273U);
    EXPECT_EQ(full[1], 1U);
    EXPECT_EQ(full.count(2), 0U);
    EXPECT_EQ(tree.partial(0).size(), 112U);
    EXPECT_EQ(tree.partial(1).size(), 17U);
    EXPECT_EQ(tree.partial(2).size(), 1U);
    for (int level = 0; level < 3; ++level)
        EXPECT_EQ(width_at(70'000, level,
                           level == 0   ? 273
                           : level == 1 ? 1
                                        : 0),
                  tree.partial(level).size());
    EXPECT_EQ(width_at(70'000, 0, 274), 0U);
    EXPECT_EQ(width_at(70'000, 0, 272), 256U);
}

void goes_on_alike(TreeBuilder again, Log& log, std::uint64_t size) {
    ASSERT_EQ(again.size(), size);
    ASSERT_EQ(again.root(), log.roots[size]);
    for (std::uint64_t n = size; n < size + 300; ++n) {
        again.append(log.leaves[n]);
        ASSERT_EQ(again.root(), log.roots[n + 1]);
        for (const Tile& tile : again.take_full_tiles()) {
            const std::pair key{tile.level, tile.index};
            ASSERT_EQ(tile.hashes, log.tiles.at(key));
        }
    }
}

TEST(Tree, a_restart_from_full_tiles_and_the_last_leaves_goes_on_alike) {
    Log log{1100};
    const auto leaves = [&](std::uint64_t n) { return std::optional{log.leaves[n]}; };
    for (const std::uint64_t size : {0, 1, 3, 255, 256, 257, 511, 512, 700, 768, 800}) {
        const auto full_only = [&](TileId id) -> std::optional<std::string> {
            EXPECT_EQ(id.width, tile_width);
            return log.tiles.at({id.level, id.index});
        };
        const auto again = TreeBuilder::rebuild(size, full_only, leaves);
        ASSERT_TRUE(again);
        goes_on_alike(*again, log, size);
    }
    EXPECT_FALSE(TreeBuilder::rebuild(
        700, [](TileId) { return std::nullopt; }, leaves));
}

TEST(Tree, a_restart_from_partial_tiles_goes_on_alike) {
    Log log{1100};
    for (const std::uint64_t size : {1, 255, 256, 257, 700, 768}) {
        const Log then{size};
        const auto again = TreeBuilder::restore(size, then.source());
        ASSERT_TRUE(again);
        goes_on_alike(*again, log, size);
    }
}

TEST(I1, a_copy_of_the_tree_forgets_what_a_failed_transaction_appended) {
    Log log{510};
    const TreeBuilder before = log.tree;
    for (std::uint64_t n = 0; n < 300; ++n) log.tree.append(leaf(5000 + n));
    EXPECT_NE(log.tree.root(), before.root());
    log.tree = before;
    EXPECT_EQ(log.tree.root(), log.roots[510]);
    EXPECT_TRUE(log.tree.take_full_tiles().empty());
    log.grow(leaf(510));
    EXPECT_EQ(log.tree.root(), root_over(log.leaves));
}

TEST(TilePath, is_that_of_the_specification) {
    EXPECT_EQ(tile_path({0, 1234067, 256}), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path({0, 1234, 56}), "tile/0/x001/234.p/56");
    EXPECT_EQ(tile_path({3, 0, 1}), "tile/3/000.p/1");
    EXPECT_EQ(bundle_path(1234067, 8), "tile/entries/x001/x234/067.p/8");
    EXPECT_EQ(bundle_path(7), "tile/entries/007");
    for (const TileId id :
         {TileId{0, 0, 256}, TileId{1, 999, 255}, TileId{0, 1000, 256}, TileId{2, 1234067, 1}})
        EXPECT_EQ(parse_tile_path(tile_path(id)), id);
    for (const char* text :
         {"tile/0/0", "tile/00/000", "tile/64/000", "tile/0/000.p/0", "tile/0/000.p/256",
          "tile/0/001/234", "tile/0/x000/001", "tile/0/000.p/07", "tile/0/000/", "tile//000",
          "tile/0/", "tile/0/000.p/", "tile/entries/000", "tile/0/-01"})
        EXPECT_FALSE(parse_tile_path(text)) << text;
}

TEST(Bundle, keeps_entries_apart_and_refuses_what_does_not_add_up) {
    std::string bundle;
    append_to_bundle(bundle, "one");
    append_to_bundle(bundle, "");
    append_to_bundle(bundle, std::string(65'535, 'x'));
    const auto entries = parse_bundle(bundle);
    ASSERT_TRUE(entries);
    EXPECT_EQ(entries->size(), 3U);
    EXPECT_EQ((*entries)[0], "one");
    EXPECT_FALSE(parse_bundle(bundle.substr(0, bundle.size() - 1)));
    EXPECT_FALSE(parse_bundle(bundle + '\0'));
    EXPECT_THROW(append_to_bundle(bundle, std::string(65'536, 'x')), std::length_error);
}

}  // namespace
}  // namespace kortelijn::audit
