// Fields at their places in the block (POSIX.1-2017, pax, "ustar Interchange Format").
#include "audit/tar.hpp"

#include <algorithm>
#include <stdexcept>

namespace kortelijn::audit {
namespace ustar {
namespace {

struct Field {
    std::size_t at, width;
};
constexpr Field name{0, 100}, mode{100, 8}, owner{108, 8}, group{116, 8}, size_field{124, 12},
    time_field{136, 12}, sum{148, 8}, magic{257, 8}, major_device{329, 8}, minor_device{337, 8};
constexpr std::size_t kind_at = 156;
constexpr std::uint64_t octal_end = std::uint64_t{1} << 33;

void put(std::string& block, Field field, std::string_view text) {
    block.replace(field.at, text.size(), text);
}

// Digits up to the last place, which stays zero.
void put_octal(std::string& block, Field field, std::uint64_t value) {
    for (std::size_t i = field.width - 1; i-- > 0; value >>= 3)
        block[field.at + i] = char('0' + (value & 7));
}

void put_binary(std::string& block, Field field, std::uint64_t value) {
    for (std::size_t i = field.width; i-- > 0; value >>= 8)
        block[field.at + i] = char(value & 0xFF);
    block[field.at] = char(block[field.at] | 0x80);
}

std::uint64_t number(std::string_view block, Field field) {
    std::uint64_t out = 0;
    if ((std::uint8_t(block[field.at]) & 0x80) != 0) {
        for (std::size_t i = field.width - 8; i < field.width; ++i)
            out = out << 8 | std::uint8_t(block[field.at + i]);
        return out;
    }
    for (const char c : block.substr(field.at, field.width - 1))
        out = out << 3 | (std::uint64_t(c - '0') & 7);
    return out;
}

}  // namespace
}  // namespace ustar

std::string tar_header(const TarMember& member) {
    using namespace ustar;
    if (member.path.empty() || member.path.size() > name.width)
        throw std::length_error("a path too long for the archive");
    std::string block(tar_block, '\0');
    put(block, name, member.path);
    put_octal(block, mode, 0644);
    put_octal(block, owner, 0);
    put_octal(block, group, 0);
    if (member.size < octal_end)
        put_octal(block, size_field, member.size);
    else
        put_binary(block, size_field, member.size);
    put_octal(block, time_field, std::uint64_t(member.at.ms / second_ms));
    put(block, sum, "        ");
    block[kind_at] = '0';
    put(block, magic, std::string_view("ustar\00000", 8));
    put_octal(block, major_device, 0);
    put_octal(block, minor_device, 0);
    std::uint64_t total = 0;
    for (const char c : block) total += std::uint8_t(c);
    put_octal(block, {sum.at, 7}, total);
    block[sum.at + 6] = '\0';
    return block;
}

std::string tar_padding(std::uint64_t size) {
    return std::string((tar_block - size % tar_block) % tar_block, '\0');
}

std::string tar_end() { return std::string(2 * tar_block, '\0'); }

std::optional<TarMember> parse_tar_header(std::string_view block) {
    using namespace ustar;
    if (block.size() != tar_block) return std::nullopt;
    TarMember member;
    member.path = block.substr(name.at, std::min(block.find('\0'), name.width));
    if (member.path.empty()) return std::nullopt;
    member.size = number(block, size_field);
    const std::uint64_t seconds = number(block, time_field);
    if (seconds > octal_end) return std::nullopt;
    member.at = Instant{std::int64_t(seconds) * second_ms};
    if (tar_header(member) != block) return std::nullopt;
    return member;
}

bool tar_empty_block(std::string_view block) {
    return block.size() == tar_block && block.find_first_not_of('\0') == block.npos;
}

}  // namespace kortelijn::audit
