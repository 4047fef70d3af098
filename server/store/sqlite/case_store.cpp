// Writing cases: the case with its room and key, household, seats, grounds, bars, pending answers.
#include <cstdio>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/case_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql last_number{"case.last_number",
                          "SELECT number FROM case_file WHERE number >= ?1 AND number < ?2 "
                          "ORDER BY length(number) DESC, number DESC LIMIT 1"};
constexpr Sql next_case{"case.next_id", "SELECT coalesce(max(id), 0) + 1 FROM case_file"};
constexpr Sql add_case{
    "case.add",
    "INSERT INTO case_file (id, number, home_team, home_organisation, room, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr Sql next_room{"case.next_room", "SELECT coalesce(max(id), 0) + 1 FROM room"};
constexpr Sql add_room{
    "case.add_room",
    "INSERT INTO room (id, of_case, last_seq, last_position) VALUES (?1, ?2, 0, 0)"};
constexpr Sql open_case{"case.open_period",
                        "INSERT INTO case_period (of_case, begins_at) VALUES (?1, ?2)"};
constexpr Sql close_case{
    "case.close_period",
    "UPDATE case_period SET ends_at = ?2 WHERE of_case = ?1 AND ends_at IS NULL"};
constexpr Sql add_seat{"case.add_seat",
                       "INSERT INTO case_seat (of_case, professional, pair, begins_at, ends_at) "
                       "VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql end_seat{
    "case.end_seat",
    "UPDATE case_seat SET ends_at = ?3 WHERE of_case = ?1 AND professional = ?2 AND pair = 0 "
    "AND (ends_at IS NULL OR ends_at > ?3)"};
constexpr Sql next_member{"member.next_id", "SELECT coalesce(max(id), 0) + 1 FROM member"};
constexpr Sql insert_member{
    "member.add",
    "INSERT INTO member (id, of_case, outsider, begins_at, ends_at, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr Sql update_member{"member.change",
                            "UPDATE member SET begins_at = ?3, ends_at = ?4, sealed = ?5 "
                            "WHERE id = ?1 AND of_case = ?2 AND outsider = 0"};
constexpr Sql next_ground{"ground.next_id", "SELECT coalesce(max(id), 0) + 1 FROM ground"};
constexpr Sql insert_ground{
    "ground.add",
    "INSERT INTO ground (id, of_case, kind, deny, organisation, person, purpose, "
    "life_domains, given_at, begins_at, ends_at, withdrawn_at, without_parents, "
    "confidential, evidence, recorded_by, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"};
constexpr Sql withdraw_ground{"ground.end",
                              "UPDATE ground SET withdrawn_at = ?3, sealed = ?4 "
                              "WHERE id = ?2 AND of_case = ?1"};
constexpr Sql next_bar{"bar.next_id", "SELECT coalesce(max(id), 0) + 1 FROM bar"};
constexpr Sql insert_bar{
    "bar.add",
    "INSERT INTO bar (id, of_case, organisation, person, life_domains, begins_at, ends_at, "
    "sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr Sql insert_pending{"pending.add",
                             "INSERT INTO pending_answer (of_case, sealed) VALUES (?1, x'')"};
constexpr Sql write_pending{"pending.write",
                            "UPDATE pending_answer SET sealed = ?3 WHERE id = ?2 AND of_case = ?1"};
constexpr Sql delete_pending{"pending.drop",
                             "DELETE FROM pending_answer WHERE id = ?2 AND of_case = ?1"};

std::int64_t next_id(Connection& db, const Sql& sql) {
    Rows rows = db.query(sql);
    rows.next();
    return rows.integer(0);
}

template <class Word>
std::optional<int> number_of(const std::optional<Word>& word) {
    return word ? std::optional(int(*word)) : std::nullopt;
}

void must_change(int rows, const char* words) {
    if (rows == 0) fail(words);
}

}  // namespace

std::string Writer::next_case_number(int year) {
    char prefix[8];
    std::snprintf(prefix, sizeof prefix, "%02d-", year % 100);
    std::string after(prefix);
    after.back() = char(after.back() + 1);
    int next = 1;
    Rows rows = db_.query(last_number, std::string_view(prefix), std::string_view(after));
    if (rows.next()) next = std::stoi(rows.text(0).substr(3)) + 1;
    char number[16];
    std::snprintf(number, sizeof number, "%s%04d", prefix, next);
    return number;
}

CaseStore::NewCase Writer::create_case(const CaseDraft& draft) {
    demand_transaction();
    const CaseId id{next_id(db_, next_case)};
    make_key(key_of(id));
    Packer packer;
    packer.text(draft.label).text(draft.neighbourhood);
    const std::string sealed = sealer_.seal(key_of(id), bound_of_case(id), packer.bytes());
    const RoomId room{next_id(db_, next_room)};
    db_.run(add_case, id, std::string_view(draft.number), null_if_none(draft.home_team),
            null_if_none(draft.home_organisation), room, Blob{sealed});
    db_.run(add_room, room, id);
    heads_.put_room(room, {id, 0, 0});
    db_.run(open_case, id, draft.opened_at);
    for (const Seat& seat : draft.pair)
        db_.run(add_seat, id, seat.professional, 1, seat.period.from, seat.period.to);
    return {id, room};
}

void Writer::open_period(CaseId id, Instant from) {
    demand_transaction();
    db_.run(open_case, id, from);
}

void Writer::close_period(CaseId id, Instant to) {
    demand_transaction();
    must_change(db_.run(close_case, id, to), "a case that is not open cannot be closed");
}

MemberId Writer::add_member(CaseId id, const Member& member) {
    demand_transaction();
    const MemberId new_id{next_id(db_, next_member)};
    make_key(key_of(new_id));
    const std::string sealed = sealer_.seal(
        key_of(new_id), bound_of_member(id, new_id, false, member.period), pack_member(member));
    db_.run(insert_member, new_id, id, 0, member.period.from, member.period.to, Blob{sealed});
    return new_id;
}

MemberId Writer::add_outsider(CaseId id, const Outsider& outsider) {
    demand_transaction();
    const MemberId new_id{next_id(db_, next_member)};
    make_key(key_of(new_id));
    const std::string sealed = sealer_.seal(key_of(new_id), bound_of_member(id, new_id, true, {}),
                                            pack_outsider(outsider));
    db_.run(insert_member, new_id, id, 1, nullptr, nullptr, Blob{sealed});
    return new_id;
}

void Writer::change_member(CaseId id, const Member& member) {
    demand_transaction();
    const std::string sealed =
        sealer_.seal(key_of(member.id), bound_of_member(id, member.id, false, member.period),
                     pack_member(member));
    must_change(
        db_.run(update_member, member.id, id, member.period.from, member.period.to, Blob{sealed}),
        "no such member in this case");
}

void Writer::add_participant(CaseId id, const Seat& seat) {
    demand_transaction();
    db_.run(add_seat, id, seat.professional, 0, seat.period.from, seat.period.to);
}

void Writer::end_participant(CaseId id, ProfessionalId who, Instant to) {
    demand_transaction();
    must_change(db_.run(end_seat, id, who, to), "no such participant in this case");
}

GroundId Writer::add_ground(CaseId id, const Ground& ground) {
    demand_transaction();
    Ground g = ground;
    g.id = GroundId{next_id(db_, next_ground)};
    const std::string sealed = sealer_.seal(key_of(id), bound_of_ground(id, g), pack_ground(g));
    const auto confidential = g.confidential ? std::optional(int(*g.confidential)) : std::nullopt;
    db_.run(insert_ground, g.id, id, int(g.kind), int(g.deny), null_if_none(g.organisation),
            null_if_none(g.person), sqlite::number_of(g.purpose), int(g.life_domains.bits), g.given_at,
            g.begin, g.end, g.withdrawn_at, int(g.without_parents), confidential, int(g.evidence),
            null_if_none(g.recorded_by), Blob{sealed});
    return g.id;
}

void Writer::end_ground(CaseId id, GroundId ground, Instant at, MemberId by) {
    demand_transaction();
    auto record = load_case(id);
    std::vector<Ground> grounds;
    if (record) grounds = std::move(record->facts.grounds);
    const auto found = std::find_if(grounds.begin(), grounds.end(),
                                    [&](const Ground& g) { return g.id == ground; });
    if (found == grounds.end()) fail("no such ground in this case");
    // Sealed anew: a withdrawal that is taken out of the row again shows.
    found->withdrawn_at = at, found->withdrawn_by = by;
    const std::string sealed =
        sealer_.seal(key_of(id), bound_of_ground(id, *found), pack_ground(*found));
    must_change(db_.run(withdraw_ground, id, ground, at, Blob{sealed}),
                "no such ground in this case");
}

void Writer::add_bar(CaseId id, const Bar& bar) {
    demand_transaction();
    Bar b = bar;
    b.id = BarId{next_id(db_, next_bar)};
    const std::string sealed =
        sealer_.seal(key_of(id), bound_of_bar(id, b), pack_members(b.members));
    db_.run(insert_bar, b.id, id, null_if_none(b.organisation), null_if_none(b.person),
            int(b.life_domains.bits), b.period.from, b.period.to, Blob{sealed});
}

std::int64_t Writer::put_pending(CaseId id, const PendingAnswer& answer) {
    demand_transaction();
    std::int64_t row = answer.id;
    if (row == 0) {  // the row's id is part of what is sealed, so it comes first
        db_.run(insert_pending, id);
        row = db_.last_id();
    }
    const std::string sealed =
        sealer_.seal(key_of(id), bound_of_pending(id, row), pack_pending(answer.asked));
    must_change(db_.run(write_pending, id, row, Blob{sealed}),
                "no such pending answer in this case");
    return row;
}

void Writer::drop_pending(CaseId id, std::int64_t answer) {
    demand_transaction();
    db_.run(delete_pending, id, answer);
}

}  // namespace kortelijn::store::sqlite
