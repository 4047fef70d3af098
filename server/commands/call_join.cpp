// call.join: this connection sits down at the call: waiting, or in at once for who carries and who
// made it, when the call is open. With `watch` it only hears of it. Sent again it is the same: who
// was in stays in, with the leg that their page still has.
#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    bool watch = false;
    std::int64_t leg = 0;  // that this page has lines for; none: a new one is drawn
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = read_call(r);
    in.watch = r.optional_boolean("watch").value_or(false);
    in.leg = r.optional_integer("leg", 1, protocol::max_number).value_or(0);
    return in;
}

// Who carries needs no invitation: they could invite themself.
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    if (!caller.guest)
        if (CallEntry& entry = world.call(in.call);
            entry.there && entry.record.find(caller.who) == nullptr) {
            CaseEntry& of_case = world.entry(entry.record.of_case, now);
            if (of_case.exists() && world.view(of_case, caller.who, now).carrier) {
                Ask ask;
                ask.action = Action::call_invite;
                ask.invitee = Invitee{InviteeKind::professional, {}, caller.who, {}};
                return Requirement::of_call(in.call, std::move(ask));
            }
        }
    return require_call(in.call, caller, Action::call_wait);
}

Result<void> come(const Input& in, Context& c, const CallEntry& entry,
                  store::CallParticipant& one) {
    const store::CallRecord& record = entry.record;
    if (takes_part(one.seat.state)) {
        if (in.leg != one.leg || one.leg == 0) one.leg = drawn_number(c.random);
        return {};
    }
    const bool carrier = !c.caller.guest && c.view().carrier;
    if (record.state == CallState::open && (carrier || record.made_by == c.caller.who) &&
        !c.caller.guest)
        return let_in(c, record, one);
    const auto waiting = std::count_if(
        record.participants.begin(), record.participants.end(), [&](const auto& other) {
            return other.seat.id != one.seat.id && other.seat.state == ParticipantState::waiting;
        });
    if (waiting >= max_waiting) return refuse("call.full");
    if (one.seat.state != ParticipantState::waiting) one.since = c.now;
    one.seat.state = ParticipantState::waiting;
    return {};
}

Result<Change> effect(const Input& in, Context& c) {
    const CallId id = call_meant(c.caller, in.call);
    CallEntry& entry = c.world.call(id);
    const store::CallRecord record = entry.record;
    const store::CallParticipant* const known = own_place(record, c.caller);
    store::CallParticipant one;
    if (known != nullptr) {
        one = *known;
    } else {
        one.seat.id = ParticipantId{drawn_number(c.random)};
        one.seat.professional = c.caller.who;
        one.since = one.invited_at = c.now;
        one.invited_by = c.caller.who;
    }
    const bool watch = in.watch && !c.caller.guest;
    if (!watch)
        if (auto came = come(in, c, entry, one); !came) return came.error();
    if (known == nullptr || !(one == *known)) keep_call(c, record, {one});
    // Whether they may know all that is spoken of: asked of who comes in without being let in.
    if (!watch && takes_part(one.seat.state)) {
        const CallLook look(c.world, c.world.call(id), c.now);
        if (const Decision may = look.decide(one.seat, Action::call_enter); !may.permit)
            return Refusal{may.reason, may.tell};
    }
    Change change = change_of(entry, one.seat.id);
    if (watch) change.object.field = "watch";
    rooms::CallSeat seat{c.caller.connection, one.seat.id, c.caller.who,
                         c.caller.guest ? c.caller.guest->link : GuestId{}, watch};
    answer_with_state(c, id, std::move(seat), change);
    return change;
}

}  // namespace

// Sent again it sits down again, so it is no write to be answered with an old state.
constinit const Row call_join =
    row<Input, read, require, effect>("call.join", Kind::read, Recorded::yes, false, Whom::both);

}  // namespace kortelijn::commands
