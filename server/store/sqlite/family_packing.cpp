// The sealed forms, field by field; a new field is added at the end, and read only when there is
// more.
#include <utility>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/family_rows.hpp"

namespace kortelijn::store::sqlite {
namespace {

template <class Tag>
void pack_ids(Packer& p, const std::vector<Id<Tag>>& ids) {
    p.list(ids, [&](Id<Tag> id) { p.id(id); });
}

template <class Tag>
void unpack_ids(Unpacker& u, std::vector<Id<Tag>>& into) {
    into.clear();
    u.list([&] { into.push_back(u.id<Id<Tag>>()); });
}

void pack_cells(Packer& p, const std::vector<MemberId>& about, LifeDomains domains) {
    pack_ids(p, about);
    p.number(domains.bits);
}

void unpack_cells(Unpacker& u, std::vector<MemberId>& about, LifeDomains& domains) {
    unpack_ids(u, about);
    domains = LifeDomains{std::uint16_t(u.number())};
}

}  // namespace

std::string pack_call(const CallRecord& c) {
    Packer p;
    p.integer(c.version).number(unsigned(c.purpose)).id(c.made_by).id(c.organisation);
    p.instant(c.starts_at).instant(c.opened_at).instant(c.ended_at).instant(c.together_at);
    p.number(c.relay_only ? 1 : 0);
    pack_cells(p, c.about, c.life_domains);
    p.text(c.reason);
    return std::move(p.bytes());
}

void unpack_call(std::string_view plain, CallRecord& c) {
    Unpacker u(plain);
    c.version = u.integer();
    c.purpose = Purpose(u.number());
    c.made_by = u.id<ProfessionalId>();
    c.organisation = u.id<OrganisationId>();
    c.starts_at = u.instant();
    c.opened_at = u.instant();
    c.ended_at = u.instant();
    c.together_at = u.instant();
    c.relay_only = u.number() != 0;
    unpack_cells(u, c.about, c.life_domains);
    c.reason = u.text();
}

std::string pack_participant(const CallParticipant& one) {
    Packer p;
    p.integer(one.leg).integer(one.since.ms).number(one.sound_only ? 1 : 0).text(one.name);
    p.id(one.invited_by).integer(one.invited_at.ms).id(one.admitted_by).instant(one.admitted_at);
    pack_ids(p, one.agreed_by);
    p.text(one.evidence);
    return std::move(p.bytes());
}

void unpack_participant(std::string_view plain, CallParticipant& one) {
    Unpacker u(plain);
    one.leg = u.integer();
    one.since = Instant{u.integer()};
    one.sound_only = u.number() != 0;
    one.name = u.text();
    one.invited_by = u.id<ProfessionalId>();
    one.invited_at = Instant{u.integer()};
    one.admitted_by = u.id<ProfessionalId>();
    one.admitted_at = u.instant();
    unpack_ids(u, one.agreed_by);
    one.evidence = u.text();
}

std::string pack_question(const QuestionRecord& q) {
    Packer p;
    p.number(unsigned(q.state)).id(q.asked_by).integer(q.asked_at.ms);
    p.id(q.organisation).id(q.person);
    pack_cells(p, q.members, q.life_domains);
    p.list(q.purposes, [&](Purpose one) { p.number(unsigned(one)); });
    p.integer(q.end.ms).text(q.reason).text(q.text_version);
    p.list(q.asked, [&](const AnsweredBy& one) {
        p.id(one.member).number(unsigned(one.answer)).instant(one.at);
    });
    pack_ids(p, q.grounds);
    return std::move(p.bytes());
}

void unpack_question(std::string_view plain, QuestionRecord& q) {
    Unpacker u(plain);
    q.state = QuestionState(u.number());
    q.asked_by = u.id<ProfessionalId>();
    q.asked_at = Instant{u.integer()};
    q.organisation = u.id<OrganisationId>();
    q.person = u.id<ProfessionalId>();
    unpack_cells(u, q.members, q.life_domains);
    u.list([&] { q.purposes.push_back(Purpose(u.number())); });
    q.end = Instant{u.integer()};
    q.reason = u.text();
    q.text_version = u.text();
    u.list([&] {
        AnsweredBy& one = q.asked.emplace_back();
        one.member = u.id<MemberId>();
        one.answer = QuestionAnswer(u.number());
        one.at = u.instant();
    });
    unpack_ids(u, q.grounds);
}

std::string pack_paper(const PaperRecord& one) {
    Packer p;
    p.id(one.organisation).number(unsigned(one.state)).id(one.asked_by).integer(one.asked_at.ms);
    pack_cells(p, one.about, one.life_domains);
    p.text(one.what).id(one.attachment).id(one.filled_by).instant(one.filled_at);
    p.id(one.decided_by).instant(one.decided_at).text(one.decision).day(one.decision_day);
    return std::move(p.bytes());
}

void unpack_paper(std::string_view plain, PaperRecord& one) {
    Unpacker u(plain);
    one.organisation = u.id<OrganisationId>();
    one.state = ChecklistState(u.number());
    one.asked_by = u.id<ProfessionalId>();
    one.asked_at = Instant{u.integer()};
    unpack_cells(u, one.about, one.life_domains);
    one.what = u.text();
    one.attachment = u.id<AttachmentId>();
    one.filled_by = u.id<GuestId>();
    one.filled_at = u.instant();
    one.decided_by = u.id<ProfessionalId>();
    one.decided_at = u.instant();
    one.decision = u.text();
    one.decision_day = u.day();
}

std::string pack_line(const LineRecord& l) {
    Packer p;
    p.number(unsigned(l.kind)).id(l.by).id(l.by_guest).integer(l.at.ms);
    p.instant(l.changed_at).instant(l.withdrawn_at);
    pack_cells(p, l.about, l.life_domains);
    p.text(l.text).text(l.owner).day(l.due);
    p.list(l.shared_with, [&](const SharedWith& one) {
        p.id(one.member).id(one.link).integer(one.at.ms).id(one.by);
        pack_ids(p, one.agreed_by);
        p.text(one.evidence).text(one.reason).instant(one.taken_back_at);
    });
    p.list(l.disputes, [&](const Dispute& one) {
        p.id(one.by).id(one.member).integer(one.at.ms).text(one.text);
    });
    p.id(l.under).id(l.instead_of);
    return std::move(p.bytes());
}

void unpack_line(std::string_view plain, LineRecord& l) {
    Unpacker u(plain);
    l.kind = LineKind(u.number());
    l.by = u.id<ProfessionalId>();
    l.by_guest = u.id<GuestId>();
    l.at = Instant{u.integer()};
    l.changed_at = u.instant();
    l.withdrawn_at = u.instant();
    unpack_cells(u, l.about, l.life_domains);
    l.text = u.text();
    l.owner = u.text();
    l.due = u.day();
    u.list([&] {
        SharedWith& one = l.shared_with.emplace_back();
        one.member = u.id<MemberId>();
        one.link = u.id<GuestId>();
        one.at = Instant{u.integer()};
        one.by = u.id<ProfessionalId>();
        unpack_ids(u, one.agreed_by);
        one.evidence = u.text();
        one.reason = u.text();
        one.taken_back_at = u.instant();
    });
    u.list([&] {
        Dispute& one = l.disputes.emplace_back();
        one.by = u.id<GuestId>();
        one.member = u.id<MemberId>();
        one.at = Instant{u.integer()};
        one.text = u.text();
    });
    if (u.empty()) return;
    l.under = u.id<LineId>();
    l.instead_of = u.id<LineId>();
}

}  // namespace kortelijn::store::sqlite
