// The policy as a table that a privacy officer can read: who somebody is, what ties them to the
// case, what the mother said, what they ask, and the answer in a sentence. One mother of 42, one
// case of the welfare organisation; the words of a row mean what `facts_for` puts together.
#include <gtest/gtest.h>

#include "policy/decide.hpp"
#include "policy/explain.hpp"

namespace kortelijn::policy {
namespace {

enum class Tie { in_the_pair, pair_but_replaced, replaces_the_pair, home_team, invited, none };
enum class Said {
    nothing,
    yes_to_welfare,
    yes_to_school,
    yes_but_withdrawn,
    yes_but_later_no,
    no_consent_needed_reporting_code
};

struct Row {
    Role role;
    OrganisationId of;
    Tie tie;
    Said said;
    Action action;
    bool permitted;
    std::string_view in_words;  // for the log
    std::string_view told;      // what the asker hears
};

constexpr OrganisationId welfare{1}, school{2}, safety{3};
constexpr ProfessionalId asker{1}, colleague{2};
constexpr MemberId mother{1};
constexpr TeamId north{1}, south{2};
const Instant now = *parse_instant("2026-11-10T09:00:00Z");

Ground yes_to(OrganisationId organisation) {
    Ground yes;
    yes.id = GroundId{1};
    yes.members = yes.given_by = {mother};
    yes.given_at = yes.begin = now + -30 * day_ms;
    yes.end = now + 60 * day_ms;
    yes.organisation = organisation;
    yes.purpose = Purpose::cooperation;
    yes.life_domains.add(LifeDomain::housing);
    return yes;
}

std::vector<Ground> grounds_for(Said said) {
    switch (said) {
        case Said::nothing:
            return {};
        case Said::yes_to_welfare:
            return {yes_to(welfare)};
        case Said::yes_to_school:
            return {yes_to(school)};
        case Said::yes_but_withdrawn: {
            Ground gone = yes_to(school);
            gone.withdrawn_at = now;
            return {gone};
        }
        case Said::yes_but_later_no: {
            Ground no = yes_to(school);
            no.id = GroundId{2};
            no.deny = true;
            return {yes_to(school), no};
        }
        case Said::no_consent_needed_reporting_code:
            break;
    }
    Ground code = yes_to(safety);
    code.kind = GroundKind::reporting_code;
    code.given_by.clear();
    code.given_at.reset();
    code.purpose = Purpose::reporting_code;
    code.reason = "a worry";
    return {code};
}

Directory directory_for(const Row& row) {
    Directory out;
    out.organisations = {{welfare, OrganisationKind::welfare, {}, {}},
                         {school, OrganisationKind::school, {}, {}},
                         {safety, OrganisationKind::veilig_thuis, {}, {}}};
    Professional who;
    who.id = asker;
    who.employment = {{row.of, {}}};
    who.roles = {{row.role, {}, north, {}}};
    who.teams = {{row.tie == Tie::home_team ? north : south, {}}};
    Professional other{.id = colleague,
                       .employment = {{welfare, {}}},
                       .roles = {{Role::professional, {}, {}, {}}}};
    out.professionals = {who, other};
    if (row.tie == Tie::pair_but_replaced)
        out.absences = {{asker, {}}}, out.replacements = {{asker, colleague, {}}};
    if (row.tie == Tie::replaces_the_pair)
        out.absences = {{colleague, {}}}, out.replacements = {{colleague, asker, {}}};
    return out;
}

CaseFacts facts_for(const Row& row) {
    CaseFacts out;
    out.the_case = Case{CaseId{1}, north, welfare, {{now + -90 * day_ms, {}}}, {}, {}};
    const bool in_pair = row.tie == Tie::in_the_pair || row.tie == Tie::pair_but_replaced;
    out.the_case->pair = {{in_pair ? asker : colleague, {}}};
    if (row.tie == Tie::invited) out.the_case->participants = {{asker, {}}};
    out.household = {{.id = mother, .birth_date = *parse_day("1984-05-02")}};
    out.grounds = grounds_for(row.said);
    return out;
}

constexpr Role worker = Role::professional, leader = Role::team_leader,
               officer = Role::privacy_officer_organisation, admin = Role::server_admin;
constexpr Action reads = Action::message_read, posts = Action::message_post,
                 opens = Action::case_open, sees_that_it_exists = Action::case_exists,
                 closes = Action::case_close, searches_the_log = Action::audit_search;
constexpr bool yes = true, no = false;

const std::string_view carries = "Allowed, because you carry this case.";
const std::string_view has_ground =
    "Allowed. There is a ground for each person and each life domain.";
const std::string_view nothing_known = "There is no consent and no other ground.";
const std::string_view not_here = "not_found";

// clang-format off
const Row table[] = {
    // role    of       tie                     what the mother said      asks         answer
    {worker,  welfare, Tie::in_the_pair,        Said::nothing,            opens,       yes, carries, "ok"},
    {worker,  welfare, Tie::in_the_pair,        Said::nothing,            closes,      yes, carries, "ok"},
    {worker,  welfare, Tie::in_the_pair,        Said::nothing,            reads,       no,  nothing_known, "consent.missing"},
    {worker,  welfare, Tie::in_the_pair,        Said::yes_to_welfare,     reads,       yes, has_ground, "ok"},
    {worker,  welfare, Tie::in_the_pair,        Said::yes_to_welfare,     posts,       yes, has_ground, "ok"},
    {worker,  welfare, Tie::in_the_pair,        Said::yes_to_school,      reads,       no,  nothing_known, "consent.missing"},
    {worker,  welfare, Tie::pair_but_replaced,  Said::yes_to_welfare,     reads,       no,  "You are away and a colleague replaces you.", "absence.replaced"},
    {worker,  welfare, Tie::replaces_the_pair,  Said::nothing,            opens,       yes, carries, "ok"},
    {worker,  welfare, Tie::replaces_the_pair,  Said::yes_to_welfare,     reads,       yes, has_ground, "ok"},
    {worker,  welfare, Tie::home_team,          Said::yes_to_welfare,     reads,       yes, has_ground, "ok"},
    {worker,  welfare, Tie::home_team,          Said::nothing,            opens,       no,  nothing_known, not_here},
    {worker,  welfare, Tie::home_team,          Said::yes_to_welfare,     closes,      no,  "Only who carries the case may do this.", "not_for_your_organisation"},
    {worker,  welfare, Tie::none,               Said::yes_to_welfare,     reads,       no,  "You are not at the table of this case.", not_here},
    {worker,  school,  Tie::invited,            Said::yes_to_school,      reads,       yes, has_ground, "ok"},
    {worker,  school,  Tie::invited,            Said::yes_to_school,      posts,       yes, has_ground, "ok"},
    {worker,  school,  Tie::invited,            Said::yes_to_school,      opens,       yes, has_ground, "ok"},
    {worker,  school,  Tie::invited,            Said::yes_to_school,      sees_that_it_exists, yes, has_ground, "ok"},
    {worker,  school,  Tie::invited,            Said::yes_to_welfare,     reads,       no,  nothing_known, not_here},
    {worker,  school,  Tie::invited,            Said::nothing,            sees_that_it_exists, no, nothing_known, not_here},
    {worker,  school,  Tie::invited,            Said::yes_but_withdrawn,  reads,       no,  "The consent was withdrawn.", not_here},
    {worker,  school,  Tie::invited,            Said::yes_but_later_no,   reads,       no,  "Somebody who may decide does not want this. A no goes first.", not_here},
    {worker,  school,  Tie::none,               Said::yes_to_school,      reads,       no,  "You are not at the table of this case.", not_here},
    {worker,  school,  Tie::invited,            Said::yes_to_school,      closes,      no,  "Only who carries the case may do this.", "not_for_your_organisation"},
    {worker,  safety,  Tie::invited,            Said::nothing,            reads,       no,  nothing_known, not_here},
    {worker,  safety,  Tie::invited,            Said::no_consent_needed_reporting_code, reads, no, "The ground is for another purpose.", "not_for_your_organisation"},
    {leader,  welfare, Tie::home_team,          Said::yes_to_welfare,     reads,       no,  "In this role you read nothing of cases.", "not_your_role"},
    {leader,  welfare, Tie::home_team,          Said::nothing,            sees_that_it_exists, yes, "Allowed, because you lead this team.", "ok"},
    {officer, welfare, Tie::none,               Said::yes_to_welfare,     reads,       no,  "In this role you read nothing of cases.", "not_your_role"},
    {officer, welfare, Tie::none,               Said::nothing,            searches_the_log, yes, "Allowed as a privacy officer.", "ok"},
    {officer, welfare, Tie::in_the_pair,        Said::yes_to_welfare,     opens,       no,  "In this role you read nothing of cases.", "not_your_role"},
    {admin,   welfare, Tie::in_the_pair,        Said::yes_to_welfare,     reads,       no,  "In this role you read nothing of cases.", "not_your_role"},
    {admin,   welfare, Tie::none,               Said::nothing,            searches_the_log, no, "This is not part of this role.", "not_your_role"},
    {worker,  welfare, Tie::in_the_pair,        Said::nothing,            searches_the_log, no, "This is not part of this role.", "not_your_role"},
};
// clang-format on

Ask ask_of(const Row& row) {
    Ask ask;
    ask.who = asker;
    ask.as = row.role;
    ask.action = row.action;
    ask.purpose = Purpose::cooperation;
    ask.life_domains.add(LifeDomain::housing);
    ask.about = {mother};
    ask.organisation = row.of;
    return ask;
}

TEST(PolicyTable, every_row_gets_the_answer_and_the_sentence_written_in_it) {
    int line = 0;
    for (const Row& row : table) {
        const Decision decision = decide(directory_for(row), facts_for(row), ask_of(row), now);
        const std::string where =
            "row " + std::to_string(++line) + ", " + std::string(to_text(row.action));
        EXPECT_EQ(decision.permit, row.permitted) << where;
        EXPECT_EQ(explain(decision, Language::en), row.in_words) << where;
        EXPECT_EQ(decision.tell, row.told) << where;
    }
}

TEST(I6, absent_and_forbidden_are_told_in_the_same_words) {
    const Row forbidden{worker, school, Tie::none, Said::yes_to_school, opens, no, {}, {}};
    CaseFacts absent = facts_for(forbidden);
    absent.the_case.reset();
    const Directory directory = directory_for(forbidden);
    const Decision a = decide(directory, facts_for(forbidden), ask_of(forbidden), now);
    const Decision b = decide(directory, absent, ask_of(forbidden), now);
    EXPECT_NE(a.reason, b.reason);
    EXPECT_EQ(a.tell, b.tell);
    EXPECT_EQ(explain_code(a.tell, Language::nl),
              "Hier is niets voor u. Deze bladzijde bestaat niet, of is niet voor u.");
}

TEST(I6, a_question_with_nothing_in_it_is_refused) {
    EXPECT_FALSE(decide({}, {}, {}, now).permit);
    for (int role = 0; role <= int(Role::guest_network); ++role)
        for (int action = 0; action <= int(Action::network_invite); ++action) {
            Ask ask;
            ask.as = Role(role);
            ask.action = Action(action);
            ask.purpose = Purpose::cooperation;
            ask.life_domains.add(LifeDomain::safety);
            ask.record.emplace();
            ask.signal_kind = SignalKind::worry;
            ask.household_knows = ask.asked = ask.own = ask.evidence = true;
            EXPECT_FALSE(decide({}, {}, ask, now).permit) << role << ' ' << action;
        }
}

}  // namespace
}  // namespace kortelijn::policy
