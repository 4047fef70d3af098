// Signals, the idempotency keys of partners' systems, and who was asked whether they know somebody.
#include <algorithm>

#include "base/random.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql signal_next{"signal.next_id", "SELECT coalesce(max(id), 0) + 1 FROM signal"};
constexpr Sql signal_insert{"signal.add", "INSERT INTO signal (" KORTELIJN_SIGNAL_COLUMNS
                                          ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                                          "NULL, NULL, NULL, NULL, NULL, NULL, NULL, ?10)"};
constexpr Sql signal_read{"signal.read",
                          "SELECT " KORTELIJN_SIGNAL_COLUMNS "FROM signal WHERE id = ?1"};
constexpr Sql signal_newest{"signal.newest", "SELECT max(id) FROM signal"};
constexpr Sql signal_open{"signal.open",
                          "SELECT " KORTELIJN_SIGNAL_COLUMNS
                          "FROM signal WHERE team = ?1 AND settled_at IS NULL ORDER BY id"};
constexpr Sql signal_open_facts{"signal.open_facts",
                                "SELECT id, covenant, sender, team, received_at, status, of_case "
                                "FROM signal WHERE team = ?1 AND settled_at IS NULL ORDER BY id"};
constexpr Sql signal_sent{"signal.sent", "SELECT " KORTELIJN_SIGNAL_COLUMNS
                                         "FROM signal WHERE sent_by = ?1 AND id < ?2 "
                                         "ORDER BY id DESC LIMIT ?3"};
constexpr Sql signal_of_case{"signal.of_case", "SELECT " KORTELIJN_SIGNAL_COLUMNS
                                               "FROM signal WHERE of_case = ?1 ORDER BY id"};
constexpr Sql kept_numbers{"signal.kept_numbers",
                           "SELECT highest FROM kept_numbers WHERE sender = ?1"};
constexpr Sql signals_after{"signal.number",
                            "SELECT count(*) FROM signal WHERE sender = ?1 AND id > ?2 "
                            "AND id <= ?3"};
constexpr Sql signal_by_number{"signal.by_number",
                               "SELECT id FROM signal WHERE sender = ?1 AND id > ?2 ORDER BY id "
                               "LIMIT 1 OFFSET ?3"};
constexpr Sql signal_kept_number{"signal.by_kept_number",
                                 "SELECT id FROM signal WHERE sender = ?1 AND id = ?2"};
constexpr Sql signal_change{
    "signal.change",
    "UPDATE signal SET status = ?2, taken_up_at = ?3, of_case = ?4, first_contact_at = ?5, "
    "visited_at = ?6, settled_at = ?7, outcome = ?8, decline = ?9 WHERE id = ?1"};
constexpr Sql signal_words{"signal.words", "UPDATE signal SET sealed = ?2 WHERE id = ?1"};
constexpr Sql key_read{"signal_key.read",
                       "SELECT signal, body_digest FROM signal_key "
                       "WHERE organisation = ?1 AND key_digest = ?2"};
constexpr Sql key_insert{
    "signal_key.add",
    "INSERT INTO signal_key (organisation, key_digest, body_digest, signal, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

constexpr Sql involvement_insert{
    "involvement.add",
    "INSERT INTO involvement (id, signal, of_case, asked, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql involvement_read{
    "involvement.read",
    "SELECT id, signal, of_case, asked, asked_at, answered_at, known FROM involvement "
    "WHERE id = ?1"};
constexpr Sql involvement_of{
    "involvement.of_signal",
    "SELECT id, signal, of_case, asked, asked_at, answered_at, known FROM involvement "
    "WHERE signal = ?1 ORDER BY id"};
constexpr Sql involvement_open{
    "involvement.open",
    "SELECT id, signal, of_case, asked, asked_at, answered_at, known FROM involvement "
    "WHERE asked = ?1 AND answered_at IS NULL ORDER BY asked_at, id"};
constexpr Sql involvement_answer{
    "involvement.answer",
    "UPDATE involvement SET answered_at = ?2, known = ?3 WHERE id = ?1 AND answered_at IS NULL"};

std::vector<SignalRecord> signals_in(Rows rows, Sealer& sealer) {
    std::vector<SignalRecord> out;
    while (rows.next()) undamaged([&] { out.push_back(read_signal(rows, sealer)); });
    return out;
}

Involvement involvement_in(const Rows& rows) {
    Involvement i;
    i.id = rows.id<InvolvementId>(0);
    i.signal = rows.id<SignalId>(1);
    i.of_case = rows.id<CaseId>(2);
    i.asked = rows.id<ProfessionalId>(3);
    i.asked_at = rows.instant(4);
    i.answered_at = rows.instant_if(5);
    if (!rows.null(6)) i.known = rows.integer(6) != 0;
    return i;
}

// 1 and up, of the 53 bits that a number of the wire holds.
std::int64_t drawn_number(Random& random) {
    std::uint64_t drawn = 0;
    while (drawn == 0) {
        for (const std::uint8_t byte : random.bytes<7>()) drawn = drawn << 8 | byte;
        drawn &= (std::uint64_t{1} << 53) - 1;
    }
    return std::int64_t(drawn);
}

std::vector<Involvement> involvements_in(Rows rows) {
    std::vector<Involvement> out;
    while (rows.next()) out.push_back(involvement_in(rows));
    return out;
}

}  // namespace

SignalId Writer::add_signal(const SignalDraft& draft) {
    demand_transaction();
    SignalRecord s;
    s.facts.id = SignalId{one_number(db_, signal_next)};
    s.facts.covenant = draft.covenant;
    s.facts.sender = draft.sender;
    s.facts.team = draft.team;
    s.facts.received_at = draft.received_at;
    s.sent_by = draft.sent_by;
    s.term_ends_at = draft.term_ends_at;
    s.household_knows = draft.household_knows;
    const SignalId id = s.facts.id;
    make_key(key_of(id));
    db_.run(signal_insert, id, s.facts.covenant, s.facts.sender, s.facts.team,
            null_if_none(s.sent_by), int(s.facts.status), s.facts.received_at, s.term_ends_at,
            int(s.household_knows),
            Blob{sealer_.seal(key_of(id), bound_of_signal(s), pack_content(draft.content))});
    return id;
}

SignalId Writer::newest_signal() {
    Rows rows = db_.query(signal_newest);
    return rows.next() ? rows.id<SignalId>(0) : SignalId{};
}

std::optional<SignalRecord> Writer::signal(SignalId id) {
    Rows rows = db_.query(signal_read, id);
    return rows.next() ? std::optional(read_signal(rows, sealer_)) : std::nullopt;
}

std::vector<SignalRecord> Writer::open_signals(TeamId team) {
    return signals_in(db_.query(signal_open, team), sealer_);
}

std::vector<SignalFacts> Writer::open_signal_facts(TeamId team) {
    std::vector<SignalFacts> out;
    for (Rows rows = db_.query(signal_open_facts, team); rows.next();)
        out.push_back({rows.id<SignalId>(0), rows.id<CovenantId>(1), rows.id<OrganisationId>(2),
                       rows.id<TeamId>(3), rows.instant(4), SignalStatus(rows.integer(5)),
                       rows.id<CaseId>(6)});
    return out;
}

std::vector<SignalRecord> Writer::signals_sent_by(ProfessionalId who, SignalId before, int limit) {
    return signals_in(db_.query(signal_sent, who, before, limit), sealer_);
}

std::vector<SignalRecord> Writer::signals_of_case(CaseId id) {
    return signals_in(db_.query(signal_of_case, id), sealer_);
}

std::int64_t Writer::highest_kept_number(OrganisationId sender) {
    Rows rows = db_.query(kept_numbers, sender);
    return rows.next() ? rows.integer(0) : 0;
}

std::int64_t Writer::signal_number(SignalId id, OrganisationId sender) {
    const std::int64_t kept = highest_kept_number(sender);
    if (id.value <= kept) return id.value;
    Rows rows = db_.query(signals_after, sender, kept, id);
    return rows.next() ? kept + rows.integer(0) : 0;
}

SignalId Writer::signal_numbered(OrganisationId sender, std::int64_t number) {
    const std::int64_t kept = highest_kept_number(sender);
    Rows rows = number > 0 && number <= kept
                    ? db_.query(signal_kept_number, sender, number)
                    : db_.query(signal_by_number, sender, kept,
                                std::max<std::int64_t>(0, number - kept - 1));
    return rows.next() && number > 0 ? rows.id<SignalId>(0) : SignalId{};
}

void Writer::change_signal(const SignalRecord& s) {
    demand_transaction();
    const SignalId id = s.facts.id;
    const auto kept = signal(id);
    if (!kept) fail("no such signal");
    db_.run(signal_change, id, int(s.facts.status), s.taken_up_at, null_if_none(s.facts.of_case),
            s.first_contact_at, s.visited_at, s.settled_at, int_if(s.outcome), int_if(s.decline));
    if (!kept->content) return;
    SignalContent content = *kept->content;
    if (s.content) content.note = s.content->note;
    SignalRecord changed = *kept;
    changed.facts.status = s.facts.status, changed.facts.of_case = s.facts.of_case;
    changed.taken_up_at = s.taken_up_at, changed.settled_at = s.settled_at;
    changed.first_contact_at = s.first_contact_at, changed.visited_at = s.visited_at;
    changed.outcome = s.outcome, changed.decline = s.decline;
    db_.run(signal_words, id,
            Blob{sealer_.seal(key_of(id), bound_of_signal(changed), pack_content(content))});
}

std::optional<KeptSignalKey> Writer::signal_of_key(OrganisationId of, std::string_view key,
                                                   std::string_view body) {
    const std::string key_digest = keys_.keyed_digest(KeyRing::DigestOf::signal_key, key);
    const std::string body_digest = keys_.keyed_digest(KeyRing::DigestOf::signal_body, body);
    Rows rows = db_.query(key_read, of, Blob{key_digest});
    if (!rows.next()) return std::nullopt;
    return KeptSignalKey{rows.id<SignalId>(0), rows.bytes(1) == body_digest};
}

void Writer::keep_signal_key(OrganisationId of, std::string_view key, std::string_view body,
                             SignalId id, Instant at) {
    demand_transaction();
    const std::string key_digest = keys_.keyed_digest(KeyRing::DigestOf::signal_key, key);
    const std::string body_digest = keys_.keyed_digest(KeyRing::DigestOf::signal_body, body);
    db_.run(key_insert, of, Blob{key_digest}, Blob{body_digest}, id, at);
}

InvolvementId Writer::add_involvement(const Involvement& i) {
    demand_transaction();
    // Counted numbers would tell whoever is asked twice how many were asked in between. One that is
    // taken already fails the insert: one in 2^53 for each question there is.
    const InvolvementId id{drawn_number(random_)};
    db_.run(involvement_insert, id, i.signal, i.of_case, i.asked, i.asked_at);
    return id;
}

std::optional<Involvement> Writer::involvement(InvolvementId id) {
    Rows rows = db_.query(involvement_read, id);
    return rows.next() ? std::optional(involvement_in(rows)) : std::nullopt;
}

std::vector<Involvement> Writer::involvements(SignalId id) {
    return involvements_in(db_.query(involvement_of, id));
}

std::vector<Involvement> Writer::open_involvements(ProfessionalId asked) {
    return involvements_in(db_.query(involvement_open, asked));
}

void Writer::answer_involvement(InvolvementId id, Instant at, bool known) {
    demand_transaction();
    if (db_.run(involvement_answer, id, at, int(known)) == 0)
        fail("no such question, or it was answered");
}

}  // namespace kortelijn::store::sqlite
