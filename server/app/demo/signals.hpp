// The covenants of the demo, who sends under them, and the team that takes the summer's signals up.
// All invented. The partners' systems are registered without certificates: a demo hands out none
// (certs/make-partner-certificate and the console make one).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/demo/cast.hpp"
#include "core/pipeline.hpp"

namespace kortelijn::demo {

// One for each kind the demo uses, in the order in which they are added: 1 to 4.
struct DemoCovenant {
    SignalKind kind;
    CovenantId id;
    OrganisationId sender;
};

// Team West: no buttons on the sign-in page, so that nobody's list of cases is full of the summer.
struct West {
    TeamId team;
    std::array<ProfessionalId, 4> people;
};

struct Signals {
    std::array<DemoCovenant, 4> covenants;  // rent, energy, water, insurance
    West west;
};
Signals add_signals(store::Store& store, const Cast& cast, Instant since);

// What one signal says: the JSON of its params beside covenant and team, and the household's label.
struct SignalText {
    std::string body;   // fields without braces
    std::string label;  // of the case
    std::string name;   // of the person
    std::string neighbourhood;
};
// `household` picks name, address and neighbourhood (always the same for the same number);
// `which` the sums and the sentence.
// Neighbourhoods 0 to 2 are team West's, 3 is Noord.
SignalText signal_text(SignalKind kind, int household, int neighbourhood, int which);

// Hands it over as the partner API does: the same command, the same entry. `key`: its
// Idempotency-Key. The result is signal.send's.
core::Task signal_task(const DemoCovenant& covenant, TeamId team, const SignalText& text,
                       const std::string& key);

}  // namespace kortelijn::demo
