// R57-R59 and the cells of R55: see calls.hpp. Each function opens with the sentence of the page it
// follows.
#include "calls.hpp"

#include "doors.hpp"
#include "oracle.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

using enum Action;

const Participant* entry_of(const CallFacts& call, ParticipantId id) {
    for (const Participant& one : call.participants)
        if (one.id == id) return &one;
    return nullptr;
}

bool is_entry_of(const Participant& one, const Ask& ask) {
    if (*ask.as == Role::professional) return one.professional && one.professional == ask.who;
    return one.guest && one.guest == ask.guest;
}

bool within(ParticipantState state) {
    return state == ParticipantState::admitted || state == ParticipantState::connected;
}

const Participant* own_entry(const CallFacts& call, const Ask& ask) {
    std::vector<const Participant*> theirs;
    for (const Participant& one : call.participants)
        if (is_entry_of(one, ask)) theirs.push_back(&one);
    for (const Participant* one : theirs)
        if (one->state == ParticipantState::removed) return one;
    for (const Participant* one : theirs)
        if (within(one->state)) return one;
    return theirs.empty() ? nullptr : theirs.front();
}

// What call.enter says to the one an entry is of: asked as a question of their own.
Decision enters(const World& world, const CaseFacts& facts, const Participant& one) {
    Ask ask;
    ask.action = call_enter;
    ask.as = Role::professional;
    ask.who = one.professional;
    if (!one.professional) {
        ask.as = Role::guest_family;
        ask.guest = one.guest;
        if (const Guest* link = link_of(facts, one.guest)) {
            if (link->kind == GuestKind::partner) ask.as = Role::guest_partner;
            if (link->kind == GuestKind::network) ask.as = Role::guest_network;
        }
    }
    return oracle(world.directory, facts, ask, world.now);
}

bool is_family_or_network(const World& world, const Participant& one) {
    const Guest* link = link_of(world.facts, one.guest);
    return !one.professional && link != nullptr && link->kind != GuestKind::partner;
}
bool is_network(const World& world, const Participant& one) {
    const Guest* link = link_of(world.facts, one.guest);
    return !one.professional && link != nullptr && link->kind == GuestKind::network;
}

// R58, the listening: "it is themself; or they speak for them; or one who speaks for that person
// has come or is in `agreed_by`".
bool may_listen(const World& world, const Ask& ask, const Guest& link, const Member& about) {
    if (link.kind == GuestKind::family && link.person == about.id) return true;
    for (const MemberId speaker : who_speaks_for(world, about)) {
        if (link.kind == GuestKind::family && link.person == speaker) return true;
        if (said_yes(ask, speaker)) return true;
        for (const Participant& one : world.facts.call->participants) {
            const Guest* theirs = one.professional ? nullptr : link_of(world.facts, one.guest);
            if (theirs == nullptr || theirs->kind != GuestKind::family) continue;
            if (theirs->person != speaker || !link_lives(world, *theirs)) continue;
            if (one.state == ParticipantState::waiting || within(one.state)) return true;
        }
    }
    return false;
}

bool is_cell_reason(std::string_view code) {
    for (const std::string_view family :
         {"bar.", "consent.", "member.", "capacity.", "custody.", "law.", "ground."})
        if (code.substr(0, family.size()) == family) return true;
    return code == "age.own_consent_needed" || code == "age.reconfirm_needed";
}

std::string_view admitting(const World& world, const Ask& ask, CellAnswer& cells) {
    if (!world.facts.call) return "call.unknown";
    const CallFacts& call = *world.facts.call;
    if (call.state == CallState::ended) return "call.ended";
    if (call.state == CallState::planned) return "call.not_open";
    const Participant* one = entry_of(call, ask.participant);
    if (one == nullptr) return "call.not_invited";
    if (one->state != ParticipantState::waiting) return "call.not_waiting";
    CaseFacts as_if = world.facts;
    for (Participant& other : as_if.call->participants)
        if (other.id == one->id) other.state = ParticipantState::admitted;
    const Decision theirs = enters(world, as_if, *one);
    if (one->professional) {
        if (!works_now(world, one->professional)) return "invite.not_employed";
        if (!theirs.permit && theirs.reason == "role.no_content") return "invite.not_employed";
        if (!kept_out(world, one->professional).empty()) return "invite.not_employed";
        if (!theirs.permit) return theirs.reason;
    } else {
        const Guest* link = link_of(world.facts, one->guest);
        if (!theirs.permit && !is_cell_reason(theirs.reason)) return "guest.link_dead";
        if (!theirs.permit) return theirs.reason;
        if (link->kind != GuestKind::partner)
            for (const MemberId id : call.about) {
                const Member* about = member_of(world.facts, id);
                if (about == nullptr || !may_listen(world, ask, *link, *about))
                    return "call.not_agreed";
            }
    }
    cells.used = theirs.grounds;
    cells.law_changing = theirs.law_changing;
    return "ok.carrier";
}

// R59. Two meet only when both may; whom one may not meet is not there.
std::string_view signalling(const World& world, const Actor& actor, const Ask& ask,
                            CellAnswer& cells) {
    const std::string_view own = entering(world, actor, ask, cells);
    if (!own.starts_with("ok.")) return own;
    const CallFacts& call = *world.facts.call;
    const Participant* other = entry_of(call, ask.participant);
    if (other == nullptr || is_entry_of(*other, ask) || !within(other->state)) return "rtc.nobody";
    const Decision theirs = enters(world, world.facts, *other);
    if (!theirs.permit) return "rtc.nobody";
    const bool i_am_family = *ask.as == Role::guest_family || *ask.as == Role::guest_network;
    const bool they_are_family = is_family_or_network(world, *other);
    if (!i_am_family && !they_are_family)
        return own == "ok.ground" && theirs.reason == "ok.ground" ? own : "rtc.nobody";
    if (i_am_family && they_are_family)
        return is_danger_lifted(world, call.together_at) ? own : "rtc.nobody";
    if (*ask.as == Role::guest_network && theirs.reason != "ok.ground") return "rtc.nobody";
    if (is_network(world, *other) && own != "ok.ground") return "rtc.nobody";
    return own;
}

// R57. Who carries calls, and says beforehand about whom and what.
std::string_view making(const World& world, const Actor& actor, const Ask& ask) {
    const auto people = people_listed(world, ask.about);
    if (people.empty()) return "member.not_in_household";
    for (const Member* one : people)
        if (dead(one->deceased_on, world.now)) return "member.deceased";
    const Wanted wanted{.purpose = ask.purpose == Purpose::plan ? Purpose::plan : Purpose::call};
    const CellAnswer cells = all_cells(world, actor.reader, people, ask.life_domains, wanted, true);
    if (cells.code == "bar.law" || cells.code == "consent.refused") return cells.code;
    return "ok.carrier";
}

std::string_view inviting(const World& world, const Ask& ask) {
    if (!world.facts.call) return "call.unknown";
    if (world.facts.call->state == CallState::ended) return "call.ended";
    switch (ask.invitee->kind) {
        case InviteeKind::family: {
            const auto code = invite_family(world, ask.invitee->person);
            return code.empty() ? "ok.carrier" : code;
        }
        case InviteeKind::professional:
            if (!works_now(world, ask.invitee->who)) return "invite.not_employed";
            for (const Bar& bar : world.facts.bars)
                if (bar.person == ask.invitee->who && bar.members.empty() &&
                    bar.life_domains.empty() && bar.period.live(world.now))
                    return "bar.law";
            return "ok.carrier";
        case InviteeKind::partner: {
            const Organisation* one = world.directory.find(ask.invitee->organisation);
            return one != nullptr && one->period.live(world.now) ? "ok.carrier"
                                                                 : "invite.not_employed";
        }
        case InviteeKind::network:
            break;
    }
    if (const auto code = of_the_network(world, ask.link); !code.empty()) return code;
    return world.facts.call->purpose == Purpose::plan ? "ok.carrier" : "guest.not_allowed";
}

}  // namespace

std::vector<const Member*> people_listed(const World& world, const std::vector<MemberId>& about) {
    std::vector<const Member*> people;
    for (const MemberId id : about) {
        const Member* member = member_of(world.facts, id);
        if (member == nullptr || !member->period.begun(world.now)) return {};
        people.push_back(member);
    }
    return people;
}

bool works_now(const World& world, ProfessionalId who) {
    Ask as_professional;
    as_professional.who = who;
    as_professional.as = Role::professional;
    as_professional.action = figures_read;
    Actor actor;
    const auto code = professional_door(world, as_professional, actor);
    return code.empty() || code == "role.no_content";
}

// R58, call.wait.
std::string_view waiting(const World& world, const Ask& ask) {
    if (!world.facts.call) return "call.unknown";
    const CallFacts& call = *world.facts.call;
    const bool guest = *ask.as != Role::professional;
    if (guest) {
        const Guest* link = link_of(world.facts, ask.guest);
        if (link->use == GuestUse::call && link->call != call.id) return "guest.link_dead";
    }
    const Participant* own = own_entry(call, ask);
    if (own == nullptr || own->state == ParticipantState::removed) return "call.not_invited";
    if (call.state == CallState::ended) return "call.ended";
    return guest ? "ok.guest" : "ok.receiver";
}

bool is_in_open_call(const World& world, const Ask& ask) {
    const CallFacts& call = *world.facts.call;
    return call.state == CallState::open && within(own_entry(call, ask)->state);
}

CellAnswer home_cell(const World& world, const Reader& reader, const Member& about,
                     LifeDomain domain, const Wanted& wanted, bool home_side) {
    const CellAnswer asked = cell(world, reader, about, domain, wanted);
    if (asked.permitted || !home_side) return asked;
    // "Unless a no counts over it for the purpose itself"; and a bar is a bar.
    if (asked.code == "bar.law" || asked.code == "consent.refused") return asked;
    Wanted instead = wanted;
    instead.purpose = Purpose::cooperation;
    return cell(world, reader, about, domain, instead);
}

CellAnswer all_cells(const World& world, const Reader& reader,
                     const std::vector<const Member*>& people, LifeDomains domains,
                     const Wanted& wanted, bool home_side) {
    CellAnswer all{.permitted = true, .code = "", .used = {}};
    for (const Member* one : people)
        for (int d = 0; d < life_domain_count; ++d) {
            if (!domains.has(LifeDomain(d))) continue;
            const CellAnswer part =
                home_cell(world, reader, *one, LifeDomain(d), wanted, home_side);
            if (!part.permitted) all.permitted = false;
            all.code = higher(all.code, part.code);
            all.used.insert(all.used.end(), part.used.begin(), part.used.end());
            if (part.law_changing) all.law_changing = true;
        }
    return all;
}

std::string_view entering(const World& world, const Actor& actor, const Ask& ask,
                          CellAnswer& cells) {
    const auto code = waiting(world, ask);
    if (!code.starts_with("ok.")) return code;
    const CallFacts& call = *world.facts.call;
    if (call.state == CallState::planned) return "call.not_open";
    if (!within(own_entry(call, ask)->state)) return "call.not_admitted";
    if (*ask.as == Role::guest_family) return "ok.guest";
    if (*ask.as == Role::guest_network)
        return call.purpose == Purpose::plan ? "ok.guest" : "guest.not_allowed";
    const auto people = people_listed(world, call.about);
    if (people.empty()) return "member.not_in_household";
    Reader reader = actor.reader;
    reader.at_table = true;
    cells = all_cells(world, reader, people, call.life_domains, {.purpose = call.purpose},
                      reader.carrier);
    if (cells.permitted) return "ok.ground";
    const std::string_view why = cells.code;
    cells = {.permitted = false, .code = "", .used = {}};
    if (reader.carrier && why != "bar.law" && why != "consent.refused") return "ok.carrier";
    return why;
}

std::string_view call(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells) {
    switch (*ask.action) {
        case call_make:
            return making(world, actor, ask);
        case call_invite:
            return inviting(world, ask);
        case call_remove:
            if (!world.facts.call) return "call.unknown";
            return entry_of(*world.facts.call, ask.participant) ? "ok.carrier" : "call.not_invited";
        case call_end:
            if (!world.facts.call) return "call.unknown";
            return world.facts.call->state == CallState::ended ? "call.ended" : "ok.carrier";
        case call_wait:
            return waiting(world, ask);
        case call_admit:
            return admitting(world, ask, cells);
        case call_enter:
            return entering(world, actor, ask, cells);
        case rtc_send:
            return signalling(world, actor, ask, cells);
        default:
            return put_question(world, actor, ask);
    }
}

}  // namespace kortelijn::oracle
