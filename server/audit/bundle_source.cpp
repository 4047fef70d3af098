// Reads in pieces of a quarter of a megabyte; a line is at most some hundred kilobytes.
#include "audit/bundle_source.hpp"

#include "audit/running_hash.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::size_t piece = 1 << 18;
constexpr std::size_t longest_line = 1 << 20;

}  // namespace

std::string read_whole(BundleSource& source, const std::string& path, std::size_t most) {
    const auto& files = source.files();
    const auto at = files.find(path);
    if (at == files.end()) throw BundleFault(path, "is not there");
    const std::uint64_t size = at->second;
    if (size > most) throw BundleFault(path, "is longer than it can be");
    std::string out;
    out.reserve(size);
    while (out.size() < size) {
        const std::size_t before = out.size();
        source.read(path, before, std::size_t(size) - before, out);
        if (out.size() == before) throw BundleFault(path, "ends before its size");
    }
    return out;
}

Hash hash_of(BundleSource& source, const std::string& path) {
    RunningHash hash;
    std::string bytes;
    for (std::uint64_t offset = 0;; offset += bytes.size()) {
        bytes.clear();
        source.read(path, offset, piece, bytes);
        if (bytes.empty()) return hash.finish();
        hash.update(bytes);
    }
}

bool BundleLines::fill() {
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t before = buffer_.size();
    source_.read(path_, offset_, piece, buffer_);
    offset_ += buffer_.size() - before;
    return buffer_.size() > before;
}

std::string_view BundleLines::next() {
    std::size_t end = buffer_.find('\n', at_);
    while (end == buffer_.npos) {
        if (buffer_.size() - at_ > longest_line) throw BundleFault(path_, "has a line too long");
        if (!fill()) throw BundleFault(path_, "ends too early");
        end = buffer_.find('\n', at_);
    }
    std::string_view line{buffer_.data() + at_, end - at_};
    at_ = end + 1;
    if (before_ != '\0') {
        if (!line.ends_with(before_)) throw BundleFault(path_, "has a line with another end");
        line.remove_suffix(1);
    }
    return line;
}

bool BundleLines::at_end() { return at_ == buffer_.size() && !fill(); }

}  // namespace kortelijn::audit
