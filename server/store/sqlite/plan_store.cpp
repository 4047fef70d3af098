// The versions of plans: written once, never changed.
#include <algorithm>
#include <utility>

#include "store/sqlite/binary.hpp"
#include "store/sqlite/family_rows.hpp"
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql version_insert{
    "plan_version.add",
    "INSERT INTO plan_version (id, of_case, at, head, lines) VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql versions_of_case{
    "plan_version.of_case",
    "SELECT id, of_case, at, head, lines FROM plan_version WHERE of_case = ?1 ORDER BY n"};
constexpr Sql heads_of_case{
    "plan_version.heads_of_case",
    "SELECT id, of_case, at, head FROM plan_version WHERE of_case = ?1 ORDER BY n DESC LIMIT 50"};
constexpr Sql version_read{"plan_version.read",
                           "SELECT id, of_case, at, head, lines FROM plan_version "
                           "WHERE id = ?1 AND of_case = ?2"};

PlanVersion version_in(const Rows& rows, Sealer& sealer, bool with_lines) {
    PlanVersion v;
    v.id = rows.id<PlanVersionId>(0);
    v.of_case = rows.id<CaseId>(1);
    v.at = rows.instant(2);
    const auto opened = [&](bool lines) {
        return sealer.open_or_fail(key_of(v.of_case), bound_of_plan_version(v, lines),
                                   rows.bytes(lines ? 4 : 3));
    };
    unpack_plan_head(opened(false), v);
    if (with_lines) unpack_plan_lines(opened(true), v);
    return v;
}

}  // namespace

std::string pack_plan_head(const PlanVersion& v) {
    Packer p;
    p.id(v.by).text(v.note);
    return std::move(p.bytes());
}

void unpack_plan_head(std::string_view plain, PlanVersion& v) {
    Unpacker u(plain);
    v.by = u.id<ProfessionalId>();
    v.note = u.text();
}

std::string pack_plan_lines(const PlanVersion& v) {
    Packer p;
    p.list(v.lines, [&](const SettledLine& one) {
        p.id(one.id).id(one.under).number(unsigned(one.kind)).id(one.by).id(one.by_guest);
        p.integer(one.at.ms).list(one.about, [&](MemberId id) { p.id(id); });
        p.number(one.life_domains.bits).text(one.text).text(one.owner).day(one.due);
    });
    return std::move(p.bytes());
}

void unpack_plan_lines(std::string_view plain, PlanVersion& v) {
    Unpacker u(plain);
    u.list([&] {
        SettledLine& one = v.lines.emplace_back();
        one.id = u.id<LineId>();
        one.under = u.id<LineId>();
        one.kind = LineKind(u.number());
        one.by = u.id<ProfessionalId>();
        one.by_guest = u.id<GuestId>();
        one.at = Instant{u.integer()};
        u.list([&] { one.about.push_back(u.id<MemberId>()); });
        one.life_domains = LifeDomains{std::uint16_t(u.number())};
        one.text = u.text();
        one.owner = u.text();
        one.due = u.day();
    });
}

std::vector<PlanVersion> read_plan_versions(Connection& db, Sealer& sealer, CaseId id,
                                            bool with_lines) {
    std::vector<PlanVersion> out;
    for (Rows rows = db.query(with_lines ? versions_of_case : heads_of_case, id); rows.next();)
        out.push_back(version_in(rows, sealer, with_lines));
    if (!with_lines) std::reverse(out.begin(), out.end());
    return out;
}

void Writer::add_plan_version(const PlanVersion& v) {
    demand_transaction();
    const KeyName key = key_of(v.of_case);
    const std::string head = sealer_.seal(key, bound_of_plan_version(v, false), pack_plan_head(v));
    const std::string lines = sealer_.seal(key, bound_of_plan_version(v, true), pack_plan_lines(v));
    db_.run(version_insert, v.id, v.of_case, v.at, Blob{head}, Blob{lines});
}

std::vector<PlanVersion> Writer::plan_versions(CaseId id) {
    return read_plan_versions(db_, sealer_, id, false);
}

std::optional<PlanVersion> Writer::plan_version(CaseId of_case, PlanVersionId id) {
    Rows rows = db_.query(version_read, id, of_case);
    return rows.next() ? std::optional(version_in(rows, sealer_, true)) : std::nullopt;
}

}  // namespace kortelijn::store::sqlite
