// The closed word lists of the field (domain.md, policy README section 1): purposes, life domains,
// laws, roles ... Their order is part of the policy (R27) and their texts are the wire's words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kortelijn {

enum class OrganisationKind : std::uint8_t {
    municipality,
    welfare,
    mee,
    ggd,
    youth_care,
    addiction_care,
    debt_bank,
    housing,
    school,
    gp,
    police,
    gi,
    veilig_thuis,
    child_protection_board,
    utility,
    insurer,
    other,
};

enum class Purpose : std::uint8_t {
    cooperation,
    daily_start,
    consult,
    call,
    plan,
    reporting_code,
    emergency,
};
constexpr int purpose_count = 7;

enum class LifeDomain : std::uint8_t {
    safety,
    parenting,
    development,
    health,
    mental_health,
    addiction,
    housing,
    finances,
    work,
    school,
    social_network,
    practical,
};
constexpr int life_domain_count = 12;

// The law an item was written under. `none` is an item without a source law.
enum class Law : std::uint8_t { none, jeugdwet, wmo, participatiewet, wgs };
constexpr int law_count = 5;

enum class Role : std::uint8_t {
    professional,
    team_leader,
    privacy_officer_organisation,
    privacy_officer_collaboration,
    organisation_admin,
    server_admin,
    guest_family,
    guest_partner,
    partner_system,  // a registered certificate; no person
    guest_network,   // family, friends: the household's choice
};

enum class GroundKind : std::uint8_t { consent, statutory_task, reporting_code, vital_interest };

enum class WithoutParents : std::uint8_t { no, prevent_serious_harm, considered_wish };

enum class CapacityKind : std::uint8_t { curatele, mentorschap, incapable };

enum class Evidence : std::uint8_t { none, spoken, paper, in_call, guest_link };

enum class Action : std::uint8_t {
    message_read,
    message_post,
    attachment_read,
    attachment_add,
    call_join,  // the items
    case_exists,
    case_open,
    member_list,
    ground_read,
    ground_end,
    ground_record,
    invite,
    household_change,
    case_close,
    case_reopen,
    followup_record,  // carriers
    case_create,
    anonymous_post,
    anonymous_read,
    emergency_open,
    audit_search,
    subject_report,
    ground_review,
    admin_manage,
    summary_read,
    signal_send,  // the daily start; these hold no order a rule may lean on
    signal_read,
    signal_triage,
    involvement_answer,
    board_join,
    board_lead,
    board_see,
    agenda_put,
    action_change,
    pair_change,
    coordinator_take,
    coordinator_give_back,
    absence_record,
    team_oversee,
    figures_read,
    consult_ask,  // consults, calls and plans: case actions, all that follow
    consult_read,
    consult_answer,
    consult_advise,
    consult_end,
    call_make,
    call_invite,
    call_remove,
    call_end,
    call_wait,
    call_admit,
    call_enter,
    rtc_send,
    question_ask,
    question_answer,
    checklist_ask,
    checklist_decide,
    checklist_fill,
    summary_share,
    summary_dispute,
    page_make,
    link_revoke,
    plan_write,
    plan_read,
    plan_propose,
    plan_share,
    network_invite,
};

// A set of life domains, bit i for the i-th of LifeDomain.
struct LifeDomains {
    std::uint16_t bits = 0;

    constexpr bool empty() const { return bits == 0; }
    constexpr bool has(LifeDomain d) const { return (bits >> unsigned(d)) & 1U; }
    constexpr void add(LifeDomain d) { bits = std::uint16_t(bits | (1U << unsigned(d))); }
    constexpr bool contains(LifeDomains other) const { return (other.bits & ~bits) == 0; }
    constexpr bool operator==(const LifeDomains&) const = default;
};

// Each pair is exact: parse(to_text(x)) == x, and anything else parses to nothing.
std::string_view to_text(OrganisationKind);
std::string_view to_text(Purpose);
std::string_view to_text(LifeDomain);
std::string_view to_text(Law);  // "none" for Law::none; the wire leaves it out instead
std::string_view to_text(Role);
std::string_view to_text(GroundKind);
std::string_view to_text(WithoutParents);
std::string_view to_text(CapacityKind);
std::string_view to_text(Evidence);
std::string_view to_text(Action);  // "message.read" ...

template <class Word>
std::optional<Word> parse_word(std::string_view text);

}  // namespace kortelijn
