// A consult as JSON for one reader: its question and advice only for who may know all of its cells,
// its room only for who sits there. What somebody may do with it is asked of the policy, not
// guessed.
#pragma once

#include <optional>
#include <string>

#include "commands/command.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

// How somebody stands to a consult now (R52, R55).
enum class ConsultSide : std::uint8_t {
    none,    // may not know that there is one
    home,    // carries the case, or asked and is still at its table
    expert,  // is asked along and may know all of it
};
ConsultSide side_of(World&, ConsultId, ProfessionalId, Instant now);

// What somebody hears of why it is theirs no more: it was stopped, its day came, they declined or
// left it themself, else a ground. Only who may know that it is over hears so (R52).
std::string_view why_gone(World&, ConsultId, ProfessionalId, Instant now);

// The state as `who` may have it now; nothing when they may not know of it, or it is damaged.
std::optional<std::string> consult_json(World&, ConsultId, ProfessionalId, Instant now);

// The last day on which it holds.
Day last_day_of(const Period&);

// "Ends soon": from a week before, and again from a day before (P12).
constexpr int consult_ends_soon_days = 7;

// A drawn number that no consult has: it tells nothing of how many there are.
ConsultId draw_consult_id(Random&, store::Store&);

// What the entry says of it, and whom it concerns.
void note_consult(Change&, const store::ConsultRecord&);

}  // namespace kortelijn::commands
