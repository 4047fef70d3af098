// call.renew_link: a new link and code for one of the family who was invited. The old one ends with
// its sockets; the place in the call stays.
#include "commands/call_rows.hpp"
#include "commands/link_sending.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    ParticipantId participant;
    std::optional<SendTo> send_to;
};

Input read(protocol::Reader& r) {
    return {r.id<CallId>("call"), r.id<ParticipantId>("participant"), read_send_to(r)};
}

MemberId person_of(World& world, const Input& in) {
    CallEntry& entry = world.call(in.call);
    const store::CallParticipant* const one = entry.record.find(in.participant);
    if (!entry.there || one == nullptr || !one->seat.guest) return {};
    const auto link = world.readable_link(one->seat.guest);
    return link && link->of_case == entry.record.of_case ? link->guest.person : MemberId{};
}

// As an invitation of that person (R57).
Requirement require(const Input& in, World& world, const Caller&, Instant) {
    Ask ask;
    ask.action = Action::call_invite;
    Invitee invitee;
    invitee.kind = InviteeKind::family;
    invitee.person = person_of(world, in);
    ask.invitee = invitee;
    return Requirement::of_call(in.call, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::CallParticipant* const found = record.find(in.participant);
    const MemberId person = person_of(c.world, in);
    if (found == nullptr || !person || found->seat.state == ParticipantState::removed)
        return refuse("not_found");
    store::CallParticipant one = *found;
    auto old = c.store.link(one.seat.guest);
    if (!old) return refuse("not_found");
    if (auto room = room_for_link(c, record.of_case); !room) return room.error();
    const DrawnKeys drawn = draw_keys(c.random);
    const store::GuestLinkRecord link =
        new_link(c, record, person, old->name, old->language, drawn);
    Change change = change_of(entry, one.seat.id);
    if (!old->guest.revoked_at) {
        old->guest.revoked_at = c.now;
        c.store.change_link(*old);
    }
    change.ended_links.push_back(one.seat.guest);
    one.seat.guest = link.guest.id;
    one.seat.state = ParticipantState::invited;
    one.leg = 0;
    one.since = c.now;
    if (auto sent = send_link(c, in.send_to, drawn.keys.token, link.language, change); !sent)
        return sent.error();
    keep_call(c, record, {one});
    change.kept_result = "";  // token and code are told once: who missed them renews again
    protocol::Writer w(256);
    w.object().raw_field("link", drawn.json(link.guest.id, *link.guest.period.to)).end_object();
    change.result = w.take();
    change.tag = record.of_case;
    change.object.link = link.guest.id.value;
    change.object.until = link.guest.period.to->ms;
    change.members = {person};
    return change;
}

}  // namespace

constinit const Row call_renew_link =
    row<Input, read, require, effect>("call.renew_link", Kind::write);

}  // namespace kortelijn::commands
