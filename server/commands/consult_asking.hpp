// What consult.ask and consult.preview read alike: whom to ask along, about whom and what, until
// when. It decides nothing.
#pragma once

#include "commands/command.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

constexpr std::size_t max_experts = 7;
constexpr protocol::TextRule question_rule{protocol::max_reason_characters,
                                           protocol::max_reason_bytes};

struct ConsultInput {
    CaseId of_case;
    std::vector<MemberId> members;
    LifeDomains life_domains;
    std::vector<ProfessionalId> experts;
    std::optional<Day> until;  // the last day
    std::string question;
    bool panel = false;
    ProfessionalId chair;

    // The instant at which it is over.
    std::optional<Instant> ends_at() const;
    // R51's question about all of it.
    Ask ask() const;
};

// Everything but the question. A panel is of two or more, and its chair is one of them: the first,
// unless another is named.
ConsultInput read_consult(protocol::Reader&);

}  // namespace kortelijn::commands
