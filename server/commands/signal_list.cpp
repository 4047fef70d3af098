// signal.list: the open signals of a team, each decided now (R36). No name, no address, no text: to
// read one is an act of its own.
#include "commands/rows.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
};

Input read(protocol::Reader& r) { return {r.id<TeamId>("team")}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    change.tag = any_case;  // those that came to rest in a case go with its withdrawals
    change.object.count = 0;
    protocol::Writer w(2048);
    w.object().key("signals").array();
    for (const store::SignalRecord& record : c.store.open_signals(in.team)) {
        if (!may_read_signal(c.world, record.facts, c.caller.who, c.now)) continue;
        w.object();
        write_signal_row(w, c.directory(), record, c.now);
        w.end_object();
        ++*change.object.count;
    }
    change.result = w.end_array().end_object().take();
    return change;
}

}  // namespace

constinit const Row signal_list = row<Input, read, require, effect>("signal.list", Kind::read);

}  // namespace kortelijn::commands
