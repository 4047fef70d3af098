// A worker's read-only connection. It reads ahead in short transactions and visits between them, so
// that a slow visitor never keeps the write-ahead log from beginning anew. Never writes, never
// checkpoints; keys made after it opened are found by reading on in the file of wrapped keys.
#include <algorithm>

#include "store/sqlite/audit_rows.hpp"
#include "store/sqlite/event_log.hpp"
#include "store/sqlite/heads.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/scan_start.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store {
namespace sqlite {
namespace {

constexpr std::size_t events_at_once = 128;
constexpr int entries_at_once = 128;

constexpr Sql sql_begin{"read.begin", "BEGIN"};
constexpr Sql some_entries{
    "read.entries",
    "SELECT e.n, e.leaf, d.sealed FROM entry e LEFT JOIN disclosure d ON d.n = e.n "
    "WHERE e.n < ?1 ORDER BY e.n DESC LIMIT ?2"};

constexpr Sql reach_of_the_log{"read.extent",
                               "SELECT coalesce((SELECT max(n) FROM entry) + 1, 0), "
                               "coalesce((SELECT max(n) FROM disclosure) + 1, 0), "
                               "(SELECT count(*) FROM tile)"};

// One moment of the database for several statements.
class Snapshot {
public:
    explicit Snapshot(Connection& db) : db_(db) { db_.run(sql_begin); }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() {
        if (db_.in_transaction()) sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }

private:
    Connection& db_;
};

class Reader final : public ReadStore {
public:
    explicit Reader(const Options& given)
        : options_(with_places(given)),
          keys_(options_.key_path, options_.keys_path, KeyRing::Mode::read),
          db_(options_.path, Connection::Mode::read, options_.vfs, options_.before_statement),
          sealer_(keys_, nullptr),
          heads_(db_),
          log_(db_, sealer_) {
        db_.script("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0");
        check_schema(db_, all_migrations());
    }

    void scan_room(RoomId room, std::int64_t before_seq,
                   const std::function<bool(const RoomEvent&)>& visit) override {
        std::vector<RoomEvent> page;
        do {
            {
                Snapshot snapshot(db_);
                heads_.catch_up();
                const RoomHead* const head = heads_.room(room);
                if (head == nullptr) return;
                page = log_.before(room, *head, before_seq, events_at_once);
            }
            for (const RoomEvent& event : page)
                if (!visit(event)) return;
            if (!page.empty()) before_seq = page.back().seq;
        } while (page.size() == events_at_once);
    }

    void scan_entries(std::int64_t before,
                      const std::function<bool(const StoredEntry&)>& visit) override {
        std::vector<StoredEntry> page;
        do {
            page.clear();
            for (Rows rows = db_.query(some_entries, before, entries_at_once); rows.next();) {
                StoredEntry& entry = page.emplace_back();
                entry.n = rows.integer(0);
                entry.leaf = rows.text(1);
                if (!rows.null(2)) open_beside(entry, rows.bytes(2));
            }
            for (const StoredEntry& entry : page)
                if (!visit(entry)) return;
            if (!page.empty()) before = page.back().n;
        } while (page.size() == std::size_t(entries_at_once));
    }

    std::int64_t entry_count() override { return count_entries(db_); }

    LogExtent log_extent() override {
        Rows rows = db_.query(reach_of_the_log);
        if (!rows.next()) return {};
        return {rows.integer(0), rows.integer(1), rows.integer(2)};
    }

    std::optional<StoredEntry> entry(std::int64_t n) override {
        Snapshot snapshot(db_);
        auto leaf = read_leaf(db_, n);
        if (!leaf) return std::nullopt;
        return StoredEntry{n, std::move(*leaf), read_disclosures(db_, sealer_, n)};
    }

    std::optional<std::string> entry_leaf(std::int64_t n) override { return read_leaf(db_, n); }

    std::optional<std::string> tile(int level, std::int64_t index) override {
        return read_tile(db_, level, index);
    }

    std::vector<StoredCheckpoint> checkpoints(std::int64_t from_size, int limit) override {
        return read_checkpoints(db_, from_size, limit);
    }

    void scan_households(const std::function<bool(const HouseholdScan&)>& visit) override {
        scan_all_households(db_, sealer_, visit);
    }
    void scan_signals(Instant from, Instant to,
                      const std::function<bool(const SignalRecord&)>& visit) override {
        scan_signals_between(db_, sealer_, from, to, visit);
    }
    std::optional<std::string> chunk(AttachmentId id, std::int64_t n, bool last) override {
        return read_chunk(db_, sealer_, id, n, last);
    }
    std::uint64_t damage_met() const override { return sealer_.damage_met(); }

private:
    void open_beside(StoredEntry& entry, std::string_view row) {
        const std::uint64_t before = sealer_.damage_met();
        try {
            entry.disclosures = open_disclosures(sealer_, entry.n, row);
        } catch (const StoreFailure& failure) {
            if (failure.kind() != StoreFailure::Kind::damaged) throw;
            if (sealer_.damage_met() == before) sealer_.met_damage();  // cut short
            entry.damaged = true;
        }
    }

    Options options_;
    KeyRing keys_;
    Connection db_;
    Sealer sealer_;
    Heads heads_;
    EventLog log_;
};

}  // namespace
}  // namespace sqlite

std::unique_ptr<ReadStore> open_reader(const Options& options) {
    return std::make_unique<sqlite::Reader>(options);
}

}  // namespace kortelijn::store
