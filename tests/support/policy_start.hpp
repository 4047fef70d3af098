// The facts and questions of the daily start in a policy case, out of JSON. Part of the loader of
// policy_case.cpp, which hands in itself for the ids; no rule of the policy may live here.
#pragma once

#include "domain/words_start.hpp"
#include "support/policy_words.hpp"

namespace kortelijn::test_support {

template <class Ids>
Covenant covenant(const Ids& ids, const json& from) {
    Covenant out;
    out.id = ids.template id<CovenantId>(from, "id");
    out.kind = *word<SignalKind>(from, "kind");
    out.senders = ids.template ids<OrganisationId>(from, "senders");
    for (const auto& kind : from.at("receivers")) {
        const auto found = parse_word<OrganisationKind>(kind.template get<std::string>());
        if (!found) fail("unknown receiver");
        out.receivers |= 1U << unsigned(*found);
    }
    if (from.contains("term"))
        out.term = {from.at("term").at("days").template get<int>(),
                    *word<TermKind>(from.at("term"), "kind")};
    out.period = period(from);
    return out;
}

template <class Ids>
SignalFacts signal_facts(const Ids& ids, const json& from) {
    SignalFacts out;
    out.id = ids.template id<SignalId>(from, "id");
    out.covenant = ids.template id<CovenantId>(from, "covenant");
    out.sender = ids.template id<OrganisationId>(from, "sender");
    out.team = ids.template id<TeamId>(from, "team");
    out.received_at = *instant(from, "received_at");
    out.status = *word<SignalStatus>(from, "status");
    out.of_case = ids.template id<CaseId>(from, "of_case");
    return out;
}

template <class Ids>
BoardFacts board_facts(const Ids& ids, const json& from) {
    BoardFacts out;
    out.id = ids.template id<BoardId>(from, "id");
    out.team = ids.template id<TeamId>(from, "team");
    out.state = *word<BoardState>(from, "state");
    out.chair = ids.template id<ProfessionalId>(from, "chair");
    out.present = ids.template ids<ProfessionalId>(from, "present");
    return out;
}

template <class Ids>
Coordinator coordinator(const Ids& ids, const json& from) {
    return {ids.template id<CoordinatorId>(from, "id"), ids.template id<MemberId>(from, "member"),
            ids.template id<ProfessionalId>(from, "professional"), period(from)};
}

template <class Ids>
void read_start_ask(const Ids& ids, const json& from, Ask& out) {
    out.signal_kind = word<SignalKind>(from, "signal_kind");
    out.household_knows = from.value("household_knows", false);
    out.bsn_found = from.value("bsn_found", false);
    out.bsn_meant = from.value("bsn_meant", false);
    out.asked = from.value("asked", false);
    out.own = from.value("own", false);
    out.concerns = ids.template id<ProfessionalId>(from, "concerns");
    out.replacement = ids.template id<ProfessionalId>(from, "replacement");
    out.from = instant(from, "from");
    out.until = instant(from, "until");
    out.member = ids.template id<MemberId>(from, "member");
    out.agreed_by = ids.template ids<MemberId>(from, "agreed_by");
    out.evidence = from.value("evidence", false);
}

}  // namespace kortelijn::test_support
