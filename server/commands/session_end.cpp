// session.end: signs out one of one's own sessions; its sockets end at once.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    SessionId session;
};

Input read(protocol::Reader& r) { return {r.id<SessionId>("session")}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

Result<Change> effect(const Input& in, Context& c) {
    // Somebody else's and none at all: the same answer.
    for (const store::Session& session : c.world.sessions_of(c.caller.who))
        if (session.id == in.session) {
            Change change;
            change.ended_sessions.push_back(in.session);
            return change;
        }
    return refuse("not_found");
}

}  // namespace

constinit const Row session_end = row<Input, read, require, effect>("session.end", Kind::read);

}  // namespace kortelijn::commands
