// A call at hand: its rows as the store has them. Everything but who is connected to it can be read
// again at any moment.
#pragma once

#include <string>

#include "base/time.hpp"
#include "rooms/call.hpp"
#include "store/call_records.hpp"

namespace kortelijn::commands {

struct CallEntry {
    CallId id;
    bool there = false;
    store::CallRecord record;
    Instant valid_until = never;  // who may be in it may change through time then
    bool stale = false;
    std::string told_of_meeting;  // when who reads the plan was looked at last; empty: never
    rooms::Call at;               // who is connected to it; stays when the rows are read again

    // As the policy is to see it: who waits and is not here now counts as having left. They have
    // not come, whoever else waits for them, and are not let in before they are back (R58).
    CallFacts facts() const;
};

}  // namespace kortelijn::commands
