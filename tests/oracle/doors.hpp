// R1-R9: everything that is settled before the case itself is looked at.
#pragma once

#include <string_view>

#include "acts.hpp"
#include "cells.hpp"
#include "domain/ask.hpp"

namespace kortelijn::oracle {

// Each returns a code, or "" to go on; officer, create_case and anonymous return the whole answer.
std::string_view malformed(const Ask& ask);                                            // R1
std::string_view professional_door(const World& world, const Ask& ask, Actor& actor);  // R2-R6
std::string_view system_door(const World& world, const Ask& ask, Actor& actor);        // R4, R6
std::string_view guest_door(const World& world, const Ask& ask, Actor& actor);         // R7
std::string_view officer(const World& world, const Ask& ask, const Actor& actor);      // R8
std::string_view create_case(const World& world, const Ask& ask);                      // R9
std::string_view anonymous(const World& world, const Ask& ask);                        // R9
std::string_view emergency_form(const Ask& ask);                                       // R31

// R5: held now by somebody employed there.
bool holds(const HeldRole& role, OrganisationId employer, Instant now);

}  // namespace kortelijn::oracle
