// The list of a bundle's files as `sha256sum --check` reads it, and which paths may stand in one.
// The signed list (SHA256SUMS, a note of the bundle's key) names every file but itself and those
// under tile/; these stand in SHA256SUMS.tiles, which it names: a note holds a megabyte, and a log
// of some years has more tiles than that.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hash.hpp"

namespace kortelijn::audit {

constexpr std::string_view signed_list = "SHA256SUMS";
constexpr std::string_view tile_list = "SHA256SUMS.tiles";

struct FileSum {
    std::string path;
    Hash hash{};

    bool operator==(const FileSum&) const = default;
};

// Letters, digits, '.', '_', '-' and single slashes; relative, without "." and "..".
bool valid_bundle_path(std::string_view path);
// "<64 hex>  <path>\n", in the order of the paths' bytes. Sorts what it is given.
std::string sums_text(std::vector<FileSum>& files);
// Strict: rising, no path twice, lower case. Nothing when malformed; an empty list for no lines.
std::optional<std::vector<FileSum>> parse_sums(std::string_view text);

}  // namespace kortelijn::audit
