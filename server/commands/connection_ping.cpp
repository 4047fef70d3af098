// connection.ping: is the line there, and what time is it here. Not recorded (I1).
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {};

Input read(protocol::Reader&) { return {}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

Result<Change> effect(const Input&, Context& c) {
    protocol::Writer w(64);
    Change change;
    change.result = w.object().field("time", c.now).end_object().take();
    return change;
}

}  // namespace

constinit const Row connection_ping = row<Input, read, require, effect>(
    "connection.ping", Kind::read, Recorded::no, false, Whom::both);

}  // namespace kortelijn::commands
