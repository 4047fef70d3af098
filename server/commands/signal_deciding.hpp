// What the commands about one signal share: who may ask (R36, R37), and which state it must be in.
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

// Reads a signal that the requirement permitted. Refusals: signal.settled (not taken up, or
// closed), signal.not_taken_up (where it must have been).
Result<store::SignalRecord> signal_at_hand(Context&, SignalId, SignalStatus must_be);

Requirement require_signal(SignalId, Action action);

// The params of what asks for one signal and no more.
struct OneSignal {
    SignalId signal;
};
OneSignal read_one_signal(protocol::Reader&);

// Writes it and says so in the entry.
Change keep_signal(Context&, const store::SignalRecord&);

}  // namespace kortelijn::commands
