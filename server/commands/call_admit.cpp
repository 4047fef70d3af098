// call.admit: somebody who waits is let in by one who carries. The policy asks anew whether they
// may know all of it, and whether somebody agreed that they hear of each person (R58).
#include "commands/call_rows.hpp"
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    ParticipantId participant;
    std::vector<MemberId> agreed_by;
    std::optional<Evidence> evidence;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.participant = r.id<ParticipantId>("participant");
    in.agreed_by = r.optional_ids<MemberId>("agreed_by").value_or(std::vector<MemberId>{});
    in.evidence = read_evidence(r);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask = ask_call(Action::call_admit, in.participant);
    ask.agreed_by = in.agreed_by;
    ask.evidence = in.evidence.has_value();
    return Requirement::of_call(in.call, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::CallParticipant* const known = record.find(in.participant);
    if (known == nullptr) return refuse("not_found");
    store::CallParticipant one = *known;
    if (auto room = let_in(c, record, one); !room) return room.error();
    one.admitted_by = c.caller.who;
    one.admitted_at = c.now;
    one.agreed_by = in.agreed_by;
    if (in.evidence) one.evidence = to_text(*in.evidence);
    keep_call(c, record, {one});
    Change change = change_of(entry, one.seat.id);
    change.object.professional = one.seat.professional;
    if (one.seat.guest) change.object.link = one.seat.guest.value;
    change.object.grounds = numbers(c.decision.grounds);
    const CallLook look(c.world, c.world.call(in.call), c.now);
    if (const CallStanding may = look.standing_of(one.seat); !may.mask.none())
        change.object.mask = audit::mask_text(may.mask);
    change.members = in.agreed_by;
    return change;
}

}  // namespace

constinit const Row call_admit = row<Input, read, require, effect>("call.admit", Kind::write);

}  // namespace kortelijn::commands
