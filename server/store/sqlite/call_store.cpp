// Calls with their participants, questions, papers and lines; and the lines of a plan.
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql call_insert{
    "call.add",
    "INSERT INTO call (id, of_case, state, made_at, sealed) VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql call_change{"call.change",
                          "UPDATE call SET state = ?3, sealed = ?4 WHERE id = ?1 AND of_case = ?2"};
constexpr Sql call_read{"call.read",
                        "SELECT id, of_case, state, made_at, sealed FROM call WHERE id = ?1"};
constexpr Sql calls_of_case{"call.of_case",
                            "SELECT id, of_case, state, made_at, sealed FROM call "
                            "WHERE of_case = ?1 ORDER BY made_at DESC, id"};
constexpr Sql calls_open_of_case{"call.open_of_case",
                                 "SELECT id, of_case, state, made_at, sealed FROM call "
                                 "WHERE of_case = ?1 AND state < 2 ORDER BY made_at DESC, id"};
constexpr Sql calls_open{"call.open", "SELECT id FROM call WHERE state < 2 ORDER BY made_at, id"};
constexpr Sql calls_by{"call.with",
                       "SELECT DISTINCT c.id FROM call_participant p JOIN call c ON c.id = p.call "
                       "WHERE p.professional = ?1 AND c.state < 2 ORDER BY c.made_at, c.id"};
constexpr Sql call_near_to{"call.near",
                           "SELECT coalesce((SELECT min(id) FROM call WHERE id >= ?1), "
                           "(SELECT min(id) FROM call), 0)"};
constexpr Sql case_of_call_row{"call.case", "SELECT of_case FROM call WHERE id = ?1"};

constexpr Sql participants_of{"call_participant.of_call",
                              "SELECT id, professional, guest, state, sealed FROM call_participant "
                              "WHERE call = ?1 ORDER BY n"};
constexpr Sql participant_put{
    "call_participant.put",
    "INSERT INTO call_participant (id, call, professional, guest, state, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET professional = ?3, guest = ?4, "
    "state = ?5, sealed = ?6 WHERE call = ?2"};
constexpr Sql questions_of{"call_question.of_call",
                           "SELECT id, sealed FROM call_question WHERE call = ?1 ORDER BY n"};
constexpr Sql question_put{"call_question.put",
                           "INSERT INTO call_question (id, call, sealed) VALUES (?1, ?2, ?3) "
                           "ON CONFLICT (id) DO UPDATE SET sealed = ?3 WHERE call = ?2"};
constexpr Sql papers_of{"call_paper.of_call",
                        "SELECT id, sealed FROM call_paper WHERE call = ?1 ORDER BY n"};
constexpr Sql paper_put{"call_paper.put",
                        "INSERT INTO call_paper (id, call, sealed) VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (id) DO UPDATE SET sealed = ?3 WHERE call = ?2"};
constexpr Sql lines_of_call{
    "line.of_call", "SELECT id, of_case, call, sealed FROM line WHERE call = ?1 ORDER BY n"};
constexpr Sql lines_of_plan{"line.of_plan",
                            "SELECT id, of_case, call, sealed FROM line "
                            "WHERE of_case = ?1 AND call IS NULL ORDER BY n"};
constexpr Sql lines_of_case{
    "line.of_case", "SELECT id, of_case, call, sealed FROM line WHERE of_case = ?1 ORDER BY n"};
constexpr Sql line_put{"line.put",
                       "INSERT INTO line (id, of_case, call, sealed) VALUES (?1, ?2, ?3, ?4) "
                       "ON CONFLICT (id) DO UPDATE SET sealed = ?4 "
                       "WHERE of_case = ?2 AND call IS ?3"};

CallRecord call_in(const Rows& rows, Sealer& sealer) {
    CallRecord c;
    c.id = rows.id<CallId>(0);
    c.of_case = rows.id<CaseId>(1);
    c.state = CallState(rows.integer(2));
    c.made_at = rows.instant(3);
    unpack_call(sealer.open_or_fail(key_of(c.of_case), bound_of_call(c), rows.bytes(4)), c);
    return c;
}

std::vector<CallRecord> calls_in(Rows rows, Sealer& sealer) {
    std::vector<CallRecord> out;
    while (rows.next()) out.push_back(call_in(rows, sealer));
    return out;
}

LineRecord line_in(const Rows& rows, Sealer& sealer) {
    LineRecord l;
    l.id = rows.id<LineId>(0);
    l.of_case = rows.id<CaseId>(1);
    l.call = rows.id<CallId>(2);
    unpack_line(sealer.open_or_fail(key_of(l.of_case), bound_of_line(l.of_case, l.call, l.id),
                                    rows.bytes(3)),
                l);
    return l;
}

std::vector<LineRecord> lines_in(Rows rows, Sealer& sealer) {
    std::vector<LineRecord> out;
    while (rows.next()) out.push_back(line_in(rows, sealer));
    return out;
}

template <class Id>
std::vector<Id> call_ids_in(Rows rows) {
    std::vector<Id> out;
    while (rows.next()) out.push_back(rows.id<Id>(0));
    return out;
}

// Of a call that is there.
CaseId case_of_call(Connection& db, CallId id) {
    const CaseId of_case{one_number(db, case_of_call_row, id)};
    if (!of_case) fail("no such call");
    return of_case;
}

}  // namespace

std::optional<CallRecord> read_call(Connection& db, Sealer& sealer, CallId id) {
    std::optional<CallRecord> out;
    {
        Rows rows = db.query(call_read, id);
        if (rows.next()) out = call_in(rows, sealer);
    }
    const CaseId of_case = out ? out->of_case : CaseId{};
    CallRecord whole = out.value_or(CallRecord{});
    for (Rows rows = db.query(participants_of, id); rows.next();) {
        CallParticipant one;
        one.seat = {rows.id<ParticipantId>(0), rows.id<ProfessionalId>(1), rows.id<GuestId>(2),
                    ParticipantState(rows.integer(3))};
        unpack_participant(
            sealer.open_or_fail(key_of(of_case), bound_of_participant(of_case, id, one),
                                rows.bytes(4)),
            one);
        whole.participants.push_back(std::move(one));
    }
    for (Rows rows = db.query(questions_of, id); rows.next();) {
        QuestionRecord one;
        one.id = rows.id<QuestionId>(0), one.call = id;
        unpack_question(sealer.open_or_fail(key_of(of_case), bound_of_question(of_case, id, one.id),
                                            rows.bytes(1)),
                        one);
        whole.questions.push_back(std::move(one));
    }
    for (Rows rows = db.query(papers_of, id); rows.next();) {
        PaperRecord one;
        one.id = rows.id<ChecklistId>(0), one.call = id;
        unpack_paper(sealer.open_or_fail(key_of(of_case), bound_of_paper(of_case, id, one.id),
                                         rows.bytes(1)),
                     one);
        whole.papers.push_back(std::move(one));
    }
    whole.lines = lines_in(db.query(lines_of_call, id), sealer);
    if (out) out = std::move(whole);
    return out;
}

std::vector<LineRecord> read_plan(Connection& db, Sealer& sealer, CaseId id) {
    return lines_in(db.query(lines_of_plan, id), sealer);
}

void Writer::add_call(const CallRecord& c) {
    demand_transaction();
    const std::string sealed = sealer_.seal(key_of(c.of_case), bound_of_call(c), pack_call(c));
    db_.run(call_insert, c.id, c.of_case, int(c.state), c.made_at, Blob{sealed});
}

void Writer::change_call(const CallRecord& c) {
    demand_transaction();
    const std::string sealed = sealer_.seal(key_of(c.of_case), bound_of_call(c), pack_call(c));
    if (db_.run(call_change, c.id, c.of_case, int(c.state), Blob{sealed}) == 0)
        fail("no such call in this case");
}

std::optional<CallRecord> Writer::call(CallId id) { return read_call(db_, sealer_, id); }

std::vector<CallRecord> Writer::calls_of(CaseId id) {
    return calls_in(db_.query(calls_of_case, id), sealer_);
}

std::vector<CallRecord> Writer::open_calls_of(CaseId id) {
    return calls_in(db_.query(calls_open_of_case, id), sealer_);
}

std::vector<CallId> Writer::open_calls() { return call_ids_in<CallId>(db_.query(calls_open)); }

std::vector<CallId> Writer::calls_with(ProfessionalId who) {
    return call_ids_in<CallId>(db_.query(calls_by, who));
}

CallId Writer::call_near(std::int64_t from) { return CallId{one_number(db_, call_near_to, from)}; }

void Writer::put_participant(CallId call, const CallParticipant& one) {
    demand_transaction();
    const CaseId of_case = case_of_call(db_, call);
    const std::string sealed = sealer_.seal(
        key_of(of_case), bound_of_participant(of_case, call, one), pack_participant(one));
    if (db_.run(participant_put, one.seat.id, call, null_if_none(one.seat.professional),
                null_if_none(one.seat.guest), int(one.seat.state), Blob{sealed}) == 0)
        fail("a participant of another call");
}

void Writer::put_question(const QuestionRecord& one) {
    demand_transaction();
    const CaseId of_case = case_of_call(db_, one.call);
    const std::string sealed = sealer_.seal(
        key_of(of_case), bound_of_question(of_case, one.call, one.id), pack_question(one));
    if (db_.run(question_put, one.id, one.call, Blob{sealed}) == 0)
        fail("a question of another call");
}

void Writer::put_paper(const PaperRecord& one) {
    demand_transaction();
    const CaseId of_case = case_of_call(db_, one.call);
    const std::string sealed =
        sealer_.seal(key_of(of_case), bound_of_paper(of_case, one.call, one.id), pack_paper(one));
    if (db_.run(paper_put, one.id, one.call, Blob{sealed}) == 0) fail("a paper of another call");
}

void Writer::put_line(const LineRecord& one) {
    demand_transaction();
    if (one.call && case_of_call(db_, one.call) != one.of_case)
        fail("a line of another case than its call's");
    const std::string sealed = sealer_.seal(
        key_of(one.of_case), bound_of_line(one.of_case, one.call, one.id), pack_line(one));
    if (db_.run(line_put, one.id, one.of_case, null_if_none(one.call), Blob{sealed}) == 0)
        fail("a line of another call or plan");
}

std::vector<LineRecord> Writer::plan_of(CaseId id) { return read_plan(db_, sealer_, id); }

std::vector<LineRecord> Writer::lines_of(CaseId id) {
    return lines_in(db_.query(lines_of_case, id), sealer_);
}

}  // namespace kortelijn::store::sqlite
