// R34-R49: signals, the daily start, carrying, absence and figures, read aloud from the page of the
// daily start. Must not look at server/policy.
#pragma once

#include <string_view>

#include "cells.hpp"
#include "domain/ask.hpp"

namespace kortelijn::oracle {

// R34. A code or "".
std::string_view malformed_start(const Ask& ask);

// Section 2 of that page.
bool may_ask_at_start(Role role, Action action);
bool is_case_action_of_start(Action action);

// R39 and R40, R35-R37, R47-R49, in that order: an answer, or "" to go on to the case.
std::string_view before_the_case(const World& world, const Reader& reader, const Ask& ask);

// R38, R41, R43 once the case let the asker in: who carries, or a cell. `cells` gets the grounds.
std::string_view asked_about_household(const World& world, const Reader& reader, const Ask& ask,
                                       CellAnswer& cells);
std::string_view item_of_board(const World& world, const Reader& reader, CellAnswer& cells);

// R46, for a carrier: "ok.carrier" or why not.
std::string_view other_pair(const World& world, const Ask& ask);
std::string_view other_coordinator(const World& world, const Ask& ask);

// Section 4, lines 1-3: what is told, or "" when the page's own section 7 goes on.
std::string_view told_at_start(const World& world, const Ask& ask, std::string_view reason);
// Section 4, line 4.
bool concerns_signal(const World& world, const Ask& ask);

}  // namespace kortelijn::oracle
