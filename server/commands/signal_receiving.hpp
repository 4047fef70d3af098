// How a signal comes in, whoever sends it: signal.send for a covenant partner's person and the
// partner API for its system call this one function, so that both are decided, kept and recorded
// alike. Never keeps anything of a signal that is refused.
#pragma once

#include "commands/command.hpp"
#include "commands/signal_input.hpp"

namespace kortelijn::commands {

struct SignalSender {
    ProfessionalId person;        // none: the organisation's system
    OrganisationId organisation;  // of the system's certificate; of a person it is their employer
    // Of a system: the same key with the same body is the same signal again.
    std::string key;
    std::string body;
};

// The result is {signal, received_at, term_ends}, to a person with their organisation's own number
// of it (a system's is put in by the partner API); of a repeated one the first result again, with
// Change::repeated. Refusals: R35's; signal.not_in_covenant also for a covenant that is not there;
// request.invalid (team, birth_date); signal.key_used; signal.no_receiver: nobody in that team
// receives signals of this covenant now.
Result<Change> receive_signal(const SignalSender&, const SignalInput&, store::Store&, World&,
                              Instant now);

}  // namespace kortelijn::commands
