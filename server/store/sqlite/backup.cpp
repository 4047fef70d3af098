// Backup while running: SQLite's online backup from a read-only connection, all pages in one step,
// so that it is one moment of the database and a busy writer cannot make it begin again. The copy
// is one file (no write-ahead log beside it), private, synced, and checked before this returns.
#include <cstdio>
#include <unistd.h>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/private_file.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store {
namespace sqlite {
namespace {

void copy_pages(Connection& from, Connection& to) {
    sqlite3_backup* const backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (backup == nullptr)
        fail(std::string("the backup cannot begin: ") + sqlite3_errmsg(to.handle()));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    to.check(stepped);
    to.check(finished);
}

void check_copy(const Options& options, const std::string& path) {
    Connection copy(path, Connection::Mode::read, options.vfs, {});
    check_schema(copy, all_migrations());
    static constexpr Sql integrity{"integrity", "PRAGMA integrity_check(1)"};
    Rows rows = copy.query(integrity);
    if (!rows.next() || rows.bytes(0) != "ok") fail(path + ": the copy is damaged");
}

std::string name_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

void copy_file(const std::string& from, const std::string& target) {
    PrivateFile file(from, PrivateFile::Mode::read);
    make_private_file(target, file.read(0, file.size()));
}

}  // namespace
}  // namespace sqlite

void back_up(const Options& given, const std::string& target) {
    using namespace sqlite;
    const Options options = with_places(given);
    if (file_exists(target)) fail(target + ": exists already");
    const std::string unfinished = target + ".copying";
    ::unlink(unfinished.c_str());
    make_private_file(unfinished, {});
    try {
        Connection from(options.path, Connection::Mode::read, options.vfs,
                        options.before_statement);
        check_schema(from, all_migrations());
        {
            Connection to(unfinished, Connection::Mode::write, options.vfs, {});
            to.script("PRAGMA synchronous = FULL");
            copy_pages(from, to);
            to.script("PRAGMA journal_mode = DELETE");
        }
        check_copy(options, unfinished);
        publish_private_file(unfinished, target);
    } catch (...) {
        ::unlink(unfinished.c_str());
        throw;
    }
}

void back_up_keys(const Options& given, const std::string& folder) {
    using namespace sqlite;
    const Options options = with_places(given);
    copy_file(options.key_path, folder + "/" + name_of(options.key_path));
    copy_file(options.keys_path, folder + "/" + name_of(options.keys_path));
}

}  // namespace kortelijn::store
