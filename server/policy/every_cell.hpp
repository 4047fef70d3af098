// R17 for lists of people and life domains that a rule names itself: consults, calls, plans. The
// same pass answers an item.
#pragma once

#include "policy/cells.hpp"

namespace kortelijn::policy {

using Members = boost::container::small_vector<const Member*, 8>;

struct Wanted {
    LifeDomains life_domains;
    Purpose purpose = Purpose::cooperation;
    std::optional<Law> law;  // nothing: not looked at (R18)
    bool home_side = false;  // R55: a permit for cooperation will do
};

// R17: those listed. False: nobody listed, somebody unknown or not yet begun.
bool listed(const Scene& scene, const std::vector<MemberId>& about, Members& out);

// none when every cell is given to this asker, with the grounds to name; else the strongest reason.
CellReason every_cell(const Scene& scene, const Asker& asker, const Members& members,
                      const Wanted& wanted, Grounds& used);

// R27.
void name_grounds(Scene& scene, const Grounds& used);

}  // namespace kortelijn::policy
