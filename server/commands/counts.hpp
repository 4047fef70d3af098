// What waits for somebody, without content: numbers of what they may read now. Told in the greeting
// and whenever they change.
#pragma once

#include "base/ids.hpp"
#include "base/time.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

class World;

struct Counts {
    int actions_today = 0;
    int actions_late = 0;
    int questions = 0;
    int signals = 0;  // that nobody took up yet

    bool operator==(const Counts&) const = default;
};

Counts counts_for(World&, ProfessionalId, Instant now);
// Nobody is kept out, and nobody's counts, because something stored is damaged: then nothing waits.
Counts counts_as_far_as_whole(World&, ProfessionalId, Instant now);
void write_counts(protocol::Writer&, const Counts&);  // an object

}  // namespace kortelijn::commands
