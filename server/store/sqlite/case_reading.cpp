// Reading cases: one case by a fixed list of statements (the same for one that does not exist, I6),
// and which cases somebody may have to do with.
#include <algorithm>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/case_rows.hpp"
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql by_number{"case.by_number", "SELECT id FROM case_file WHERE number = ?1"};
constexpr Sql newest{"case.newest", "SELECT coalesce(max(id), 0) FROM case_file"};
constexpr Sql read_case{
    "case.read",
    "SELECT number, home_team, home_organisation, room, sealed FROM case_file WHERE id = ?1"};
constexpr Sql read_periods{
    "case.read_periods",
    "SELECT begins_at, ends_at FROM case_period WHERE of_case = ?1 ORDER BY id"};
constexpr Sql read_seats{
    "case.read_seats",
    "SELECT professional, pair, begins_at, ends_at FROM case_seat WHERE of_case = ?1 ORDER BY id"};
constexpr Sql read_members{
    "case.read_members",
    "SELECT id, outsider, begins_at, ends_at, sealed FROM member WHERE of_case = ?1 ORDER BY id"};
constexpr Sql read_grounds{
    "case.read_grounds",
    "SELECT id, kind, deny, organisation, person, purpose, life_domains, given_at, begins_at, "
    "ends_at, withdrawn_at, without_parents, confidential, evidence, recorded_by, sealed "
    "FROM ground WHERE of_case = ?1 ORDER BY id"};
constexpr Sql read_bars{
    "case.read_bars",
    "SELECT id, organisation, person, life_domains, begins_at, ends_at, sealed FROM bar "
    "WHERE of_case = ?1 ORDER BY id"};
constexpr Sql read_pending{"case.read_pending",
                           "SELECT id, sealed FROM pending_answer WHERE of_case = ?1 ORDER BY id"};

constexpr Sql around_by_seat{"case.around_by_seat",
                             "SELECT of_case FROM case_seat WHERE professional = ?1"};
constexpr Sql around_as_replacement{
    "case.around_as_replacement",
    "SELECT s.of_case FROM replacement r JOIN case_seat s ON s.professional = r.absent "
    "WHERE r.replacement = ?1"};
constexpr Sql around_by_team{"case.around_by_team",
                             "SELECT id FROM case_file WHERE home_team = ?1"};

void read_household(Rows rows, Sealer& sealer, CaseId id, CaseFacts& facts) {
    while (rows.next()) {
        const auto member_id = rows.id<MemberId>(0);
        const bool outsider = rows.integer(1) != 0;
        const Period period = rows.period(2);
        const std::string plain = sealer.open_or_fail(
            key_of(member_id), bound_of_member(id, member_id, outsider, period), rows.bytes(4));
        if (outsider) {
            Outsider& o = facts.outsiders.emplace_back();
            o.id = member_id;
            unpack_outsider(plain, o);
        } else {
            Member& m = facts.household.emplace_back();
            m.id = member_id;
            m.period = period;
            unpack_member(plain, m);
        }
    }
}

Ground read_ground(Rows& rows, Sealer& sealer, CaseId id) {
    Ground g;
    g.id = rows.id<GroundId>(0);
    g.kind = GroundKind(rows.integer(1));
    g.deny = rows.integer(2) != 0;
    g.organisation = rows.id<OrganisationId>(3);
    g.person = rows.id<ProfessionalId>(4);
    if (!rows.null(5)) g.purpose = Purpose(rows.integer(5));
    g.life_domains = LifeDomains{std::uint16_t(rows.integer(6))};
    g.given_at = rows.instant_if(7);
    g.begin = rows.instant_if(8);
    g.end = rows.instant_if(9);
    g.withdrawn_at = rows.instant_if(10);
    g.without_parents = WithoutParents(rows.integer(11));
    if (!rows.null(12)) g.confidential = rows.integer(12) != 0;
    g.evidence = Evidence(rows.integer(13));
    g.recorded_by = rows.id<ProfessionalId>(14);
    unpack_ground(sealer.open_or_fail(key_of(id), bound_of_ground(id, g), rows.bytes(15)), g);
    return g;
}

Bar read_bar(Rows& rows, Sealer& sealer, CaseId id) {
    Bar b;
    b.id = rows.id<BarId>(0);
    b.organisation = rows.id<OrganisationId>(1);
    b.person = rows.id<ProfessionalId>(2);
    b.life_domains = LifeDomains{std::uint16_t(rows.integer(3))};
    b.period = rows.period(4);
    b.members = unpack_members(sealer.open_or_fail(key_of(id), bound_of_bar(id, b), rows.bytes(6)));
    return b;
}

}  // namespace

CaseId Writer::case_by_number(std::string_view number) {
    Rows rows = db_.query(by_number, number);
    return rows.next() ? rows.id<CaseId>(0) : CaseId{};
}

CaseId Writer::newest_case() {
    Rows rows = db_.query(newest);
    return rows.next() ? rows.id<CaseId>(0) : CaseId{};
}

std::optional<CaseRecord> read_whole_case(Connection& db, Sealer& sealer, CaseId id) {
    CaseRecord record;
    Case the_case;
    the_case.id = id;
    bool exists = false;
    {
        Rows rows = db.query(read_case, id);
        exists = rows.next();
        if (exists) {
            record.number = rows.text(0);
            the_case.home_team = rows.id<TeamId>(1);
            the_case.home_organisation = rows.id<OrganisationId>(2);
            record.room = rows.id<RoomId>(3);
            const std::string plain =
                sealer.open_or_fail(key_of(id), bound_of_case(id), rows.bytes(4));
            Unpacker unpacker(plain);
            record.label = unpacker.text();
            record.neighbourhood = unpacker.text();
        }
    }
    for (Rows rows = db.query(read_periods, id); rows.next();)
        the_case.open.push_back(rows.period(0));
    for (Rows rows = db.query(read_seats, id); rows.next();)
        (rows.integer(1) != 0 ? the_case.pair : the_case.participants)
            .push_back({rows.id<ProfessionalId>(0), rows.period(2)});
    read_household(db.query(read_members, id), sealer, id, record.facts);
    for (Rows rows = db.query(read_grounds, id); rows.next();)
        record.facts.grounds.push_back(read_ground(rows, sealer, id));
    for (Rows rows = db.query(read_bars, id); rows.next();)
        record.facts.bars.push_back(read_bar(rows, sealer, id));
    for (Rows rows = db.query(read_pending, id); rows.next();) {
        const std::int64_t row = rows.integer(0);
        record.pending.push_back({row, unpack_pending(sealer.open_or_fail(
                                           key_of(id), bound_of_pending(id, row), rows.bytes(1)))});
    }
    for (CoordinatorRecord& one : read_coordinators(db, sealer, id))
        record.facts.coordinators.push_back(one.coordinator);
    record.address = read_address(db, sealer, id);
    for (GuestLinkRecord& one : read_links(db, sealer, id))
        record.facts.guests.push_back(one.guest);
    if (!exists) return std::nullopt;
    record.facts.the_case = std::move(the_case);
    return record;
}

std::optional<CaseRecord> Writer::load_case(CaseId id) { return read_whole_case(db_, sealer_, id); }

std::vector<CaseId> Writer::cases_around(ProfessionalId who, const std::vector<TeamId>& teams) {
    std::vector<CaseId> out;
    const auto take = [&](Rows rows) {
        while (rows.next()) out.push_back(rows.id<CaseId>(0));
    };
    take(db_.query(around_by_seat, who));
    take(db_.query(around_as_replacement, who));
    for (const TeamId team : teams) take(db_.query(around_by_team, team));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace kortelijn::store::sqlite
