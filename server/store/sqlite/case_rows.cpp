// Field by field; a new field is added at the end, and read only when there is more.
#include "store/sqlite/case_rows.hpp"

#include <utility>

#include "store/sqlite/binary.hpp"

namespace kortelijn::store::sqlite {
namespace {

void pack_ids(Packer& packer, const std::vector<MemberId>& ids) {
    packer.list(ids, [&](MemberId id) { packer.id(id); });
}

std::vector<MemberId> unpack_ids(Unpacker& unpacker) {
    std::vector<MemberId> ids;
    unpacker.list([&] { ids.push_back(unpacker.id<MemberId>()); });
    return ids;
}

}  // namespace

Bound bound_of_case(CaseId id) { return Bound(Table::case_file).add(id); }

Bound bound_of_member(CaseId of_case, MemberId id, bool outsider, const Period& period) {
    return Bound(Table::member).add(id).add(of_case).add(std::int64_t(outsider)).add(period);
}

Bound bound_of_ground(CaseId of_case, const Ground& g) {
    return Bound(Table::ground)
        .add(g.id)
        .add(of_case)
        .add(std::int64_t(g.kind))
        .add(std::int64_t(g.deny))
        .add(g.organisation)
        .add(g.person)
        .add(g.purpose ? std::int64_t(*g.purpose) : -1)
        .add(std::int64_t(g.life_domains.bits))
        .add(g.given_at)
        .add(g.begin)
        .add(g.end)
        .add(g.withdrawn_at)
        .add(std::int64_t(g.without_parents))
        .add(g.confidential ? std::int64_t(*g.confidential) : -1)
        .add(std::int64_t(g.evidence))
        .add(g.recorded_by);
}

Bound bound_of_bar(CaseId of_case, const Bar& b) {
    return Bound(Table::bar)
        .add(b.id)
        .add(of_case)
        .add(b.organisation)
        .add(b.person)
        .add(std::int64_t(b.life_domains.bits))
        .add(b.period);
}

Bound bound_of_pending(CaseId of_case, std::int64_t id) {
    return Bound(Table::pending_answer).add(id).add(of_case);
}

std::string pack_member(const Member& m) {
    Packer p;
    p.text(m.name)
        .text(m.relation)
        .integer(m.birth_date.number)
        .day(m.deceased_on)
        .day(m.custody_checked_on);
    p.list(m.custody, [&](const Custody& c) { p.id(c.holder).period(c.period); });
    p.list(m.help, [&](const Help& h) { p.number(unsigned(h.law)).period(h.period); });
    p.list(m.capacity, [&](const Capacity& c) {
        p.number(unsigned(c.kind)).id(c.representative).period(c.period);
    });
    return std::move(p.bytes());
}

void unpack_member(std::string_view plain, Member& m) {
    Unpacker u(plain);
    m.name = u.text();
    m.relation = u.text();
    m.birth_date = Day{std::int32_t(u.integer())};
    m.deceased_on = u.day();
    m.custody_checked_on = u.day();
    u.list([&] {
        const auto holder = u.id<MemberId>();
        m.custody.push_back({holder, u.period()});
    });
    u.list([&] {
        const auto law = Law(u.number());
        m.help.push_back({law, u.period()});
    });
    u.list([&] {
        const auto kind = CapacityKind(u.number());
        const auto representative = u.id<MemberId>();
        m.capacity.push_back({kind, representative, u.period()});
    });
}

std::string pack_outsider(const Outsider& o) {
    Packer p;
    p.text(o.name).text(o.relation).day(o.deceased_on);
    return std::move(p.bytes());
}

void unpack_outsider(std::string_view plain, Outsider& o) {
    Unpacker u(plain);
    o.name = u.text();
    o.relation = u.text();
    o.deceased_on = u.day();
}

std::string pack_ground(const Ground& g) {
    Packer p;
    pack_ids(p, g.members);
    pack_ids(p, g.given_by);
    p.text(g.secrecy_ground).text(g.reason).text(g.text_version).id(g.withdrawn_by);
    return std::move(p.bytes());
}

void unpack_ground(std::string_view plain, Ground& g) {
    Unpacker u(plain);
    g.members = unpack_ids(u);
    g.given_by = unpack_ids(u);
    g.secrecy_ground = u.text();
    g.reason = u.text();
    g.text_version = u.text();
    g.withdrawn_by = u.id<MemberId>();
}

std::string pack_members(const std::vector<MemberId>& members) {
    Packer p;
    pack_ids(p, members);
    return std::move(p.bytes());
}

std::vector<MemberId> unpack_members(std::string_view plain) {
    Unpacker u(plain);
    return unpack_ids(u);
}

std::string pack_pending(const Ground& g) {
    Packer p;
    p.text(pack_ground(g));
    p.id(g.id)
        .number(unsigned(g.kind))
        .number(g.deny ? 1 : 0)
        .instant(g.given_at)
        .id(g.organisation)
        .id(g.person);
    p.number(g.purpose ? unsigned(*g.purpose) + 1 : 0).number(g.life_domains.bits);
    p.instant(g.begin).instant(g.end).instant(g.withdrawn_at).number(unsigned(g.without_parents));
    p.number(g.confidential ? (*g.confidential ? 2 : 1) : 0)
        .number(unsigned(g.evidence))
        .id(g.recorded_by);
    return std::move(p.bytes());
}

Ground unpack_pending(std::string_view plain) {
    Unpacker u(plain);
    Ground g;
    unpack_ground(u.text(), g);
    g.id = u.id<GroundId>();
    g.kind = GroundKind(u.number());
    g.deny = u.number() != 0;
    g.given_at = u.instant();
    g.organisation = u.id<OrganisationId>();
    g.person = u.id<ProfessionalId>();
    if (const auto purpose = u.number(); purpose != 0) g.purpose = Purpose(purpose - 1);
    g.life_domains = LifeDomains{std::uint16_t(u.number())};
    g.begin = u.instant();
    g.end = u.instant();
    g.withdrawn_at = u.instant();
    g.without_parents = WithoutParents(u.number());
    if (const auto confidential = u.number(); confidential != 0) g.confidential = confidential == 2;
    g.evidence = Evidence(u.number());
    g.recorded_by = u.id<ProfessionalId>();
    return g;
}

}  // namespace kortelijn::store::sqlite
