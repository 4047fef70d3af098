// The path form keeps directories small: three digits an element, all but the last marked with x.
#include "audit/tile_path.hpp"

#include <charconv>
#include <stdexcept>

namespace kortelijn::audit {
namespace {

void append_index(std::string& out, std::uint64_t index) {
    std::string digits = std::to_string(index);
    digits.insert(0, (3 - digits.size() % 3) % 3, '0');
    for (std::size_t at = 0; at < digits.size(); at += 3) {
        if (at > 0) out += '/';
        if (at + 3 < digits.size()) out += 'x';
        out.append(digits, at, 3);
    }
}

void append_width(std::string& out, std::uint32_t width) {
    if (width < tile_width) out += ".p/" + std::to_string(width);
}

// A decimal without leading zeros, at the start of `text`, which is moved behind it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || (text[0] == '0' && end != text.data() + 1)) return std::nullopt;
    text.remove_prefix(std::size_t(end - text.data()));
    return value;
}

}  // namespace

std::string tile_path(TileId tile) {
    std::string out = "tile/" + std::to_string(tile.level) + '/';
    append_index(out, tile.index);
    append_width(out, tile.width);
    return out;
}

std::string bundle_path(std::uint64_t index, std::uint32_t width) {
    std::string out = "tile/entries/";
    append_index(out, index);
    append_width(out, width);
    return out;
}

std::optional<TileId> parse_tile_path(std::string_view path) {
    const std::string_view whole = path;
    if (!path.starts_with("tile/")) return std::nullopt;
    path.remove_prefix(5);
    const auto level = take_number(path);
    if (!level || *level > 63 || !path.starts_with('/')) return std::nullopt;
    TileId tile{int(*level), 0, tile_width};
    for (const char c : path.substr(0, path.find('.'))) {
        if (c == '/' || c == 'x') continue;
        if (c < '0' || c > '9' || tile.index > UINT64_MAX / 10 - 1) return std::nullopt;
        tile.index = tile.index * 10 + std::uint64_t(c - '0');
    }
    if (const std::size_t at = path.find(".p/"); at != path.npos) {
        std::string_view text = path.substr(at + 3);
        const auto width = take_number(text);
        if (!width || *width == 0 || *width >= tile_width || !text.empty()) return std::nullopt;
        tile.width = std::uint32_t(*width);
    }
    // Only the one spelling we would have written ourselves.
    if (tile_path(tile) != whole) return std::nullopt;
    return tile;
}

std::uint32_t width_at(std::uint64_t size, int level, std::uint64_t index) {
    const int shift = tile_height * level;
    const std::uint64_t count = shift >= 64 ? 0 : size >> shift;
    const std::uint64_t before = index * tile_width;
    if (index > count / tile_width || count <= before) return 0;
    return count - before >= tile_width ? tile_width : std::uint32_t(count - before);
}

void append_to_bundle(std::string& bundle, std::string_view entry) {
    if (entry.size() > max_entry_bytes)
        throw std::length_error("an entry longer than a bundle can hold");
    bundle += char(entry.size() >> 8);
    bundle += char(entry.size() & 0xFF);
    bundle += entry;
}

std::optional<std::vector<std::string>> parse_bundle(std::string_view bundle) {
    std::vector<std::string> out;
    while (!bundle.empty()) {
        if (bundle.size() < 2 || out.size() == tile_width) return std::nullopt;
        const std::size_t size =
            std::size_t(std::uint8_t(bundle[0])) << 8 | std::uint8_t(bundle[1]);
        bundle.remove_prefix(2);
        if (bundle.size() < size) return std::nullopt;
        out.emplace_back(bundle.substr(0, size));
        bundle.remove_prefix(size);
    }
    return out;
}

}  // namespace kortelijn::audit
