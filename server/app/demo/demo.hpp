// The demo collaboration: invented people, households and conversations, dated relative to today.
// Only ever written into a new database that is marked as a demo.
#pragma once

#include <string>
#include <vector>

#include "base/random.hpp"
#include "store/store.hpp"

namespace kortelijn::demo {

// Within the transaction that the caller has opened: a demo is whole or not there.
void make_demo(store::Store& store, Random& random, Instant now);

// A button on the sign-in page.
struct DemoPerson {
    ProfessionalId id;
    std::string name;
    std::string organisation;
    std::string role;  // their function, in Dutch as their organisation calls it
    std::string team;  // empty: none
    std::string says_nl, says_en;
    std::vector<std::string> carries;  // labels of cases
};
// In the order of the cast: those to try first come first.
std::vector<DemoPerson> demo_people(store::Store& store);

}  // namespace kortelijn::demo
