// Guests' links and their sessions. What opens a link is kept as keyed digests, sealed with the
// link: a digest put in from elsewhere opens nothing.
#include <openssl/crypto.h>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

#define KORTELIJN_LINK_COLUMNS "id, of_case, token_digest, sealed "

constexpr Sql link_insert{"guest_link.add", "INSERT INTO guest_link (" KORTELIJN_LINK_COLUMNS
                                            ") VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql link_change{"guest_link.change",
                          "UPDATE guest_link SET sealed = ?3 WHERE id = ?1 AND of_case = ?2"};
constexpr Sql link_read{"guest_link.read",
                        "SELECT " KORTELIJN_LINK_COLUMNS "FROM guest_link WHERE id = ?1"};
constexpr Sql link_by_token{"guest_link.by_token", "SELECT " KORTELIJN_LINK_COLUMNS
                                                   "FROM guest_link WHERE token_digest = ?1"};
constexpr Sql links_of_case{"guest_link.of_case",
                            "SELECT " KORTELIJN_LINK_COLUMNS
                            "FROM guest_link WHERE of_case = ?1 ORDER BY rowid"};
constexpr Sql guest_near_to{"guest_link.near",
                            "SELECT coalesce((SELECT min(id) FROM guest_link WHERE id >= ?1), "
                            "(SELECT min(id) FROM guest_link), 0)"};

constexpr Sql session_insert{
    "guest_session.add",
    "INSERT INTO guest_session (id, link, of_case, begun_at, last_at, ends_at, ended_at, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr Sql session_touch{"guest_session.touch",
                            "UPDATE guest_session SET last_at = ?2 WHERE id = ?1"};
constexpr Sql session_read{
    "guest_session.read",
    "SELECT id, link, of_case, begun_at, last_at, ends_at, ended_at, sealed FROM guest_session "
    "WHERE id = ?1"};
constexpr Sql session_end{"guest_session.end",
                          "UPDATE guest_session SET ended_at = ?2, sealed = ?3 WHERE id = ?1"};
constexpr Sql sessions_live{
    "guest_session.live",
    "SELECT id, link, of_case, begun_at, last_at, ends_at, ended_at, sealed FROM guest_session "
    "WHERE ended_at IS NULL AND ends_at > ?1 ORDER BY begun_at, id"};

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// A code is short: the same code of two links has two digests.
std::string code_digest(const KeyRing& keys, GuestId link, std::string_view code) {
    return keys.keyed_digest(KeyRing::DigestOf::guest_code,
                             std::to_string(link.value).append(1, ':').append(code));
}

}  // namespace

GuestSession read_session(const Rows& rows, Sealer& sealer) {
    GuestSession s;
    s.id = rows.id<GuestSessionId>(0);
    s.link = rows.id<GuestId>(1);
    s.of_case = rows.id<CaseId>(2);
    s.begun_at = rows.instant(3);
    s.last_at = rows.instant(4);
    s.ends_at = rows.instant(5);
    s.ended_at = rows.instant_if(6);
    s.token_hash = unpack_words(
        sealer.open_or_fail(collaboration_key, bound_of_guest_session(s), rows.bytes(7)));
    return s;
}

KeptLink read_link(const Rows& rows, Sealer& sealer) {
    KeptLink kept;
    kept.record.guest.id = rows.id<GuestId>(0);
    kept.record.of_case = rows.id<CaseId>(1);
    kept.token_digest = rows.text(2);
    unpack_link(sealer.open_or_fail(
                    key_of(kept.record.of_case),
                    bound_of_link(kept.record.guest.id, kept.record.of_case, kept.token_digest),
                    rows.bytes(3)),
                kept);
    return kept;
}

std::vector<GuestLinkRecord> read_links(Connection& db, Sealer& sealer, CaseId id) {
    std::vector<GuestLinkRecord> out;
    for (Rows rows = db.query(links_of_case, id); rows.next();)
        out.push_back(read_link(rows, sealer).record);
    return out;
}

std::string Writer::seal_link(const KeptLink& kept) {
    const GuestLinkRecord& r = kept.record;
    return sealer_.seal(key_of(r.of_case), bound_of_link(r.guest.id, r.of_case, kept.token_digest),
                        pack_link(kept));
}

KeptLink Writer::kept_link(GuestId id) {
    Rows rows = db_.query(link_read, id);
    if (!rows.next()) fail("no such link");
    return read_link(rows, sealer_);
}

void Writer::add_link(const GuestLinkRecord& record, const GuestKeys& keys) {
    demand_transaction();
    const KeptLink kept{record,
                        keys_.keyed_digest(KeyRing::DigestOf::guest_token, keys.token),
                        code_digest(keys_, record.guest.id, keys.code),
                        {}};
    const std::string sealed = seal_link(kept);
    db_.run(link_insert, record.guest.id, record.of_case, Blob{kept.token_digest}, Blob{sealed});
}

std::optional<GuestLinkRecord> Writer::link(GuestId id) {
    Rows rows = db_.query(link_read, id);
    return rows.next() ? std::optional(read_link(rows, sealer_).record) : std::nullopt;
}

// One link is opened whether the token is known or not: its own, or one that stands in.
LinkTried Writer::try_link(const GuestKeys& keys) {
    const std::string digest = keys_.keyed_digest(KeyRing::DigestOf::guest_token, keys.token);
    std::int64_t from = 0;
    for (const char byte : digest.substr(0, 6)) from = from << 8 | std::uint8_t(byte);
    const GuestId stand_in = link_near(from);
    std::optional<KeptLink> kept;
    bool found = false;
    {
        Rows rows = db_.query(link_by_token, Blob{digest});
        found = rows.next();
        if (found) kept = read_link(rows, sealer_);
    }
    {
        Rows rows = db_.query(link_read, found ? GuestId{} : stand_in);
        if (rows.next()) undamaged([&] { kept = read_link(rows, sealer_); });
    }
    const GuestId id = kept ? kept->record.guest.id : GuestId{};
    const std::string code = code_digest(keys_, id, keys.code);
    const std::string device = keys_.keyed_digest(KeyRing::DigestOf::guest_device, keys.device);
    LinkTried out;
    out.code_fits = found && same(kept->code_digest, code);
    out.device_fits = found && (kept->device_digest.empty() || same(kept->device_digest, device));
    if (found) out.link = std::move(kept->record);
    return out;
}

std::vector<GuestLinkRecord> Writer::links_of(CaseId id) { return read_links(db_, sealer_, id); }

void Writer::change_link(const GuestLinkRecord& record) {
    demand_transaction();
    KeptLink kept = kept_link(record.guest.id);
    if (kept.record.of_case != record.of_case) fail("no such link of this case");
    kept.record = record;
    db_.run(link_change, record.guest.id, record.of_case, Blob{seal_link(kept)});
}

void Writer::keep_device(GuestId id, std::string_view device, Instant at) {
    demand_transaction();
    KeptLink kept = kept_link(id);
    if (kept.device_digest.empty())
        kept.device_digest = keys_.keyed_digest(KeyRing::DigestOf::guest_device, device);
    if (!kept.record.opened_at) kept.record.opened_at = at;
    db_.run(link_change, id, kept.record.of_case, Blob{seal_link(kept)});
}

GuestId Writer::link_near(std::int64_t from) {
    return GuestId{one_number(db_, guest_near_to, from)};
}

void Writer::add_guest_session(const GuestSession& s) {
    demand_transaction();
    const std::string sealed =
        sealer_.seal(collaboration_key, bound_of_guest_session(s), pack_words(s.token_hash));
    db_.run(session_insert, s.id, s.link, s.of_case, s.begun_at, s.last_at, s.ends_at, s.ended_at,
            Blob{sealed});
}

void Writer::touch_guest_session(GuestSessionId id, Instant at) {
    demand_transaction();
    db_.run(session_touch, id, at);
}

void Writer::end_guest_session(GuestSessionId id, Instant at) {
    demand_transaction();
    std::optional<GuestSession> session;
    {
        Rows rows = db_.query(session_read, id);
        if (rows.next()) session = read_session(rows, sealer_);
    }
    if (!session || session->ended_at) return;
    session->ended_at = at;
    const std::string sealed = sealer_.seal(collaboration_key, bound_of_guest_session(*session),
                                            pack_words(session->token_hash));
    db_.run(session_end, id, at, Blob{sealed});
}

std::vector<GuestSession> Writer::live_guest_sessions(Instant now) {
    std::vector<GuestSession> out;
    for (Rows rows = db_.query(sessions_live, now); rows.next();)
        undamaged([&] { out.push_back(read_session(rows, sealer_)); });
    return out;
}

#undef KORTELIJN_LINK_COLUMNS

}  // namespace kortelijn::store::sqlite
