// The facts and questions of consults, calls and plans in a policy case, out of JSON. Part of the
// loader of policy_case.cpp, which hands in itself for the ids; no rule of the policy may live
// here.
#pragma once

#include "domain/words_calls.hpp"
#include "support/policy_words.hpp"

namespace kortelijn::test_support {

template <class Ids>
Guest guest(const Ids& ids, const json& from) {
    Guest out;
    out.id = ids.template id<GuestId>(from, "id");
    out.kind = *small_word<GuestKind>(from, "kind", 3);
    out.person = ids.template id<MemberId>(from, "person");
    out.organisation = ids.template id<OrganisationId>(from, "organisation");
    out.period = period(from);
    out.revoked_at = instant(from, "revoked_at");
    out.use = small_word<GuestUse>(from, "use", 4).value_or(GuestUse::none);
    out.call = ids.template id<CallId>(from, "call");
    out.on_anyway_at = instant(from, "on_anyway_at");
    return out;
}

inline LifeDomains known_domains(const json& from) {
    bool unknown = false;
    const LifeDomains out = life_domains(from, unknown);
    if (unknown) fail("unknown life domain");
    return out;
}

template <class Ids>
ConsultFacts consult_facts(const Ids& ids, const json& from) {
    ConsultFacts out;
    out.id = ids.template id<ConsultId>(from, "id");
    out.asked_by = ids.template id<ProfessionalId>(from, "asked_by");
    for (const auto& one : from.at("asked"))
        out.asked.push_back({ids.template id<ProfessionalId>(one, "professional"),
                             ids.template id<OrganisationId>(one, "organisation"),
                             *small_word<ConsultAnswer>(one, "answer", 3)});
    out.panel = from.value("panel", false);
    out.chair = ids.template id<ProfessionalId>(from, "chair");
    out.about = ids.template ids<MemberId>(from, "about");
    out.life_domains = known_domains(from);
    out.period = period(from);
    out.ended_at = instant(from, "ended_at");
    return out;
}

template <class Ids>
CallFacts call_facts(const Ids& ids, const json& from) {
    CallFacts out;
    out.id = ids.template id<CallId>(from, "id");
    out.purpose = word<Purpose>(from, "purpose").value_or(Purpose::call);
    out.state = *small_word<CallState>(from, "state", 3);
    out.about = ids.template ids<MemberId>(from, "about");
    out.life_domains = known_domains(from);
    for (const auto& one : from.at("participants"))
        out.participants.push_back({ids.template id<ParticipantId>(one, "id"),
                                    ids.template id<ProfessionalId>(one, "professional"),
                                    ids.template id<GuestId>(one, "guest"),
                                    *small_word<ParticipantState>(one, "state", 6)});
    out.together_at = instant(from, "together_at");
    return out;
}

template <class Ids>
void read_call_facts(const Ids& ids, const json& facts, CaseFacts& out) {
    if (facts.contains("consult")) out.consult = consult_facts(ids, facts.at("consult"));
    if (facts.contains("call")) out.call = call_facts(ids, facts.at("call"));
    if (facts.contains("question")) {
        const json& from = facts.at("question");
        out.question = QuestionFacts{
            ids.template id<QuestionId>(from, "id"), ids.template id<CallId>(from, "call"),
            ids.template ids<MemberId>(from, "asked"), from.value("open", false)};
    }
    if (facts.contains("checklist")) {
        const json& from = facts.at("checklist");
        out.checklist = ChecklistFacts{ids.template id<ChecklistId>(from, "id"),
                                       ids.template id<CallId>(from, "call"),
                                       ids.template id<OrganisationId>(from, "organisation"),
                                       *small_word<ChecklistState>(from, "state", 4)};
    }
}

template <class Ids>
void read_call_ask(const Ids& ids, const json& from, Ask& out) {
    out.experts = ids.template ids<ProfessionalId>(from, "experts");
    out.participant = ids.template id<ParticipantId>(from, "participant");
    out.link = ids.template id<GuestId>(from, "link");
    out.shared = from.value("shared", false);
}

}  // namespace kortelijn::test_support
