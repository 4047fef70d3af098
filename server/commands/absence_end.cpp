// absence.end: somebody is back. Who stood in for them is out when this commits (I3).
#include <algorithm>

#include "commands/absence_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    AbsenceId absence;
};

Input read(protocol::Reader& r) { return {r.id<AbsenceId>("absence")}; }

// Nobody's absence is asked about as that of somebody unknown: both are `absence.not_yours` (I6).
constexpr ProfessionalId nobody{-1};

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    const Absence* absence = find_absence(world.directory(), in.absence);
    return Requirement::officer(
        ask_absence(world, caller.who, absence != nullptr ? absence->professional : nobody, now));
}

Result<Change> effect(const Input& in, Context& c) {
    const Absence* found = find_absence(c.directory(), in.absence);
    if (found == nullptr) return refuse("not_found", "absence");
    const Absence absence = *found;
    if (over(absence.period, c.now)) return refuse("absence.ended");
    // One that has not begun ends where it would begin.
    const auto end = [&](const Period& period) {
        return period.from && *period.from > c.now ? *period.from : c.now;
    };
    c.store.end_absence(absence.id, end(absence.period));
    for (const Replacement& one : std::vector(c.directory().replacements)) {
        if (one.absent != absence.professional || over(one.period, c.now)) continue;
        const bool meets =
            !absence.period.to || !one.period.from || *one.period.from < *absence.period.to;
        const bool after =
            !absence.period.from || !one.period.to || *absence.period.from < *one.period.to;
        if (meets && after) c.store.end_replacement(one.id, end(one.period));
    }
    c.world.touch_directory();
    Change change;
    change.object.professional = absence.professional;
    return change;
}

}  // namespace

constinit const Row absence_end = row<Input, read, require, effect>("absence.end", Kind::write);

}  // namespace kortelijn::commands
