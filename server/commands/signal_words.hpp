// Signals as their receivers see them, and who those are now. A row never says who a signal is
// about; what the sender gets back is one of three words.
#pragma once

#include "commands/command.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

// May read it now (R36).
bool may_read_signal(World&, const SignalFacts&, ProfessionalId, Instant now);
// Somebody works in that team whose organisation receives under this covenant.
bool team_receives(const Directory&, const Covenant&, TeamId, Instant now);
// Connections of whoever may read it now.
std::vector<ConnectionId> readers_of(World&, const SignalFacts&, Instant now);

// The fields of a row, within an object that is open.
void write_signal_row(protocol::Writer&, const Directory&, const store::SignalRecord&, Instant now);
// "received", "taken_up" or "closed": the sender learns no more of how it went.
std::string_view sender_status(SignalStatus);

// Days of the term's own kind that are left; below 0: so many too late.
int term_left_days(Instant term_ends_at, TermKind, Instant now);

// When and by whom it was asked who knows the household, whether anybody was asked or not: a row
// per asked person would tell that there are some.
struct InvolvedAsked {
    Instant at;
    ProfessionalId by;
};
std::optional<InvolvedAsked> involved_asked(store::Store&, SignalId);
void keep_involved_asked(store::Store&, SignalId, const InvolvedAsked&);

}  // namespace kortelijn::commands
