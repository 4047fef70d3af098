// Who takes coordination over from the family, for coordinator.take and for a signal that is taken
// up. The policy decides (R46); coordinating opens nothing (R12).
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

struct CoordinatorInput {
    ProfessionalId professional;
    MemberId member;  // one of the two
    std::vector<MemberId> agreed_by;
    Evidence evidence = Evidence::none;
};

CoordinatorInput read_coordinator(protocol::Reader&);
Ask ask_to_coordinate(const CoordinatorInput&);
// After the policy said yes. Notes what the entry says of it.
void keep_coordinator(Context&, CaseId, const CoordinatorInput&, audit::ObjectValue&);

}  // namespace kortelijn::commands
