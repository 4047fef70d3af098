// Each is decided now: the number of the others, too, would say that something is there (I2).
#include "commands/counts.hpp"

#include "commands/action_rows.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {

Counts counts_for(World& world, ProfessionalId who, Instant now) {
    Counts out;
    const Day today = amsterdam_day(now);
    for (const store::ActionRecord& action : world.store().actions_owned_by(who)) {
        if (action.due > today) continue;
        if (action.of_case &&
            !may_read(world, world.entry(action.of_case, now), who, action.cells, now))
            continue;
        ++(action.due == today ? out.actions_today : out.actions_late);
    }
    for (const store::Involvement& question : world.store().open_involvements(who)) {
        CaseEntry& entry = world.entry(question.of_case, now);
        if (entry.exists() && world.view(entry, who, now).may_find()) ++out.questions;
    }
    const Professional* me = world.directory().find(who);
    for (const TeamMembership& held : me ? me->teams : std::vector<TeamMembership>{}) {
        if (!held.period.live(now)) continue;
        for (const SignalFacts& signal : world.waiting_signals(held.team))
            out.signals += may_read_signal(world, signal, who, now);
    }
    return out;
}

Counts counts_as_far_as_whole(World& world, ProfessionalId who, Instant now) {
    try {
        return counts_for(world, who, now);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return {};
    }
}

void write_counts(protocol::Writer& w, const Counts& counts) {
    w.object()
        .field("actions_today", counts.actions_today)
        .field("actions_late", counts.actions_late)
        .field("questions", counts.questions)
        .field("signals", counts.signals)
        .end_object();
}

}  // namespace kortelijn::commands
