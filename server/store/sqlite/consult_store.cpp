// Consults: the question, who was asked along, the advice, and the room of each.
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql next_consult_room{"consult.next_room", "SELECT coalesce(max(id), 0) + 1 FROM room"};
constexpr Sql room_insert{"consult.add_room",
                          "INSERT INTO room (id, of_case, last_seq, last_position, purpose, "
                          "consult) VALUES (?1, ?2, 0, 0, ?3, ?4)"};
constexpr Sql consult_insert{
    "consult.add",
    "INSERT INTO consult (id, of_case, room, asked_by, asked_at, ended_at, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr Sql consult_read{
    "consult.read",
    "SELECT id, of_case, room, asked_by, asked_at, ended_at, sealed FROM consult WHERE id = ?1"};
constexpr Sql consults_of_case{
    "consult.of_case", "SELECT id FROM consult WHERE of_case = ?1 ORDER BY asked_at DESC, id"};
constexpr Sql consults_with{
    "consult.around",
    "SELECT id FROM consult WHERE asked_by = ?1 OR id IN "
    "(SELECT consult FROM consult_asked WHERE professional = ?1) ORDER BY asked_at DESC, id"};
constexpr Sql consults_live{"consult.live",
                            "SELECT id FROM consult WHERE ended_at IS NULL ORDER BY id"};
constexpr Sql consult_near_to{"consult.near",
                              "SELECT coalesce((SELECT min(id) FROM consult WHERE id >= ?1), "
                              "(SELECT min(id) FROM consult), 0)"};
constexpr Sql case_of_consult_row{"consult.case", "SELECT of_case FROM consult WHERE id = ?1"};
constexpr Sql consult_end{"consult.end",
                          "UPDATE consult SET ended_at = ?2, sealed = ?3 WHERE id = ?1"};
constexpr Sql asked_of{"consult_asked.of_consult",
                       "SELECT professional, answer, sealed FROM consult_asked "
                       "WHERE consult = ?1 ORDER BY n"};
constexpr Sql asked_put{
    "consult_asked.put",
    "INSERT INTO consult_asked (consult, professional, answer, sealed) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (consult, professional) DO UPDATE SET answer = ?3, sealed = ?4"};
constexpr Sql advice_of{"consult_advice.of_consult",
                        "SELECT n, sealed FROM consult_advice WHERE consult = ?1 ORDER BY n"};
constexpr Sql advice_next{"consult_advice.next",
                          "SELECT coalesce(max(n), 0) + 1 FROM consult_advice"};
constexpr Sql advice_insert{"consult_advice.add",
                            "INSERT INTO consult_advice (n, consult, sealed) VALUES (?1, ?2, ?3)"};

ConsultRecord consult_in(const Rows& rows, Sealer& sealer) {
    ConsultRecord c;
    c.id = rows.id<ConsultId>(0);
    c.of_case = rows.id<CaseId>(1);
    c.room = rows.id<RoomId>(2);
    c.asked_by = rows.id<ProfessionalId>(3);
    c.period.from = rows.instant(4);
    c.ended_at = rows.instant_if(5);
    unpack_consult(sealer.open_or_fail(key_of(c.of_case), bound_of_consult(c), rows.bytes(6)), c);
    return c;
}

std::vector<ConsultId> consult_ids_in(Rows rows) {
    std::vector<ConsultId> out;
    while (rows.next()) out.push_back(rows.id<ConsultId>(0));
    return out;
}

CaseId case_of_consult(Connection& db, ConsultId id) {
    const CaseId of_case{one_number(db, case_of_consult_row, id)};
    if (!of_case) fail("no such consult");
    return of_case;
}

}  // namespace

std::optional<ConsultRecord> read_consult(Connection& db, Sealer& sealer, ConsultId id) {
    std::optional<ConsultRecord> out;
    {
        Rows rows = db.query(consult_read, id);
        if (rows.next()) out = consult_in(rows, sealer);
    }
    const CaseId of_case = out ? out->of_case : CaseId{};
    ConsultRecord whole = out.value_or(ConsultRecord{});
    for (Rows rows = db.query(asked_of, id); rows.next();) {
        ConsultAsked one;
        one.asked.professional = rows.id<ProfessionalId>(0);
        one.asked.answer = ConsultAnswer(rows.integer(1));
        unpack_asked(sealer.open_or_fail(key_of(of_case), bound_of_asked(of_case, id, one.asked),
                                         rows.bytes(2)),
                     one);
        whole.asked.push_back(std::move(one));
    }
    for (Rows rows = db.query(advice_of, id); rows.next();)
        whole.advice.push_back(unpack_advice(sealer.open_or_fail(
            key_of(of_case), bound_of_advice(of_case, id, rows.integer(0)), rows.bytes(1))));
    if (out) out = std::move(whole);
    return out;
}

RoomId Writer::add_consult_room(CaseId of_case, ConsultId consult) {
    demand_transaction();
    const RoomId room{one_number(db_, next_consult_room)};
    db_.run(room_insert, room, of_case, int(Purpose::consult), consult);
    heads_.put_room(room, {of_case, 0, 0, consult});
    return room;
}

ConsultId Writer::consult_of_room(RoomId id) {
    const RoomHead* const head = heads_.room(id);
    return head == nullptr ? ConsultId{} : head->consult;
}

void Writer::add_consult(const ConsultRecord& c) {
    demand_transaction();
    const RoomHead* const head = heads_.room(c.room);
    if (head == nullptr || head->consult != c.id || head->of_case != c.of_case)
        fail("a consult has a room of its own");
    if (!c.period.from) fail("a consult begins at a moment");
    const std::string sealed =
        sealer_.seal(key_of(c.of_case), bound_of_consult(c), pack_consult(c));
    db_.run(consult_insert, c.id, c.of_case, c.room, c.asked_by, c.period.from, c.ended_at,
            Blob{sealed});
    for (const ConsultAsked& one : c.asked) put_asked(c.id, one);
    for (const Advice& one : c.advice) put_advice(c.id, one);
}

std::optional<ConsultRecord> Writer::consult(ConsultId id) {
    return read_consult(db_, sealer_, id);
}

std::vector<ConsultId> Writer::consults_of(CaseId id) {
    return consult_ids_in(db_.query(consults_of_case, id));
}

std::vector<ConsultId> Writer::consults_around(ProfessionalId who) {
    return consult_ids_in(db_.query(consults_with, who));
}

std::vector<ConsultId> Writer::live_consults() { return consult_ids_in(db_.query(consults_live)); }

ConsultId Writer::consult_near(std::int64_t from) {
    return ConsultId{one_number(db_, consult_near_to, from)};
}

void Writer::put_asked(ConsultId id, const ConsultAsked& one) {
    demand_transaction();
    const CaseId of_case = case_of_consult(db_, id);
    const std::string sealed =
        sealer_.seal(key_of(of_case), bound_of_asked(of_case, id, one.asked), pack_asked(one));
    db_.run(asked_put, id, one.asked.professional, int(one.asked.answer), Blob{sealed});
}

void Writer::put_advice(ConsultId id, const Advice& advice) {
    demand_transaction();
    const CaseId of_case = case_of_consult(db_, id);
    const std::int64_t row = one_number(db_, advice_next);
    const std::string sealed =
        sealer_.seal(key_of(of_case), bound_of_advice(of_case, id, row), pack_advice(advice));
    db_.run(advice_insert, row, id, Blob{sealed});
}

void Writer::end_consult(ConsultId id, Instant at, ProfessionalId by) {
    demand_transaction();
    std::optional<ConsultRecord> found;
    {
        Rows rows = db_.query(consult_read, id);
        if (rows.next()) found = consult_in(rows, sealer_);
    }
    if (!found) fail("no such consult");
    found->ended_at = at, found->ended_by = by;
    const std::string sealed =
        sealer_.seal(key_of(found->of_case), bound_of_consult(*found), pack_consult(*found));
    db_.run(consult_end, id, at, Blob{sealed});
}

}  // namespace kortelijn::store::sqlite
