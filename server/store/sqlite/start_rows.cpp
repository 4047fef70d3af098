// Field by field; a new field is added at the end, and read only when there is more.
#include "store/sqlite/start_rows.hpp"

#include <cstring>
#include <utility>

#include "store/sqlite/binary.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr std::size_t fingerprint_bytes = 32;

}  // namespace

Bound bound_of_covenant(const Covenant& c) {
    return Bound(Table::covenant)
        .add(c.id)
        .add(std::int64_t(c.kind))
        .add(std::int64_t(c.receivers))
        .add(std::int64_t(c.term.days))
        .add(std::int64_t(c.term.kind))
        .add(c.period);
}

Bound bound_of_certificate(const Certificate& c) {
    Bound bound(Table::partner_certificate);
    for (std::size_t at = 0; at < fingerprint_bytes; at += sizeof(std::int64_t)) {
        std::int64_t part = 0;
        if (at + sizeof part <= c.fingerprint.size())
            std::memcpy(&part, c.fingerprint.data() + at, sizeof part);
        bound.add(part);
    }
    return bound.add(c.organisation).add(c.period);
}

Bound bound_of_signal(const SignalRecord& s) {
    return Bound(Table::signal)
        .add(s.facts.id)
        .add(s.facts.covenant)
        .add(s.facts.sender)
        .add(s.facts.team)
        .add(s.facts.received_at)
        .add(s.sent_by)
        .add(s.term_ends_at)
        .add(std::int64_t(s.household_knows))
        .add(std::int64_t(s.facts.status))
        .add(s.facts.of_case)
        .add(s.taken_up_at)
        .add(s.first_contact_at)
        .add(s.visited_at)
        .add(s.settled_at)
        .add(s.outcome ? std::int64_t(*s.outcome) : -1)
        .add(s.decline ? std::int64_t(*s.decline) : -1);
}

Bound bound_of_action(const ActionRecord& a) {
    return Bound(Table::action)
        .add(a.id)
        .add(a.of_case)
        .add(a.seq)
        .add(a.made_by)
        .add(a.made_at)
        .add(std::int64_t(a.cells.people))
        .add(std::int64_t(a.cells.life_domains.bits))
        .add(std::int64_t(a.cells.law));
}

Bound bound_of_follow_up(const FollowUp& f) {
    return Bound(Table::follow_up).add(f.id).add(f.of_case).add(std::int64_t(f.due.number));
}

Bound bound_of_closing(std::int64_t id, const Closing& c) {
    return Bound(Table::case_closing).add(id).add(c.of_case).add(c.at).add(std::int64_t(c.outcome));
}

Bound bound_of_coordinator(CaseId of_case, const Coordinator& c) {
    return Bound(Table::coordinator)
        .add(c.id)
        .add(of_case)
        .add(c.member)
        .add(c.professional)
        .add(c.period);
}

Bound bound_of_address(CaseId of_case) { return Bound(Table::case_address).add(of_case); }

KeyName key_of_action(const ActionRecord& action) {
    return action.of_case ? key_of(action.of_case) : collaboration_key;
}

std::string pack_covenant(const Covenant& c) {
    Packer p;
    p.text(c.name).text(c.legal_basis);
    p.list(c.senders, [&](OrganisationId id) { p.id(id); });
    return std::move(p.bytes());
}

void unpack_covenant(std::string_view plain, Covenant& into) {
    Unpacker u(plain);
    into.name = u.text();
    into.legal_basis = u.text();
    // One that was made before its senders were sealed has none: nobody vouches for its rows.
    if (!u.empty()) u.list([&] { into.senders.push_back(u.id<OrganisationId>()); });
}

std::string pack_address(const Address& a) {
    Packer p;
    p.text(a.street).text(a.number).text(a.postcode).text(a.place);
    return std::move(p.bytes());
}

Address unpack_address(std::string_view plain) {
    Unpacker u(plain);
    Address a;
    a.street = u.text();
    a.number = u.text();
    a.postcode = u.text();
    a.place = u.text();
    return a;
}

std::string pack_content(const SignalContent& c) {
    Packer p;
    p.text(c.name).day(c.birth_date).text(pack_address(c.address)).text(c.neighbourhood);
    p.number(c.amount_cents ? 1 : 0).integer(c.amount_cents.value_or(0));
    p.number(c.months ? 1 : 0).integer(c.months.value_or(0));
    p.text(c.text).text(c.why_not_known).text(c.note);
    return std::move(p.bytes());
}

SignalContent unpack_content(std::string_view plain) {
    Unpacker u(plain);
    SignalContent c;
    c.name = u.text();
    c.birth_date = u.day();
    c.address = unpack_address(u.text());
    c.neighbourhood = u.text();
    const bool has_amount = u.number() != 0;
    if (const auto amount = u.integer(); has_amount) c.amount_cents = amount;
    const bool has_months = u.number() != 0;
    if (const auto months = u.integer(); has_months) c.months = int(months);
    c.text = u.text();
    c.why_not_known = u.text();
    c.note = u.text();
    return c;
}

std::string pack_coordinator(const CoordinatorRecord& record) {
    Packer p;
    p.list(record.agreed_by, [&](MemberId id) { p.id(id); });
    p.text(record.evidence);
    return std::move(p.bytes());
}

void unpack_coordinator(std::string_view plain, CoordinatorRecord& into) {
    Unpacker u(plain);
    u.list([&] { into.agreed_by.push_back(u.id<MemberId>()); });
    into.evidence = u.text();
}

std::string pack_words(std::string_view words) {
    Packer p;
    p.text(words);
    return std::move(p.bytes());
}

std::string unpack_words(std::string_view plain) { return Unpacker(plain).text(); }

SignalRecord read_signal(const Rows& rows, Sealer& sealer) {
    SignalRecord s;
    s.facts.id = rows.id<SignalId>(0);
    s.facts.covenant = rows.id<CovenantId>(1);
    s.facts.sender = rows.id<OrganisationId>(2);
    s.facts.team = rows.id<TeamId>(3);
    s.sent_by = rows.id<ProfessionalId>(4);
    s.facts.status = SignalStatus(rows.integer(5));
    s.facts.received_at = rows.instant(6);
    s.term_ends_at = rows.instant(7);
    s.household_knows = rows.integer(8) != 0;
    s.taken_up_at = rows.instant_if(9);
    s.facts.of_case = rows.id<CaseId>(10);
    s.first_contact_at = rows.instant_if(11);
    s.visited_at = rows.instant_if(12);
    s.settled_at = rows.instant_if(13);
    s.outcome = word_if<SignalOutcome>(rows, 14);
    s.decline = word_if<DeclineReason>(rows, 15);
    if (const auto plain = sealer.open(key_of(s.facts.id), bound_of_signal(s), rows.bytes(16)))
        s.content = unpack_content(*plain);
    return s;
}

}  // namespace kortelijn::store::sqlite
