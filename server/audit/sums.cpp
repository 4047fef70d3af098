// Read back only in the one spelling it is written in.
#include "audit/sums.hpp"

#include <algorithm>

#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace {

int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool read_sum(std::string_view text, Hash& out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = std::uint8_t(high << 4 | low);
    }
    return true;
}

}  // namespace

bool valid_bundle_path(std::string_view path) {
    if (path.empty() || path.size() > 100 || path.starts_with('/') || path.ends_with('/'))
        return false;
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-' || c == '/';
    };
    if (!std::all_of(path.begin(), path.end(), good)) return false;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        if (part.empty() || part == "." || part == "..") return false;
        path.remove_prefix(std::min(path.size(), part.size() + 1));
    }
    return true;
}

std::string sums_text(std::vector<FileSum>& files) {
    std::sort(files.begin(), files.end(),
              [](const FileSum& a, const FileSum& b) { return a.path < b.path; });
    std::string out;
    out.reserve(files.size() * 96);
    for (const FileSum& file : files) {
        out += to_hex(file.hash);
        out += "  ";
        out += file.path;
        out += '\n';
    }
    return out;
}

std::optional<std::vector<FileSum>> parse_sums(std::string_view text) {
    std::vector<FileSum> out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == text.npos || end < 67) return std::nullopt;
        FileSum file{std::string{text.substr(66, end - 66)}, {}};
        if (!read_sum(text, file.hash) || text.substr(64, 2) != "  " ||
            !valid_bundle_path(file.path) || (!out.empty() && out.back().path >= file.path))
            return std::nullopt;
        out.push_back(std::move(file));
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace kortelijn::audit
