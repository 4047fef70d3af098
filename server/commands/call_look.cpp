// The state of a call for one receiver. Each list asks for itself whether the receiver may see a
// thing of it: nothing is shown because of something else that is.
#include "commands/call_look.hpp"

#include "commands/command.hpp"
#include "commands/items.hpp"
#include "reply.hpp"

namespace kortelijn::commands {

using protocol::Writer;
using rooms::Shown;
using store::CallParticipant;

namespace {

const CallParticipant* own_of(const store::CallRecord& record, const rooms::CallSeat& seat) {
    return record.find(seat.participant);
}

}  // namespace

std::string call_json(CallId id, std::int64_t version, const std::string& text) {
    Writer w(64);
    w.object().field("id", id).field("version", version);
    return w.take() + text + '}';
}

std::string call_notice(std::string_view method, const std::string& params) {
    return protocol::notice(method, params);
}

CallLook::CallLook(World& world, CallEntry& call, Instant now)
    : world_(world), call_(call), now_(now), case_(world.entry(call.record.of_case, now)) {
    named_.entry = &case_;
    named_.call = call.facts();
    std::vector<const CallParticipant*> in;
    for (const CallParticipant& one : call.record.participants)
        if (takes_part(one.seat.state)) in.push_back(&one);
    for (const CallParticipant* one : in)
        for (const CallParticipant* other : in)
            if (one != other && decide(one->seat, Action::rtc_send, other->seat.id).permit)
                meets_.insert({one->seat.id, other->seat.id});
    // What one may and the other may not, neither may.
    std::erase_if(meets_, [&](const auto& pair) {
        return !meets_.contains({pair.second, pair.first});
    });
}

const Guest* CallLook::link_of(const Participant& who) const {
    for (const Guest& one : case_.facts().guests)
        if (who.guest && one.id == who.guest) return &one;
    return nullptr;
}

Decision CallLook::decide(const Participant& who, Action action, ParticipantId about) const {
    Ask ask;
    ask.action = action;
    ask.participant = about;
    return decide(who, std::move(ask));
}

Decision CallLook::decide(const Participant& who, Ask ask) const {
    ask.who = who.professional;
    ask.as = Role::professional;
    if (!who.professional) {
        const Guest* const link = link_of(who);
        const GuestKind kind = link == nullptr ? GuestKind::family : link->kind;
        ask.guest = who.guest;
        ask.as = kind == GuestKind::family    ? Role::guest_family
                 : kind == GuestKind::partner ? Role::guest_partner
                                              : Role::guest_network;
    }
    return world_.decide(named_, ask, now_);
}

bool CallLook::is_carrier(ProfessionalId who) const {
    return who && world_.view(case_, who, now_).carrier;
}

rooms::Legs CallLook::legs() const {
    rooms::Legs out;
    for (const CallParticipant& one : call_.record.participants) {
        if (!takes_part(one.seat.state) || one.leg == 0) continue;
        std::set<std::int64_t>& others = out[one.leg];
        for (const CallParticipant& other : call_.record.participants)
            if (other.leg != 0 && meets(one.seat.id, other.seat.id)) others.insert(other.leg);
    }
    return out;
}

bool CallLook::meets(ParticipantId one, ParticipantId other) const {
    return meets_.contains({one, other});
}

std::string CallLook::name_of(MemberId id) const {
    for (const Member& one : case_.facts().household)
        if (one.id == id) return one.name;
    for (const Outsider& one : case_.facts().outsiders)
        if (one.id == id) return one.name;
    return {};
}

std::string CallLook::name_of(const CallParticipant& one) const {
    if (!one.name.empty() || !one.seat.professional) return one.name;
    const Professional* const known = world_.directory().find(one.seat.professional);
    return known == nullptr ? std::string() : known->name;
}

std::string_view CallLook::role_of(const CallParticipant& one) const {
    if (one.seat.professional) return is_carrier(one.seat.professional) ? "carrier" : "specialist";
    const Guest* const link = link_of(one.seat);
    if (link == nullptr || link->kind == GuestKind::family) return "family";
    return link->kind == GuestKind::partner ? "partner_guest" : "network";
}

bool CallLook::sees(const Receiver& to, const std::vector<MemberId>& about,
                    LifeDomains domains) const {
    return decide(to.who, ask_item(Action::message_read, about, domains, Law::none)).permit;
}

CallLook::Receiver CallLook::receiver_of(const rooms::CallSeat& seat) const {
    Receiver to{seat, own_of(call_.record, seat), {}, false, false, false, nullptr};
    to.who.professional = seat.who;
    to.who.guest = seat.guest;
    to.guest = !seat.who;
    to.link = link_of(to.who);
    to.carrier = is_carrier(seat.who);
    to.in =
        !seat.watching && to.own != nullptr && takes_part(to.own->seat.state) && to.own->leg != 0;
    return to;
}

CallShown CallLook::shown_to(const rooms::CallSeat& seat) {
    const Receiver to = receiver_of(seat);
    CallShown out;
    if (to.carrier) out.shown.insert({'c', 0});
    Writer w(2048);
    w.object();
    write_head(w, to);
    write_you(w, to);
    write_people(w, to, out.shown);
    write_waiting(w, to, out.shown);
    write_invited(w, to, out.shown);
    write_network(w, to);
    write_word(w, to);
    write_questions(w, to, out);
    write_papers(w, to, out);
    write_lines(w, to, out);
    write_tail(w, to);
    out.text = w.take();
    out.text[0] = ',';
    return out;
}

void CallLook::write_head(Writer& w, const Receiver& to) const {
    const store::CallRecord& record = call_.record;
    w.field("state", to_text(record.state)).field("purpose", to_text(record.purpose));
    w.field("starts_at", record.starts_at).field("opened_at", record.opened_at);
    w.field("ended_at", record.ended_at).field("relay_only", record.relay_only);
    if (!to.guest && (to.carrier || to.in)) w.field("case", record.of_case);
    const Professional* const maker = world_.directory().find(record.made_by);
    const Organisation* const organisation = world_.directory().find(record.organisation);
    w.key("inviter").object().field("name", maker == nullptr ? std::string() : maker->name);
    w.field("organisation", organisation == nullptr ? std::string() : organisation->name);
    w.end_object();
}

void CallLook::write_you(Writer& w, const Receiver& to) const {
    w.key("you").object().field("participant", to.seat.participant);
    ParticipantState state = ParticipantState::invited;
    if (to.own != nullptr) state = to.own->seat.state;
    if (takes_part(state)) state = to.in ? ParticipantState::connected : ParticipantState::admitted;
    w.field("state", to_text(state));
    if (to.in) w.field("leg", to.own->leg);
    if (to.own != nullptr)
        w.field("role", role_of(*to.own)).field("name", name_of(*to.own));
    else
        w.field("role", to.carrier ? "carrier" : "specialist").field("name", std::string());
    w.field("sound_only", to.own != nullptr && to.own->sound_only).end_object();
}

}  // namespace kortelijn::commands
