// The newest signed note beside the key file: kortelijn.signed, mode 0600. It names no person and
// is no secret; whoever can replace it could read the keys that lie beside it.
#include <cerrno>
#include <cstdio>
#include <cstring>
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

}  // namespace kortelijn::store
