// Cells (person x life domain): each must be permitted, each on its own ground if need be (rules
// R16-R27). The same code answers one item, a list and a whole mask.
#pragma once

#include <optional>

#include <boost/container/small_vector.hpp>

#include "policy/grounds.hpp"
#include "policy/people.hpp"
#include "policy/scene.hpp"

namespace kortelijn::policy {

// A permit ground of the asker's organisation, with what does not depend on the cell.
struct Permit {
    const Ground* ground = nullptr;
    const SecrecyRow* row = nullptr;         // null: no such row
    CellReason reach = CellReason::none;     // R16
    CellReason standing = CellReason::none;  // R19, R20
};

// All that may speak for or against one asker. Built once per question.
struct Reach {
    boost::container::small_vector<Permit, 24> permits;
    boost::container::small_vector<const Ground*, 8>
        denials;                                         // live; for this organisation and person
    boost::container::small_vector<const Bar*, 4> bars;  // live; for this asker
};

Reach reach_of_asker(const Scene& scene, const Asker& asker);

struct Cell {
    LifeDomain life_domain = LifeDomain::safety;
    Purpose purpose = Purpose::cooperation;
    std::optional<Law> law;  // nothing: the action does not look at the source law (R18)
};

using Grounds = boost::container::small_vector<const Ground*, 8>;

// True when the cell is permitted; then `used` gets the grounds to name (R27), else nothing.
bool cell_permitted(const Reach& reach, const Person& person, const Cell& cell, Grounds& used);

// The strongest reason why a refused cell is refused ("which reason", section 6).
CellReason why_refused(const Reach& reach, const Person& person, const Cell& cell);

// R55: permitted, or, for the home side of a consult, call or plan, permitted for cooperation while
// no no counts over it for the purpose itself.
bool cell_given(const Reach& reach, const Person& person, const Cell& cell, bool home_side,
                Grounds& used);
CellReason why_not_given(const Reach& reach, const Person& person, const Cell& cell,
                         bool home_side);

// R18, for lists: the first permitted cell about one person, by purpose (nothing: any) and life
// domain; no item, so no source law.
bool any_cell_permitted(const Reach& reach, const Person& person, std::optional<Purpose> purpose,
                        Grounds& used);

// The strongest reason over all cells about one person; none when every cell is permitted.
CellReason why_all_refused(const Reach& reach, const Person& person,
                           std::optional<Purpose> purpose);

// The life domains in groups that every record, bar and row about this person treats alike, the
// group of the first life domain first: one cell of a group answers for all of it.
using DomainGroups = boost::container::small_vector<LifeDomains, 12>;
DomainGroups domain_groups(const Reach& reach, const Person& person);
LifeDomain first_of(LifeDomains group);

// Whose no about the person stands in the way (R25): a no of their own is `self`.
enum class No : std::uint8_t { nobody, others, self };
No no_said_in(const Ground& denial, const Person& person);

// R21-R23: everyone who must agree is among these ordinary consents; `used`, when given, gets the
// one to name for each.
bool all_agreed(const Person& person, const Grounds& consents, Grounds* used);
// What is lacking when they have not; none when there are no consents at all.
CellReason what_lacks(const Person& person, const Grounds& consents);
// R24: a youngster's own yes on a stated ground, standing alone.
bool agrees_alone(const Person& person, const Ground& consent);

}  // namespace kortelijn::policy
