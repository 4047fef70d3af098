// Names and contents of the files a tiled log is published as (C2SP tlog-tiles): tile paths and
// entry bundles. Pure text; nothing is read or written here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/tree.hpp"

namespace kortelijn::audit {

// "tile/0/x001/234" and for a partial tile "tile/0/x001/234.p/56".
std::string tile_path(TileId tile);
// "tile/entries/x001/234[.p/56]" of the bundle that goes with a tile of level 0.
std::string bundle_path(std::uint64_t index, std::uint32_t width = tile_width);
// Strict inverse of tile_path.
std::optional<TileId> parse_tile_path(std::string_view path);

// The tiles that hold a tree of this size at its right edge (partial) and before it (full):
// the width of tile `index` of `level`, 0 when that tile is empty.
std::uint32_t width_at(std::uint64_t size, int level, std::uint64_t index);

constexpr std::size_t max_entry_bytes = 65'535;

// Appends uint16 length (big-endian) and the bytes. Throws std::length_error above max_entry_bytes.
void append_to_bundle(std::string& bundle, std::string_view entry);
// Nothing when the lengths do not add up.
std::optional<std::vector<std::string>> parse_bundle(std::string_view bundle);

}  // namespace kortelijn::audit
