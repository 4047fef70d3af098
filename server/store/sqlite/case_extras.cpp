// What a case has beside its household: who carries and who coordinates it, its address, how it was
// closed, and who calls six weeks later.
#include "store/sqlite/case_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql follow_ups_open{
    "follow_up.due",
    "SELECT id, of_case, due, done_at, done_by, outcome, sealed FROM follow_up "
    "WHERE done_at IS NULL AND due <= ?2 AND "
    "of_case IN (SELECT id FROM case_file WHERE home_team = ?1) ORDER BY due, id"};
constexpr Sql follow_ups_all{
    "follow_up.of_case",
    "SELECT id, of_case, due, done_at, done_by, outcome, sealed FROM follow_up "
    "WHERE of_case = ?1 ORDER BY id"};
constexpr Sql follow_up_next{"follow_up.next_id", "SELECT coalesce(max(id), 0) + 1 FROM follow_up"};
constexpr Sql follow_up_insert{
    "follow_up.add",
    "INSERT INTO follow_up (id, of_case, due, done_at, done_by, outcome, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr Sql follow_up_change{
    "follow_up.change",
    "UPDATE follow_up SET done_at = ?4, done_by = ?5, outcome = ?6, sealed = ?7 "
    "WHERE id = ?1 AND of_case = ?2 AND due = ?3"};
constexpr Sql closing_next{"case_closing.next_id",
                           "SELECT coalesce(max(id), 0) + 1 FROM case_closing"};
constexpr Sql closing_insert{
    "case_closing.add",
    "INSERT INTO case_closing (id, of_case, at, outcome, sealed) VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql closings_all{
    "case_closing.of_case",
    "SELECT id, at, outcome, sealed FROM case_closing WHERE of_case = ?1 ORDER BY id"};
constexpr Sql coordinators_all{
    "coordinator.of_case",
    "SELECT id, member, professional, begins_at, ends_at, sealed FROM coordinator "
    "WHERE of_case = ?1 ORDER BY id"};
constexpr Sql coordinator_next{"coordinator.next_id",
                               "SELECT coalesce(max(id), 0) + 1 FROM coordinator"};
constexpr Sql coordinator_insert{
    "coordinator.add",
    "INSERT INTO coordinator (id, of_case, member, professional, begins_at, ends_at, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr Sql coordinator_end{"coordinator.end",
                              "UPDATE coordinator SET ends_at = ?2, sealed = ?3 WHERE id = ?1"};
constexpr Sql address_read{"case_address.read",
                           "SELECT sealed FROM case_address WHERE of_case = ?1"};
constexpr Sql address_put{"case_address.put",
                          "INSERT INTO case_address (of_case, sealed) VALUES (?1, ?2) "
                          "ON CONFLICT (of_case) DO UPDATE SET sealed = ?2"};
constexpr Sql pair_insert{"case.add_pair",
                          "INSERT INTO case_seat (of_case, professional, pair, begins_at, ends_at) "
                          "VALUES (?1, ?2, 1, ?3, ?4)"};
constexpr Sql pair_end{
    "case.end_pair",
    "UPDATE case_seat SET ends_at = ?3 WHERE of_case = ?1 AND professional = ?2 AND pair = 1 "
    "AND (ends_at IS NULL OR ends_at > ?3)"};

FollowUp follow_up_in(const Rows& rows) {
    FollowUp f;
    f.id = rows.id<FollowUpId>(0);
    f.of_case = rows.id<CaseId>(1);
    f.due = Day{std::int32_t(rows.integer(2))};
    f.done_at = rows.instant_if(3);
    f.done_by = rows.id<ProfessionalId>(4);
    f.outcome = word_if<FollowUpOutcome>(rows, 5);
    return f;
}

}  // namespace

std::vector<CoordinatorRecord> read_coordinators(Connection& db, Sealer& sealer, CaseId id) {
    std::vector<CoordinatorRecord> out;
    for (Rows rows = db.query(coordinators_all, id); rows.next();) {
        CoordinatorRecord& record = out.emplace_back();
        record.coordinator = {rows.id<CoordinatorId>(0), rows.id<MemberId>(1),
                              rows.id<ProfessionalId>(2), rows.period(3)};
        unpack_coordinator(
            sealer.open_or_fail(key_of(id), bound_of_coordinator(id, record.coordinator),
                                rows.bytes(5)),
            record);
    }
    return out;
}

std::optional<Address> read_address(Connection& db, Sealer& sealer, CaseId id) {
    Rows rows = db.query(address_read, id);
    if (!rows.next()) return std::nullopt;
    return unpack_address(sealer.open_or_fail(key_of(id), bound_of_address(id), rows.bytes(0)));
}

std::vector<FollowUp> Writer::follow_ups_due(TeamId home, Day through) {
    std::vector<FollowUp> out;
    for (Rows rows = db_.query(follow_ups_open, home, int(through.number)); rows.next();)
        out.push_back(follow_up_in(rows));
    return out;
}

std::vector<FollowUp> Writer::follow_ups_of(CaseId id) {
    std::vector<FollowUp> out;
    for (Rows rows = db_.query(follow_ups_all, id); rows.next();) {
        FollowUp f = follow_up_in(rows);
        f.note =
            unpack_words(sealer_.open_or_fail(key_of(id), bound_of_follow_up(f), rows.bytes(6)));
        out.push_back(std::move(f));
    }
    return out;
}

FollowUpId Writer::add_follow_up(const FollowUp& follow_up) {
    demand_transaction();
    FollowUp f = follow_up;
    f.id = FollowUpId{one_number(db_, follow_up_next)};
    const std::string sealed =
        sealer_.seal(key_of(f.of_case), bound_of_follow_up(f), pack_words(f.note));
    db_.run(follow_up_insert, f.id, f.of_case, int(f.due.number), f.done_at,
            null_if_none(f.done_by), int_if(f.outcome), Blob{sealed});
    return f.id;
}

void Writer::change_follow_up(const FollowUp& f) {
    demand_transaction();
    const std::string sealed =
        sealer_.seal(key_of(f.of_case), bound_of_follow_up(f), pack_words(f.note));
    if (db_.run(follow_up_change, f.id, f.of_case, int(f.due.number), f.done_at,
                null_if_none(f.done_by), int_if(f.outcome), Blob{sealed}) == 0)
        fail("no such follow-up in this case");
}

void Writer::add_closing(const Closing& c) {
    demand_transaction();
    const std::int64_t id = one_number(db_, closing_next);
    const std::string sealed =
        sealer_.seal(key_of(c.of_case), bound_of_closing(id, c), pack_words(c.note));
    db_.run(closing_insert, id, c.of_case, c.at, int(c.outcome), Blob{sealed});
}

std::vector<Closing> Writer::closings_of(CaseId id) {
    std::vector<Closing> out;
    for (Rows rows = db_.query(closings_all, id); rows.next();) {
        Closing c{id, rows.instant(1), CaseOutcome(rows.integer(2)), {}};
        c.note = unpack_words(
            sealer_.open_or_fail(key_of(id), bound_of_closing(rows.integer(0), c), rows.bytes(3)));
        out.push_back(std::move(c));
    }
    return out;
}

std::vector<CoordinatorRecord> Writer::coordinators_of(CaseId id) {
    return read_coordinators(db_, sealer_, id);
}

CoordinatorId Writer::set_coordinator(CaseId id, const CoordinatorRecord& given) {
    demand_transaction();
    if (!given.coordinator.period.from) fail("a coordinator begins at a moment");
    end_coordinator(id, *given.coordinator.period.from);
    CoordinatorRecord record = given;
    Coordinator& c = record.coordinator;
    c.id = CoordinatorId{one_number(db_, coordinator_next)};
    const std::string sealed =
        sealer_.seal(key_of(id), bound_of_coordinator(id, c), pack_coordinator(record));
    db_.run(coordinator_insert, c.id, id, null_if_none(c.member), null_if_none(c.professional),
            c.period.from, c.period.to, Blob{sealed});
    return c.id;
}

void Writer::end_coordinator(CaseId id, Instant at) {
    demand_transaction();
    for (CoordinatorRecord& record : coordinators_of(id)) {
        Coordinator& c = record.coordinator;
        if (c.period.to && *c.period.to <= at) continue;
        c.period.to = at;
        db_.run(
            coordinator_end, c.id, at,
            Blob{sealer_.seal(key_of(id), bound_of_coordinator(id, c), pack_coordinator(record))});
    }
}

void Writer::set_address(CaseId id, const Address& address) {
    demand_transaction();
    db_.run(address_put, id,
            Blob{sealer_.seal(key_of(id), bound_of_address(id), pack_address(address))});
}

void Writer::add_pair(CaseId id, const Seat& seat) {
    demand_transaction();
    db_.run(pair_insert, id, seat.professional, seat.period.from, seat.period.to);
}

void Writer::end_pair(CaseId id, ProfessionalId who, Instant to) {
    demand_transaction();
    if (db_.run(pair_end, id, who, to) == 0) fail("no such pair member of this case");
}

}  // namespace kortelijn::store::sqlite
