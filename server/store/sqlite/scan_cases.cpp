// Each case is read in a transaction of its own, so that a slow visitor keeps no snapshot.
#include "store/sqlite/scan_cases.hpp"

#include "store/sqlite/case_rows.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/key_ring.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store {
namespace sqlite {
namespace {

constexpr Sql next_case{"case.next", "SELECT min(id) FROM case_file WHERE id > ?1"};

// One moment of the database for the statements of one case; lets go of it whatever happens.
class OneMoment {
public:
    explicit OneMoment(Connection& db) : db_(db) { db_.script("BEGIN"); }
    OneMoment(const OneMoment&) = delete;
    OneMoment& operator=(const OneMoment&) = delete;
    ~OneMoment() { sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr); }

private:
    Connection& db_;
};

std::optional<CaseId> case_after(Connection& db, CaseId after) {
    Rows rows = db.query(next_case, after);
    if (!rows.next() || rows.null(0)) return std::nullopt;
    return rows.id<CaseId>(0);
}

}  // namespace
}  // namespace sqlite

std::uint64_t scan_cases(const Options& given,
                         const std::function<bool(const CaseRecord&)>& visit) {
    using namespace sqlite;
    const Options options = with_places(given);
    KeyRing keys(options.key_path, options.keys_path, KeyRing::Mode::read);
    Connection db(options.path, Connection::Mode::read, options.vfs, {});
    check_schema(db, all_migrations());
    Sealer sealer(keys, nullptr);
    std::uint64_t closed = 0;
    CaseId at;
    while (const auto next = case_after(db, at)) {
        at = *next;
        std::optional<CaseRecord> record;
        try {
            const OneMoment moment(db);
            record = read_whole_case(db, sealer, at);
        } catch (const StoreFailure& failure) {
            if (failure.kind() != StoreFailure::Kind::damaged) throw;
            ++closed;
        }
        if (record && !visit(*record)) break;
    }
    return closed;
}

}  // namespace kortelijn::store
