// R1-R9: see doors.hpp. Each function opens with the sentence of the page it follows.
#include "doors.hpp"

#include "calls.hpp"
#include "daily_start.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

using enum Action;

bool is_item(Action action) {
    return action == message_read || action == message_post || action == attachment_read ||
           action == attachment_add || action == call_join || action == action_change;
}

bool is_case_action(Action action) {
    switch (action) {
        case case_exists:
        case case_open:
        case member_list:
        case ground_read:
        case ground_end:
        case ground_record:
        case invite:
        case household_change:
        case case_close:
        case case_reopen:
        case followup_record:
            return true;
        default:
            return is_item(action) || is_case_action_of_start(action) || is_of_calls(action);
    }
}

bool is_officer_or_admin(Role role) {
    return role == Role::privacy_officer_organisation ||
           role == Role::privacy_officer_collaboration || role == Role::organisation_admin ||
           role == Role::server_admin;
}

// Section 3, the table of roles and actions.
std::string_view section_three(Role role, Action action) {
    if (is_of_calls(action)) {
        if (role != Role::professional) return "role.no_content";
        return professional_asks(action) ? "" : "role.not_allowed";
    }
    if (may_ask_at_start(role, action)) return "";
    bool may = false;
    switch (role) {
        case Role::professional:
            may = (is_case_action(action) && action < signal_send) ||
                  action == Action::case_create || action == anonymous_post ||
                  action == anonymous_read || action == emergency_open;
            return may ? "" : "role.not_allowed";
        case Role::guest_family:
        case Role::guest_partner:
        case Role::guest_network:
            return "guest.not_allowed";  // each link for itself
        case Role::team_leader:
            may = action == case_exists;
            break;
        case Role::privacy_officer_organisation:
        case Role::privacy_officer_collaboration:
            may = action == audit_search || action == subject_report || action == ground_review ||
                  action == ground_read || action == ground_end;
            break;
        case Role::organisation_admin:
        case Role::server_admin:
            may = action == admin_manage;
            break;
        case Role::partner_system:
            break;
    }
    if (may) return "";
    return is_case_action(action) ? "role.no_content" : "role.not_allowed";
}

// R2. The account exists and is active.
std::string_view account(const Professional* self) {
    if (self == nullptr) return "account.unknown";
    return self->blocked ? "account.blocked" : "";
}

// R3. One has exactly one employer, now.
std::string_view employer(const Professional& self, Instant now, OrganisationId& found) {
    int live = 0;
    bool one_had_begun = false;
    for (const Employment& one : self.employment) {
        if (one.period.begun(now)) one_had_begun = true;
        if (!one.period.live(now)) continue;
        ++live;
        found = one.organisation;
    }
    if (live == 1) return "";
    if (live > 1) return "employment.ambiguous";
    return one_had_begun ? "employment.ended" : "employment.not_begun";
}

// R4. That organisation takes part in the collaboration.
std::string_view collaboration(const World& world, OrganisationId id) {
    const Organisation* found = world.directory.find(id);
    return found != nullptr && found->period.live(world.now) ? ""
                                                             : "organisation.not_in_collaboration";
}

// R5. The role acted in is held now.
std::string_view role_held(const Professional& self, Role wanted, OrganisationId own, Instant now) {
    for (const HeldRole& role : self.roles)
        if (role.role == wanted && holds(role, own, now)) return "";
    return "role.not_held";
}

// R6. The role allows the action, and officers and admins read nothing in any role. ("Holds any
// privacy officer or admin role now": of whatever organisation, the stricter reading.)
std::string_view role_allows(const Professional& self, const Ask& ask, Instant now) {
    if (const auto code = section_three(*ask.as, *ask.action); !code.empty()) return code;
    if (*ask.as == Role::professional || *ask.as == Role::team_leader)
        for (const HeldRole& role : self.roles)
            if (is_officer_or_admin(role.role) && role.period.live(now)) return "role.no_content";
    return "";
}

}  // namespace

bool holds(const HeldRole& role, OrganisationId employer_id, Instant now) {
    return role.period.live(now) && (!role.organisation || role.organisation == employer_id);
}

// R1. A malformed request is refused before anything is looked up.
std::string_view malformed(const Ask& ask) {
    if (!ask.action || !ask.as || ask.purpose_unknown) return "request.invalid";
    if (ask.record && ask.record->purpose_unknown) return "request.invalid";
    const bool family_item = *ask.as == Role::guest_family && is_item(*ask.action);
    const bool needs_purpose = is_item(*ask.action) || *ask.action == case_open ||
                               *ask.action == member_list || *ask.action == invite;
    if (needs_purpose && !family_item && !ask.purpose) return "request.invalid";
    // Not in the list of the page, but nothing can be looked up without them.
    if (*ask.action == ground_record) {
        if (!ask.record || !ask.record->ground.begin) return "request.invalid";
        const Ground& record = ask.record->ground;
        if (record.kind == GroundKind::consent && (!record.given_at || record.given_by.empty()))
            return "request.invalid";
        if (!record.deny && !record.purpose) return "request.invalid";
    }
    if (*ask.action == invite && !ask.invitee) return "request.invalid";
    if (const auto code = malformed_start(ask); !code.empty()) return code;  // R34
    if (const auto code = malformed_call(ask); !code.empty()) return code;   // R50
    if (ask.life_domain_unknown) return "domain.unknown";
    if (ask.record && ask.record->life_domain_unknown) return "domain.unknown";
    if (is_item(*ask.action) && !family_item && ask.life_domains.empty()) return "domain.missing";
    return without_domains(ask) ? "domain.missing" : "";
}

std::string_view professional_door(const World& world, const Ask& ask, Actor& actor) {
    const Professional* self = world.directory.find(ask.who);
    if (const auto code = account(self); !code.empty()) return code;
    OrganisationId& own = actor.reader.organisation;
    if (const auto code = employer(*self, world.now, own); !code.empty()) return code;
    if (const auto code = collaboration(world, own); !code.empty()) return code;
    if (const auto code = role_held(*self, *ask.as, own, world.now); !code.empty()) return code;
    actor.reader.professional = self->id;
    return role_allows(*self, ask, world.now);
}

// R34. A partner's system skips R2, R3, R5 and, of R6, what is about persons.
std::string_view system_door(const World& world, const Ask& ask, Actor& actor) {
    actor.reader.organisation = ask.organisation;
    if (const auto code = collaboration(world, ask.organisation); !code.empty()) return code;
    return section_three(*ask.as, *ask.action);
}

// R7. A guest comes in through a live link of this case.
std::string_view guest_door(const World& world, const Ask& ask, Actor& actor) {
    const bool family = *ask.as == Role::guest_family;
    const GuestKind kind = family                           ? GuestKind::family
                           : *ask.as == Role::guest_partner ? GuestKind::partner
                                                            : GuestKind::network;
    const Guest* link = link_of(world.facts, ask.guest);
    if (link == nullptr || link->kind != kind || !link_lives(world, *link))
        return "guest.link_dead";
    if (const auto code = darkened(world, *link); !code.empty()) return code;
    if (!link_asks(*link, *ask.action)) return "guest.not_allowed";
    if (kind == GuestKind::network) return "";
    if (!family) {
        actor.reader.organisation = link->organisation;
        return collaboration(world, link->organisation);
    }
    actor.family_guest = true;
    actor.guest_person = link->person;
    const Member* member = member_of(world.facts, link->person);
    return member != nullptr && age(*member, world.now) < 12 ? "age.too_young" : "";
}

// R8. Officers see what concerns their organisation, the collaboration's officer all, admins their
// accounts; none of them sees a case.
std::string_view officer(const World& world, const Ask& ask, const Actor& actor) {
    const bool admin = *ask.as == Role::organisation_admin || *ask.as == Role::server_admin;
    const bool of_organisation =
        *ask.as == Role::privacy_officer_organisation || *ask.as == Role::organisation_admin;
    const bool on_target =
        *ask.action == ground_review || *ask.action == ground_read || *ask.action == ground_end;
    // For a target its own organisation is the scope; a scope that is given must still be the own.
    if (of_organisation && (ask.organisation || !on_target))
        if (ask.organisation != actor.reader.organisation)
            return admin ? "role.other_organisation" : "officer.other_organisation";
    if (on_target) {
        const Ground* ground = ground_of(world.facts, ask.target);
        if (ground == nullptr) return "ground.unknown";
        // Section 2: a deny without an organisation is for all of them.
        if (of_organisation && ground->organisation &&
            ground->organisation != actor.reader.organisation)
            return "ground.not_yours";
        if (*ask.action != ground_read && ground->kind == GroundKind::consent)
            return "officer.only_without_consent";
    }
    return admin ? "ok.admin" : "ok.officer";
}

// R9. Opening a case needs the team.
std::string_view create_case(const World& world, const Ask& ask) {
    for (const TeamMembership& team : world.directory.find(ask.who)->teams)
        if (ask.team && team.team == ask.team && team.period.live(world.now)) return "ok.team";
    return "team.not_member";
}

// R9. An anonymous discussion names nobody.
std::string_view anonymous(const World& world, const Ask& ask) {
    if (!ask.about.empty()) return "anonymous.about_person";
    if (*ask.action == anonymous_post) {
        if (among(ask.identifiers, Identifier::bsn)) return "anonymous.identifying";
        if (!ask.identifiers.empty() && !ask.confirmed_harmless) return "anonymous.identifying";
    }
    const std::optional<Discussion>& discussion = world.facts.discussion;
    if (!discussion || !discussion->period.live(world.now)) return "anonymous.ended";
    if (discussion->period.from && world.now >= *discussion->period.from + 14 * day_ms)
        return "anonymous.ended";
    for (const Seat& seat : discussion->participants)
        if (seat.professional == ask.who && seat.period.live(world.now)) return "ok.anonymous";
    return "anonymous.not_participant";
}

// R31, before R10.
std::string_view emergency_form(const Ask& ask) {
    if (ask.reason.empty()) return "emergency.no_reason";
    if (!ask.minutes || *ask.minutes < 1 || *ask.minutes > 60) return "emergency.too_long";
    return ask.about.size() == 1 ? "" : "emergency.one_person";
}

}  // namespace kortelijn::oracle
