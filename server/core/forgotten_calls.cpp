// Without this a call that nobody ended would be at hand, and in everybody's list, for ever.
#include "core/forgotten_calls.hpp"

#include <algorithm>

#include "commands/call_rows.hpp"
#include "core/pipeline.hpp"

namespace kortelijn::core {
namespace {

// Calls at hand know their own time; those that are not are looked for so often.
constexpr std::int64_t look_every_ms = hour_ms;
// So many at each tick: no batch waits for all of the collaboration.
constexpr int calls_of_a_look = 32;

}  // namespace

Instant forgotten_at(const store::CallRecord& call) {
    if (call.state == CallState::ended) return never;
    if (call.state == CallState::planned)
        return call.starts_at.value_or(call.made_at) + call_forgotten_after_ms;
    Instant last = call.opened_at.value_or(call.made_at);
    for (const store::CallParticipant& one : call.participants) {
        const ParticipantState state = one.seat.state;
        if (commands::takes_part(state) || state == ParticipantState::waiting) return never;
        last = std::max(last, one.since);
    }
    return last + call_forgotten_after_ms;
}

void Pipeline::find_forgotten_calls(Instant at) {
    if (calls_to_look_at_.empty() && at >= look_for_forgotten_calls_) {
        look_for_forgotten_calls_ = at + look_every_ms;
        calls_to_look_at_ = store_.open_calls();
    }
    for (int n = 0; n < calls_of_a_look && !calls_to_look_at_.empty(); ++n) {
        const CallId id = calls_to_look_at_.back();
        calls_to_look_at_.pop_back();
        if (world_.calls().contains(id)) continue;
        world_.call(id);
        world_.mark(id);
    }
}

// True: over, and recorded with its reason.
bool Pipeline::end_forgotten(commands::CallEntry& call, Instant at) {
    if (at < forgotten_at(call.record)) return false;
    audit::ObjectValue object;
    object.call = call.id.value;
    object.reason = "nobody.left";
    object.count = commands::close_call(store_, call.record, at);
    ++call.record.version;
    store_.change_call(call.record);
    audit::Draft entry = draft("call.ended", nullptr, log_.new_trace());
    const commands::CaseEntry& of_case = world_.entry(call.record.of_case, at);
    audit::disclose(entry,
                    audit::CaseValue{of_case.id, of_case.record.room, of_case.record.number});
    audit::disclose(entry, object, of_case.id);
    log_.append(at, entry);
    return true;
}

}  // namespace kortelijn::core
