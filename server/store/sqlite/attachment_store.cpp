// Attachments and their bodies, chunk by chunk.
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

#define KORTELIJN_ATTACHMENT_COLUMNS "id, of_case, state, at, sealed "

constexpr Sql attachment_insert{"attachment.add",
                                "INSERT INTO attachment (" KORTELIJN_ATTACHMENT_COLUMNS
                                ") VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql attachment_change{"attachment.change",
                                "UPDATE attachment SET state = ?3, sealed = ?4 "
                                "WHERE id = ?1 AND of_case = ?2 AND at = ?5"};
constexpr Sql attachment_read{
    "attachment.read", "SELECT " KORTELIJN_ATTACHMENT_COLUMNS "FROM attachment WHERE id = ?1"};
constexpr Sql attachments_of_case{"attachment.of_case",
                                  "SELECT " KORTELIJN_ATTACHMENT_COLUMNS
                                  "FROM attachment WHERE of_case = ?1 ORDER BY at, id"};
constexpr Sql attachments_by_state{"attachment.in_state",
                                   "SELECT " KORTELIJN_ATTACHMENT_COLUMNS
                                   "FROM attachment WHERE state = ?1 ORDER BY at, id"};
// What is not ready is little, and has an index of its own.
static_assert(int(AttachmentState::ready) == 2);
constexpr Sql attachments_on_their_way{"attachment.on_their_way",
                                       "SELECT " KORTELIJN_ATTACHMENT_COLUMNS
                                       "FROM attachment WHERE state = ?1 AND state <> 2 "
                                       "ORDER BY at, id"};
constexpr Sql attachments_from{"attachment.after",
                               "SELECT id FROM attachment WHERE id > ?1 ORDER BY id LIMIT ?2"};
constexpr Sql attachments_from_in{"attachment.after_in_state",
                                  "SELECT id FROM attachment WHERE id > ?1 AND state = ?3 "
                                  "ORDER BY id LIMIT ?2"};
constexpr Sql on_their_way_from{"attachment.after_on_their_way",
                                "SELECT id FROM attachment WHERE id > ?1 AND state = ?3 "
                                "AND state <> 2 ORDER BY id LIMIT ?2"};
constexpr Sql attachment_near_to{"attachment.near",
                                 "SELECT coalesce((SELECT min(id) FROM attachment WHERE id >= ?1), "
                                 "(SELECT min(id) FROM attachment), 0)"};
constexpr Sql case_of_attachment_row{"attachment.case",
                                     "SELECT of_case FROM attachment WHERE id = ?1"};
constexpr Sql chunk_put{"attachment_chunk.put",
                        "INSERT INTO attachment_chunk (attachment, n, sealed) VALUES (?1, ?2, ?3)"};
constexpr Sql chunk_read{"attachment_chunk.read",
                         "SELECT a.of_case, c.sealed FROM attachment_chunk c "
                         "JOIN attachment a ON a.id = c.attachment "
                         "WHERE c.attachment = ?1 AND c.n = ?2"};
constexpr Sql chunks_drop{"attachment_chunk.drop",
                          "DELETE FROM attachment_chunk WHERE attachment = ?1"};

}  // namespace

AttachmentRecord read_attachment(const Rows& rows, Sealer& sealer) {
    AttachmentRecord a;
    a.id = rows.id<AttachmentId>(0);
    a.of_case = rows.id<CaseId>(1);
    a.state = AttachmentState(rows.integer(2));
    a.at = rows.instant(3);
    unpack_attachment(sealer.open_or_fail(key_of(a.of_case), bound_of_attachment(a), rows.bytes(4)),
                      a);
    return a;
}

std::optional<std::string> read_chunk(Connection& db, Sealer& sealer, AttachmentId id,
                                      std::int64_t n, bool last) {
    Rows rows = db.query(chunk_read, id, n);
    if (!rows.next()) return std::nullopt;
    const auto of_case = rows.id<CaseId>(0);
    return sealer.open_or_fail(key_of(of_case), bound_of_chunk(of_case, id, n, last),
                               rows.bytes(1));
}

void Writer::add_attachment(const AttachmentRecord& a) {
    demand_transaction();
    const std::string sealed =
        sealer_.seal(key_of(a.of_case), bound_of_attachment(a), pack_attachment(a));
    db_.run(attachment_insert, a.id, a.of_case, int(a.state), a.at, Blob{sealed});
}

void Writer::change_attachment(const AttachmentRecord& a) {
    demand_transaction();
    const std::string sealed =
        sealer_.seal(key_of(a.of_case), bound_of_attachment(a), pack_attachment(a));
    if (db_.run(attachment_change, a.id, a.of_case, int(a.state), Blob{sealed}, a.at) == 0)
        fail("no such attachment in this case");
}

std::optional<AttachmentRecord> Writer::attachment(AttachmentId id) {
    Rows rows = db_.query(attachment_read, id);
    return rows.next() ? std::optional(read_attachment(rows, sealer_)) : std::nullopt;
}

std::vector<AttachmentRecord> Writer::attachments_of(CaseId id) {
    std::vector<AttachmentRecord> out;
    for (Rows rows = db_.query(attachments_of_case, id); rows.next();)
        out.push_back(read_attachment(rows, sealer_));
    return out;
}

// One that does not open is left out: it shows as damage.
std::vector<AttachmentRecord> Writer::attachments_in(AttachmentState state) {
    std::vector<AttachmentRecord> out;
    const Sql& sql =
        state == AttachmentState::ready ? attachments_by_state : attachments_on_their_way;
    for (Rows rows = db_.query(sql, int(state)); rows.next();)
        undamaged([&] { out.push_back(read_attachment(rows, sealer_)); });
    return out;
}

std::vector<AttachmentId> Writer::attachments_after(AttachmentId after,
                                                    std::optional<AttachmentState> state,
                                                    int limit) {
    std::vector<AttachmentId> out;
    const auto take = [&](Rows rows) {
        while (rows.next()) out.push_back(rows.id<AttachmentId>(0));
    };
    if (!state)
        take(db_.query(attachments_from, after, limit));
    else if (*state == AttachmentState::ready)
        take(db_.query(attachments_from_in, after, limit, int(*state)));
    else
        take(db_.query(on_their_way_from, after, limit, int(*state)));
    return out;
}

AttachmentId Writer::attachment_near(std::int64_t from) {
    return AttachmentId{one_number(db_, attachment_near_to, from)};
}

void Writer::put_chunk(AttachmentId id, std::int64_t n, bool last, std::string_view bytes) {
    demand_transaction();
    if (bytes.size() > attachment_chunk_bytes) fail("a chunk that is too large");
    const CaseId of_case{one_number(db_, case_of_attachment_row, id)};
    if (!of_case) fail("no such attachment");
    const std::string sealed =
        sealer_.seal(key_of(of_case), bound_of_chunk(of_case, id, n, last), bytes);
    db_.run(chunk_put, id, n, Blob{sealed});
}

std::optional<std::string> Writer::chunk(AttachmentId id, std::int64_t n, bool last) {
    return read_chunk(db_, sealer_, id, n, last);
}

void Writer::erase_attachment(AttachmentId id, Instant at) {
    demand_transaction();
    std::optional<AttachmentRecord> found = attachment(id);
    if (!found) fail("no such attachment");
    found->state = AttachmentState::erased;
    found->erased_at = at;
    found->chunks = 0;
    change_attachment(*found);
    db_.run(chunks_drop, id);
}

#undef KORTELIJN_ATTACHMENT_COLUMNS

}  // namespace kortelijn::store::sqlite
