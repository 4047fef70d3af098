// coordinator.take: somebody coordinates for the family, with the family's yes (R46).
#include "commands/coordinator_taking.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    CoordinatorInput coordinator;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case"), read_coordinator(r)}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_to_coordinate(in.coordinator));
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    keep_coordinator(c, in.of_case, in.coordinator, change.object);
    change.members = in.coordinator.agreed_by;
    return change;
}

}  // namespace

constinit const Row coordinator_take =
    row<Input, read, require, effect>("coordinator.take", Kind::write);

}  // namespace kortelijn::commands
