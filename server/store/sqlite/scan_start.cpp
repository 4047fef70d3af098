// Pages of cases and of signals, in the order of their ids.
#include "store/sqlite/scan_start.hpp"

#include <algorithm>
#include <vector>

#include "store/sqlite/case_rows.hpp"
#include "store/sqlite/start_rows.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr int scanned_at_once = 128;

constexpr Sql some_cases{"scan.cases",
                         "SELECT id FROM case_file WHERE id > ?1 ORDER BY id LIMIT ?2"};
constexpr Sql some_periods{"scan.periods",
                           "SELECT of_case, begins_at, ends_at FROM case_period "
                           "WHERE of_case BETWEEN ?1 AND ?2 ORDER BY of_case, id"};
constexpr Sql some_people{"scan.people",
                          "SELECT of_case, id, begins_at, ends_at, sealed FROM member "
                          "WHERE of_case BETWEEN ?1 AND ?2 AND outsider = 0 ORDER BY of_case, id"};
constexpr Sql some_addresses{
    "scan.addresses", "SELECT of_case, sealed FROM case_address WHERE of_case BETWEEN ?1 AND ?2"};
constexpr Sql some_signals{"scan.signals",
                           "SELECT " KORTELIJN_SIGNAL_COLUMNS
                           "FROM signal WHERE id > ?1 AND received_at >= ?2 AND received_at < ?3 "
                           "ORDER BY id LIMIT ?4"};

HouseholdScan* household_of(std::vector<HouseholdScan>& page, const Rows& rows) {
    const auto id = rows.id<CaseId>(0);
    const auto at = std::lower_bound(
        page.begin(), page.end(), id,
        [](const HouseholdScan& one, CaseId wanted) { return one.of_case < wanted; });
    return at != page.end() && at->of_case == id ? &*at : nullptr;
}

std::vector<HouseholdScan> households_after(Connection& db, Sealer& sealer, CaseId after) {
    std::vector<HouseholdScan> page;
    for (Rows rows = db.query(some_cases, after, scanned_at_once); rows.next();)
        page.push_back({rows.id<CaseId>(0), {}, {}, {}});
    if (page.empty()) return page;
    const CaseId first = page.front().of_case, last = page.back().of_case;
    for (Rows rows = db.query(some_periods, first, last); rows.next();)
        if (HouseholdScan* one = household_of(page, rows)) one->open.push_back(rows.period(1));
    for (Rows rows = db.query(some_people, first, last); rows.next();) {
        HouseholdScan* one = household_of(page, rows);
        if (one == nullptr) continue;
        const auto id = rows.id<MemberId>(1);
        const Period period = rows.period(2);
        undamaged([&] {
            Member member;
            unpack_member(
                sealer.open_or_fail(key_of(id), bound_of_member(one->of_case, id, false, period),
                                    rows.bytes(4)),
                member);
            one->people.push_back({id, member.name, member.birth_date, period});
        });
    }
    for (Rows rows = db.query(some_addresses, first, last); rows.next();) {
        HouseholdScan* one = household_of(page, rows);
        if (one == nullptr) continue;
        undamaged([&] {
            one->address = unpack_address(sealer.open_or_fail(
                key_of(one->of_case), bound_of_address(one->of_case), rows.bytes(1)));
        });
    }
    return page;
}

}  // namespace

void scan_all_households(Connection& db, Sealer& sealer,
                         const std::function<bool(const HouseholdScan&)>& visit) {
    std::vector<HouseholdScan> page;
    CaseId after;
    do {
        page = households_after(db, sealer, after);
        for (const HouseholdScan& one : page)
            if (!visit(one)) return;
        if (!page.empty()) after = page.back().of_case;
    } while (page.size() == std::size_t(scanned_at_once));
}

void scan_signals_between(Connection& db, Sealer& sealer, Instant from, Instant to,
                          const std::function<bool(const SignalRecord&)>& visit) {
    std::vector<SignalRecord> page;
    SignalId after;
    int read = 0;
    do {
        page.clear();
        read = 0;
        for (Rows rows = db.query(some_signals, after, from, to, scanned_at_once); rows.next();) {
            ++read;
            after = rows.id<SignalId>(0);
            undamaged([&] { page.push_back(read_signal(rows, sealer)); });
        }
        for (const SignalRecord& one : page)
            if (!visit(one)) return;
    } while (read == scanned_at_once);
}

}  // namespace kortelijn::store::sqlite
