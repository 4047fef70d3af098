// The closed list of reason codes (policy sections 6 and 7). A reason is for the log and the
// officer; what the asker hears is a `tell`. No other text may leave decide().
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kortelijn::policy {

// A reason code; empty means "this rule has no objection: go on".
using Code = std::string_view;

// name in C++, text in the log. The codes from bar_law to consent_missing stand in the order of
// section 6, "which reason": the first is the strongest.
#define KORTELIJN_CELL_REASONS(X)                                       \
    X(bar_law, "bar.law")                                               \
    X(consent_refused, "consent.refused")                               \
    X(member_deceased, "member.deceased")                               \
    X(capacity_no_representative, "capacity.no_representative")         \
    X(capacity_representative_needed, "capacity.representative_needed") \
    X(custody_unverified, "custody.unverified")                         \
    X(custody_none, "custody.none")                                     \
    X(age_own_consent_needed, "age.own_consent_needed")                 \
    X(age_reconfirm_needed, "age.reconfirm_needed")                     \
    X(custody_second_parent_missing, "custody.second_parent_missing")   \
    X(custody_parent_missing, "custody.parent_missing")                 \
    X(consent_giver_not_entitled, "consent.giver_not_entitled")         \
    X(law_not_in_force, "law.not_in_force")                             \
    X(ground_incomplete, "ground.incomplete")                           \
    X(ground_holder_not_allowed, "ground.holder_not_allowed")           \
    X(consent_before_reopening, "consent.before_reopening")             \
    X(consent_withdrawn, "consent.withdrawn")                           \
    X(ground_ended, "ground.ended")                                     \
    X(ground_expired, "ground.expired")                                 \
    X(ground_not_yet, "ground.not_yet")                                 \
    X(ground_other_law, "ground.other_law")                             \
    X(consent_other_domain, "consent.other_domain")                     \
    X(ground_other_domain, "ground.other_domain")                       \
    X(consent_other_purpose, "consent.other_purpose")                   \
    X(ground_other_purpose, "ground.other_purpose")                     \
    X(consent_other_person, "consent.other_person")                     \
    X(ground_other_person, "ground.other_person")                       \
    X(ground_not_at_table, "ground.not_at_table")                       \
    X(consent_missing, "consent.missing")

#define KORTELIJN_OTHER_REASONS(X)                                            \
    X(ok_ground, "ok.ground")                                                 \
    X(ok_carrier, "ok.carrier")                                               \
    X(ok_receiver, "ok.receiver")                                             \
    X(ok_guest, "ok.guest")                                                   \
    X(ok_team, "ok.team")                                                     \
    X(ok_team_leader, "ok.team_leader")                                       \
    X(ok_officer, "ok.officer")                                               \
    X(ok_admin, "ok.admin")                                                   \
    X(ok_anonymous, "ok.anonymous")                                           \
    X(ok_emergency, "ok.emergency")                                           \
    X(ok_sender, "ok.sender")                                                 \
    X(ok_self, "ok.self")                                                     \
    X(ok_figures, "ok.figures")                                               \
    X(request_invalid, "request.invalid")                                     \
    X(domain_unknown, "domain.unknown")                                       \
    X(domain_missing, "domain.missing")                                       \
    X(account_unknown, "account.unknown")                                     \
    X(account_blocked, "account.blocked")                                     \
    X(employment_ended, "employment.ended")                                   \
    X(employment_not_begun, "employment.not_begun")                           \
    X(employment_ambiguous, "employment.ambiguous")                           \
    X(organisation_not_in_collaboration, "organisation.not_in_collaboration") \
    X(role_not_held, "role.not_held")                                         \
    X(role_not_allowed, "role.not_allowed")                                   \
    X(role_no_content, "role.no_content")                                     \
    X(role_other_organisation, "role.other_organisation")                     \
    X(officer_other_organisation, "officer.other_organisation")               \
    X(officer_only_without_consent, "officer.only_without_consent")           \
    X(guest_link_dead, "guest.link_dead")                                     \
    X(guest_not_allowed, "guest.not_allowed")                                 \
    X(age_too_young, "age.too_young")                                         \
    X(team_not_member, "team.not_member")                                     \
    X(team_not_leader, "team.not_leader")                                     \
    X(anonymous_about_person, "anonymous.about_person")                       \
    X(anonymous_identifying, "anonymous.identifying")                         \
    X(anonymous_ended, "anonymous.ended")                                     \
    X(anonymous_not_participant, "anonymous.not_participant")                 \
    X(case_unknown, "case.unknown")                                           \
    X(case_closed, "case.closed")                                             \
    X(case_already_open, "case.already_open")                                 \
    X(absence_replaced, "absence.replaced")                                   \
    X(carrier_needed, "carrier.needed")                                       \
    X(member_not_in_household, "member.not_in_household")                     \
    X(record_kind, "record.kind")                                             \
    X(record_organisation, "record.organisation")                             \
    X(record_person, "record.person")                                         \
    X(record_no_domain, "record.no_domain")                                   \
    X(record_no_evidence, "record.no_evidence")                               \
    X(record_no_reason, "record.no_reason")                                   \
    X(record_no_end, "record.no_end")                                         \
    X(record_end_before_begin, "record.end_before_begin")                     \
    X(record_in_the_past, "record.in_the_past")                               \
    X(record_given_in_future, "record.given_in_future")                       \
    X(record_too_long, "record.too_long")                                     \
    X(record_not_for_others, "record.not_for_others")                         \
    X(ground_unknown, "ground.unknown")                                       \
    X(ground_not_yours, "ground.not_yours")                                   \
    X(ground_confidential, "ground.confidential")                             \
    X(ground_not_consent, "ground.not_consent")                               \
    X(ground_already_ended, "ground.already_ended")                           \
    X(ground_only_speaker, "ground.only_speaker")                             \
    X(invite_not_employed, "invite.not_employed")                             \
    X(invite_no_ground, "invite.no_ground")                                   \
    X(emergency_no_reason, "emergency.no_reason")                             \
    X(emergency_too_long, "emergency.too_long")                               \
    X(emergency_one_person, "emergency.one_person")                           \
    X(signal_not_in_covenant, "signal.not_in_covenant")                       \
    X(signal_no_reason, "signal.no_reason")                                   \
    X(signal_bsn, "signal.bsn")                                               \
    X(signal_unknown, "signal.unknown")                                       \
    X(signal_not_receiver, "signal.not_receiver")                             \
    X(signal_settled, "signal.settled")                                       \
    X(involvement_not_asked, "involvement.not_asked")                         \
    X(board_unknown, "board.unknown")                                         \
    X(board_ended, "board.ended")                                             \
    X(board_not_chair, "board.not_chair")                                     \
    X(board_has_chair, "board.has_chair")                                     \
    X(board_not_present, "board.not_present")                                 \
    X(action_not_yours, "action.not_yours")                                   \
    X(pair_not_in_team, "pair.not_in_team")                                   \
    X(coordinator_too_young, "coordinator.too_young")                         \
    X(coordinator_nobody_to_agree, "coordinator.nobody_to_agree")             \
    X(coordinator_no_consent, "coordinator.no_consent")                       \
    X(absence_not_yours, "absence.not_yours")                                 \
    X(replacement_self, "replacement.self")                                   \
    X(replacement_not_in_team, "replacement.not_in_team")                     \
    X(replacement_no_end, "replacement.no_end")                               \
    X(replacement_absent, "replacement.absent")                               \
    X(consult_unknown, "consult.unknown")                                     \
    X(consult_not_yours, "consult.not_yours")                                 \
    X(consult_ended, "consult.ended")                                         \
    X(consult_answered, "consult.answered")                                   \
    X(panel_not_chair, "panel.not_chair")                                     \
    X(panel_too_few, "panel.too_few")                                         \
    X(circle_other_cells, "circle.other_cells")                               \
    X(call_unknown, "call.unknown")                                           \
    X(call_ended, "call.ended")                                               \
    X(call_not_open, "call.not_open")                                         \
    X(call_not_invited, "call.not_invited")                                   \
    X(call_not_admitted, "call.not_admitted")                                 \
    X(call_not_waiting, "call.not_waiting")                                   \
    X(call_not_agreed, "call.not_agreed")                                     \
    X(rtc_nobody, "rtc.nobody")                                               \
    X(question_unknown, "question.unknown")                                   \
    X(question_not_asked, "question.not_asked")                               \
    X(question_closed, "question.closed")                                     \
    X(question_nobody_to_ask, "question.nobody_to_ask")                       \
    X(checklist_unknown, "checklist.unknown")                                 \
    X(checklist_not_yours, "checklist.not_yours")                             \
    X(checklist_settled, "checklist.settled")                                 \
    X(attachment_not_yours, "attachment.not_yours")                           \
    X(sharing_not_theirs, "sharing.not_theirs")                               \
    X(sharing_not_safe, "sharing.not_safe")                                   \
    X(sharing_not_shared, "sharing.not_shared")                               \
    X(network_too_young, "network.too_young")

namespace reason {
inline constexpr Code none{};
#define KORTELIJN_REASON(name, text) inline constexpr Code name = text;
KORTELIJN_CELL_REASONS(KORTELIJN_REASON)
KORTELIJN_OTHER_REASONS(KORTELIJN_REASON)
#undef KORTELIJN_REASON
}  // namespace reason

// What an asker may hear besides codes (section 7).
namespace told {
inline constexpr Code ok = "ok";
inline constexpr Code signed_out = "signed_out";
inline constexpr Code not_your_role = "not_your_role";
inline constexpr Code not_found = "not_found";
inline constexpr Code not_for_your_organisation = "not_for_your_organisation";
}  // namespace told

#define KORTELIJN_REASON(name, text) Code{text},
inline constexpr auto cell_reason_texts =
    std::to_array<Code>({KORTELIJN_CELL_REASONS(KORTELIJN_REASON)});
inline constexpr auto all_reasons = std::to_array<Code>(
    {KORTELIJN_CELL_REASONS(KORTELIJN_REASON) KORTELIJN_OTHER_REASONS(KORTELIJN_REASON)});
inline constexpr auto all_tells =
    std::to_array<Code>({told::ok, told::signed_out, told::not_your_role, told::not_found,
                         told::not_for_your_organisation});
#undef KORTELIJN_REASON

// Why a cell is refused. The smaller, the stronger: of several the smallest is the reason.
#define KORTELIJN_REASON(name, text) name,
enum class CellReason : std::uint8_t { KORTELIJN_CELL_REASONS(KORTELIJN_REASON) none };
#undef KORTELIJN_REASON

constexpr Code text_of(CellReason why) {
    return why == CellReason::none ? Code{} : cell_reason_texts[std::size_t(why)];
}

constexpr bool permits(Code code) { return code.starts_with("ok."); }

}  // namespace kortelijn::policy
