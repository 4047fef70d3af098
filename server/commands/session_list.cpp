// session.list: where one is signed in oneself.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {};

Input read(protocol::Reader&) { return {}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

Result<Change> effect(const Input&, Context& c) {
    protocol::Writer w(512);
    w.object().key("sessions").array();
    std::int64_t count = 0;
    for (const store::Session& session : c.world.sessions_of(c.caller.who)) {
        ++count;
        w.object().field("session", session.id).field("device", session.device_words);
        w.field("address_hint", session.address_hint)
            .field("begun_at", session.begun_at)
            .field("last_at", session.last_at);
        w.field("current", session.id == c.caller.session).end_object();
    }
    Change change;
    change.result = w.end_array().end_object().take();
    change.object.count = count;
    return change;
}

}  // namespace

constinit const Row session_list = row<Input, read, require, effect>("session.list", Kind::read);

}  // namespace kortelijn::commands
