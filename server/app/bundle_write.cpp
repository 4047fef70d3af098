// Writing. In an archive a file's length stands before its bytes: those whose length is not known
// yet gather in a file without a name beside it.
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "app/bundle_files.hpp"
#include "app/data_folder.hpp"
#include "audit/tar.hpp"

namespace kortelijn::app {
namespace {

namespace fs = std::filesystem;

class OwnFile {
public:
    OwnFile(const std::string& path, int flags) : path_{path} {
        fd_ = ::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (fd_ < 0) fail();
    }
    OwnFile(const OwnFile&) = delete;
    OwnFile& operator=(const OwnFile&) = delete;
    ~OwnFile() { ::close(fd_); }

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t some = ::write(fd_, bytes.data(), bytes.size());
            if (some < 0 && errno == EINTR) continue;
            if (some <= 0) fail();
            bytes.remove_prefix(std::size_t(some));
        }
    }
    // Appended to `out`; nothing at the end.
    void read(std::uint64_t offset, std::string& out) {
        out.resize(1 << 18);
        const ssize_t some = ::pread(fd_, out.data(), out.size(), off_t(offset));
        if (some < 0) fail();
        out.resize(std::size_t(some));
    }
    void sync() {
        if (::fsync(fd_) != 0) fail();
    }

private:
    [[noreturn]] void fail() const { throw Refused(path_ + ": " + std::strerror(errno)); }

    std::string path_;
    int fd_ = -1;
};

std::string part_of(const std::string& path) {
    if (fs::exists(path)) throw Refused(path + " is there already");
    return path + ".part";
}

class FolderTarget final : public BundleTarget {
public:
    explicit FolderTarget(std::string path) : path_{std::move(path)}, part_{part_of(path_)} {
        if (!fs::create_directory(part_)) throw Refused(part_ + " is there already");
        fs::permissions(part_, fs::perms::owner_all);
    }
    ~FolderTarget() override {
        std::error_code ignored;
        if (!finished_) fs::remove_all(part_, ignored);
    }
    void whole(const std::string& path, std::string_view bytes) override {
        OwnFile(place(path), O_WRONLY | O_CREAT | O_EXCL).write(bytes);
    }
    std::unique_ptr<audit::BundleFile> file(const std::string& path) override {
        class File final : public audit::BundleFile {
        public:
            explicit File(const std::string& at) : out_{at, O_WRONLY | O_CREAT | O_EXCL} {}
            void write(std::string_view bytes) override { out_.write(bytes); }
            void end() override {}

        private:
            OwnFile out_;
        };
        return std::make_unique<File>(place(path));
    }
    void finish() override {
        fs::rename(part_, path_);
        finished_ = true;
    }

private:
    std::string place(const std::string& path) const {
        const fs::path at = fs::path(part_) / path;
        fs::create_directories(at.parent_path());
        return at.string();
    }

    std::string path_, part_;
    bool finished_ = false;
};

class TarTarget final : public BundleTarget {
public:
    TarTarget(std::string path, Instant at)
        : path_{std::move(path)},
          part_{part_of(path_)},
          at_{at},
          out_{part_, O_WRONLY | O_CREAT | O_EXCL} {}
    ~TarTarget() override {
        if (!finished_) ::unlink(part_.c_str());
    }
    void whole(const std::string& path, std::string_view bytes) override {
        out_.write(audit::tar_header({path, bytes.size(), at_}));
        out_.write(bytes);
        out_.write(audit::tar_padding(bytes.size()));
    }
    std::unique_ptr<audit::BundleFile> file(const std::string& path) override {
        class File final : public audit::BundleFile {
        public:
            File(TarTarget& to, std::string path, const std::string& folder)
                : to_{to}, path_{std::move(path)}, gathered_{folder, O_RDWR | O_TMPFILE} {}
            void write(std::string_view bytes) override {
                gathered_.write(bytes);
                size_ += bytes.size();
            }
            void end() override { to_.take(path_, gathered_, size_); }

        private:
            TarTarget& to_;
            std::string path_;
            OwnFile gathered_;
            std::uint64_t size_ = 0;
        };
        const std::string folder = fs::path(path_).parent_path().string();
        return std::make_unique<File>(*this, path, folder.empty() ? "." : folder);
    }
    void finish() override {
        out_.write(audit::tar_end());
        out_.sync();
        fs::rename(part_, path_);
        finished_ = true;
    }

private:
    void take(const std::string& path, OwnFile& gathered, std::uint64_t size) {
        out_.write(audit::tar_header({path, size, at_}));
        std::string bytes;
        for (std::uint64_t offset = 0;; offset += bytes.size()) {
            gathered.read(offset, bytes);
            if (bytes.empty()) break;
            out_.write(bytes);
        }
        out_.write(audit::tar_padding(size));
    }

    std::string path_, part_;
    Instant at_;
    OwnFile out_;
    bool finished_ = false;
};

}  // namespace

std::unique_ptr<BundleTarget> new_bundle(const std::string& path, Instant at) {
    const Instant whole_second{at.ms / second_ms * second_ms};
    if (path.ends_with(".tar")) return std::make_unique<TarTarget>(path, whole_second);
    return std::make_unique<FolderTarget>(path);
}

}  // namespace kortelijn::app
