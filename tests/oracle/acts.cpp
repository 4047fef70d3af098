// R29-R32: ending and reading grounds, inviting, the emergency button.
#include "acts.hpp"

#include "cells.hpp"
#include "people.hpp"

namespace kortelijn::oracle {

const Ground* ground_of(const CaseFacts& facts, GroundId id) {
    for (const Ground& ground : facts.grounds)
        if (id && ground.id == id) return &ground;
    return nullptr;
}

static bool confidential(const Ground& ground) {
    return ground.confidential ? *ground.confidential : ground.kind == GroundKind::reporting_code;
}

// R29, R32. "A permit that reaches them by R16", live or not.
static bool is_receiver(const Reader& reader, const Ground& ground) {
    return !ground.deny && reaches(reader, ground).empty();
}

// R29, R32. A family guest: "is in `given_by` or `members`, or may refuse (R25) for a member".
static bool concerns_guest(const World& world, const Actor& actor, const Ground& ground) {
    if (among(ground.given_by, actor.guest_person)) return true;
    for (const MemberId id : ground.members) {
        if (id == actor.guest_person) return true;
        if (const Member* member = member_of(world.facts, id))
            if (may_refuse(world.facts, actor.guest_person, *member, world.now)) return true;
    }
    return false;
}

// R64: "a live ground of kind reporting_code is not there for a link with `use`".
static bool not_there(const World& world, const Ask& ask, const Ground& ground) {
    if (confidential(ground)) return true;
    if (ground.kind != GroundKind::reporting_code) return false;
    for (const Guest& link : world.facts.guests)
        if (link.id == ask.guest && link.use != GuestUse::none)
            return ground.begin && not_alive(ground, world.now).empty();
    return false;
}

// R29. Withdrawing is as easy as giving.
std::string_view end_ground(const World& world, const Actor& actor, const Ask& ask) {
    const Ground* ground = ground_of(world.facts, ask.target);
    if (ground == nullptr) return "ground.unknown";
    if (actor.family_guest) {
        if (!concerns_guest(world, actor, *ground)) return "ground.not_yours";
        if (not_there(world, ask, *ground)) return "ground.confidential";
        if (ground->kind != GroundKind::consent) return "ground.not_consent";
    } else if (!actor.reader.carrier && !is_receiver(actor.reader, *ground)) {
        return "ground.not_yours";
    }
    if (over(*ground, world.now)) return "ground.already_ended";
    if (ground->deny) {
        const MemberId speaker = actor.family_guest ? actor.guest_person : ask.on_behalf_of;
        if (!speaker || !among(ground->given_by, speaker)) return "ground.only_speaker";
    }
    if (actor.family_guest) return "ok.guest";
    return actor.reader.carrier ? "ok.carrier" : "ok.receiver";
}

// R32. One sees the grounds that concern one.
std::string_view read_ground(const World& world, const Actor& actor, const Ask& ask) {
    const Ground* ground = ground_of(world.facts, ask.target);
    if (ground == nullptr) return "ground.unknown";
    if (actor.family_guest) {
        if (!concerns_guest(world, actor, *ground)) return "ground.not_yours";
        return not_there(world, ask, *ground) ? "ground.confidential" : "ok.guest";
    }
    if (actor.reader.carrier) return "ok.carrier";
    return is_receiver(actor.reader, *ground) ? "ok.receiver" : "ground.not_yours";
}

// R30, family: "known and begun, or an outsider, `member.not_in_household`; `member.deceased`;
// under 12 `age.too_young`".
std::string_view invite_family(const World& world, MemberId person) {
    if (const Outsider* outsider = outsider_of(world.facts, person))
        return dead(outsider->deceased_on, world.now) ? "member.deceased" : "";
    const Member* member = member_of(world.facts, person);
    if (member == nullptr || !member->period.begun(world.now)) return "member.not_in_household";
    if (dead(member->deceased_on, world.now)) return "member.deceased";
    return age(*member, world.now) < 12 ? "age.too_young" : "";
}

// R30. One invites only whom a ground already lets in.
std::string_view invite_somebody(const World& world, const Ask& ask) {
    if (ask.invitee->kind == InviteeKind::family) {
        const std::string_view code = invite_family(world, ask.invitee->person);
        return code.empty() ? "ok.carrier" : code;
    }
    Reader invited{.organisation = ask.invitee->organisation, .at_table = true};
    if (ask.invitee->kind == InviteeKind::professional) {
        const Professional* found = world.directory.find(ask.invitee->who);
        if (found == nullptr) return "invite.not_employed";
        int employers = 0;
        for (const Employment& one : found->employment)
            if (one.period.live(world.now)) {
                ++employers;
                invited.organisation = one.organisation;
            }
        if (employers != 1) return "invite.not_employed";
        const Organisation* employer = world.directory.find(invited.organisation);
        if (employer == nullptr || !employer->period.live(world.now)) return "invite.not_employed";
        invited.professional = found->id;
        invited.carrier = is_carrier(world, found->id);
    }
    if (!invited.organisation) return "invite.no_ground";
    return one_cell(world, invited, everyone_begun(world), ask.purpose).permitted
               ? "ok.carrier"
               : "invite.no_ground";
}

// R31. The emergency button opens one person, briefly, and never past a bar.
std::string_view press_emergency(const World& world, const Actor& actor, const Ask& ask) {
    const Member* member = member_of(world.facts, ask.about.front());
    if (member == nullptr || !member->period.begun(world.now)) return "member.not_in_household";
    if (dead(member->deceased_on, world.now)) return "member.deceased";
    for (const Bar& bar : world.facts.bars)
        if (bar_over(bar, actor.reader, member->id, world.now)) return "bar.law";
    return "ok.emergency";
}

}  // namespace kortelijn::oracle
