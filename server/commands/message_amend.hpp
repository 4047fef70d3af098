// What editing and retracting share: one's own message, still readable, not retracted yet.
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

// The message as it stands, when the caller wrote it and may still see it; else not_found, the same
// for a message of somebody else, one that is closed to them and one that does not exist.
Result<store::RoomEvent> own_message(Context&, RoomId, std::int64_t seq);

}  // namespace kortelijn::commands
