// One function for each act.
#include "app/admin_acts.hpp"

#include <algorithm>
#include <charconv>

#include "app/sign_in.hpp"
#include "app/tokens.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;
using store::Store;

namespace {

using Effect = std::function<Result<Change>(const AdminAct&, Store&, World&, Instant)>;

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

Result<LifeDomains> read_expertise(std::string_view words) {
    LifeDomains out;
    while (!words.empty()) {
        const auto comma = std::min(words.find(','), words.size());
        const auto domain = parse_word<LifeDomain>(words.substr(0, comma));
        if (!domain) return refuse("request.invalid", "expertise");
        out.add(*domain);
        words.remove_prefix(std::min(comma + 1, words.size()));
    }
    return out;
}

Result<Professional> read_person(const AdminAct& act, const Directory& directory, Instant now) {
    Professional person;
    person.name = act.value("name");
    if (person.name.empty()) return refuse("request.invalid", "name");
    const auto role = parse_word<Role>(act.value("role"));
    if (!role || *role == Role::guest_family || *role == Role::guest_partner)
        return refuse("request.invalid", "role");
    HeldRole held;
    held.role = *role;
    held.period.from = now;
    const auto by_name = [](const auto& list, const std::string& name) {
        return std::find_if(list.begin(), list.end(),
                            [&](const auto& one) { return one.name == name; });
    };
    const auto organisation = by_name(directory.organisations, act.value("organisation"));
    if (organisation == directory.organisations.end())
        return refuse("admin.unknown", "organisation");
    held.organisation = organisation->id;
    person.employment.push_back({organisation->id, {now, std::nullopt}});
    if (!act.value("team").empty()) {
        const auto team = by_name(directory.teams, act.value("team"));
        if (team == directory.teams.end()) return refuse("admin.unknown", "team");
        held.team = team->id;
        person.teams.push_back({team->id, {now, std::nullopt}});
    }
    person.roles.push_back(held);
    auto expertise = read_expertise(act.value("expertise"));
    if (!expertise) return expertise.error();
    person.expertise = *expertise;
    return person;
}

Result<Change> invite(const AdminAct& act, Store& store, World& world, Instant now) {
    const std::string email = plain_email(act.value("email"));
    if (email.find('@') == std::string::npos || email.size() > 254)
        return refuse("request.invalid", "email");
    std::int64_t days = 7;
    const std::string& wish = act.value("days");
    if (!wish.empty() &&
        (std::from_chars(wish.data(), wish.data() + wish.size(), days).ec != std::errc{} ||
         days < 1 || days > 30))
        return refuse("request.invalid", "days");
    auto account = store.account_by_email(email);
    if (account && !account->passphrase_hash.empty()) return refuse("admin.exists", "email");
    if (!account) {
        auto person = read_person(act, world.directory(), now);
        if (!person) return person.error();
        account.emplace();
        account->professional = store.add_professional(*person);
        account->email = email;
        world.touch_directory();
    }
    account->totp_secret.clear();  // a second invitation begins anew
    store.put_account(*account);
    store.put_invitation(
        {token_hash(act.value("token")), account->professional, now + days * day_ms, std::nullopt});
    auto change = with_result("professional", account->professional.value);
    change->object.professional = account->professional;
    return change;
}

Result<Change> block(const AdminAct& act, Store& store, World& world, Instant now) {
    auto account = store.account_by_email(plain_email(act.value("email")));
    if (!account) return refuse("admin.unknown", "email");
    account->blocked = true;
    store.put_account(*account);
    const Professional* person = world.directory().find(account->professional);
    if (person != nullptr) {
        Professional blocked = *person;
        blocked.blocked = true;
        store.change_professional(blocked);
        world.touch_directory();
    }
    Change change;
    for (const store::Session& session : store.live_sessions(now))
        if (session.professional == account->professional)
            change.ended_sessions.push_back(session.id);
    protocol::Writer w(64);
    change.result =
        w.object().field("ended_sessions", change.ended_sessions.size()).end_object().take();
    change.object.professional = account->professional;
    return change;
}

// Recorded before it is taken: no record, no copy.
Result<Change> backup(const AdminAct&, Store&, World&, Instant) { return Change{}; }

struct Known {
    std::string_view name;
    std::string_view event;
    Result<Change> (*effect)(const AdminAct&, Store&, World&, Instant);
};
constexpr Known acts[] = {
    {"create", "admin.collaboration_created", create},
    {"add-organisation", "admin.organisation_added", add_organisation},
    {"add-team", "admin.team_added", add_team},
    {"invite", "admin.invited", invite},
    {"block", "account.blocked", block},
    {"backup", "backup.taken", backup},
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
        return effect(act, store, world, now);
    };
    return task;
}

std::string admin_refusal_words(const Refusal& refusal) {
    const std::string field = refusal.field.empty() ? "" : " (--" + refusal.field + ")";
    if (refusal.tell == "admin.exists") return "exists already" + field;
    if (refusal.tell == "admin.unknown") return "is not known here" + field;
    if (refusal.tell == "request.invalid") return "is not right" + field;
    return "was not done: " + std::string(refusal.tell);
}

}  // namespace kortelijn::app
