// Reading. Links and other things that are no files are no part of a bundle.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include "app/bundle_files.hpp"
#include "app/data_folder.hpp"
#include "audit/sums.hpp"
#include "audit/tar.hpp"

namespace kortelijn::app {
namespace {

namespace fs = std::filesystem;
using audit::BundleFault;

class ReadFile {
public:
    explicit ReadFile(const std::string& path) : path_{path} {
        fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (fd_ < 0) throw Refused(path_ + ": " + std::strerror(errno));
    }
    ReadFile(const ReadFile&) = delete;
    ReadFile& operator=(const ReadFile&) = delete;
    ~ReadFile() { ::close(fd_); }

    // Appends up to `most` bytes.
    void read(std::uint64_t offset, std::size_t most, std::string& out) const {
        const std::size_t before = out.size();
        out.resize(before + most);
        std::size_t have = 0;
        while (have < most) {
            const ssize_t some =
                ::pread(fd_, out.data() + before + have, most - have, off_t(offset + have));
            if (some < 0 && errno == EINTR) continue;
            if (some < 0) throw Refused(path_ + ": " + std::strerror(errno));
            if (some == 0) break;
            have += std::size_t(some);
        }
        out.resize(before + have);
    }

private:
    std::string path_;
    int fd_ = -1;
};

class FolderBundle final : public audit::BundleSource {
public:
    explicit FolderBundle(std::string path) : path_{std::move(path)} {
        for (const auto& entry : fs::recursive_directory_iterator(path_)) {
            const std::string name = fs::relative(entry.path(), path_).generic_string();
            const auto kind = entry.symlink_status().type();
            if (kind == fs::file_type::directory) continue;
            if (kind != fs::file_type::regular) throw BundleFault(name, "is not a regular file");
            files_[name] = entry.file_size();
        }
    }
    const std::map<std::string, std::uint64_t>& files() override { return files_; }
    void read(const std::string& path, std::uint64_t offset, std::size_t most,
              std::string& out) override {
        ReadFile(path_ + '/' + path).read(offset, most, out);
    }

private:
    std::string path_;
    std::map<std::string, std::uint64_t> files_;
};

class TarBundle final : public audit::BundleSource {
public:
    explicit TarBundle(const std::string& path) : in_{path} {
        std::string block;
        for (std::uint64_t at = 0;; at += audit::tar_block) {
            block.clear();
            in_.read(at, audit::tar_block, block);
            if (audit::tar_empty_block(block)) {
                check_end(at);
                return;
            }
            const auto member = audit::parse_tar_header(block);
            if (!member || !audit::valid_bundle_path(member->path) ||
                !files_.emplace(member->path, member->size).second)
                throw BundleFault({}, "the archive is not as it was written");
            places_[member->path] = at + audit::tar_block;
            at += check_padding(at + audit::tar_block, member->size);
        }
    }
    const std::map<std::string, std::uint64_t>& files() override { return files_; }
    void read(const std::string& path, std::uint64_t offset, std::size_t most,
              std::string& out) override {
        const std::uint64_t size = files_.at(path);
        if (offset >= size) return;
        in_.read(places_.at(path) + offset, std::min<std::uint64_t>(most, size - offset), out);
    }

private:
    // How far the next header is.
    std::uint64_t check_padding(std::uint64_t begin, std::uint64_t size) {
        const std::string zeros = audit::tar_padding(size);
        std::string there;
        if (!zeros.empty()) in_.read(begin + size, zeros.size(), there);
        if (there != zeros) throw BundleFault({}, "the archive is cut off");
        return size + zeros.size();
    }
    void check_end(std::uint64_t at) {
        std::string rest;
        in_.read(at, 1 << 16, rest);
        if (rest != audit::tar_end())
            throw BundleFault({}, "the archive does not end as it was written");
    }

    ReadFile in_;
    std::map<std::string, std::uint64_t> files_, places_;
};

}  // namespace

std::unique_ptr<audit::BundleSource> open_bundle(const std::string& path) {
    if (fs::is_directory(path)) return std::make_unique<FolderBundle>(path);
    return std::make_unique<TarBundle>(path);
}

}  // namespace kortelijn::app
