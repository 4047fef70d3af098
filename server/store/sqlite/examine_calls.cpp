// Opens every sealed value of calls, links, consults and attachments, bodies too; for `doctor`
// only. It reads the rows through the same functions as the store does, so it says what the store
// says.
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql each_call{"examine.calls", "SELECT id FROM call ORDER BY id"};
constexpr Sql each_plan{"examine.plans",
                        "SELECT DISTINCT of_case FROM line WHERE call IS NULL ORDER BY of_case"};
constexpr Sql each_versions{"examine.plan_versions",
                            "SELECT DISTINCT of_case FROM plan_version ORDER BY of_case"};
constexpr Sql each_consult{"examine.consults", "SELECT id FROM consult ORDER BY id"};
constexpr Sql each_session{
    "examine.guest_sessions",
    "SELECT id, link, of_case, begun_at, last_at, ends_at, ended_at, sealed FROM guest_session "
    "ORDER BY id"};
constexpr Sql each_attachment{"examine.attachments",
                              "SELECT id, of_case, state, at, sealed FROM attachment ORDER BY id"};
// A consult's room that another consult, or none, lays claim to.
constexpr Sql strange_rooms{"examine.consult_rooms",
                            "SELECT r.id FROM room r LEFT JOIN consult c ON c.id = r.consult "
                            "WHERE r.consult IS NOT NULL AND (c.room IS NOT r.id OR "
                            "c.of_case IS NOT r.of_case) UNION "
                            "SELECT c.room FROM consult c JOIN room r ON r.id = c.room "
                            "WHERE r.consult IS NOT c.id ORDER BY 1"};

class Looking {
public:
    explicit Looking(std::string& unwell) : unwell_(unwell) {}
    template <class Body>
    void at(const char* what, std::int64_t id, Body&& body) {
        if (!undamaged(body)) say(what, id);
    }
    void say(const char* what, std::int64_t id) {
        unwell_ += "; " + std::string(what) + " " + std::to_string(id) + " does not open";
    }

private:
    std::string& unwell_;
};

template <class Id>
std::vector<Id> examined_ids(Rows rows) {
    std::vector<Id> out;
    while (rows.next()) out.push_back(rows.id<Id>(0));
    return out;
}

// Every chunk of it, and none too many: a body that was cut short has another last one.
void open_body(Connection& db, Sealer& sealer, const AttachmentRecord& a) {
    if (a.state == AttachmentState::uploading || a.state == AttachmentState::erased) return;
    std::int64_t size = 0;
    for (std::int64_t n = 0; n < a.chunks; ++n) {
        const auto bytes = read_chunk(db, sealer, a.id, n, n + 1 == a.chunks);
        if (!bytes) damaged("a chunk is missing");
        size += std::int64_t(bytes->size());
    }
    if (size != a.size) damaged("a body of another size");
}

}  // namespace

std::string unwell_of_calls(Connection& db, Sealer& sealer) {
    std::string unwell;
    Looking look(unwell);
    for (const CallId id : examined_ids<CallId>(db.query(each_call)))
        look.at("call", id.value, [&] { (void)read_call(db, sealer, id); });
    for (const CaseId id : examined_ids<CaseId>(db.query(each_plan)))
        look.at("plan of case", id.value, [&] { (void)read_plan(db, sealer, id); });
    for (const CaseId id : examined_ids<CaseId>(db.query(each_versions)))
        look.at("plan versions of case", id.value,
                [&] { (void)read_plan_versions(db, sealer, id, true); });
    for (const ConsultId id : examined_ids<ConsultId>(db.query(each_consult)))
        look.at("consult", id.value, [&] { (void)read_consult(db, sealer, id); });
    for (Rows rows = db.query(each_session); rows.next();)
        look.at("session of link", rows.integer(1), [&] { (void)read_session(rows, sealer); });
    for (Rows rows = db.query(each_attachment); rows.next();)
        look.at("attachment", rows.integer(0),
                [&] { open_body(db, sealer, read_attachment(rows, sealer)); });
    for (const RoomId id : examined_ids<RoomId>(db.query(strange_rooms))) {
        sealer.met_damage();
        unwell += "; room " + std::to_string(id.value) + " is not the room of its consult";
    }
    return unwell;
}

}  // namespace kortelijn::store::sqlite
