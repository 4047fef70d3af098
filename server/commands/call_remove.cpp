// call.remove: somebody is put out of the call, or out of the waiting room, and cannot come back. A
// guest's link and session end with it; what they consented to stands until they stop it elsewhere.
#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    ParticipantId participant;
};

Input read(protocol::Reader& r) {
    return {r.id<CallId>("call"), r.id<ParticipantId>("participant")};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_remove, in.participant);
}

// Consents of this call that its guest gave and that stand: a page, or a telephone call, stops
// them.
std::int64_t still_given(Context& c, const CallEntry& call, MemberId who) {
    const auto& grounds = c.world.entry(call.record.of_case, c.now).facts().grounds;
    return std::count_if(grounds.begin(), grounds.end(), [&](const Ground& one) {
        const auto& by = one.given_by;
        const bool of_call = std::any_of(
            call.record.questions.begin(), call.record.questions.end(), [&](const auto& question) {
                const auto& of = question.grounds;
                return std::find(of.begin(), of.end(), one.id) != of.end();
            });
        return of_call && !one.deny && !one.withdrawn_at && (!one.end || *one.end > c.now) &&
               std::find(by.begin(), by.end(), who) != by.end();
    });
}

// A link that was for this call alone ends with the place: no session stays behind. Its guest hears
// why before the socket goes.
void end_link(Context& c, CallEntry& call, const Participant& seat, Change& change) {
    auto link = c.store.link(seat.guest);
    if (!link || link->guest.use != GuestUse::call) return;
    if (!link->guest.revoked_at) {
        link->guest.revoked_at = c.now;
        c.store.change_link(*link);
        c.world.touch(link->of_case);
    }
    protocol::Writer gone(64);
    gone.object().field("call", call.id).field("reason", "removed").end_object();
    std::vector<ConnectionId> there;
    for (const rooms::CallSeat& one : call.at.seats())
        if (one.participant == seat.id) there.push_back(one.connection);
    if (!there.empty())
        change.tells.push_back({call_notice("call.gone", gone.text()), {}, std::move(there)});
    change.ended_links.push_back(seat.guest);
    protocol::Writer w(64);
    w.object().field("link_ended", true);
    w.field("consents", still_given(c, call, link->guest.person)).end_object();
    change.result = w.take();
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::CallParticipant* const known = record.find(in.participant);
    if (known == nullptr) return refuse("not_found");
    Change change = change_of(entry, in.participant);
    change.object.professional = known->seat.professional;
    if (known->seat.guest) change.object.link = known->seat.guest.value;
    if (known->seat.state == ParticipantState::removed) return change;
    store::CallParticipant one = *known;
    one.seat.state = ParticipantState::removed;
    one.leg = 0;
    one.since = c.now;
    keep_call(c, record, {one});
    if (one.seat.guest) end_link(c, entry, one.seat, change);
    return change;
}

}  // namespace

constinit const Row call_remove = row<Input, read, require, effect>("call.remove", Kind::write);

}  // namespace kortelijn::commands
