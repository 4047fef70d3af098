// Where the vectors of others lie (tests/data/vectors, its README has sources and licences).
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "audit/escaping.hpp"
#include "audit/hash.hpp"

namespace kortelijn::audit {

inline std::filesystem::path vectors() {
    return std::filesystem::path{KORTELIJN_SOURCE_DIR} / "tests/data/vectors";
}

inline std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline nlohmann::json read_json(const std::filesystem::path& path) {
    return nlohmann::json::parse(read_bytes(path));
}

inline std::string from_hex(const std::string& hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += char(std::stoi(hex.substr(i, 2), nullptr, 16));
    return out;
}

inline std::optional<Hash> to_hash(const std::optional<std::string>& bytes) {
    Hash out;
    if (!bytes || bytes->size() != out.size()) return std::nullopt;
    std::memcpy(out.data(), bytes->data(), out.size());
    return out;
}

}  // namespace kortelijn::audit
