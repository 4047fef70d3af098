// Rules R1-R9: the form of the request, the account, the employer, the role, the guest's link, and
// what officers, admins and anonymous discussions may. Nothing of a case is looked at here.
#include "policy/age.hpp"
#include "policy/people.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

// Section 3; the second list looks into a case too (the daily start, section 2).
bool is_case_action(Action a) {
    return a <= Action::followup_record ||
           one_of(a, {Action::involvement_answer, Action::board_see, Action::agenda_put,
                      Action::action_change, Action::pair_change, Action::coordinator_take,
                      Action::coordinator_give_back}) ||
           of_calls(a);
}

// What only a family or its network does.
bool is_guests_own(Action a) {
    return one_of(a, {Action::question_answer, Action::checklist_fill, Action::summary_dispute,
                      Action::plan_propose});
}

// The page's links, and those of calls and plans (section 2 there).
bool link_allows(const Guest& guest, Action a) {
    const bool meets = one_of(a, {Action::call_wait, Action::call_enter, Action::rtc_send});
    const bool reads_plan = a == Action::plan_read || a == Action::plan_propose;
    const bool ends = one_of(a, {Action::link_revoke, Action::ground_read, Action::ground_end});
    const bool reads_page = a == Action::summary_read || a == Action::summary_dispute;
    if (guest.kind == GuestKind::network) return meets || reads_plan;
    if (guest.kind == GuestKind::partner)
        return guest.use == GuestUse::none   ? a == Action::call_join
               : guest.use == GuestUse::call ? meets
                                             : false;
    switch (guest.use) {
        case GuestUse::none:
            return one_of(a, {Action::call_join, Action::summary_read, Action::attachment_add,
                              Action::ground_record, Action::ground_read, Action::ground_end});
        case GuestUse::call:
            return meets || ends || reads_page ||
                   one_of(a, {Action::question_answer, Action::checklist_fill,
                              Action::attachment_read, Action::ground_record});
        case GuestUse::page:
            return reads_page || ends;
        case GuestUse::plan:
            return ends || reads_plan;
    }
    return false;
}

// What a professional may ask outside a case.
bool is_own_work(Action a) {
    return one_of(
        a, {Action::case_create, Action::anonymous_post, Action::anonymous_read,
            Action::emergency_open, Action::signal_send, Action::signal_read, Action::signal_triage,
            Action::board_join, Action::board_lead, Action::absence_record, Action::figures_read});
}

bool is_officer(Role role) {
    return role == Role::privacy_officer_organisation ||
           role == Role::privacy_officer_collaboration;
}
bool is_admin(Role role) { return role == Role::organisation_admin || role == Role::server_admin; }

bool needs_purpose(Action a) {
    return is_item(a) || a == Action::case_open || a == Action::member_list || a == Action::invite;
}

// Section 3, what each role may ask at all.
bool allowed(Role role, Action a) {
    switch (role) {
        case Role::professional:
            return (is_case_action(a) || is_own_work(a)) && !is_guests_own(a);
        case Role::team_leader:
            return one_of(a, {Action::case_exists, Action::absence_record, Action::team_oversee,
                              Action::figures_read});
        case Role::privacy_officer_organisation:
        case Role::privacy_officer_collaboration:
            return one_of(a, {Action::audit_search, Action::subject_report, Action::ground_review,
                              Action::ground_read, Action::ground_end, Action::figures_read});
        case Role::organisation_admin:
        case Role::server_admin:
            return a == Action::admin_manage;
        case Role::partner_system:
            return a == Action::signal_send;
        case Role::guest_family:
        case Role::guest_partner:
        case Role::guest_network:
            break;  // R7: each link for itself
    }
    return false;
}

// R1 for a record: words outside the lists, and a permit with what a permit cannot leave out.
Code record_form(const Ask& ask) {
    if (ask.action != Action::ground_record) return reason::none;
    if (!ask.record) return reason::request_invalid;
    const Ground& ground = ask.record->ground;
    const bool complete = ground.begin && (ground.deny || ground.purpose);
    return complete ? reason::none : reason::request_invalid;
}

// R34: what the asks of the daily start cannot leave out.
Code start_form(const Ask& ask) {
    bool complete = true;
    switch (*ask.action) {
        case Action::signal_send:
            complete = ask.signal_kind.has_value();
            break;
        case Action::absence_record:
            complete = ask.concerns && ask.from;
            break;
        case Action::coordinator_take:
            complete = bool(ask.concerns) != bool(ask.member);
            break;
        default:
            break;
    }
    return complete ? reason::none : reason::request_invalid;
}

Code create_case(const Scene& scene) {
    return in_team(*scene.asker.professional, scene.ask.team, scene.now) ? reason::ok_team
                                                                         : reason::team_not_member;
}

Code anonymous(const Scene& scene) {
    const Ask& ask = scene.ask;
    if (!ask.about.empty()) return reason::anonymous_about_person;
    if (ask.action == Action::anonymous_post) {
        if (has(ask.identifiers, Identifier::bsn)) return reason::anonymous_identifying;
        if (!ask.identifiers.empty() && !ask.confirmed_harmless)
            return reason::anonymous_identifying;
    }
    const auto& discussion = scene.facts.discussion;
    if (!discussion || !discussion->period.live(scene.now)) return reason::anonymous_ended;
    const auto& from = discussion->period.from;
    if (!from || scene.now - *from >= 14 * day_ms) return reason::anonymous_ended;
    if (!live_seat(discussion->participants, scene.asker.person, scene.now))
        return reason::anonymous_not_participant;
    return reason::ok_anonymous;
}

Code officer_target(const Scene& scene) {
    const Ground* ground = find_ground(scene.facts, scene.ask.target);
    if (ground == nullptr) return reason::ground_unknown;
    const bool own = !ground->organisation || ground->organisation == scene.asker.organisation;
    if (scene.ask.as == Role::privacy_officer_organisation && !own) return reason::ground_not_yours;
    const bool reads = scene.ask.action == Action::ground_read;
    if (!reads && ground->kind == GroundKind::consent) return reason::officer_only_without_consent;
    return reason::ok_officer;
}

}  // namespace

// An account of a person: the roles that R2, R3 and R5 look at.
bool is_person(Role role) { return role <= Role::server_admin; }
bool is_guest(Role role) {
    return one_of(role, {Role::guest_family, Role::guest_partner, Role::guest_network});
}
bool of_calls(Action a) { return a >= Action::consult_ask; }
bool is_item(Action a) { return a <= Action::call_join || a == Action::action_change; }

bool in_team(const Professional& who, TeamId team, Instant now) {
    for (const auto& membership : who.teams)
        if (membership.team == team && membership.period.live(now)) return true;
    return false;
}

Code well_formed(Scene& scene) {  // R1
    const Ask& ask = scene.ask;
    if (!ask.action || !ask.as) return reason::request_invalid;
    if (ask.purpose_unknown || (ask.record && ask.record->purpose_unknown))
        return reason::request_invalid;
    const bool guest_item = ask.as == Role::guest_family && is_item(*ask.action);
    if (!ask.purpose && needs_purpose(*ask.action) && !guest_item) return reason::request_invalid;
    if (const Code code = record_form(ask); !code.empty()) return code;
    if (ask.action == Action::invite && !ask.invitee) return reason::request_invalid;
    if (const Code code = start_form(ask); !code.empty()) return code;
    if (const Code code = calls_form(ask); !code.empty()) return code;
    if (ask.life_domain_unknown || (ask.record && ask.record->life_domain_unknown))
        return reason::domain_unknown;
    const bool names_them = (is_item(*ask.action) && !guest_item) || names_life_domains(ask);
    if (names_them && ask.life_domains.empty()) return reason::domain_missing;
    return reason::none;
}

Code account(Scene& scene) {  // R2
    if (!is_person(*scene.ask.as)) return reason::none;
    scene.asker.professional = scene.directory.find(scene.ask.who);
    if (scene.asker.professional == nullptr) return reason::account_unknown;
    scene.asker.person = scene.ask.who;
    return scene.asker.professional->blocked ? reason::account_blocked : reason::none;
}

OrganisationId employer_now(const Professional& professional, Instant now) {
    OrganisationId found;
    for (const auto& employment : professional.employment) {
        if (!employment.period.live(now)) continue;
        if (found) return {};
        found = employment.organisation;
    }
    return found;
}

Code employer(Scene& scene) {  // R3
    if (scene.ask.as == Role::partner_system) scene.asker.organisation = scene.ask.organisation;
    if (!is_person(*scene.ask.as)) return reason::none;
    scene.asker.organisation = employer_now(*scene.asker.professional, scene.now);
    if (scene.asker.organisation) return reason::none;
    bool live = false, begun = false;
    for (const auto& employment : scene.asker.professional->employment) {
        live = live || employment.period.live(scene.now);
        begun = begun || employment.period.begun(scene.now);
    }
    if (live) return reason::employment_ambiguous;
    return begun ? reason::employment_ended : reason::employment_not_begun;
}

bool in_collaboration(const Scene& scene, OrganisationId organisation) {
    const Organisation* found = scene.directory.find(organisation);
    return found != nullptr && found->period.live(scene.now);
}

Code collaboration(Scene& scene) {  // R4
    if (is_guest(*scene.ask.as)) return reason::none;
    return in_collaboration(scene, scene.asker.organisation)
               ? reason::none
               : reason::organisation_not_in_collaboration;
}

bool holds_role(const Scene& scene, const HeldRole& held) {
    return held.period.live(scene.now) &&
           (!held.organisation || held.organisation == scene.asker.organisation);
}

Code role_held(Scene& scene) {  // R5
    if (!is_person(*scene.ask.as)) return reason::none;
    for (const auto& held : scene.asker.professional->roles)
        if (held.role == *scene.ask.as && holds_role(scene, held)) return reason::none;
    return reason::role_not_held;
}

Code role_allows(Scene& scene) {  // R6
    const Role role = *scene.ask.as;
    if (is_guest(role)) return reason::none;
    if (!allowed(role, *scene.ask.action)) {
        const bool content = role != Role::professional && is_case_action(*scene.ask.action);
        return content ? reason::role_no_content : reason::role_not_allowed;
    }
    if (role != Role::professional && role != Role::team_leader) return reason::none;
    // Any live one, of whatever organisation (8.6): R5's limit is about the role acted in.
    for (const auto& also : scene.asker.professional->roles)
        if ((is_officer(also.role) || is_admin(also.role)) && also.period.live(scene.now))
            return reason::role_no_content;
    return reason::none;
}

bool link_lives(const Scene& scene, const Guest& guest) {
    if (!guest.period.live(scene.now)) return false;
    if (guest.revoked_at && scene.now >= *guest.revoked_at) return false;
    if (guest.kind == GuestKind::network) return guest.use == GuestUse::plan;
    return guest.use == GuestUse::none || !is_dead(scene.facts, guest.person, scene.today);
}

Code guest_link(Scene& scene) {  // R7
    const Role role = *scene.ask.as;
    if (!is_guest(role)) return reason::none;
    const GuestKind kind = role == Role::guest_family    ? GuestKind::family
                           : role == Role::guest_partner ? GuestKind::partner
                                                         : GuestKind::network;
    const Guest* guest = nullptr;
    for (const auto& link : scene.facts.guests)
        if (link.id == scene.ask.guest) guest = &link;
    if (guest == nullptr || guest->kind != kind || !link_lives(scene, *guest))
        return reason::guest_link_dead;
    if (const Code code = dark_link(scene, *guest); !code.empty()) return code;
    scene.asker.guest = guest;
    if (!link_allows(*guest, *scene.ask.action)) return reason::guest_not_allowed;
    if (kind == GuestKind::partner) {
        scene.asker.organisation = guest->organisation;
        return in_collaboration(scene, guest->organisation)
                   ? reason::none
                   : reason::organisation_not_in_collaboration;
    }
    if (kind == GuestKind::network) return reason::none;
    const Member* member = find_member(scene.facts, guest->person);
    return member != nullptr && age_on(member->birth_date, scene.today) < 12 ? reason::age_too_young
                                                                             : reason::none;
}

Code officers_and_admins(Scene& scene) {  // R8
    const Role role = *scene.ask.as;
    if (!is_officer(role) && !is_admin(role)) return reason::none;
    const Action action = *scene.ask.action;
    if (action == Action::figures_read) return reason::none;  // R49: not of one organisation
    const bool about_ground =
        one_of(action, {Action::ground_review, Action::ground_read, Action::ground_end});
    const bool own_only =
        role == Role::privacy_officer_organisation || role == Role::organisation_admin;
    // A question about one ground needs no scope of its own: the ground's organisation is looked
    // at.
    const bool other = scene.ask.organisation != scene.asker.organisation &&
                       (scene.ask.organisation || !about_ground);
    if (own_only && other)
        return is_admin(role) ? reason::role_other_organisation
                              : reason::officer_other_organisation;
    if (is_admin(role)) return reason::ok_admin;
    return about_ground || scene.ask.target ? officer_target(scene) : reason::ok_officer;
}

Code team_and_anonymous(Scene& scene) {  // R9
    switch (*scene.ask.action) {
        case Action::case_create:
            return create_case(scene);
        case Action::anonymous_post:
        case Action::anonymous_read:
            return anonymous(scene);
        default:
            return reason::none;
    }
}

}  // namespace kortelijn::policy
