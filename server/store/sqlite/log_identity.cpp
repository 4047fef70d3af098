// The log's name stands in the database, its key in the key file. Reads only.
#include "store/sqlite/connection.hpp"
#include "store/sqlite/key_ring.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store {

LogIdentity log_identity(const Options& given) {
    using namespace sqlite;
    const Options options = with_places(given);
    const KeyRing keys(options.key_path, options.keys_path, KeyRing::Mode::read);
    Connection db(options.path, Connection::Mode::read, options.vfs, {});
    check_schema(db, all_migrations());
    static constexpr Sql origin{"setting.read", "SELECT value FROM setting WHERE name = 'origin'"};
    Rows rows = db.query(origin);
    if (!rows.next()) fail("the log has no origin yet");
    return {rows.text(0), keys.signing_seed()};
}

}  // namespace kortelijn::store
