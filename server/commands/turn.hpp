// Credentials for the relay of calls (TURN, as its REST form has them): good for a short while and
// for one leg of one call. They stand in the state of whom they are for, and in no log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "rooms/call.hpp"

namespace kortelijn::commands {

struct TurnOptions {
    std::vector<std::string> urls;  // none: there is no relay
    std::string secret;             // shared with the relay
    std::int64_t ttl_s = 600;
};

// username `<unix expiry>:<call>.<leg>`, credential base64(HMAC-SHA1(secret, username)).
rooms::TurnPass turn_pass(const TurnOptions&, CallId, std::int64_t leg, Instant now);

}  // namespace kortelijn::commands
