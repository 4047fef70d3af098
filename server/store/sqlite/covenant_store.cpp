// Covenants, who sends under them, and the certificates of partners' systems.
#include <algorithm>
#include <map>

#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql covenants_all{"covenant.all",
                            "SELECT id, kind, receivers, term_days, term_kind, begins_at, ends_at, "
                            "sealed FROM covenant ORDER BY id"};
constexpr Sql covenant_senders{
    "covenant.senders",
    "SELECT covenant, organisation FROM covenant_sender ORDER BY covenant, organisation"};
constexpr Sql covenant_next{"covenant.next_id", "SELECT coalesce(max(id), 0) + 1 FROM covenant"};
constexpr Sql covenant_insert{
    "covenant.add",
    "INSERT INTO covenant (id, kind, receivers, term_days, term_kind, begins_at, ends_at, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr Sql sender_insert{"covenant.add_sender",
                            "INSERT INTO covenant_sender (covenant, organisation) VALUES (?1, ?2)"};
constexpr Sql covenant_end{"covenant.end",
                           "UPDATE covenant SET ends_at = ?2, sealed = ?3 WHERE id = ?1"};
constexpr Sql certificate_put{
    "certificate.put",
    "INSERT INTO partner_certificate (fingerprint, organisation, begins_at, ends_at, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (fingerprint) "
    "DO UPDATE SET organisation = ?2, begins_at = ?3, ends_at = ?4, sealed = ?5"};
constexpr Sql certificate_read{
    "certificate.read",
    "SELECT fingerprint, organisation, begins_at, ends_at, sealed FROM partner_certificate "
    "WHERE fingerprint = ?1"};
constexpr Sql certificates_all{
    "certificate.all",
    "SELECT fingerprint, organisation, begins_at, ends_at, sealed FROM partner_certificate "
    "ORDER BY organisation, begins_at, fingerprint"};
constexpr Sql unsealed_end{"certificate.end_unsealed",
                           "UPDATE partner_certificate SET ends_at = ?2 WHERE fingerprint = ?1 "
                           "AND sealed IS NULL"};

// Who sends is who the sealed words name; rows that say otherwise are no one's.
void compare_senders(const Covenant& c, const std::vector<OrganisationId>& rows) {
    if (!c.senders.empty() && c.senders != rows)
        damaged("the senders of covenant " + std::to_string(c.id.value) + " were changed");
}

Certificate certificate_of(const Rows& rows) {
    return {rows.text(0), rows.id<OrganisationId>(1), rows.period(2)};
}

// None: never sealed, or put there or changed by somebody else, which is damage.
std::optional<Certificate> sealed_certificate(const Rows& rows, Sealer& sealer) {
    if (rows.null(4)) return std::nullopt;
    const Certificate c = certificate_of(rows);
    const auto open = [&] {
        (void)sealer.open_or_fail(collaboration_key, bound_of_certificate(c), rows.bytes(4));
    };
    return undamaged(open) ? std::optional(c) : std::nullopt;
}

}  // namespace

// A covenant that was changed behind the program's back lets nobody send or read; the directory
// stays readable for every other decision.
std::vector<Covenant> Writer::load_covenants() {
    std::map<CovenantId, std::vector<OrganisationId>> senders;
    for (Rows rows = db_.query(covenant_senders); rows.next();)
        senders[rows.id<CovenantId>(0)].push_back(rows.id<OrganisationId>(1));
    std::vector<Covenant> out;
    for (Rows rows = db_.query(covenants_all); rows.next();) {
        Covenant c;
        c.id = rows.id<CovenantId>(0);
        c.kind = SignalKind(rows.integer(1));
        c.receivers = std::uint32_t(rows.integer(2));
        c.term = {int(rows.integer(3)), TermKind(rows.integer(4))};
        c.period = rows.period(5);
        const auto open = [&] {
            unpack_covenant(
                sealer_.open_or_fail(collaboration_key, bound_of_covenant(c), rows.bytes(7)), c);
            compare_senders(c, senders[c.id]);
        };
        if (undamaged(open)) out.push_back(std::move(c));
    }
    return out;
}

CovenantId Writer::add_covenant(const Covenant& covenant) {
    demand_transaction();
    Covenant c = covenant;
    c.id = CovenantId{one_number(db_, covenant_next)};
    std::sort(c.senders.begin(), c.senders.end());
    db_.run(covenant_insert, c.id, int(c.kind), std::int64_t(c.receivers), c.term.days,
            int(c.term.kind), c.period.from, c.period.to,
            Blob{sealer_.seal(collaboration_key, bound_of_covenant(c), pack_covenant(c))});
    for (const OrganisationId sender : c.senders) db_.run(sender_insert, c.id, sender);
    return c.id;
}

void Writer::end_covenant(CovenantId id, Instant at) {
    demand_transaction();
    for (Covenant& c : load_covenants()) {
        if (c.id != id) continue;
        if (!c.period.to || at < *c.period.to) c.period.to = at;
        db_.run(covenant_end, id, c.period.to,
                Blob{sealer_.seal(collaboration_key, bound_of_covenant(c), pack_covenant(c))});
        return;
    }
    fail("no such covenant");
}

void Writer::add_certificate(const Certificate& c) {
    demand_transaction();
    db_.run(certificate_put, Blob{c.fingerprint}, c.organisation, c.period.from, c.period.to,
            Blob{sealer_.seal(collaboration_key, bound_of_certificate(c), {})});
}

void Writer::end_certificate(std::string_view fingerprint, Instant at) {
    demand_transaction();
    // Ending it vouches for nothing in it: it stays unsealed.
    if (const auto old = unsealed_certificate(fingerprint)) {
        if (old->period.live(at)) db_.run(unsealed_end, Blob{fingerprint}, at);
        return;
    }
    auto c = certificate(fingerprint);
    if (!c || (c->period.to && *c->period.to <= at)) return;
    c->period.to = at;
    add_certificate(*c);
}

std::optional<Certificate> Writer::certificate(std::string_view fingerprint) {
    Rows rows = db_.query(certificate_read, Blob{fingerprint});
    return rows.next() ? sealed_certificate(rows, sealer_) : std::nullopt;
}

std::vector<Certificate> Writer::certificates() {
    std::vector<Certificate> out;
    for (Rows rows = db_.query(certificates_all); rows.next();)
        if (auto c = sealed_certificate(rows, sealer_)) out.push_back(std::move(*c));
    return out;
}

std::optional<Certificate> Writer::unsealed_certificate(std::string_view fingerprint) {
    Rows rows = db_.query(certificate_read, Blob{fingerprint});
    return rows.next() && rows.null(4) ? std::optional(certificate_of(rows)) : std::nullopt;
}

ToRegisterAgain Writer::to_register_again(Instant now) {
    ToRegisterAgain out;
    for (const Covenant& c : load_covenants())
        out.covenants += c.senders.empty() && c.period.live(now);
    for (Rows rows = db_.query(certificates_all); rows.next();)
        out.certificates += rows.null(4) && certificate_of(rows).period.live(now);
    return out;
}

}  // namespace kortelijn::store::sqlite
