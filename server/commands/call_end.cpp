// call.end: the call is over for everybody. Its lines and papers stay; questions that nobody
// answered are closed.
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
};

Input read(protocol::Reader& r) { return {r.id<CallId>("call")}; }

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_end);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    store::CallRecord record = entry.record;
    Change change = change_of(entry);
    change.object.count = close_call(c.store, record, c.now);
    keep_call(c, record);
    return change;
}

}  // namespace

constinit const Row call_end = row<Input, read, require, effect>("call.end", Kind::write);

}  // namespace kortelijn::commands
