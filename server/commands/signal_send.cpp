// signal.send: a person of an organisation with a covenant sends a signal (R35). All but the
// question whether they may send of this kind at all is receive_signal()'s.
#include "commands/rows.hpp"
#include "commands/signal_receiving.hpp"

namespace kortelijn::commands {
namespace {

Requirement require(const SignalInput& in, World& world, const Caller&, Instant) {
    const Covenant* covenant = world.directory().find(in.covenant);
    if (covenant == nullptr) return Requirement::account();
    Ask ask;
    ask.action = Action::signal_send;
    ask.signal_kind = covenant->kind;
    ask.household_knows = true;  // what is in it is asked with the whole of it
    return Requirement::officer(std::move(ask));
}

Result<Change> effect(const SignalInput& in, Context& c) {
    return receive_signal({c.caller.who, {}, {}, {}}, in, c.store, c.world, c.now);
}

}  // namespace

constinit const Row signal_send =
    row<SignalInput, read_signal, require, effect>("signal.send", Kind::write);

}  // namespace kortelijn::commands
