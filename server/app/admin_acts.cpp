// The list of acts; those that make the collaboration. Of people: admin_people.cpp (who comes in),
// admin_leaving.cpp (what ends). Of signals: admin_covenants.cpp.
#include "app/admin_acts.hpp"

#include <algorithm>

#include "app/admin_effects.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;
using store::Store;

namespace {

Result<Change> with_result(std::string_view name, std::int64_t value) {
    Change change;
    protocol::Writer w(64);
    change.result = w.object().field(name, value).end_object().take();
    return change;
}

Result<Change> create(const AdminAct& act, Store& store, World&, Instant) {
    if (act.value("name").empty()) return refuse("request.invalid", "name");
    if (store.setting("name")) return refuse("admin.exists", "name");
    store.put_setting("name", act.value("name"));
    return Change{};
}

Result<Change> add_organisation(const AdminAct& act, Store& store, World& world, Instant now) {
    Organisation organisation;
    organisation.name = act.value("name");
    const auto kind = parse_word<OrganisationKind>(act.value("kind"));
    if (organisation.name.empty()) return refuse("request.invalid", "name");
    if (!kind) return refuse("request.invalid", "kind");
    for (const Organisation& known : world.directory().organisations)
        if (known.name == organisation.name) return refuse("admin.exists", "name");
    organisation.kind = *kind;
    organisation.period.from = now;
    const OrganisationId id = store.add_organisation(organisation);
    world.touch_directory();
    auto change = with_result("organisation", id.value);
    change->object.organisation = id;
    return change;
}

Result<Change> add_team(const AdminAct& act, Store& store, World& world, Instant) {
    if (act.value("name").empty()) return refuse("request.invalid", "name");
    for (const Team& known : world.directory().teams)
        if (known.name == act.value("name")) return refuse("admin.exists", "name");
    const TeamId id = store.add_team(act.value("name"));
    world.touch_directory();
    return with_result("team", id.value);
}

// Recorded before it is taken: no record, no copy.
Result<Change> backup(const AdminAct&, Store&, World&, Instant) { return Change{}; }

struct Known {
    std::string_view name;
    std::string_view event;
    AdminEffect* effect;
};
constexpr Known acts[] = {
    {"create", "admin.collaboration_created", create},
    {"add-organisation", "admin.organisation_added", add_organisation},
    {"add-team", "admin.team_added", add_team},
    {"invite", "admin.invited", invite},
    {"renew", "admin.sign_in_renewed", renew},
    {"end-employment", "admin.employment_ended", end_employment},
    {"end-role", "admin.role_ended", end_role},
    {"end-team-membership", "admin.team_membership_ended", end_team_membership},
    {"block", "account.blocked", block},
    {"unblock", "account.unblocked", unblock},
    {"add-covenant", "admin.covenant_added", add_covenant},
    {"end-covenant", "admin.covenant_ended", end_covenant},
    {"add-certificate", "admin.certificate_added", add_certificate},
    {"end-certificate", "admin.certificate_ended", end_certificate},
    {"backup", "backup.taken", backup},
    {"export-log", "admin.log_exported", backup},
};

}  // namespace

const std::string& AdminAct::value(const std::string& key) const {
    static const std::string none;
    const auto at = values.find(key);
    return at == values.end() ? none : at->second;
}

std::optional<core::Task> admin_task(const AdminAct& act, const std::string& by) {
    const auto known = std::find_if(std::begin(acts), std::end(acts),
                                    [&](const Known& one) { return one.name == act.name; });
    if (known == std::end(acts)) return std::nullopt;
    core::Task task;
    task.event = known->event;
    task.actor.role = "console";
    task.actor.name = by;
    task.effect = [act, effect = known->effect](Store& store, World& world,
                                                Instant now) -> Result<Change> {
        for (const auto& [key, value] : act.values) {
            const bool plain =
                value.size() <= 300 && std::none_of(value.begin(), value.end(), [](char c) {
                    return std::uint8_t(c) < 0x20 || c == 0x7f;
                });
            if (!plain) return refuse("request.invalid", key);
        }
        if (world.demo() != (act.value("demo") == "yes"))
            return refuse(world.demo() ? "admin.demo" : "admin.not_demo");
        return effect(act, store, world, now);
    };
    return task;
}

std::string admin_refusal_words(const Refusal& refusal) {
    // Some acts take the address as it is, others after --email.
    const std::string field = refusal.field.empty()      ? ""
                              : refusal.field == "email" ? " (the e-mail address)"
                                                         : " (--" + refusal.field + ")";
    if (refusal.tell == "admin.demo")
        return "was not done: this is a demo, which changes with --demo only";
    if (refusal.tell == "admin.not_demo")
        return "was not done: this is a real collaboration, not the demo";
    if (refusal.tell == "admin.blocked")
        return "was not done: the account is blocked; 'kortelijn admin unblock' comes first";
    if (refusal.tell == "admin.other_employer")
        return "was not done: an account belongs to one employer; with another one they take part "
               "with an account of their own, under another address" +
               field;
    if (refusal.tell == "admin.other_person")
        return "was not done: who had this account before came in under another name, and what "
               "they wrote and did is told under it" +
               field + "; give that name, or invite another person under another address";
    if (refusal.tell == "admin.not_held")
        return "was not done: now there is nothing of it to end" + field;
    if (refusal.tell == "admin.not_blocked") return "was not done: the account is not blocked";
    if (refusal.tell == "admin.invited_otherwise")
        return "was not done: the invitation that is open says otherwise" + field +
               "; give the same, or 'kortelijn admin end-employment' first and then invite anew";
    if (refusal.tell == "admin.not_employed")
        return "was not done: the employment has ended; 'kortelijn admin invite' begins it again";
    if (refusal.tell == "admin.exists") return "exists already" + field;
    if (refusal.tell == "admin.unknown") return "is not known here" + field;
    if (refusal.tell == "request.invalid") return "is not right" + field;
    return "was not done: " + std::string(refusal.tell);
}

}  // namespace kortelijn::app
