// The newest signed note beside the key file: kortelijn.signed, mode 0600. It names no person and
// is no secret; whoever can replace it could read the keys that lie beside it. One that speaks of a
// history that was left is never overwritten: it is all that tells how long that history was.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unistd.h>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/private_file.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store {
namespace {

std::string place_of(const Options& options) {
    return sqlite::folder_of(sqlite::with_places(options).key_path) + "/kortelijn.signed";
}

}  // namespace

std::optional<std::string> signed_note(const Options& options) {
    using namespace sqlite;
    const std::string path = place_of(options);
    if (!file_exists(path)) return std::nullopt;
    const PrivateFile file(path, PrivateFile::Mode::read);
    return file.read(0, file.size());
}

void keep_signed_note(const Options& options, std::string_view note) {
    using namespace sqlite;
    const std::string path = place_of(options), next = path + ".next";
    ::unlink(next.c_str());
    make_private_file(next, note);  // synced, so that a power cut leaves the old one or this one
    if (::rename(next.c_str(), path.c_str()) != 0)
        fail(path + ": cannot be replaced: " + std::strerror(errno));
}

void set_signed_note_aside(const Options& options, Instant at) {
    using namespace sqlite;
    const std::string path = place_of(options);
    if (!file_exists(path)) return;
    std::string when = to_text(at);
    std::erase_if(when, [](char c) { return c == '-' || c == ':'; });
    publish_private_file(path, path + '.' + when);
}

std::optional<std::string> note_set_aside(const Options& options) {
    using namespace sqlite;
    const std::filesystem::path path = place_of(options);
    const std::string begin = path.filename().string() + '.';
    std::string newest;  // the names sort by time
    for (const auto& file : std::filesystem::directory_iterator(path.parent_path())) {
        const std::string name = file.path().filename().string();
        if (name.size() == begin.size() + std::strlen("20261110T090000.000Z") &&
            name.starts_with(begin) && name.ends_with('Z'))
            newest = std::max(newest, file.path().string());
    }
    if (newest.empty()) return std::nullopt;
    const PrivateFile file(newest, PrivateFile::Mode::read);
    return file.read(0, file.size());
}

}  // namespace kortelijn::store
