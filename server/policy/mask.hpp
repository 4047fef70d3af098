// What one seat may see now, in one pass over the facts: the same rules as decide(), asked for all
// cells at once. Never a second opinion: a cell is set exactly when decide() permits that item.
#pragma once

#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/cells.hpp"
#include "domain/facts.hpp"

namespace kortelijn::policy {

struct SeatView {
    bool may_enter = false;         // decide(case.open) for this purpose
    std::string_view why;           // its reason, for the log
    std::string_view tell;          // what the asker hears; "ok" when they may enter
    Mask read;                      // cells for which decide(message.read) permits
    Mask post;                      // cells for which decide(message.post) permits
    std::vector<GroundId> grounds;  // all that the cells of `read` rest on (R27), sorted
    bool law_changing = false;      // one of them rests on a row marked "changing" (4b)

    bool operator==(const SeatView&) const = default;
};

// The view of `who` acting as professional for `purpose`. A cell is (slot in facts.household, life
// domain, source law); members beyond max_slots are in no mask. A view holds until
// next_change() or until a fact changes.
SeatView view_of(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                 Purpose purpose, Instant now);

// The grounds (R27) on which `who` reads an item about these cells now, sorted, each once: what
// the audit entry of a reading or a delivery names. Empty when it may not be read.
std::vector<GroundId> grounds_for(const Directory& directory, const CaseFacts& facts,
                                  ProfessionalId who, Purpose purpose, Cells cells, Instant now);

}  // namespace kortelijn::policy
