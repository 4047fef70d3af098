// A signal as it is sent, by a person's form or a partner's system: the same fields, read once.
// Strict reading only; nothing is looked up here.
#pragma once

#include "reader.hpp"
#include "store/start_records.hpp"

namespace kortelijn::commands {

struct SignalInput {
    CovenantId covenant;
    TeamId team;
    bool household_knows = false;
    bool bsn_meant = false;  // digits that look like a citizen service number are something else
    store::SignalContent content;
};

// Refusals of the reader; address.postcode (field address.postcode) for one that is not Dutch.
SignalInput read_signal(protocol::Reader&);
Address read_address(protocol::Reader&);

}  // namespace kortelijn::commands
