// One table of texts per word list; the position in the table is the value.
#include "domain/words.hpp"

#include "domain/word_table.hpp"

namespace kortelijn {

using std::string_view;

KORTELIJN_WORDS(OrganisationKind, "municipality", "welfare", "mee", "ggd", "youth_care",
                "addiction_care", "debt_bank", "housing", "school", "gp", "police", "gi",
                "veilig_thuis", "child_protection_board", "utility", "insurer", "other")
KORTELIJN_WORDS(Purpose, "cooperation", "daily_start", "consult", "call", "plan", "reporting_code",
                "emergency")
KORTELIJN_WORDS(LifeDomain, "safety", "parenting", "development", "health", "mental_health",
                "addiction", "housing", "finances", "work", "school", "social_network", "practical")
KORTELIJN_WORDS(Law, "none", "jeugdwet", "wmo", "participatiewet", "wgs")
KORTELIJN_WORDS(Role, "professional", "team_leader", "privacy_officer_organisation",
                "privacy_officer_collaboration", "organisation_admin", "server_admin",
                "guest_family", "guest_partner", "partner_system", "guest_network")
KORTELIJN_WORDS(GroundKind, "consent", "statutory_task", "reporting_code", "vital_interest")
KORTELIJN_WORDS(WithoutParents, "no", "prevent_serious_harm", "considered_wish")
KORTELIJN_WORDS(CapacityKind, "curatele", "mentorschap", "incapable")
KORTELIJN_WORDS(Evidence, "none", "spoken", "paper", "in_call", "guest_link")
KORTELIJN_WORDS(Action, "message.read", "message.post", "attachment.read", "attachment.add",
                "call.join", "case.exists", "case.open", "member.list", "ground.read", "ground.end",
                "ground.record", "invite", "household.change", "case.close", "case.reopen",
                "followup.record", "case.create", "anonymous.post", "anonymous.read",
                "emergency.open", "audit.search", "subject.report", "ground.review", "admin.manage",
                "summary.read", "signal.send", "signal.read", "signal.triage", "involvement.answer",
                "board.join", "board.lead", "board.see", "agenda.put", "action.change",
                "pair.change", "coordinator.take", "coordinator.give_back", "absence.record",
                "team.oversee", "figures.read", "consult.ask", "consult.read", "consult.answer",
                "consult.advise", "consult.end", "call.make", "call.invite", "call.remove",
                "call.end", "call.wait", "call.admit", "call.enter", "rtc.send", "question.ask",
                "question.answer", "checklist.ask", "checklist.decide", "checklist.fill",
                "summary.share", "summary.dispute", "page.make", "link.revoke", "plan.write",
                "plan.read", "plan.propose", "plan.share", "network.invite")

}  // namespace kortelijn
