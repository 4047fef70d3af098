// The demo collaboration: invented people, households and conversations, dated relative to today.
// Only ever written into a new database that is marked as a demo.
#pragma once

#include <string>
#include <vector>

#include "core/pipeline.hpp"

namespace kortelijn::demo {

// People, covenants and households, within the transaction that the caller has opened.
void make_demo(store::Store& store, Random& random, Instant now);

// All of it, in order of time and in transactions of its own: people and covenants, a summer of
// signals, the households of now, what lies ready for the next start. What happens in it passes
// through the pipeline (inside.hpp). Throws when the story does not go through; what is there then
// is no demo. `guard`: as the server itself would have it, asked for each pipeline.
void make_whole_demo(store::Store& store, Random& random, Instant now,
                     const std::function<core::SignedGuard()>& guard);

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
