// R60-R66: see calls.hpp. Each function opens with the sentence of the page it follows.
#include "calls.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

using enum Action;

// "A ground of kind reporting_code, or confidential, is live (R19)": the begin of the newest.
std::optional<Instant> newest_danger(const World& world) {
    std::optional<Instant> newest;
    for (const Ground& one : world.facts.grounds) {
        const bool sign = one.confidential
                              ? *one.confidential || one.kind == GroundKind::reporting_code
                              : one.kind == GroundKind::reporting_code;
        if (!sign || !one.begin || !not_alive(one, world.now).empty()) continue;
        const Instant start =
            one.given_at && *one.begin < *one.given_at ? *one.given_at : *one.begin;
        if (!newest || *newest < start) newest = start;
    }
    return newest;
}

// R21, in people: the person from 12, custody holders under 16 or under 18 and incapable, and for
// somebody represented the curators and mentors alone.
std::vector<MemberId> must_agree(const World& world, const Member& member) {
    const int years = age(member, world.now);
    if (years >= 18)
        for (const Capacity& entry : member.capacity)
            if (entry.period.live(world.now))
                return living_representatives(world.facts, member, world.now);
    const bool helpless = years < 18 && incapable(member, world.now);
    std::vector<MemberId> all;
    if (years >= 12 && !helpless) all.push_back(member.id);
    if (years < 16 || helpless)
        for (const MemberId one : living_custody_holders(world.facts, member, world.now))
            all.push_back(one);
    return all;
}

bool unsafe(const World& world, const Ask& ask) {
    return newest_danger(world) && ask.reason.empty();
}

std::string_view until(const World& world, const Ask& ask, int days) {
    if (!(world.now < *ask.until)) return "record.in_the_past";
    return world.now + days * day_ms < *ask.until ? "record.too_long" : "";
}

bool has_say(const World& world, const Member& member) {
    const auto speakers = who_speaks_for(world, member);
    return age(member, world.now) >= 12 && speakers.size() == 1 && speakers[0] == member.id;
}

// R63, the list of those a line is about.
bool for_these(const World& world, const Ask& ask) {
    for (const MemberId id : ask.about) {
        const Member& about = *member_of(world.facts, id);
        bool may = false;
        if (ask.member) {
            may = ask.member == id;
            if (!may && may_refuse(world.facts, ask.member, about, world.now))
                may = !has_say(world, about) || said_yes(ask, id);
        } else {
            for (const MemberId speaker : who_speaks_for(world, about))
                if (said_yes(ask, speaker)) may = true;
        }
        if (!may) return false;
    }
    return true;
}

std::string_view share(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells) {
    if (ask.link) {
        if (const auto code = of_the_network(world, ask.link); !code.empty()) return code;
    } else {
        const Member* to = member_of(world.facts, ask.member);
        if (to == nullptr || !to->period.begun(world.now)) return "member.not_in_household";
        if (dead(to->deceased_on, world.now)) return "member.deceased";
        if (age(*to, world.now) < 12) return "age.too_young";
    }
    std::vector<const Member*> people;
    for (const MemberId id : ask.about) {
        const Member* one = member_of(world.facts, id);
        if (one == nullptr || !one->period.begun(world.now)) return "member.not_in_household";
        people.push_back(one);
    }
    Wanted wanted{.law_matters = true, .law = ask.source_law};
    if (*ask.action == plan_share) wanted.purpose = Purpose::plan;
    cells = all_cells(world, actor.reader, people, ask.life_domains, wanted, true);
    if (!cells.permitted) return cells.code;
    if (!for_these(world, ask)) return "sharing.not_theirs";
    return unsafe(world, ask) ? "sharing.not_safe" : "ok.ground";
}

// R66. Who comes from the network is the household's choice.
std::string_view invite_network(const World& world, const Ask& ask) {
    const Member* chooser = member_of(world.facts, ask.member);
    if (chooser == nullptr || !chooser->period.live(world.now)) return "member.not_in_household";
    if (dead(chooser->deceased_on, world.now)) return "member.deceased";
    if (age(*chooser, world.now) < 16) return "network.too_young";
    if (!ask.evidence) return "record.no_evidence";
    if (const auto code = until(world, ask, 91); !code.empty()) return code;
    return unsafe(world, ask) ? "sharing.not_safe" : "ok.carrier";
}

// R64: "`shared`, and each of `about` is themself or one for whom they may refuse now".
std::string_view shared_with(const World& world, const Actor& actor, const Ask& ask) {
    bool fits = ask.shared;
    for (const MemberId id : ask.about) {
        if (id == actor.guest_person) continue;
        const Member* about = member_of(world.facts, id);
        if (about == nullptr || !may_refuse(world.facts, actor.guest_person, *about, world.now))
            fits = false;
    }
    return fits ? "ok.guest" : "sharing.not_shared";
}

std::string_view page(const World& world, const Actor& actor, const Ask& ask, const Guest& link,
                      CellAnswer& cells) {
    if (link.use == GuestUse::call)
        if (const auto code = entering(world, actor, ask, cells); !code.starts_with("ok."))
            return code;
    return shared_with(world, actor, ask);
}

// R61. Papers are the giver's own.
std::string_view fill(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells) {
    const auto code = entering(world, actor, ask, cells);
    if (!code.starts_with("ok.")) return code;
    const auto& list = world.facts.checklist;
    if (!list || list->call != world.facts.call->id) return "checklist.unknown";
    if (list->state == ChecklistState::accepted) return "checklist.settled";
    for (const MemberId id : ask.about) {
        if (id == actor.guest_person) continue;
        const Member* about = member_of(world.facts, id);
        if (about == nullptr || !may_refuse(world.facts, actor.guest_person, *about, world.now))
            return "checklist.not_yours";
    }
    return "ok.guest";
}

}  // namespace

bool is_of_calls(Action action) { return action >= consult_ask && action <= network_invite; }

bool professional_asks(Action action) {
    return is_of_calls(action) && action != question_answer && action != checklist_fill &&
           action != summary_dispute && action != plan_propose;
}

// Section 2, the links.
bool link_asks(const Guest& link, Action action) {
    std::vector<Action> may;
    if (link.kind == GuestKind::network)
        may = {call_wait, call_enter, rtc_send, plan_read, plan_propose};
    if (link.kind == GuestKind::partner && link.use == GuestUse::none) may = {call_join};
    if (link.kind == GuestKind::partner && link.use == GuestUse::call)
        may = {call_wait, call_enter, rtc_send};
    if (link.kind == GuestKind::family) {
        if (link.use == GuestUse::none)
            may = {call_join, summary_read, attachment_add, ground_record, ground_read, ground_end};
        if (link.use == GuestUse::call)
            may = {call_wait,       call_enter,   rtc_send,        question_answer,
                   checklist_fill,  summary_read, summary_dispute, link_revoke,
                   attachment_read, ground_read,  ground_record,   ground_end};
        if (link.use == GuestUse::page)
            may = {summary_read, summary_dispute, link_revoke, ground_read, ground_end};
        if (link.use == GuestUse::plan)
            may = {plan_read, plan_propose, link_revoke, ground_read, ground_end};
    }
    return among(may, action);
}

const Guest* link_of(const CaseFacts& facts, GuestId id) {
    for (const Guest& one : facts.guests)
        if (id && one.id == id) return &one;
    return nullptr;
}

bool link_lives(const World& world, const Guest& link) {
    if (!link.period.live(world.now)) return false;
    if (link.revoked_at && !(world.now < *link.revoked_at)) return false;
    if (link.kind == GuestKind::network) return link.use == GuestUse::plan;
    if (link.use == GuestUse::none || link.kind == GuestKind::partner) return true;
    const Member* member = member_of(world.facts, link.person);
    const Outsider* outsider = outsider_of(world.facts, link.person);
    if (member != nullptr) return !dead(member->deceased_on, world.now);
    return outsider == nullptr || !dead(outsider->deceased_on, world.now);
}

// R64. "Dark, part of R7 and before its action is looked at."
std::string_view darkened(const World& world, const Guest& link) {
    if (link.use == GuestUse::page)
        if (!link.period.from || !(world.now < *link.period.from + 14 * day_ms))
            return "guest.link_dead";
    if (link.use != GuestUse::page && link.use != GuestUse::plan) return "";
    return is_danger_lifted(world, link.on_anyway_at) ? "" : "sharing.not_safe";
}

// "No danger, or `together_at` is not before it began."
bool is_danger_lifted(const World& world, std::optional<Instant> lifted) {
    const auto newest = newest_danger(world);
    if (!newest) return true;
    return lifted && !(*lifted < *newest);
}

bool said_yes(const Ask& ask, MemberId who) { return ask.evidence && among(ask.agreed_by, who); }

// "From 12 themself; under 12, or under 18 and incapable, a living custody holder; of 18 and over
// with a live capacity entry a living curator or mentor."
std::vector<MemberId> who_speaks_for(const World& world, const Member& member) {
    const int years = age(member, world.now);
    if (years >= 18)
        for (const Capacity& entry : member.capacity)
            if (entry.period.live(world.now))
                return living_representatives(world.facts, member, world.now);
    if (years < 12 || (years < 18 && incapable(member, world.now)))
        return living_custody_holders(world.facts, member, world.now);
    return {member.id};
}

std::string_view of_the_network(const World& world, GuestId id) {
    const Guest* link = link_of(world.facts, id);
    const bool lives =
        link != nullptr && link->kind == GuestKind::network && link_lives(world, *link);
    return lives ? "" : "guest.link_dead";
}

// R60. "R28 as if everybody who must agree said yes now, in the call."
std::string_view put_question(const World& world, const Actor& actor, const Ask& ask) {
    if (!world.facts.call) return "call.unknown";
    if (world.facts.call->state == CallState::ended) return "call.ended";
    if (world.facts.call->state == CallState::planned) return "call.not_open";
    Ask said = ask;
    Ground& record = said.record->ground;
    record.given_by = {};
    for (const MemberId id : record.members)
        if (const Member* member = member_of(world.facts, id)) {
            std::vector<MemberId> all = must_agree(world, *member);
            Ground alone = record;
            alone.given_by = {id};
            alone.given_at = world.now;
            if (youngster_agreed_alone(alone, *member, world.now)) all = {id};
            for (const MemberId one : all)
                if (!among(record.given_by, one)) record.given_by.push_back(one);
        }
    record.given_at = world.now;
    record.evidence = Evidence::in_call;
    record.text_version = "v1";
    const auto code = record_ground(world, actor, said);
    const bool form = code.starts_with("record.") || code.starts_with("member.");
    return record.given_by.empty() && !form ? "question.nobody_to_ask" : code;
}

std::string_view decide_checklist(const World& world, const Reader& reader) {
    const auto& list = world.facts.checklist;
    if (!list || list->call != world.facts.call->id) return "checklist.unknown";
    return list->organisation == reader.organisation ? "ok.ground" : "checklist.not_yours";
}

bool is_carriers_act(Action action) {
    return among(std::vector<Action>{call_make, call_invite, call_admit, call_remove, call_end,
                                     question_ask, summary_share, page_make, link_revoke,
                                     plan_write, plan_share, network_invite},
                 action);
}

std::string_view keep(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells) {
    switch (*ask.action) {
        case summary_share:
        case plan_share:
            return share(world, actor, ask, cells);
        case page_make:
            if (const auto code = invite_family(world, ask.member); !code.empty()) return code;
            if (const auto code = until(world, ask, 14); !code.empty()) return code;
            return unsafe(world, ask) ? "sharing.not_safe" : "ok.carrier";
        case link_revoke:
            return link_of(world.facts, ask.link) != nullptr ? "ok.carrier" : "guest.link_dead";
        default:
            return invite_network(world, ask);
    }
}

std::string_view by_link(const World& world, const Actor& actor, const Ask& ask,
                         CellAnswer& cells) {
    const Guest& link = *link_of(world.facts, ask.guest);
    switch (*ask.action) {
        case call_wait:
        case call_enter:
        case rtc_send:
            return call(world, actor, ask, cells);
        case question_answer: {
            const auto& question = world.facts.question;
            if (!question || question->call != link.call) return "question.unknown";
            if (!among(question->asked, link.person)) return "question.not_asked";
            return question->open ? "ok.guest" : "question.closed";
        }
        case checklist_fill:
            return fill(world, actor, ask, cells);
        case attachment_read:
            return ask.own ? "ok.guest" : "attachment.not_yours";
        case summary_read:
        case summary_dispute:
            return page(world, actor, ask, link, cells);
        case link_revoke:
            return !ask.link || ask.link == link.id ? "ok.guest" : "guest.link_dead";
        case plan_read:
            if (link.kind == GuestKind::network)
                return ask.shared ? "ok.guest" : "sharing.not_shared";
            return shared_with(world, actor, ask);
        default:
            return "ok.guest";  // plan.propose
    }
}

// Section 4, lines 1-3.
std::string_view told_of_calls(const Ask& ask, std::string_view reason) {
    for (const std::string_view open :
         {"consult.ended", "consult.answered", "panel.not_chair", "panel.too_few", "call.ended",
          "call.not_open", "call.not_admitted", "rtc.nobody"})
        if (reason == open) return reason;
    for (const std::string_view silent :
         {"consult.unknown", "consult.not_yours", "call.unknown", "call.not_invited",
          "question.unknown", "question.not_asked", "checklist.unknown", "attachment.not_yours",
          "sharing.not_shared"})
        if (reason == silent) return "not_found";
    const bool guest = *ask.as == Role::guest_family || *ask.as == Role::guest_network;
    return reason == "sharing.not_safe" && guest ? "not_found" : "";
}

}  // namespace kortelijn::oracle
