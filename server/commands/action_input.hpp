// What the commands of actions and decisions read: about whom and what, and who does it. It decides
// nothing: what was left out is filled in as for a message.
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

constexpr protocol::TextRule action_text_rule{protocol::max_action_text_characters,
                                              protocol::max_action_text_bytes};

struct CellsInput {
    std::optional<std::vector<MemberId>> about;
    std::optional<std::vector<LifeDomain>> life_domains;
    std::optional<Law> source_law;
};
CellsInput read_cells(protocol::Reader&);

// One or two, each once; nobody is `action.no_owner`.
std::vector<Owner> read_owners(protocol::Reader&);

// The question whether they may write this in the case's room. What was left out is their last
// choice there, as for a message; nothing is looked up for who may not find the case (I6). An owner
// of the household is among whom it is about: who reads it reads their name.
Ask ask_to_write(const CellsInput&, const std::vector<Owner>&, World&, CaseEntry&, ProfessionalId,
                 Instant now);

}  // namespace kortelijn::commands
