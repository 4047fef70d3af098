// One cell (person x life domain) for one reader: R11, R12, R16-R20 and R25-R27 of the policy page.
// Slow on purpose: every cell is looked at from scratch and nothing is remembered.
#pragma once

#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::oracle {

struct World {
    const Directory& directory;
    const CaseFacts& facts;
    Instant now;
};

// Who would read: a professional (with the one employer of R3) or a partner's link (no
// professional).
struct Reader {
    ProfessionalId professional;
    OrganisationId organisation;
    bool at_table = false;
    bool carrier = false;
};

bool is_carrier(const World& world, ProfessionalId who);               // R12
bool at_table(const World& world, ProfessionalId who);                 // R16
std::string_view kept_out(const World& world, ProfessionalId who);     // R11: a code or ""
std::string_view reaches(const Reader& reader, const Ground& ground);  // R16: a code or ""

// R19. A code, or "" when the ground lives.
std::string_view not_alive(const Ground& ground, Instant now);
bool over(const Ground& ground, Instant now);

// R20. A code, or "". `carrier_holds` says whether a carrier's row has its carrier.
std::string_view spent_or_unfit(const World& world, const Ground& ground, LifeDomain domain,
                                bool carrier_holds);

// R25, the no's: does this ground say a no that counts for this person now?
bool counting_no(const World& world, const Ground& ground, const Member& about);
bool bar_over(const Bar& bar, const Reader& reader, MemberId about, Instant now);

struct Wanted {
    Purpose purpose = Purpose::cooperation;
    bool law_matters = false;  // messages and attachments only (R18)
    Law law = Law::none;
};

struct CellAnswer {
    bool permitted = false;
    std::string_view code;  // the highest of the list "Which reason" when refused
    std::vector<GroundId> used;
    bool law_changing = false;
};

CellAnswer cell(const World& world, const Reader& reader, const Member& about, LifeDomain domain,
                const Wanted& wanted);

// R17: "`about` empty: all living people whose household period is live."
std::vector<const Member*> everybody(const World& world);
// Everyone a cell can be about: listed and begun. The dead and who moved out still have cells (R17,
// R26), and who may read about them may know of the case.
std::vector<const Member*> everyone_begun(const World& world);

// R18, `case.exists` (no purpose) and `case.open`: the first permitted cell by member id, purpose
// and life domain; refused with the highest reason over all cells looked at.
CellAnswer one_cell(const World& world, const Reader& reader,
                    const std::vector<const Member*>& people, std::optional<Purpose> purpose);

// The later of the two in "Which reason"; an empty code is lower than all.
std::string_view higher(std::string_view a, std::string_view b);

}  // namespace kortelijn::oracle
