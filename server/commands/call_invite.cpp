// call.invite: a place in the call for one of the family (a link and a code, told apart), for
// somebody of the network (their link), or for a professional. It tells nobody anything of the
// case: whether they come in is asked when they come (R57, R58).
#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/items.hpp"
#include "commands/link_sending.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    MemberId member;
    GuestId guest;
    ProfessionalId professional;
    std::optional<std::string> name;
    std::optional<FamilyLanguage> language;
    std::optional<SendTo> send_to;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.member = r.optional_id<MemberId>("member").value_or(MemberId{});
    in.guest = r.optional_id<GuestId>("guest").value_or(GuestId{});
    in.professional = r.optional_id<ProfessionalId>("professional").value_or(ProfessionalId{});
    in.name = r.optional_text("name", name_rule);
    in.language = r.optional_word("language", parse_family_language);
    in.send_to = read_send_to(r);
    if (in.send_to && !in.member) r.refuse_field("request.invalid", "send_to");
    if (bool(in.member) + bool(in.guest) + bool(in.professional) != 1)
        r.refuse_field("request.invalid", "member");
    if (in.member && !in.name) r.refuse_field("request.invalid", "name");
    if (in.member && !in.language) r.refuse_field("request.invalid", "language");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask;
    ask.action = Action::call_invite;
    Invitee invitee;
    invitee.kind = in.member  ? InviteeKind::family
                   : in.guest ? InviteeKind::network
                              : InviteeKind::professional;
    invitee.person = in.member;
    invitee.who = in.professional;
    ask.link = in.guest;
    ask.invitee = invitee;
    return Requirement::of_call(in.call, std::move(ask));
}

bool has_a_place(const Input& in, const store::CallRecord& record, const CallLook& look) {
    return std::any_of(record.participants.begin(), record.participants.end(),
                       [&](const auto& one) {
                           // Removed counts first (R55), so another place would never open.
                           if (in.professional) return one.seat.professional == in.professional;
                           if (in.guest) return one.seat.guest == in.guest;
                           if (one.seat.state == ParticipantState::removed) return false;
                           const Guest* const link = look.link_of(one.seat);
                           return link != nullptr && link->person == in.member;
                       });
}

// To the professional, wherever they are. Not of which case: being invited takes no ground (R57).
void tell_invited(Context& c, const store::CallRecord& record, ProfessionalId who, Change& change) {
    protocol::Writer w(256);
    w.object().field("call", record.id).key("inviter").object();
    const Professional* const by = c.directory().find(c.caller.who);
    const Organisation* const organisation =
        c.directory().find(employer_of(c.directory(), c.caller.who, c.now));
    w.field("name", by == nullptr ? std::string() : by->name);
    w.field("organisation", organisation == nullptr ? std::string() : organisation->name);
    w.end_object().field("starts_at", record.starts_at).end_object();
    change.tells.push_back(
        {call_notice("call.invited", w.text()), {}, c.world.connections().of(who)});
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const CallLook look(c.world, entry, c.now);
    if (has_a_place(in, record, look)) return refuse("call.already_invited");
    const auto links = std::count_if(record.participants.begin(), record.participants.end(),
                                     [](const auto& one) { return bool(one.seat.guest); });
    if (in.member && links >= max_links_of_call) return refuse("call.full");
    if (record.participants.size() >= 4 * std::size_t(max_links_of_call))
        return refuse("call.full");
    store::CallParticipant one;
    one.seat.id = ParticipantId{drawn_number(c.random)};
    one.seat.professional = in.professional;
    one.seat.guest = in.guest;
    one.since = one.invited_at = c.now;
    one.invited_by = c.caller.who;
    one.name = in.name.value_or("");
    if (in.guest && !in.name)  // whom the household named when the link was made
        if (const auto link = c.world.readable_link(in.guest)) one.name = link->name;
    Change change = change_of(entry, one.seat.id);
    protocol::Writer w(256);
    w.object().field("participant", one.seat.id);
    if (in.member) {
        if (auto room = room_for_link(c, record.of_case); !room) return room.error();
        // Token and code are told once: a repeat hears only whose place it is, and renews the link.
        change.kept_result = w.text() + '}';
        const DrawnKeys drawn = draw_keys(c.random);
        const store::GuestLinkRecord link =
            new_link(c, record, in.member, *in.name, in.language->text, drawn);
        one.seat.guest = link.guest.id;
        w.raw_field("link", drawn.json(link.guest.id, *link.guest.period.to));
        if (auto sent = send_link(c, in.send_to, drawn.keys.token, link.language, change); !sent)
            return sent.error();
        change.object.link = link.guest.id.value;
        change.object.until = link.guest.period.to->ms;
        change.members = {in.member};
    }
    keep_call(c, record, {one});
    if (in.professional) {
        change.object.professional = in.professional;
        tell_invited(c, record, in.professional, change);
    }
    change.result = w.end_object().take();
    change.tag = record.of_case;
    return change;
}

}  // namespace

constinit const Row call_invite = row<Input, read, require, effect>("call.invite", Kind::write);

}  // namespace kortelijn::commands
