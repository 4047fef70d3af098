// Accounts, recovery codes, invitations, sessions. E-mail, passphrase hash, TOTP secret and the
// words about a device are sealed; tokens and codes come in as hashes.
#include <utility>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql by_email{
    "account.by_email",
    "SELECT professional, blocked, totp_last_step, sealed FROM account WHERE email_digest = ?1"};
constexpr Sql by_professional{"account.read",
                              "SELECT professional, blocked, totp_last_step, sealed FROM account "
                              "WHERE professional = ?1"};
constexpr Sql write_account{
    "account.write",
    "INSERT INTO account (professional, email_digest, blocked, totp_last_step, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (professional) DO UPDATE SET "
    "email_digest = ?2, blocked = ?3, totp_last_step = ?4, sealed = ?5"};
constexpr Sql drop_codes{"recovery.drop", "DELETE FROM recovery_code WHERE professional = ?1"};
constexpr Sql add_code{"recovery.add",
                       "INSERT INTO recovery_code (professional, hash) VALUES (?1, ?2)"};
constexpr Sql use_code{"recovery.use",
                       "DELETE FROM recovery_code WHERE professional = ?1 AND hash = ?2"};
constexpr Sql void_invitations{
    "invitation.void",
    "UPDATE invitation SET expires_at = 0 WHERE professional = ?1 AND used_at IS NULL"};
constexpr Sql write_invitation{
    "invitation.write",
    "INSERT INTO invitation (token_hash, professional, expires_at, used_at) "
    "VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql read_invitation{
    "invitation.read",
    "SELECT professional, expires_at, used_at FROM invitation WHERE token_hash = ?1"};
constexpr Sql spend_invitation{
    "invitation.use",
    "UPDATE invitation SET used_at = ?2 WHERE token_hash = ?1 AND used_at IS NULL "
    "AND expires_at > ?2"};
constexpr Sql next_session{"session.next_id", "SELECT coalesce(max(id), 0) + 1 FROM session"};
constexpr Sql insert_session{
    "session.add",
    "INSERT INTO session (id, token_hash, professional, begun_at, last_at, ends_at, "
    "ended_at, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr Sql touch{"session.touch", "UPDATE session SET last_at = ?2 WHERE id = ?1"};
constexpr Sql end{"session.end",
                  "UPDATE session SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL"};
constexpr Sql read_live{
    "session.live",
    "SELECT id, token_hash, professional, begun_at, last_at, ends_at, sealed FROM session "
    "WHERE ended_at IS NULL AND ends_at > ?1 ORDER BY id"};

Bound account_bound(ProfessionalId who) { return Bound(Table::account).add(who); }

Bound session_bound(SessionId id, ProfessionalId who) {
    return Bound(Table::session).add(id).add(who);
}

}  // namespace

Account Writer::read_account(Rows& rows) {
    Account a;
    a.professional = rows.id<ProfessionalId>(0);
    a.blocked = rows.integer(1) != 0;
    a.totp_last_step = rows.integer(2);
    const std::string plain =
        sealer_.open_or_fail(collaboration_key, account_bound(a.professional), rows.bytes(3));
    Unpacker unpacker(plain);
    a.email = unpacker.text();
    a.passphrase_hash = unpacker.text();
    a.totp_secret = unpacker.text();
    return a;
}

std::optional<Account> Writer::account_by_email(std::string_view email) {
    const std::string digest = keys_.email_digest(email);
    Rows rows = db_.query(by_email, Blob{digest});
    return rows.next() ? std::optional(read_account(rows)) : std::nullopt;
}

std::optional<Account> Writer::account(ProfessionalId who) {
    Rows rows = db_.query(by_professional, who);
    return rows.next() ? std::optional(read_account(rows)) : std::nullopt;
}

void Writer::put_account(const Account& a) {
    demand_transaction();
    Packer packer;
    packer.text(a.email).text(a.passphrase_hash).text(a.totp_secret);
    db_.run(write_account, a.professional, Blob{keys_.email_digest(a.email)}, int(a.blocked),
            a.totp_last_step,
            Blob{sealer_.seal(collaboration_key, account_bound(a.professional), packer.bytes())});
}

void Writer::put_recovery_codes(ProfessionalId who, const std::vector<std::string>& hashes) {
    demand_transaction();
    db_.run(drop_codes, who);
    for (const std::string& hash : hashes) db_.run(add_code, who, Blob{hash});
}

bool Writer::use_recovery_code(ProfessionalId who, std::string_view hash) {
    demand_transaction();
    return db_.run(use_code, who, Blob{hash}) == 1;
}

void Writer::put_invitation(const Invitation& i) {
    demand_transaction();
    // A new link makes the earlier ones of the same person worthless: one may have gone astray.
    db_.run(void_invitations, i.professional);
    db_.run(write_invitation, Blob{i.token_hash}, i.professional, i.expires_at, i.used_at);
}

std::optional<Invitation> Writer::invitation(std::string_view token_hash) {
    Rows rows = db_.query(read_invitation, Blob{token_hash});
    if (!rows.next()) return std::nullopt;
    return Invitation{std::string(token_hash), rows.id<ProfessionalId>(0), rows.instant(1),
                      rows.instant_if(2)};
}

bool Writer::use_invitation(std::string_view token_hash, Instant at) {
    demand_transaction();
    return db_.run(spend_invitation, Blob{token_hash}, at) == 1;
}

SessionId Writer::add_session(const Session& s) {
    demand_transaction();
    SessionId id;
    {
        Rows rows = db_.query(next_session);
        rows.next();
        id = rows.id<SessionId>(0);
    }
    Packer packer;
    packer.text(s.device_words).text(s.address_hint);
    db_.run(
        insert_session, id, Blob{s.token_hash}, s.professional, s.begun_at, s.last_at, s.ends_at,
        s.ended_at,
        Blob{sealer_.seal(collaboration_key, session_bound(id, s.professional), packer.bytes())});
    return id;
}

void Writer::touch_session(SessionId id, Instant at) {
    demand_transaction();
    db_.run(touch, id, at);
}

void Writer::end_session(SessionId id, Instant at) {
    demand_transaction();
    db_.run(end, id, at);
}

std::vector<Session> Writer::live_sessions(Instant now) {
    std::vector<Session> out;
    for (Rows rows = db_.query(read_live, now); rows.next();) {
        Session s;
        s.id = rows.id<SessionId>(0);
        s.token_hash = rows.text(1);
        s.professional = rows.id<ProfessionalId>(2);
        s.begun_at = rows.instant(3);
        s.last_at = rows.instant(4);
        s.ends_at = rows.instant(5);
        try {
            const std::string plain = sealer_.open_or_fail(
                collaboration_key, session_bound(s.id, s.professional), rows.bytes(6));
            Unpacker unpacker(plain);
            s.device_words = unpacker.text();
            s.address_hint = unpacker.text();
        } catch (const StoreFailure& failure) {
            if (failure.kind() != StoreFailure::Kind::damaged) throw;
            continue;  // whose it is cannot be known: its owner signs in again
        }
        out.push_back(std::move(s));
    }
    return out;
}

}  // namespace kortelijn::store::sqlite
