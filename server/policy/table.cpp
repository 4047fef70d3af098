// Rules R10-R16: the case, who is kept out, who carries it, who sits at its table, what a closed
// case still answers; and, last, to which rule a question goes.
#include <algorithm>

#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

bool replaced_now(const Scene& scene, ProfessionalId who) {
    for (const auto& replacement : scene.directory.replacements)
        if (replacement.absent == who && replacement.period.live(scene.now)) return true;
    return false;
}

bool open_now(const Case& the_case, Instant now) {
    return std::any_of(the_case.open.begin(), the_case.open.end(),
                       [&](const Period& p) { return p.live(now); });
}

bool carriers_only(Action a) {
    return (a >= Action::ground_record && a <= Action::followup_record) ||
           one_of(a,
                  {Action::pair_change, Action::coordinator_take, Action::coordinator_give_back});
}

Code carriers_run(const Scene& scene) {  // R14
    if (!scene.asker.carrier) return reason::carrier_needed;
    switch (*scene.ask.action) {
        case Action::ground_record:
            if (const Code code = record_ground(scene); !code.empty()) return code;
            break;
        case Action::invite:
            if (const Code code = invite(scene); !code.empty()) return code;
            break;
        case Action::case_reopen:
            if (scene.case_open) return reason::case_already_open;
            break;
        case Action::pair_change:
            if (const Code code = change_pair(scene); !code.empty()) return code;
            break;
        case Action::coordinator_take:
            if (const Code code = take_coordination(scene); !code.empty()) return code;
            break;
        default:
            break;
    }
    return reason::ok_carrier;
}

Code family_guest(Scene& scene) {  // R14: what a family guest may ask
    const Action action = *scene.ask.action;
    if (of_calls(action) || one_of(action, {Action::attachment_read, Action::summary_read}))
        return guests_of_calls(scene);
    switch (action) {
        case Action::ground_record:
            if (const Code code = record_ground(scene); !code.empty()) return code;
            return reason::ok_guest;
        case Action::ground_end:
            return end_ground(scene);
        case Action::ground_read:
            return read_ground(scene);
        default:
            return reason::ok_guest;
    }
}

// R51-R66 for a professional or a partner's guest.
Code calls_and_plans(Scene& scene) {
    const Action action = *scene.ask.action;
    const bool carriers =
        one_of(action, {Action::call_make, Action::call_invite, Action::call_admit,
                        Action::call_remove, Action::call_end, Action::question_ask,
                        Action::summary_share, Action::page_make, Action::link_revoke,
                        Action::plan_write, Action::plan_share, Action::network_invite});
    if (carriers && !scene.asker.carrier) return reason::carrier_needed;
    if (action <= Action::consult_end) return consult_rules(scene);
    return action <= Action::question_ask ? call_rules(scene) : sharing_rules(scene);
}

Code team_leader(const Scene& scene) {  // R15
    for (const auto& held : scene.asker.professional->roles)
        if (held.role == Role::team_leader && held.team &&
            held.team == scene.facts.the_case->home_team && holds_role(scene, held))
            return reason::ok_team_leader;
    return reason::team_not_leader;
}

}  // namespace

bool absent_now(const Scene& scene, ProfessionalId who) {
    for (const auto& absence : scene.directory.absences)
        if (absence.professional == who && absence.period.live(scene.now)) return true;
    return false;
}

Code emergency_form(Scene& scene) {  // R31
    if (scene.ask.action != Action::emergency_open) return reason::none;
    if (scene.ask.reason.empty()) return reason::emergency_no_reason;
    if (!scene.ask.minutes || *scene.ask.minutes < 1 || *scene.ask.minutes > 60)
        return reason::emergency_too_long;
    return scene.ask.about.size() == 1 ? reason::none : reason::emergency_one_person;
}

Code case_exists(Scene& scene) {  // R10
    const auto& the_case = scene.facts.the_case;
    if (!the_case || the_case->open.empty()) return reason::case_unknown;
    if (!the_case->open.front().begun(scene.now)) return reason::case_unknown;
    scene.case_open = open_now(*the_case, scene.now);
    return reason::none;
}

bool is_carrier(const Scene& scene, ProfessionalId who) {  // R12
    const auto& pair = scene.facts.the_case->pair;
    if (live_seat(pair, who, scene.now)) return true;
    for (const auto& replacement : scene.directory.replacements)
        if (replacement.replacement == who && replacement.period.live(scene.now) &&
            live_seat(pair, replacement.absent, scene.now) && absent_now(scene, replacement.absent))
            return true;
    return false;
}

bool at_the_table(const Scene& scene, const Professional& who, bool carrier) {  // R16
    if (carrier || live_seat(scene.facts.the_case->participants, who.id, scene.now)) return true;
    for (const auto& team : who.teams)
        if (team.team == scene.facts.the_case->home_team && team.period.live(scene.now))
            return true;
    return false;
}

bool barred_from_case(const Scene& scene, ProfessionalId who) {
    return std::any_of(scene.facts.bars.begin(), scene.facts.bars.end(), [&](const Bar& bar) {
        return bar.person == who && bar.members.empty() && bar.life_domains.empty() &&
               bar.period.live(scene.now);
    });
}

Code kept_out(Scene& scene) {  // R11
    Asker& asker = scene.asker;
    if (asker.professional == nullptr) {
        asker.at_table = *scene.ask.as == Role::guest_partner;
        return reason::none;
    }
    asker.carrier = is_carrier(scene, asker.person);
    asker.at_table = at_the_table(scene, *asker.professional, asker.carrier);
    if (barred_from_case(scene, asker.person)) {
        scene.kept_out = true;
        return reason::bar_law;
    }
    if (!live_seat(scene.facts.the_case->pair, asker.person, scene.now)) return reason::none;
    scene.kept_out = absent_now(scene, asker.person) && replaced_now(scene, asker.person);
    return scene.kept_out ? reason::absence_replaced : reason::none;
}

Code closed_case(Scene& scene) { return closed_to(scene, *scene.ask.action); }  // R13

Code closed_to(const Scene& scene, Action action) {
    if (scene.case_open) return reason::none;
    const auto still = [&](std::initializer_list<Action> all) {
        return one_of(action, all) ? reason::none : reason::case_closed;
    };
    switch (*scene.ask.as) {
        case Role::team_leader:
            return still({Action::case_exists});
        case Role::guest_family:
            return still({Action::summary_read, Action::ground_read, Action::ground_end,
                          Action::summary_dispute, Action::link_revoke});
        case Role::professional:
            break;
        default:
            return reason::case_closed;
    }
    if (action == Action::emergency_open) return reason::none;
    const bool emergency = scene.ask.purpose == Purpose::emergency;
    if (emergency &&
        one_of(action, {Action::case_open, Action::message_read, Action::attachment_read}))
        return reason::none;
    if (!scene.asker.carrier) return reason::case_closed;
    return still({Action::case_exists, Action::case_open, Action::member_list, Action::message_read,
                  Action::attachment_read, Action::ground_read, Action::ground_end,
                  Action::case_reopen, Action::followup_record, Action::involvement_answer,
                  Action::signal_read, Action::signal_triage, Action::board_see,
                  Action::consult_end, Action::call_remove, Action::call_end, Action::link_revoke});
}

Code answer(Scene& scene) {
    const Role role = *scene.ask.as;
    const Action action = *scene.ask.action;
    if (role == Role::guest_family) return family_guest(scene);
    if (role == Role::guest_network) return guests_of_calls(scene);
    if (role == Role::team_leader) return team_leader(scene);
    if (of_calls(action)) return calls_and_plans(scene);
    if (action == Action::action_change) return change_action(scene);
    if (is_item(action)) return items(scene);
    if (carriers_only(action)) return carriers_run(scene);
    switch (action) {
        case Action::case_exists:
        case Action::case_open:
        case Action::member_list:
            return list_of_cases_or_people(scene);
        case Action::ground_read:
            return read_ground(scene);
        case Action::ground_end:
            return end_ground(scene);
        case Action::emergency_open:
            return open_emergency(scene);
        case Action::signal_read:
        case Action::signal_triage:
            return joined_signal(scene);
        case Action::involvement_answer:
            return answer_involvement(scene);
        case Action::board_see:
        case Action::agenda_put:
            return see_item(scene);
        default:
            return reason::role_not_allowed;  // I6: no rule, no access
    }
}

}  // namespace kortelijn::policy
