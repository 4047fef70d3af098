// Rules R57-R59: making a call, waiting, being let in, and who meets whom. Each is asked anew after
// every change: nobody stays in a call longer than their ground lasts.
#include "policy/every_cell.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

const Participant* entry(const CallFacts& call, ParticipantId id) {
    for (const Participant& one : call.participants)
        if (one.id == id) return &one;
    return nullptr;
}

bool is_askers(const Scene& scene, const Participant& one) {
    if (scene.asker.guest != nullptr) return one.guest == scene.asker.guest->id;
    return one.professional && one.professional == scene.asker.person;
}

const Guest* link_of(const Scene& scene, GuestId id) {
    for (const Guest& one : scene.facts.guests)
        if (one.id == id) return &one;
    return nullptr;
}

Code no_call(const Scene& scene) {
    if (!scene.facts.call) return reason::call_unknown;
    return scene.facts.call->state == CallState::ended ? reason::call_ended : reason::none;
}

Code not_open(const Scene& scene) {
    if (const Code code = no_call(scene); !code.empty()) return code;
    return scene.facts.call->state == CallState::planned ? reason::call_not_open : reason::none;
}

// R58: all that is spoken of, for one who hears it.
Code hear(Scene& scene) {
    const CallFacts& call = *scene.facts.call;
    Members members;
    if (!listed(scene, call.about, members)) return reason::member_not_in_household;
    Asker seated = scene.asker;
    seated.at_table = true;
    Grounds used;
    const CellReason why =
        every_cell(scene, seated, members,
                   Wanted{call.life_domains, call.purpose, std::nullopt, seated.carrier}, used);
    if (why == CellReason::none) {
        name_grounds(scene, used);
        return reason::ok_ground;
    }
    return seated.carrier && why > CellReason::consent_refused ? reason::ok_carrier : text_of(why);
}

// What somebody else's call.enter says; `at_door` when it was refused before the call itself.
struct Entering {
    Code code;
    bool at_door = false;
    std::vector<GroundId> grounds;
    bool law_changing = false;
};

Entering enter_as(const Scene& scene, const Participant& other, bool let_in) {
    Ask ask;
    ask.action = Action::call_enter;
    ask.as = Role::professional;
    ask.who = other.professional;
    if (const Guest* link = link_of(scene, other.guest); !other.professional) {
        ask.guest = other.guest;
        ask.as = link == nullptr || link->kind == GuestKind::family ? Role::guest_family
                 : link->kind == GuestKind::partner                 ? Role::guest_partner
                                                                    : Role::guest_network;
    }
    Scene theirs(scene.directory, scene.facts, ask, scene.now);
    for (const auto rule : {account, employer, collaboration, role_held, role_allows, guest_link,
                            case_exists, kept_out, closed_case})
        if (const Code code = rule(theirs); !code.empty()) return {code, true, {}, false};
    const Code code = enter_call(theirs, let_in);
    return {code, false, theirs.grounds, theirs.law_changing};
}

Code make(const Scene& scene) {  // R57
    const Ask& ask = scene.ask;
    Members members;
    if (!listed(scene, ask.about, members)) return reason::member_not_in_household;
    for (const Member* member : members)
        if (dead_on(member->deceased_on, scene.today)) return reason::member_deceased;
    const Purpose purpose = ask.purpose == Purpose::plan ? Purpose::plan : Purpose::call;
    Grounds ignored;
    const CellReason why = every_cell(scene, scene.asker, members,
                                      {ask.life_domains, purpose, std::nullopt, true}, ignored);
    return why <= CellReason::consent_refused ? text_of(why) : reason::ok_carrier;
}

Code invite_to_call(const Scene& scene) {  // R57
    if (const Code code = no_call(scene); !code.empty()) return code;
    const Invitee& invitee = *scene.ask.invitee;
    Code code;
    switch (invitee.kind) {
        case InviteeKind::family:
            code = invitable(scene, invitee.person);
            break;
        case InviteeKind::professional:
            if (!works_now(scene, invitee.who))
                code = reason::invite_not_employed;
            else if (barred_from_case(scene, invitee.who))
                code = reason::bar_law;
            break;
        case InviteeKind::partner:
            if (!in_collaboration(scene, invitee.organisation)) code = reason::invite_not_employed;
            break;
        case InviteeKind::network:
            code = network_link(scene);
            if (code.empty() && scene.facts.call->purpose != Purpose::plan)
                code = reason::guest_not_allowed;
            break;
    }
    return code.empty() ? reason::ok_carrier : code;
}

// R58: whether a guest who waits may hear about one person: whoever speaks for that person is there
// (the guest too) or said yes. `listener`: none for somebody of the network.
bool may_hear_of(const Scene& scene, MemberId listener, const Person& person) {
    if (listener == person.member->id) return true;
    const auto came = [&](MemberId speaker) {
        const auto& all = scene.facts.call->participants;
        return std::any_of(all.begin(), all.end(), [&](const Participant& one) {
            const Guest* link = link_of(scene, one.guest);
            return link != nullptr && link->kind == GuestKind::family && link->person == speaker &&
                   link_lives(scene, *link) &&
                   (one.state == ParticipantState::waiting || is_in(one.state));
        });
    };
    for (const MemberId speaker : speakers_for(person))
        if (came(speaker) || agreed(scene, speaker)) return true;
    return false;
}

Code admit_guest(Scene& scene, const Participant& one, const Entering& entering) {
    const Guest* link = link_of(scene, one.guest);
    if (entering.at_door || link == nullptr) return reason::guest_link_dead;
    if (one_of(entering.code, {reason::guest_link_dead, reason::guest_not_allowed}))
        return reason::guest_link_dead;
    if (!permits(entering.code)) return entering.code;
    if (link->kind == GuestKind::partner) return reason::none;
    for (const MemberId id : scene.facts.call->about) {
        const Member* member = find_member(scene.facts, id);
        if (member == nullptr ||
            !may_hear_of(scene, link->person,
                         person_of(scene.facts, *member, scene.now, scene.today)))
            return reason::call_not_agreed;
    }
    return reason::none;
}

Code admit(Scene& scene) {  // R58
    if (const Code code = not_open(scene); !code.empty()) return code;
    const Participant* one = entry(*scene.facts.call, scene.ask.participant);
    if (one == nullptr) return reason::call_not_invited;
    if (one->state != ParticipantState::waiting) return reason::call_not_waiting;
    const Entering entering = enter_as(scene, *one, true);
    if (!one->professional) {
        if (const Code code = admit_guest(scene, *one, entering); !code.empty()) return code;
    } else if (entering.at_door) {
        return reason::invite_not_employed;
    } else if (!permits(entering.code)) {
        return entering.code;
    }
    scene.grounds = entering.grounds;
    scene.law_changing = entering.law_changing;
    return reason::ok_carrier;
}

bool is_family_side(const Scene& scene, const Participant& one) {
    const Guest* link = one.professional ? nullptr : link_of(scene, one.guest);
    return link != nullptr && link->kind != GuestKind::partner;
}

bool of_network(const Scene& scene, const Participant& one) {
    return is_family_side(scene, one) && link_of(scene, one.guest)->kind == GuestKind::network;
}

bool may_meet(const Scene& scene, const Participant& own, Code own_code, const Participant& other) {
    if (is_askers(scene, other) || !is_in(other.state)) return false;
    const Code code = enter_as(scene, other, false).code;
    if (!permits(code)) return false;
    const bool family = is_family_side(scene, own), others_family = is_family_side(scene, other);
    if (family && others_family) return danger_lifted(scene, scene.facts.call->together_at);
    const bool all_of_it =
        (family || own_code == reason::ok_ground) && (others_family || code == reason::ok_ground);
    const bool among_workers = !family && !others_family;
    const bool needs_all = among_workers || of_network(scene, own) || of_network(scene, other);
    return all_of_it || !needs_all;
}

Code send(Scene& scene) {  // R59
    const Code own_code = enter_call(scene, false);
    if (!permits(own_code)) return own_code;
    const Participant* other = entry(*scene.facts.call, scene.ask.participant);
    const bool meets = other != nullptr && may_meet(scene, *own_entry(scene), own_code, *other);
    return meets ? own_code : reason::rtc_nobody;
}

Code remove(const Scene& scene) {
    if (!scene.facts.call) return reason::call_unknown;
    return entry(*scene.facts.call, scene.ask.participant) != nullptr ? reason::ok_carrier
                                                                      : reason::call_not_invited;
}

}  // namespace

bool is_in(ParticipantState state) {
    return state == ParticipantState::admitted || state == ParticipantState::connected;
}

const Participant* own_entry(const Scene& scene) {
    const Participant* found = nullptr;
    for (const Participant& one : scene.facts.call->participants) {
        if (!is_askers(scene, one)) continue;
        if (one.state == ParticipantState::removed) return &one;
        if (found == nullptr || (is_in(one.state) && !is_in(found->state))) found = &one;
    }
    return found;
}

Code come_to_call(const Scene& scene) {  // R58
    if (!scene.facts.call) return reason::call_unknown;
    const CallFacts& call = *scene.facts.call;
    const Guest* guest = scene.asker.guest;
    if (guest != nullptr && guest->use == GuestUse::call && guest->call != call.id)
        return reason::guest_link_dead;
    const Participant* own = own_entry(scene);
    if (own == nullptr || own->state == ParticipantState::removed) return reason::call_not_invited;
    if (call.state == CallState::ended) return reason::call_ended;
    return guest != nullptr ? reason::ok_guest : reason::ok_receiver;
}

Code enter_call(Scene& scene, bool let_in) {  // R58
    if (const Code code = come_to_call(scene); !permits(code)) return code;
    const CallFacts& call = *scene.facts.call;
    if (call.state == CallState::planned) return reason::call_not_open;
    if (!let_in && !is_in(own_entry(scene)->state)) return reason::call_not_admitted;
    const Guest* guest = scene.asker.guest;
    if (guest == nullptr || guest->kind == GuestKind::partner) return hear(scene);
    if (guest->kind == GuestKind::network && call.purpose != Purpose::plan)
        return reason::guest_not_allowed;
    return reason::ok_guest;
}

Code call_rules(Scene& scene) {
    switch (*scene.ask.action) {
        case Action::call_make:
            return make(scene);
        case Action::call_invite:
            return invite_to_call(scene);
        case Action::call_remove:
            return remove(scene);
        case Action::call_end: {
            const Code code = no_call(scene);
            return code.empty() ? reason::ok_carrier : code;
        }
        case Action::call_wait:
            return come_to_call(scene);
        case Action::call_admit:
            return admit(scene);
        case Action::call_enter:
            return enter_call(scene, false);
        case Action::question_ask: {
            const Code code = not_open(scene);
            return code.empty() ? ask_question(scene) : code;
        }
        default:
            return send(scene);
    }
}

}  // namespace kortelijn::policy
