// A bundle as whoever checks it finds it: files with bytes, nothing known of them yet. And reading
// such a file: whole, or line by line.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "audit/hash.hpp"

namespace kortelijn::audit {

class BundleSource {
public:
    virtual ~BundleSource() = default;
    // Path and size of every file there is, folders left out. Throws std::runtime_error when they
    // cannot be read.
    virtual const std::map<std::string, std::uint64_t>& files() = 0;
    // Up to `most` bytes from `offset`, appended; none at the end.
    virtual void read(const std::string& path, std::uint64_t offset, std::size_t most,
                      std::string& out) = 0;
};

// The first bad place of a bundle.
class BundleFault : public std::runtime_error {
public:
    BundleFault(std::string file, const std::string& what)
        : std::runtime_error(what), file_{std::move(file)} {}
    const std::string& file() const { return file_; }

private:
    std::string file_;
};

// Throws BundleFault when it is not there or longer than `most`.
std::string read_whole(BundleSource& source, const std::string& path, std::size_t most);
Hash hash_of(BundleSource& source, const std::string& path);

class BundleLines {
public:
    BundleLines(BundleSource& source, std::string path, char line_end_before_newline = '\0')
        : source_{source}, path_{std::move(path)}, before_{line_end_before_newline} {}

    // The next line without its end. Throws BundleFault when there is none, or it has another end.
    std::string_view next();
    bool at_end();
    const std::string& path() const { return path_; }

private:
    bool fill();

    BundleSource& source_;
    std::string path_;
    char before_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::uint64_t offset_ = 0;
};

}  // namespace kortelijn::audit
