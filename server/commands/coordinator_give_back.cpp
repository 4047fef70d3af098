// coordinator.give_back: the family coordinates itself again. That needs nobody's yes.
#include <algorithm>

#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::coordinator_give_back));
}

Result<Change> effect(const Input& in, Context& c) {
    const auto& all = c.entry->facts().coordinators;
    const auto now = std::find_if(all.begin(), all.end(),
                                  [&](const Coordinator& one) { return one.period.live(c.now); });
    if (now == all.end()) return refuse("coordinator.none");
    Change change;
    change.object.professional = now->professional;
    c.store.end_coordinator(in.of_case, c.now);
    c.world.touch(in.of_case);
    return change;
}

}  // namespace

constinit const Row coordinator_give_back =
    row<Input, read, require, effect>("coordinator.give_back", Kind::write);

}  // namespace kortelijn::commands
