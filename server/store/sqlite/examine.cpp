// What `kortelijn doctor` looks at in the store. Reads only; every problem becomes a finding, so
// that one does not hide the next.
#include <map>
#include <sys/statvfs.h>

#include "store/sqlite/case_rows.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/event_log.hpp"
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/heads.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/private_file.hpp"
#include "store/sqlite/scan_start.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store {
namespace sqlite {
namespace {

void look(std::vector<Finding>& into, const char* check, const std::function<std::string()>& body) {
    try {
        into.push_back({true, check, body()});
    } catch (const std::exception& problem) {
        into.push_back({false, check, problem.what()});
    }
}

std::string private_words(const std::string& path) {
    if (const auto problem = private_file_problem(path)) fail(path + ": " + *problem);
    return path + ": mode 0600, our own";
}

std::string key_words(const Options& options) {
    KeyRing keys(options.key_path, options.keys_path, KeyRing::Mode::read);
    std::string words = std::to_string(keys.count() - 1) + " keys of cases, members and signals";
    if (keys.unreadable() > 0)
        words +=
            "; " + std::to_string(keys.unreadable()) + " records were torn before they were used";
    return words;
}

std::string schema_words(const Options& options) {
    Connection db(options.path, Connection::Mode::read, options.vfs, {});
    check_schema(db, all_migrations());
    return "schema " + std::to_string(schema_version());
}

std::string integrity_words(const Options& options, bool thorough) {
    Connection db(options.path, Connection::Mode::read, options.vfs, {});
    static constexpr Sql whole{"integrity", "PRAGMA integrity_check(1)"};
    static constexpr Sql quick{"integrity", "PRAGMA quick_check(1)"};
    Rows rows = thorough ? db.query(whole) : db.query(quick);
    if (!rows.next() || rows.bytes(0) != "ok") fail(options.path + ": " + rows.text(0));
    return thorough ? "every page and index is whole" : "every page is whole";
}

// Those who work here: a name that does not open is shown as "?" and troubles nobody else.
std::string unwell_names(Connection& db, Sealer& sealer) {
    static constexpr Sql organisations{"examine.organisations",
                                       "SELECT id, sealed FROM organisation ORDER BY id"};
    static constexpr Sql teams{"examine.teams", "SELECT id, sealed FROM team ORDER BY id"};
    static constexpr Sql people{"examine.people",
                                "SELECT id, sealed FROM professional ORDER BY id"};
    std::string unwell;
    const auto open_all = [&](const Sql& sql, Table table, const char* what) {
        for (Rows rows = db.query(sql); rows.next();) try {
                (void)sealer.open_or_fail(collaboration_key, Bound(table).add(rows.integer(0)),
                                          rows.bytes(1));
            } catch (const StoreFailure&) {
                unwell += "; the name of " + std::string(what) + " " +
                          std::to_string(rows.integer(0)) + " does not open";
            }
    };
    open_all(organisations, Table::organisation, "organisation");
    open_all(teams, Table::team, "team");
    open_all(people, Table::professional, "professional");
    return unwell;
}

// To its first event; how many there are.
std::int64_t walk(Heads& heads, EventLog& log, RoomId room) {
    const RoomHead* const head = heads.room(room);
    if (head == nullptr) damaged("its room is missing");
    std::int64_t events = 0;
    for (std::int64_t seq = head->last_seq + 1; seq > 1;) {
        const auto page = log.before(room, *head, seq, 128);
        if (page.empty()) damaged("its room's chain is broken");
        events += std::int64_t(page.size());
        seq = page.back().seq;
    }
    return events;
}

// Opens every sealed value of every case, signal, action, call, consult and attachment and every
// name, and walks every room to its first event.
std::string sealed_words(const Options& options) {
    KeyRing keys(options.key_path, options.keys_path, KeyRing::Mode::read);
    Connection db(options.path, Connection::Mode::read, options.vfs, {});
    Sealer sealer(keys, nullptr);
    Heads heads(db);
    EventLog log(db, sealer);
    // A case's own room first.
    static constexpr Sql all_rooms{"examine.rooms",
                                   "SELECT c.id, r.id FROM case_file c LEFT JOIN room r "
                                   "ON r.of_case = c.id ORDER BY c.id, r.id <> c.room, r.id"};
    std::map<CaseId, std::vector<RoomId>> cases;
    for (Rows rows = db.query(all_rooms); rows.next();)
        cases[rows.id<CaseId>(0)].push_back(rows.id<RoomId>(1));
    std::string unwell =
        unwell_names(db, sealer) + unwell_of_the_start(db, sealer) + unwell_of_calls(db, sealer);
    std::int64_t events = 0;
    for (const auto& [id, rooms] : cases) try {
            const std::uint64_t before = sealer.damage_met();
            const auto whole = read_whole_case(db, sealer, id);
            if (whole && rooms.front() != whole->room) damaged("its room is missing");
            for (const RoomId room : rooms) events += walk(heads, log, room);
            if (const auto met = sealer.damage_met() - before; met > 0)
                unwell += "; case " + std::to_string(id.value) + ": " + std::to_string(met) +
                          " values do not open";
        } catch (const StoreFailure& failure) {
            unwell += "; case " + std::to_string(id.value) + ": " + failure.what();
        }
    if (!unwell.empty()) fail(unwell.substr(2));
    return std::to_string(cases.size()) + " cases and " + std::to_string(events) +
           " events of their rooms open";
}

std::string disk_words(const Options& options) {
    struct statvfs disk {};
    if (::statvfs(folder_of(options.path).c_str(), &disk) != 0)
        fail(options.path + ": its disk cannot be examined");
    const double free_part = disk.f_blocks == 0 ? 0 : double(disk.f_bavail) / double(disk.f_blocks);
    const auto free_mib = std::uint64_t(disk.f_bavail) * disk.f_frsize >> 20;
    const std::string words =
        std::to_string(free_mib) + " MiB free (" + std::to_string(int(free_part * 100)) + " %)";
    if (free_part < 0.05) fail(words + ": below 5 %");
    return words;
}

}  // namespace
}  // namespace sqlite

std::vector<Finding> examine(const Options& given, bool thorough) {
    using namespace sqlite;
    const Options options = with_places(given);
    std::vector<Finding> out;
    look(out, "database.mode", [&] { return private_words(options.path); });
    look(out, "key.mode", [&] { return private_words(options.key_path); });
    look(out, "keys.mode", [&] { return private_words(options.keys_path); });
    look(out, "keys", [&] { return key_words(options); });
    look(out, "schema", [&] { return schema_words(options); });
    look(out, "integrity", [&] { return integrity_words(options, thorough); });
    if (thorough) look(out, "sealed", [&] { return sealed_words(options); });
    look(out, "disk", [&] { return disk_words(options); });
    return out;
}

}  // namespace kortelijn::store
