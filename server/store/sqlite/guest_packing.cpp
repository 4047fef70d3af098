// The sealed forms of links, consults and attachments; a new field is added at the end, and read
// only when there is more.
#include <utility>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/family_rows.hpp"

namespace kortelijn::store::sqlite {

std::string pack_link(const KeptLink& kept) {
    const GuestLinkRecord& r = kept.record;
    const Guest& g = r.guest;
    Packer p;
    p.text(kept.code_digest).text(kept.device_digest);
    p.number(unsigned(g.kind)).id(g.person).id(g.organisation).period(g.period);
    p.instant(g.revoked_at).number(unsigned(g.use)).id(g.call).instant(g.on_anyway_at);
    p.text(r.name).text(r.language).id(r.made_by).integer(r.made_at.ms).id(r.chosen_by);
    p.text(r.evidence).text(r.reason).integer(r.wrong_codes).instant(r.opened_at);
    return std::move(p.bytes());
}

void unpack_link(std::string_view plain, KeptLink& kept) {
    GuestLinkRecord& r = kept.record;
    Guest& g = r.guest;
    Unpacker u(plain);
    kept.code_digest = u.text();
    kept.device_digest = u.text();
    r.on_a_device = !kept.device_digest.empty();
    g.kind = GuestKind(u.number());
    g.person = u.id<MemberId>();
    g.organisation = u.id<OrganisationId>();
    g.period = u.period();
    g.revoked_at = u.instant();
    g.use = GuestUse(u.number());
    g.call = u.id<CallId>();
    g.on_anyway_at = u.instant();
    r.name = u.text();
    r.language = u.text();
    r.made_by = u.id<ProfessionalId>();
    r.made_at = Instant{u.integer()};
    r.chosen_by = u.id<MemberId>();
    r.evidence = u.text();
    r.reason = u.text();
    r.wrong_codes = int(u.integer());
    r.opened_at = u.instant();
}

std::string pack_consult(const ConsultRecord& c) {
    Packer p;
    p.id(c.organisation).text(c.question).number(c.panel ? 1 : 0).id(c.chair);
    p.list(c.about, [&](MemberId id) { p.id(id); });
    p.number(c.life_domains.bits).instant(c.period.to).id(c.ended_by);
    return std::move(p.bytes());
}

void unpack_consult(std::string_view plain, ConsultRecord& c) {
    Unpacker u(plain);
    c.organisation = u.id<OrganisationId>();
    c.question = u.text();
    c.panel = u.number() != 0;
    c.chair = u.id<ProfessionalId>();
    u.list([&] { c.about.push_back(u.id<MemberId>()); });
    c.life_domains = LifeDomains{std::uint16_t(u.number())};
    c.period.to = u.instant();
    c.ended_by = u.id<ProfessionalId>();
}

std::string pack_asked(const ConsultAsked& a) {
    Packer p;
    p.id(a.asked.organisation).integer(a.asked_at.ms).instant(a.answered_at).text(a.reason);
    return std::move(p.bytes());
}

void unpack_asked(std::string_view plain, ConsultAsked& a) {
    Unpacker u(plain);
    a.asked.organisation = u.id<OrganisationId>();
    a.asked_at = Instant{u.integer()};
    a.answered_at = u.instant();
    a.reason = u.text();
}

std::string pack_advice(const Advice& a) {
    Packer p;
    p.id(a.by).id(a.organisation).integer(a.at.ms).text(a.text);
    return std::move(p.bytes());
}

Advice unpack_advice(std::string_view plain) {
    Unpacker u(plain);
    Advice a;
    a.by = u.id<ProfessionalId>();
    a.organisation = u.id<OrganisationId>();
    a.at = Instant{u.integer()};
    a.text = u.text();
    return a;
}

std::string pack_attachment(const AttachmentRecord& a) {
    Packer p;
    p.id(a.room).id(a.call).id(a.paper).id(a.by).id(a.by_guest);
    p.number(a.cells.people).number(a.cells.life_domains.bits).number(unsigned(a.cells.law));
    p.text(a.name).text(a.type).integer(a.size).integer(a.chunks).text(a.sha256);
    p.integer(a.seq).instant(a.erased_at);
    return std::move(p.bytes());
}

void unpack_attachment(std::string_view plain, AttachmentRecord& a) {
    Unpacker u(plain);
    a.room = u.id<RoomId>();
    a.call = u.id<CallId>();
    a.paper = u.id<ChecklistId>();
    a.by = u.id<ProfessionalId>();
    a.by_guest = u.id<GuestId>();
    a.cells.people = std::uint32_t(u.number());
    a.cells.life_domains = LifeDomains{std::uint16_t(u.number())};
    a.cells.law = Law(u.number());
    a.name = u.text();
    a.type = u.text();
    a.size = u.integer();
    a.chunks = u.integer();
    a.sha256 = u.text();
    a.seq = u.integer();
    a.erased_at = u.instant();
}

}  // namespace kortelijn::store::sqlite
