// A case as JSON: its row in a list, its header in a room, its household as far as the reader may
// know it.
#pragma once

#include "commands/command.hpp"

namespace kortelijn::commands {

std::string_view status_of(const Case&, Instant now);
// {case, number, label, status, carrier, household}
std::string case_header_json(const Directory&, const CaseEntry&, const View&, Instant now);
std::string pair_json(const Directory&, const Case&, Instant now);
// Household members the reader may know of: carriers all, others whom one of their cells is about.
bool may_know(const View&, std::size_t slot);
// The row of a case list for somebody who may find it.
std::string case_row_json(World&, CaseEntry&, ProfessionalId, Instant now, Language);

}  // namespace kortelijn::commands
