// What somebody is shown of a call while they sit at it: recorded before it is told (I1), so that
// who saw which line, question or paper follows from the log. What came in an answer stands in that
// answer's own entry.
#include <algorithm>
#include <iterator>

#include "commands/call_rows.hpp"
#include "core/pipeline.hpp"

namespace kortelijn::core {

void Pipeline::note_shown(const commands::CallEntry& call, const commands::CallLook& look,
                          rooms::CallSeat& seat, std::set<rooms::Shown> noted, Instant at) {
    std::set<rooms::Shown> fresh;
    std::set_difference(noted.begin(), noted.end(), seat.noted.begin(), seat.noted.end(),
                        std::inserter(fresh, fresh.end()));
    seat.noted = std::move(noted);
    if (fresh.empty()) return;
    commands::Caller caller;
    caller.who = seat.who;
    if (const rooms::Connection* const at_line = world_.connections().find(seat.connection)) {
        caller.guest = at_line->guest;
        caller.session = at_line->session;
        caller.device = at_line->device;
    }
    audit::Draft entry = draft("call.shown", &caller, log_.new_trace());
    const commands::CaseEntry& of_case = world_.entry(call.record.of_case, at);
    audit::disclose(entry,
                    audit::CaseValue{of_case.id, of_case.record.room, of_case.record.number});
    commands::Change said;
    commands::note_shown(said, look, {{}, seat.who, seat.guest, {}}, fresh);
    said.object.call = call.id.value;
    if (seat.participant) said.object.participant = seat.participant.value;
    said.object.count = std::int64_t(fresh.size());
    audit::disclose(entry, said.object, of_case.id);
    audit::disclose_members(entry, said.members, of_case.id);
    log_.append(at, entry);
}

}  // namespace kortelijn::core
