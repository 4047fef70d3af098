// case.close: the help ended. Partners' access ends with it (R13, R20); the carriers can still
// read.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::case_close));
}

Result<Change> effect(const Input& in, Context& c) {
    c.store.close_period(in.of_case, c.now);
    c.world.touch(in.of_case);
    Change change;
    protocol::Writer w(48);
    change.result = w.object().field("closed_at", c.now).end_object().take();
    return change;
}

}  // namespace

constinit const Row case_close = row<Input, read, require, effect>("case.close", Kind::write);

}  // namespace kortelijn::commands
