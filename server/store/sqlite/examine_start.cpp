// Opens every sealed value of the daily start but those that come with a case; for `doctor` only.
#include <limits>

#include "store/sqlite/scan_start.hpp"
#include "store/sqlite/start_rows.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql each_action{"examine.actions",
                          "SELECT id, of_case, seq, made_by, made_at, people, life_domains, law, "
                          "sealed FROM action ORDER BY id"};
constexpr Sql each_follow_up{"examine.follow_ups",
                             "SELECT id, of_case, due, sealed FROM follow_up ORDER BY id"};
constexpr Sql each_closing{"examine.closings",
                           "SELECT id, of_case, at, outcome, sealed FROM case_closing ORDER BY id"};
constexpr Sql each_covenant{"examine.covenants",
                            "SELECT id, kind, receivers, term_days, term_kind, begins_at, ends_at, "
                            "sealed FROM covenant ORDER BY id"};

constexpr Sql each_certificate{"examine.certificates",
                               "SELECT organisation, fingerprint, begins_at, ends_at, sealed FROM "
                               "partner_certificate WHERE sealed IS NOT NULL "
                               "ORDER BY organisation, begins_at"};

struct Sealed {
    KeyName key;
    Bound bound;
    int column;
};

Sealed sealed_action(const Rows& rows) {
    ActionRecord a;
    a.id = rows.id<ActionId>(0);
    a.of_case = rows.id<CaseId>(1);
    a.seq = rows.integer(2);
    a.made_by = rows.id<ProfessionalId>(3);
    a.made_at = rows.instant(4);
    a.cells = {std::uint32_t(rows.integer(5)), LifeDomains{std::uint16_t(rows.integer(6))},
               Law(rows.integer(7))};
    return {key_of_action(a), bound_of_action(a), 8};
}

Sealed sealed_follow_up(const Rows& rows) {
    FollowUp f;
    f.id = rows.id<FollowUpId>(0);
    f.of_case = rows.id<CaseId>(1);
    f.due = Day{std::int32_t(rows.integer(2))};
    return {key_of(f.of_case), bound_of_follow_up(f), 3};
}

Sealed sealed_closing(const Rows& rows) {
    const Closing c{rows.id<CaseId>(1), rows.instant(2), CaseOutcome(rows.integer(3)), {}};
    return {key_of(c.of_case), bound_of_closing(rows.integer(0), c), 4};
}

Sealed sealed_covenant(const Rows& rows) {
    Covenant c;
    c.id = rows.id<CovenantId>(0);
    c.kind = SignalKind(rows.integer(1));
    c.receivers = std::uint32_t(rows.integer(2));
    c.term = {int(rows.integer(3)), TermKind(rows.integer(4))};
    c.period = rows.period(5);
    return {collaboration_key, bound_of_covenant(c), 7};
}

Sealed sealed_certificate(const Rows& rows) {
    const Certificate c{rows.text(1), rows.id<OrganisationId>(0), rows.period(2)};
    return {collaboration_key, bound_of_certificate(c), 4};
}

}  // namespace

std::string unwell_of_the_start(Connection& db, Sealer& sealer) {
    std::string unwell;
    const auto open_all = [&](const Sql& sql, Sealed (*sealed)(const Rows&), const char* what) {
        for (Rows rows = db.query(sql); rows.next();) {
            const Sealed one = sealed(rows);
            const auto open = [&] {
                (void)sealer.open_or_fail(one.key, one.bound, rows.bytes(one.column));
            };
            if (!undamaged(open))
                unwell += "; " + std::string(what) + " " + std::to_string(rows.integer(0)) +
                          " does not open";
        }
    };
    open_all(each_covenant, sealed_covenant, "covenant");
    open_all(each_certificate, sealed_certificate, "certificate of organisation");
    open_all(each_action, sealed_action, "action");
    open_all(each_follow_up, sealed_follow_up, "follow-up");
    open_all(each_closing, sealed_closing, "closing");
    const std::uint64_t before = sealer.damage_met();
    const Instant first{std::numeric_limits<std::int64_t>::min()};
    scan_signals_between(db, sealer, first, never, [](const SignalRecord&) { return true; });
    if (const auto met = sealer.damage_met() - before; met > 0)
        unwell += "; " + std::to_string(met) + " signals do not open";
    return unwell;
}

}  // namespace kortelijn::store::sqlite
