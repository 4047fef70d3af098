// Who comes in at the console: an invitation, a new one, and help for who lost phone or passphrase.
// Only the hash of a link is kept here; whoever holds the link sets passphrase and authenticator.
#include <algorithm>
#include <charconv>

#include "app/admin_effects.hpp"
#include "app/sign_in.hpp"
#include "app/tokens.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;
using store::Store;

namespace {

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

Result<std::int64_t> read_days(const AdminAct& act) {
    std::int64_t days = 7;
    const std::string& wish = act.value("days");
    if (!wish.empty() &&
        (std::from_chars(wish.data(), wish.data() + wish.size(), days).ec != std::errc{} ||
         days < 1 || days > 30))
        return refuse("request.invalid", "days");
    return days;
}

// Nothing that opened this account before opens it again; a new link sets all of it anew.
Change put_link(const AdminAct& act, store::Account account, std::int64_t days, Store& store,
                World& world, Instant now) {
    Change change;
    account.passphrase_hash.clear();
    account.totp_secret.clear();
    account.totp_last_step = 0;
    store.put_account(account);
    store.put_recovery_codes(account.professional, {});
    store.put_invitation(
        {token_hash(act.value("token")), account.professional, now + days * day_ms, std::nullopt});
    end_sessions_of(account.professional, store, change, now);
    protocol::Writer w(64);
    change.result = w.object().field("professional", account.professional).end_object().take();
    if (const Professional* person = world.directory().find(account.professional))
        about(change, *person, world.directory(), now);
    return change;
}

bool works_somewhere(const Professional& person, Instant now) {
    return std::any_of(person.employment.begin(), person.employment.end(),
                       [&](const Employment& one) { return one.period.live(now); });
}

// A link anew is for what the open invitation said: a role or team that was mistyped would stay.
Result<void> as_invited(const Professional& person, const Professional& anew, Instant now) {
    const HeldRole& wish = anew.roles.front();
    const OrganisationId employer = anew.employment.front().organisation;
    const auto live = [&](const auto& list, auto fits) {
        return std::any_of(list.begin(), list.end(),
                           [&](const auto& one) { return one.period.live(now) && fits(one); });
    };
    const auto no = [](const char* field) { return refuse("admin.invited_otherwise", field); };
    if (person.name != anew.name) return no("name");
    if (!live(person.employment, [&](const auto& one) { return one.organisation == employer; }))
        return no("organisation");
    if (!live(person.roles, [&](const auto& one) { return one.role == wish.role; }))
        return no("role");
    if (!live(person.roles,
              [&](const auto& one) { return one.role == wish.role && one.team == wish.team; }))
        return no("team");
    if (!(person.expertise == anew.expertise)) return no("expertise");
    return {};
}

// Back at the employer of before (also after a mistake). Never at another one: what they had a
// place in there would open here.
Result<void> take_back(Professional person, const Professional& anew, Store& store, World& world) {
    const OrganisationId employer = anew.employment.front().organisation;
    if (std::any_of(person.employment.begin(), person.employment.end(),
                    [&](const Employment& one) { return one.organisation != employer; }))
        return refuse("admin.other_employer", "organisation");
    const auto add = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    add(person.employment, anew.employment);
    add(person.teams, anew.teams);
    add(person.roles, anew.roles);
    person.name = anew.name;
    person.expertise = anew.expertise;
    store.change_professional(person);
    world.touch_directory();
    return {};
}

}  // namespace

Result<Change> invite(const AdminAct& act, Store& store, World& world, Instant now) {
    const std::string email = plain_email(act.value("email"));
    if (email.find('@') == std::string::npos || email.size() > 254)
        return refuse("request.invalid", "email");
    const auto days = read_days(act);
    if (!days) return days.error();
    auto account = store.account_by_email(email);
    const Professional* known = account ? world.directory().find(account->professional) : nullptr;
    const bool employed = known != nullptr && works_somewhere(*known, now);
    if (account && account->blocked) return refuse("admin.blocked", "email");
    if (employed && !account->passphrase_hash.empty()) return refuse("admin.exists", "email");
    auto person = read_person(act, world.directory(), now);
    if (!person) return person.error();
    if (employed) {
        if (auto same = as_invited(*known, *person, now); !same) return same.error();
    } else {
        if (known != nullptr) {
            if (auto back = take_back(*known, *person, store, world); !back) return back.error();
        } else {
            account.emplace();
            account->professional = store.add_professional(*person);
            account->email = email;
            world.touch_directory();
        }
    }
    return put_link(act, std::move(*account), *days, store, world, now);
}

Result<Change> renew(const AdminAct& act, Store& store, World& world, Instant now) {
    const auto days = read_days(act);
    if (!days) return days.error();
    auto it = holder_of(act, store, world);
    if (!it) return it.error();
    if (it->account.blocked) return refuse("admin.blocked", "email");
    if (!works_somewhere(it->person, now)) return refuse("admin.not_employed", "email");
    return put_link(act, std::move(it->account), *days, store, world, now);
}

}  // namespace kortelijn::app
