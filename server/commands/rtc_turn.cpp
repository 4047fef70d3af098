// rtc.turn: fresh credentials of the relay, for who is in the call now.
#include "commands/call_signalling.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
};

Input read(protocol::Reader& r) { return {read_call(r)}; }

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_enter);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, in.call));
    const std::int64_t leg = own_leg(entry, c.caller);
    if (leg == 0) return refuse("rtc.nobody");
    Change change = change_of(entry);
    change.tag = state_tag(entry.id);
    const TurnOptions& options = c.world.turn();
    if (options.urls.empty()) return change;
    const rooms::TurnPass pass = turn_pass(options, entry.id, leg, c.now);
    protocol::Writer w(512);
    w.object().key("turn").object().list("urls", options.urls);
    w.field("username", pass.username).field("credential", pass.credential);
    w.field("expires_at", pass.expires_at).end_object().end_object();
    change.result = w.take();
    return change;
}

}  // namespace

constinit const Row rtc_turn = row<Input, read, require, effect>(
    "rtc.turn", Kind::read, Recorded::refusals, false, Whom::both);

}  // namespace kortelijn::commands
