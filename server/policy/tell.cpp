// Rule R33 and section 7: the reason is for the log, the asker hears this. It must not tell anybody
// of a case they may not know of.
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

// Line 1: about the account and the role, nothing of a case.
Code tell_of_account(const Scene& scene, Code code) {
    for (const Code family : {"account.", "employment.", "organisation."})
        if (code.starts_with(family)) return told::signed_out;
    for (const Code family : {"role.", "officer."})
        if (code.starts_with(family)) return told::not_your_role;
    // Of a board's or a signal's team not even that there is one.
    if (code == reason::team_not_member)
        return scene.ask.action == Action::case_create ? told::not_your_role : told::not_found;
    if (code == reason::guest_not_allowed) return told::not_your_role;
    return reason::none;
}

// Line 2: said as it is, to anybody.
bool said_openly(const Scene& scene, Code code) {
    if (code == reason::board_not_present) return scene.ask.action == Action::board_lead;
    if (code == reason::absence_replaced) return !is_about_signal(scene);
    return one_of(code, {reason::request_invalid,
                         reason::domain_unknown,
                         reason::domain_missing,
                         reason::anonymous_about_person,
                         reason::anonymous_identifying,
                         reason::emergency_no_reason,
                         reason::emergency_too_long,
                         reason::emergency_one_person,
                         reason::signal_not_in_covenant,
                         reason::signal_no_reason,
                         reason::signal_bsn,
                         reason::board_ended,
                         reason::board_not_chair,
                         reason::board_has_chair,
                         reason::consult_ended,
                         reason::consult_answered,
                         reason::panel_not_chair,
                         reason::panel_too_few,
                         reason::call_ended,
                         reason::call_not_open,
                         reason::call_not_admitted,
                         reason::rtc_nobody});
}

// Line 3: as if there were nothing.
bool never_said(Code code) {
    return one_of(code, {reason::case_unknown,         reason::guest_link_dead,
                         reason::ground_confidential,  reason::team_not_leader,
                         reason::anonymous_ended,      reason::anonymous_not_participant,
                         reason::signal_unknown,       reason::signal_not_receiver,
                         reason::signal_settled,       reason::involvement_not_asked,
                         reason::board_unknown,        reason::board_not_present,
                         reason::absence_replaced,     reason::consult_unknown,
                         reason::consult_not_yours,    reason::call_unknown,
                         reason::call_not_invited,     reason::question_unknown,
                         reason::question_not_asked,   reason::checklist_unknown,
                         reason::attachment_not_yours, reason::sharing_not_shared});
}

// Line 6: whether they may know that there is something they do not get.
bool may_know_of_case(const Scene& scene) {
    if (!scene.case_open || scene.kept_out) return false;
    if (is_about_signal(scene)) return false;  // nor in which case a signal came to rest
    return scene.asker.carrier || anything_permitted(scene, scene.asker, std::nullopt);
}

}  // namespace

Code tell(const Scene& scene, Code code) {
    if (permits(code)) return told::ok;
    if (const Code told = tell_of_account(scene, code); !told.empty()) return told;
    if (said_openly(scene, code)) return code;
    if (never_said(code)) return told::not_found;
    if (scene.ask.action == Action::absence_record) return code;  // R47 looks at colleagues only
    const Role role = *scene.ask.as;  // R1 refused whoever has none, with a code of line 2
    if (code != reason::bar_law) {
        const bool worker = role == Role::professional || role == Role::team_leader;
        if (!worker && role != Role::guest_partner)  // line 4
            return one_of(code, {reason::ground_unknown, reason::ground_not_yours,
                                 reason::case_closed, reason::sharing_not_safe})
                       ? told::not_found
                       : code;
        if (role == Role::professional && scene.asker.carrier) return code;  // line 5
    }
    return may_know_of_case(scene) ? told::not_for_your_organisation : told::not_found;
}

}  // namespace kortelijn::policy
