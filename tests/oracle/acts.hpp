// The acts on a case that have checks of their own: recording, ending and reading grounds, inviting
// and the emergency button (R28-R32). Called only after R1-R14 let the asker come this far.
#pragma once

#include <string_view>

#include "cells.hpp"
#include "domain/ask.hpp"

namespace kortelijn::oracle {

// Who acts, as R1-R14 found them. A family guest has `guest_person` and no professional.
struct Actor {
    Reader reader;
    MemberId guest_person;
    bool family_guest = false;
};

// Each returns the reason, "ok.…" when permitted.
std::string_view record_ground(const World& world, const Actor& actor, const Ask& ask);  // R28
std::string_view end_ground(const World& world, const Actor& actor, const Ask& ask);     // R29
std::string_view invite_somebody(const World& world, const Ask& ask);                    // R30
std::string_view invite_family(const World& world, MemberId person);  // R30: a code or ""
std::string_view press_emergency(const World& world, const Actor& actor, const Ask& ask);  // R31
std::string_view read_ground(const World& world, const Actor& actor, const Ask& ask);      // R32

const Ground* ground_of(const CaseFacts& facts, GroundId id);

}  // namespace kortelijn::oracle
