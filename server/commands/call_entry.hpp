// A call at hand: its rows as the store has them. Everything but who is connected to it can be read
// again at any moment.
#pragma once

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
    rooms::Call at;  // who is connected to it; stays when the rows are read again
};

}  // namespace kortelijn::commands
