// Organisations, teams, professionals, absences, replacements; and the collaboration's settings.
// Names are sealed with the collaboration's key.
#include <unordered_map>

#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql read_organisations{
    "directory.organisations",
    "SELECT id, kind, begins_at, ends_at, sealed FROM organisation ORDER BY id"};
constexpr Sql read_teams{"directory.teams", "SELECT id, sealed FROM team ORDER BY id"};
constexpr Sql read_professionals{
    "directory.professionals",
    "SELECT id, blocked, expertise, sealed FROM professional ORDER BY id"};
constexpr Sql read_employment{
    "directory.employment",
    "SELECT professional, organisation, begins_at, ends_at FROM employment ORDER BY id"};
constexpr Sql read_memberships{
    "directory.memberships",
    "SELECT professional, team, begins_at, ends_at FROM team_membership ORDER BY id"};
constexpr Sql read_roles{
    "directory.roles",
    "SELECT professional, role, organisation, team, begins_at, ends_at FROM held_role ORDER BY id"};
constexpr Sql read_absences{"directory.absences",
                            "SELECT professional, begins_at, ends_at, id FROM absence ORDER BY id"};
constexpr Sql read_replacements{
    "directory.replacements",
    "SELECT absent, replacement, begins_at, ends_at, id FROM replacement ORDER BY id"};

constexpr Sql next_organisation{"organisation.next_id",
                                "SELECT coalesce(max(id), 0) + 1 FROM organisation"};
constexpr Sql next_team{"team.next_id", "SELECT coalesce(max(id), 0) + 1 FROM team"};
constexpr Sql next_professional{"professional.next_id",
                                "SELECT coalesce(max(id), 0) + 1 FROM professional"};
constexpr Sql insert_organisation{"organisation.add",
                                  "INSERT INTO organisation (id, kind, begins_at, ends_at, sealed) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql insert_team{"team.add", "INSERT INTO team (id, sealed) VALUES (?1, ?2)"};
constexpr Sql insert_professional{
    "professional.add",
    "INSERT INTO professional (id, blocked, expertise, sealed) VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql update_professional{
    "professional.change",
    "UPDATE professional SET blocked = ?2, expertise = ?3, sealed = ?4 WHERE id = ?1"};
constexpr Sql name_of_professional{"professional.name",
                                   "SELECT sealed FROM professional WHERE id = ?1"};
constexpr Sql drop_employment{"employment.drop", "DELETE FROM employment WHERE professional = ?1"};
constexpr Sql drop_memberships{"membership.drop",
                               "DELETE FROM team_membership WHERE professional = ?1"};
constexpr Sql drop_roles{"role.drop", "DELETE FROM held_role WHERE professional = ?1"};
constexpr Sql insert_employment{
    "employment.add",
    "INSERT INTO employment (professional, organisation, begins_at, ends_at) "
    "VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql insert_membership{
    "membership.add",
    "INSERT INTO team_membership (professional, team, begins_at, ends_at) "
    "VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql insert_role{
    "role.add",
    "INSERT INTO held_role (professional, role, organisation, team, begins_at, ends_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr Sql insert_absence{
    "absence.add", "INSERT INTO absence (professional, begins_at, ends_at) VALUES (?1, ?2, ?3)"};
constexpr Sql insert_replacement{
    "replacement.add",
    "INSERT INTO replacement (absent, replacement, begins_at, ends_at) "
    "VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql shorten_absence{
    "absence.end",
    "UPDATE absence SET ends_at = ?2 WHERE id = ?1 AND (ends_at IS NULL OR ends_at > ?2)"};
constexpr Sql shorten_replacement{
    "replacement.end",
    "UPDATE replacement SET ends_at = ?2 WHERE id = ?1 AND (ends_at IS NULL OR ends_at > ?2)"};
constexpr Sql read_setting{"setting.read", "SELECT value FROM setting WHERE name = ?1"};
constexpr Sql write_setting{"setting.write",
                            "INSERT INTO setting (name, value) VALUES (?1, ?2) "
                            "ON CONFLICT (name) DO UPDATE SET value = ?2"};

template <class Id>
Bound name_bound(Table table, Id id) {
    return Bound(table).add(id);
}

std::int64_t next_id(Connection& db, const Sql& sql) {
    Rows rows = db.query(sql);
    rows.next();
    return rows.integer(0);
}

// One damaged name must not put everybody out: the directory is read for every decision.
std::string open_name(Sealer& sealer, const Bound& bound, std::string_view sealed) {
    try {
        return sealer.open_or_fail(collaboration_key, bound, sealed);
    } catch (const StoreFailure& failure) {
        if (failure.kind() != StoreFailure::Kind::damaged) throw;
        return "?";
    }
}

void read_people(Connection& db, Sealer& sealer, Directory& into) {
    std::unordered_map<std::int64_t, std::size_t> place;
    for (Rows rows = db.query(read_professionals); rows.next();) {
        Professional& p = into.professionals.emplace_back();
        p.id = rows.id<ProfessionalId>(0);
        p.blocked = rows.integer(1) != 0;
        p.expertise = LifeDomains{std::uint16_t(rows.integer(2))};
        p.name = open_name(sealer, name_bound(Table::professional, p.id), rows.bytes(3));
        place[p.id.value] = into.professionals.size() - 1;
    }
    const auto of = [&](const Rows& rows) -> Professional& {
        return into.professionals[place.at(rows.integer(0))];
    };
    for (Rows rows = db.query(read_employment); rows.next();)
        of(rows).employment.push_back({rows.id<OrganisationId>(1), rows.period(2)});
    for (Rows rows = db.query(read_memberships); rows.next();)
        of(rows).teams.push_back({rows.id<TeamId>(1), rows.period(2)});
    for (Rows rows = db.query(read_roles); rows.next();)
        of(rows).roles.push_back({Role(rows.integer(1)), rows.id<OrganisationId>(2),
                                  rows.id<TeamId>(3), rows.period(4)});
}

}  // namespace

Directory Writer::load_directory() {
    Directory out;
    for (Rows rows = db_.query(read_organisations); rows.next();) {
        const auto id = rows.id<OrganisationId>(0);
        out.organisations.push_back(
            {id, OrganisationKind(rows.integer(1)), rows.period(2),
             open_name(sealer_, name_bound(Table::organisation, id), rows.bytes(4))});
    }
    for (Rows rows = db_.query(read_teams); rows.next();) {
        const auto id = rows.id<TeamId>(0);
        out.teams.push_back({id, open_name(sealer_, name_bound(Table::team, id), rows.bytes(1))});
    }
    read_people(db_, sealer_, out);
    for (Rows rows = db_.query(read_absences); rows.next();)
        out.absences.push_back({rows.id<ProfessionalId>(0), rows.period(1), rows.id<AbsenceId>(3)});
    for (Rows rows = db_.query(read_replacements); rows.next();)
        out.replacements.push_back({rows.id<ProfessionalId>(0), rows.id<ProfessionalId>(1),
                                    rows.period(2), rows.id<ReplacementId>(4)});
    out.covenants = load_covenants();
    return out;
}

OrganisationId Writer::add_organisation(const Organisation& organisation) {
    demand_transaction();
    const OrganisationId id{next_id(db_, next_organisation)};
    db_.run(insert_organisation, id, int(organisation.kind), organisation.period.from,
            organisation.period.to,
            Blob{sealer_.seal(collaboration_key, name_bound(Table::organisation, id),
                              organisation.name)});
    return id;
}

TeamId Writer::add_team(std::string_view name) {
    demand_transaction();
    const TeamId id{next_id(db_, next_team)};
    db_.run(insert_team, id,
            Blob{sealer_.seal(collaboration_key, name_bound(Table::team, id), name)});
    return id;
}

void Writer::write_places(const Professional& who) {
    for (const Employment& e : who.employment)
        db_.run(insert_employment, who.id, e.organisation, e.period.from, e.period.to);
    for (const TeamMembership& t : who.teams)
        db_.run(insert_membership, who.id, t.team, t.period.from, t.period.to);
    for (const HeldRole& r : who.roles)
        db_.run(insert_role, who.id, int(r.role), null_if_none(r.organisation),
                null_if_none(r.team), r.period.from, r.period.to);
}

ProfessionalId Writer::add_professional(const Professional& who) {
    demand_transaction();
    Professional added = who;
    added.id = ProfessionalId{next_id(db_, next_professional)};
    db_.run(insert_professional, added.id, int(added.blocked), int(added.expertise.bits),
            Blob{sealer_.seal(collaboration_key, name_bound(Table::professional, added.id),
                              added.name)});
    write_places(added);
    return added.id;
}

void Writer::change_professional(const Professional& who) {
    demand_transaction();
    const Bound bound = name_bound(Table::professional, who.id);
    std::string sealed;
    {
        Rows rows = db_.query(name_of_professional, who.id);
        if (!rows.next()) fail("no such professional");
        sealed = rows.text(0);
    }
    // The same name keeps its bytes: a damaged one stays to be found, its place-holder is no name.
    if (who.name != open_name(sealer_, bound, sealed))
        sealed = sealer_.seal(collaboration_key, bound, who.name);
    db_.run(update_professional, who.id, int(who.blocked), int(who.expertise.bits), Blob{sealed});
    db_.run(drop_employment, who.id);
    db_.run(drop_memberships, who.id);
    db_.run(drop_roles, who.id);
    write_places(who);
}

AbsenceId Writer::add_absence(const Absence& absence) {
    demand_transaction();
    db_.run(insert_absence, absence.professional, absence.period.from, absence.period.to);
    return AbsenceId{db_.last_id()};
}

ReplacementId Writer::add_replacement(const Replacement& replacement) {
    demand_transaction();
    db_.run(insert_replacement, replacement.absent, replacement.replacement,
            replacement.period.from, replacement.period.to);
    return ReplacementId{db_.last_id()};
}

void Writer::end_absence(AbsenceId id, Instant at) {
    demand_transaction();
    db_.run(shorten_absence, id, at);
}

void Writer::end_replacement(ReplacementId id, Instant at) {
    demand_transaction();
    db_.run(shorten_replacement, id, at);
}

std::optional<std::string> Writer::setting(std::string_view name) {
    Rows rows = db_.query(read_setting, name);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void Writer::put_setting(std::string_view name, std::string_view value) {
    demand_transaction();
    db_.run(write_setting, name, value);
}

}  // namespace kortelijn::store::sqlite
