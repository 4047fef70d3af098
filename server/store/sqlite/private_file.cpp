// open(2) with O_NOFOLLOW, then judged by fstat: looking first and opening later could be tricked.
#include "store/sqlite/private_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.hpp"

namespace kortelijn::store::sqlite {
namespace {

[[noreturn]] void refuse_file(const std::string& path, const std::string& words,
                              StoreFailure::Kind kind = StoreFailure::Kind::broken) {
    throw StoreFailure(kind, path + ": " + words);
}

std::optional<std::string> problem_of(const struct stat& found) {
    if (!S_ISREG(found.st_mode)) return "is not a regular file";
    if (found.st_uid != ::geteuid()) return "is owned by somebody else";
    if ((found.st_mode & 077) != 0)
        return "can be read or written by others; its mode must be 0600";
    return std::nullopt;
}

StoreFailure::Kind kind_of_errno() {
    return errno == ENOSPC || errno == EDQUOT ? StoreFailure::Kind::full
                                              : StoreFailure::Kind::broken;
}

void sync_folder(const std::string& path) {
    const int fd = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) refuse_file(path, "its folder cannot be synced", StoreFailure::Kind::sync_lost);
}

}  // namespace

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

bool file_exists(const std::string& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

std::optional<std::string> private_file_problem(const std::string& path) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return "is missing";
    return problem_of(found);
}

PrivateFile::PrivateFile(const std::string& path, Mode mode) : path_(path) {
    fd_ = ::open(path.c_str(), (mode == Mode::append ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC);
    if (fd_ < 0) refuse_file(path, std::string("cannot be opened: ") + std::strerror(errno));
    struct stat found {};
    std::optional<std::string> problem = "cannot be examined";
    if (::fstat(fd_, &found) == 0) problem = problem_of(found);
    if (problem) {
        ::close(fd_);
        refuse_file(path, *problem);
    }
}

PrivateFile::~PrivateFile() { ::close(fd_); }

std::int64_t PrivateFile::size() const {
    struct stat found {};
    if (::fstat(fd_, &found) != 0) refuse_file(path_, "cannot be examined");
    return found.st_size;
}

std::string PrivateFile::read(std::int64_t from, std::int64_t count) const {
    std::string out(std::size_t(count), '\0');
    std::size_t got = 0;
    while (got < out.size()) {
        const ssize_t n =
            ::pread(fd_, out.data() + got, out.size() - got, from + std::int64_t(got));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) refuse_file(path_, std::string("cannot be read: ") + std::strerror(errno));
        if (n == 0) break;
        got += std::size_t(n);
    }
    out.resize(got);
    return out;
}

void PrivateFile::write(std::int64_t at, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::pwrite(fd_, bytes.data(), bytes.size(), at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            refuse_file(path_, std::string("cannot be written: ") + std::strerror(errno),
                        kind_of_errno());
        bytes.remove_prefix(std::size_t(n));
        at += n;
    }
}

void PrivateFile::sync() {
    if (::fsync(fd_) != 0) refuse_file(path_, "cannot be synced", StoreFailure::Kind::sync_lost);
}

bool PrivateFile::lock() { return ::flock(fd_, LOCK_EX | LOCK_NB) == 0; }

void make_private_file(const std::string& path, std::string_view content) {
    if (file_exists(path)) refuse_file(path, "exists already");
    const std::string unfinished = path + ".unfinished";
    ::unlink(unfinished.c_str());
    const int fd =
        ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) refuse_file(path, std::string("cannot be made: ") + std::strerror(errno));
    ::close(fd);
    {
        PrivateFile file(unfinished, PrivateFile::Mode::append);
        file.write(0, content);
        file.sync();
    }
    publish_private_file(unfinished, path);
}

void publish_private_file(const std::string& finished, const std::string& path) {
    // link(2) and not rename(2): it never replaces what somebody else made in the meantime.
    if (::link(finished.c_str(), path.c_str()) != 0)
        refuse_file(path, std::string("cannot be made: ") + std::strerror(errno));
    ::unlink(finished.c_str());
    sync_folder(path);
}

}  // namespace kortelijn::store::sqlite
