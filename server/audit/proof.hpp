// Inclusion and consistency proofs from tiles, and their verifiers (RFC 9162 sections 2.1.3.2 and
// 2.1.4.2). Verifiers trust nothing they are given and never read a tile.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/hash.hpp"
#include "audit/tree.hpp"

namespace kortelijn::audit {

using Proof = std::vector<Hash>;

// Nothing when index >= size or a tile is missing.
std::optional<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                     const TileSource& source);
// Nothing unless 0 < old_size <= new_size, or when a tile is missing.
std::optional<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t new_size,
                                       const TileSource& source);
// The root at a size, from tiles.
std::optional<Hash> root_from_tiles(std::uint64_t size, const TileSource& source);

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& root);
// An old size of 0 is refused, as other implementations do: a first checkpoint is the caller's
// case.
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Hash& old_root,
                        const Hash& new_root, std::span<const Hash> proof);

}  // namespace kortelijn::audit
