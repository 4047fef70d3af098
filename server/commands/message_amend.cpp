// One look-up, whatever the reason for a no.
#include "commands/message_amend.hpp"

namespace kortelijn::commands {

Result<store::RoomEvent> own_message(Context& c, RoomId room, std::int64_t seq) {
    auto message = c.store.event(room, seq);
    const bool own = message && message->kind == store::EventKind::message &&
                     message->author == c.caller.who && may_see(c.view(), *message);
    if (!own) return refuse("not_found");
    if (message->retracted) return refuse("message.retracted");
    return std::move(*message);
}

}  // namespace kortelijn::commands
