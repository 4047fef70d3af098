// Headers of a tar archive in the form that opens everywhere (POSIX ustar): regular files only, of
// nobody, without a mode that runs. Pure text; what lies between the headers is the caller's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace kortelijn::audit {

constexpr std::size_t tar_block = 512;

struct TarMember {
    std::string path;
    std::uint64_t size = 0;
    Instant at;  // whole seconds

    bool operator==(const TarMember&) const = default;
};

// One block. A size from 8 GiB on stands in GNU's binary form, which all common programs read.
// Throws std::length_error for a path over 100 bytes.
std::string tar_header(const TarMember& member);
// Zeros after a file's bytes, up to a whole block.
std::string tar_padding(std::uint64_t size);
// The two empty blocks that end an archive.
std::string tar_end();

// Takes exactly what tar_header writes: nothing for links, folders, other owners or another
// spelling of the same.
std::optional<TarMember> parse_tar_header(std::string_view block);
bool tar_empty_block(std::string_view block);

}  // namespace kortelijn::audit
