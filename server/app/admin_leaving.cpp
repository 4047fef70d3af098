// What ends at the console, and the one that takes a block back. P1: leaving the employer ends
// every access at once. Periods get their end now and are never removed: who could see what on an
// earlier day must stay to be told.
#include <algorithm>

#include "app/admin_effects.hpp"
#include "app/sign_in.hpp"
#include "commands/items.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;
using store::Store;

namespace {

// Whether anything lived that fits; it ends now.
template <class Held, class Fits>
bool end_those(std::vector<Held>& list, Instant now, Fits fits) {
    bool any = false;
    for (Held& one : list)
        if (one.period.live(now) && fits(one)) one.period.to = now, any = true;
    return any;
}

Result<Change> changed(const Holder& it, Store& store, World& world, Instant now,
                       bool sessions_too) {
    Change change;
    about(change, it.person, world.directory(), now);  // the employer as it was until now
    store.change_professional(it.person);
    world.touch_directory();
    if (sessions_too) end_sessions_of(it.person.id, store, change, now);
    protocol::Writer w(64);
    change.result =
        w.object().field("ended_sessions", change.ended_sessions.size()).end_object().take();
    return change;
}

}  // namespace

void end_sessions_of(ProfessionalId who, Store& store, Change& change, Instant now) {
    for (const store::Session& session : store.live_sessions(now))
        if (session.professional == who) change.ended_sessions.push_back(session.id);
}

Result<Holder> holder_of(const AdminAct& act, Store& store, World& world) {
    auto account = store.account_by_email(plain_email(act.value("email")));
    const Professional* person = account ? world.directory().find(account->professional) : nullptr;
    if (person == nullptr) return refuse("admin.unknown", "email");
    return Holder{std::move(*account), *person};
}

void about(Change& change, const Professional& person, const Directory& directory, Instant now) {
    change.object.professional = person.id;
    change.object.organisation = commands::employer_of(directory, person.id, now);
}

// With the employment end what it carried: the roles there, the teams, the sessions.
Result<Change> end_employment(const AdminAct& act, Store& store, World& world, Instant now) {
    auto it = holder_of(act, store, world);
    if (!it) return it.error();
    const auto all = [](const auto&) { return true; };
    if (!end_those(it->person.employment, now, all)) return refuse("admin.not_held", "email");
    end_those(it->person.roles, now, all);
    end_those(it->person.teams, now, all);
    return changed(*it, store, world, now, true);
}

Result<Change> end_role(const AdminAct& act, Store& store, World& world, Instant now) {
    const auto role = parse_word<Role>(act.value("role"));
    if (!role) return refuse("request.invalid", "role");
    auto it = holder_of(act, store, world);
    if (!it) return it.error();
    if (!end_those(it->person.roles, now, [&](const HeldRole& held) { return held.role == *role; }))
        return refuse("admin.not_held", "role");
    auto change = changed(*it, store, world, now, false);
    change->object.field = to_text(*role);
    return change;
}

// Whoever led the team leads it no more; other roles do not hang on a team.
Result<Change> end_team_membership(const AdminAct& act, Store& store, World& world, Instant now) {
    const Directory& directory = world.directory();
    const auto team = std::find_if(directory.teams.begin(), directory.teams.end(),
                                   [&](const Team& one) { return one.name == act.value("team"); });
    if (team == directory.teams.end()) return refuse("admin.unknown", "team");
    const TeamId id = team->id;
    auto it = holder_of(act, store, world);
    if (!it) return it.error();
    const bool was_in =
        end_those(it->person.teams, now, [&](const TeamMembership& one) { return one.team == id; });
    const bool led = end_those(it->person.roles, now, [&](const HeldRole& held) {
        return held.role == Role::team_leader && held.team == id;
    });
    if (!was_in && !led) return refuse("admin.not_held", "team");
    auto change = changed(*it, store, world, now, false);
    change->object.field = "team " + std::to_string(id.value);
    return change;
}

Result<Change> block(const AdminAct& act, Store& store, World& world, Instant now) {
    auto it = holder_of(act, store, world);
    if (!it) return it.error();
    it->account.blocked = it->person.blocked = true;
    store.put_account(it->account);
    return changed(*it, store, world, now, true);
}

Result<Change> unblock(const AdminAct& act, Store& store, World& world, Instant now) {
    auto it = holder_of(act, store, world);
    if (!it) return it.error();
    if (!it->account.blocked && !it->person.blocked) return refuse("admin.not_blocked", "email");
    it->account.blocked = it->person.blocked = false;
    store.put_account(it->account);
    return changed(*it, store, world, now, false);
}

}  // namespace kortelijn::app
