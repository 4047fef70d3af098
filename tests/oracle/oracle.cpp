// R1-R18 in their order, "the first that refuses ends it", and what the asker is told (R33).
#include "oracle.hpp"

#include <algorithm>

#include "acts.hpp"
#include "calls.hpp"
#include "cells.hpp"
#include "daily_start.hpp"
#include "doors.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

// What the rules found out so far.
struct Walk {
    World world;
    const Ask& ask;
    Actor actor;
    std::optional<Table> table;                                    // R55
    CellAnswer cells{.permitted = false, .code = "", .used = {}};  // grounds used (R27)
};

bool open_now(const World& world) {
    for (const Period& period : world.facts.the_case->open)
        if (period.live(world.now)) return true;
    return false;
}

// R13. A closed case is silent.
std::string_view closed_case(const Walk& walk) {
    using enum Action;
    const Action action = *walk.ask.action;
    const bool emergency = walk.ask.purpose == Purpose::emergency;
    switch (*walk.ask.as) {
        case Role::team_leader:
            if (action == case_exists) return "";
            break;
        case Role::guest_family:
            if (action == summary_read || action == ground_read || action == ground_end ||
                action == summary_dispute || action == link_revoke)
                return "";
            break;
        case Role::professional:
            if (action == emergency_open) return "";
            if (emergency &&
                (action == case_open || action == message_read || action == attachment_read))
                return "";
            if (walk.actor.reader.carrier &&
                (action == case_exists || action == case_open || action == member_list ||
                 action == message_read || action == attachment_read || action == ground_read ||
                 action == ground_end || action == case_reopen || action == followup_record ||
                 action == involvement_answer || action == signal_read || action == signal_triage ||
                 action == board_see || action == consult_end || action == call_remove ||
                 action == call_end || action == link_revoke))
                return "";
            break;
        default:
            break;
    }
    return "case.closed";
}

// R15. A team leader sees that a case of the own team exists.
std::string_view team_leader(const Walk& walk) {
    const Professional* self = walk.world.directory.find(walk.ask.who);
    for (const HeldRole& role : self->roles)
        if (role.role == Role::team_leader && role.team == walk.world.facts.the_case->home_team &&
            holds(role, walk.actor.reader.organisation, walk.world.now))
            return "ok.team_leader";
    return "team.not_leader";
}

// R17. Whom it is about; nothing when "someone not listed or not yet begun, or nobody left".
std::vector<const Member*> people_of(const Walk& walk) {
    if (walk.ask.about.empty()) return everybody(walk.world);
    std::vector<const Member*> people;
    for (const MemberId id : walk.ask.about) {
        const Member* member = member_of(walk.world.facts, id);
        if (member == nullptr || !member->period.begun(walk.world.now)) return {};
        people.push_back(member);
    }
    return people;
}

// R17. An item is given only when it may be given about each person in each life domain.
std::string_view item(Walk& walk) {
    using enum Action;
    const std::vector<const Member*> people = people_of(walk);
    if (people.empty()) return "member.not_in_household";
    if (walk.table && outside(*walk.table, people, walk.ask.life_domains))
        return "circle.other_cells";
    Wanted wanted;
    bool home_side = walk.table && walk.table->home_side;
    if (walk.table)
        wanted.purpose = walk.table->purpose;
    else if (walk.ask.action == plan_write || walk.ask.action == plan_read) {
        wanted.purpose = Purpose::plan;
        home_side = walk.actor.reader.carrier;
    } else
        wanted.purpose = *walk.ask.purpose;
    wanted.law_matters = *walk.ask.action != call_join;
    wanted.law = walk.ask.source_law;
    std::string_view reason;
    for (const Member* member : people)
        for (int d = 0; d < life_domain_count; ++d) {
            if (!walk.ask.life_domains.has(LifeDomain(d))) continue;
            const CellAnswer one =
                home_cell(walk.world, walk.actor.reader, *member, LifeDomain(d), wanted, home_side);
            reason = higher(reason, one.code);
            walk.cells.used.insert(walk.cells.used.end(), one.used.begin(), one.used.end());
            if (one.law_changing) walk.cells.law_changing = true;
        }
    return reason.empty() ? "ok.ground" : reason;
}

// R18. `case.exists`: one permitted cell for any purpose, `case.open`: one for the asked purpose,
// `member.list`: one for each person in `about` (R17) and the asked purpose.
std::string_view open_or_list_table(Walk& walk) {
    const Table& table = *walk.table;
    std::vector<const Member*> people = everyone_begun(walk.world);
    const bool list = *walk.ask.action == Action::member_list;
    if (list) {
        people = people_of(walk);
        if (people.empty()) return "member.not_in_household";
        if (outside(table, people, {})) return "circle.other_cells";
    }
    std::sort(people.begin(), people.end(),
              [](const Member* a, const Member* b) { return a->id < b->id; });
    std::optional<CellAnswer> first;
    std::string_view lacking;
    for (const Member* member : people) {
        if (!outside(table, {member}, {})) {
            std::optional<CellAnswer> found;
            std::string_view reason = "consent.missing";
            for (int d = 0; d < life_domain_count && !found; ++d) {
                if (!table.life_domains.has(LifeDomain(d))) continue;
                const CellAnswer one =
                    home_cell(walk.world, walk.actor.reader, *member, LifeDomain(d),
                              {.purpose = table.purpose}, table.home_side);
                if (one.permitted) found = one;
                reason = higher(reason, one.code);
            }
            if (found && !first) first = found;
            if (!found) lacking = higher(lacking, reason);
        }
    }
    if (first && (!list || lacking.empty())) {
        walk.cells = *first;
        return "ok.ground";
    }
    return lacking.empty() ? "consent.missing" : lacking;
}

std::string_view exists_open_list(Walk& walk) {
    // R55: one of its cells, for a list one for each.
    if (walk.table) return open_or_list_table(walk);
    std::optional<Purpose> purpose = walk.ask.purpose;
    if (*walk.ask.action == Action::case_exists) purpose.reset();
    if (*walk.ask.action != Action::member_list) {
        walk.cells = one_cell(walk.world, walk.actor.reader, everyone_begun(walk.world), purpose);
        return walk.cells.permitted ? "ok.ground" : walk.cells.code;
    }
    const std::vector<const Member*> people = people_of(walk);
    if (people.empty()) return "member.not_in_household";
    bool each = true;
    std::string_view reason;
    for (const Member* member : people) {
        const CellAnswer one = one_cell(walk.world, walk.actor.reader, {member}, purpose);
        if (!one.permitted) each = false;
        for (int d = 0; d < life_domain_count; ++d)
            reason = higher(reason, cell(walk.world, walk.actor.reader, *member, LifeDomain(d),
                                         {.purpose = *purpose})
                                        .code);
    }
    if (!each) return reason;
    walk.cells = one_cell(walk.world, walk.actor.reader, people, purpose);
    return "ok.ground";
}

// R51-R66, for a professional or a partner's guest.
std::string_view of_calls(Walk& walk) {
    using enum Action;
    const Action action = *walk.ask.action;
    if (is_carriers_act(action) && !walk.actor.reader.carrier) return "carrier.needed";
    switch (action) {
        case consult_ask:
        case consult_read:
        case consult_answer:
        case consult_advise:
        case consult_end:
            return consult(walk.world, walk.actor, walk.ask, walk.cells);
        case checklist_ask:
        case checklist_decide: {
            if (!walk.world.facts.call) return "call.unknown";
            const auto code = item(walk);
            if (action == checklist_ask || !code.starts_with("ok.")) return code;
            return decide_checklist(walk.world, walk.actor.reader);
        }
        case plan_write:
        case plan_read:
            return item(walk);
        case summary_share:
        case plan_share:
        case page_make:
        case link_revoke:
        case network_invite:
            return keep(walk.world, walk.actor, walk.ask, walk.cells);
        default:
            return call(walk.world, walk.actor, walk.ask, walk.cells);
    }
}

// R14. Carriers run the case without a ground, but read nothing without one.
std::string_view within_case(Walk& walk) {
    using enum Action;
    const Actor& actor = walk.actor;
    switch (*walk.ask.action) {
        case ground_record:
            if (!actor.family_guest && !actor.reader.carrier) return "carrier.needed";
            return record_ground(walk.world, actor, walk.ask);
        case ground_end:
            return end_ground(walk.world, actor, walk.ask);
        case ground_read:
            return read_ground(walk.world, actor, walk.ask);
        default:
            break;
    }
    if (actor.family_guest && !is_of_calls(*walk.ask.action) &&
        *walk.ask.action != attachment_read && *walk.ask.action != summary_read)
        return "ok.guest";
    if (*walk.ask.as == Role::guest_network || actor.family_guest) {
        const Guest* link = link_of(walk.world.facts, walk.ask.guest);
        if (link->use == GuestUse::none) return "ok.guest";  // R14: summary.read
        return by_link(walk.world, actor, walk.ask, walk.cells);
    }
    if (is_of_calls(*walk.ask.action)) return of_calls(walk);
    switch (*walk.ask.action) {
        case invite:
            if (!actor.reader.carrier) return "carrier.needed";
            return invite_somebody(walk.world, walk.ask);
        case case_reopen:
            if (!actor.reader.carrier) return "carrier.needed";
            return open_now(walk.world) ? "case.already_open" : "ok.carrier";
        case household_change:
        case case_close:
        case followup_record:
            return actor.reader.carrier ? "ok.carrier" : "carrier.needed";
        case emergency_open:
            return press_emergency(walk.world, actor, walk.ask);
        case pair_change:
            return actor.reader.carrier ? other_pair(walk.world, walk.ask) : "carrier.needed";
        case coordinator_take:
            return actor.reader.carrier ? other_coordinator(walk.world, walk.ask)
                                        : "carrier.needed";
        case coordinator_give_back:
        case signal_read:
        case signal_triage:
            return actor.reader.carrier ? "ok.carrier" : "carrier.needed";
        case involvement_answer:
            return asked_about_household(walk.world, actor.reader, walk.ask, walk.cells);
        case board_see:
        case agenda_put:
            return item_of_board(walk.world, actor.reader, walk.cells);
        case action_change: {  // R45
            const auto code = item(walk);
            if (!code.starts_with("ok.") || walk.ask.own || actor.reader.carrier) return code;
            return "action.not_yours";
        }
        case case_exists:
        case case_open:
        case member_list:
            return actor.reader.carrier ? "ok.carrier" : exists_open_list(walk);
        default:
            return item(walk);
    }
}

// R1-R66, one after the other.
std::string_view reason_of(Walk& walk) {
    const Ask& ask = walk.ask;
    const World& world = walk.world;
    if (const auto code = malformed(ask); !code.empty()) return code;  // R1
    const bool guest = *ask.as == Role::guest_family || *ask.as == Role::guest_partner ||
                       *ask.as == Role::guest_network;
    const bool system = *ask.as == Role::partner_system;
    if (const auto code = guest    ? guest_door(world, ask, walk.actor)  // R7
                          : system ? system_door(world, ask, walk.actor)
                                   : professional_door(world, ask, walk.actor);  // R2-R6
        !code.empty())
        return code;
    if (*ask.as != Role::professional && *ask.as != Role::team_leader && !guest && !system &&
        *ask.action != Action::figures_read)
        return officer(world, ask, walk.actor);                              // R8
    if (*ask.action == Action::case_create) return create_case(world, ask);  // R9
    if (*ask.action == Action::anonymous_post || *ask.action == Action::anonymous_read)
        return anonymous(world, ask);  // R9
    if (const auto code = before_the_case(world, walk.actor.reader, ask); !code.empty())
        return code;  // R35-R37, R39, R40, R47-R49
    if (*ask.action == Action::emergency_open)
        if (const auto code = emergency_form(ask); !code.empty()) return code;  // R31, before R10
    const auto& the_case = world.facts.the_case;
    if (!the_case || the_case->open.empty() || !the_case->open.front().begun(world.now))
        return "case.unknown";  // R10
    Reader& reader = walk.actor.reader;
    if (!guest) {
        if (const auto code = kept_out(world, ask.who); !code.empty()) return code;    // R11
        reader.carrier = *ask.as == Role::professional && is_carrier(world, ask.who);  // R12
    }
    reader.at_table = guest ? *ask.as == Role::guest_partner : at_table(world, ask.who);  // R16
    if (!open_now(world))
        if (const auto code = closed_case(walk); !code.empty()) return code;  // R13
    if (const auto code = to_the_table(world, reader, ask, walk.table); !code.empty())
        return code;  // R55
    if (walk.table) reader.at_table = true;
    if (*ask.as == Role::team_leader) return team_leader(walk);  // R15
    return within_case(walk);
}

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

bool one_of(std::string_view code, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), code) != list.end();
}

// R33, line 6: "A carrier, or anyone for whom a cell of any purpose is permitted now in an open
// case that R11 does not close to them."
std::string_view line_six(const Walk& walk) {
    const World& world = walk.world;
    if (!world.facts.the_case || !open_now(world)) return "not_found";
    if (concerns_signal(world, walk.ask)) return "not_found";
    if (*walk.ask.as == Role::professional || *walk.ask.as == Role::team_leader)
        if (!kept_out(world, walk.ask.who).empty()) return "not_found";
    if (*walk.ask.as == Role::guest_family || *walk.ask.as == Role::guest_network)
        return "not_found";
    Reader reader = walk.actor.reader;
    if (reader.carrier) return "not_for_your_organisation";
    return one_cell(world, reader, everyone_begun(world), std::nullopt).permitted
               ? "not_for_your_organisation"
               : "not_found";
}

// R33. The reason is for the log; the asker hears `tell`: the first line that fits.
std::string_view tell_of(const Walk& walk, std::string_view reason) {
    if (begins(reason, "ok.")) return "ok";
    if (begins(reason, "account.") || begins(reason, "employment.") ||
        begins(reason, "organisation."))
        return "signed_out";
    if (const auto told = told_at_start(walk.world, walk.ask, reason); !told.empty()) return told;
    if (reason != "request.invalid")  // nobody may have no role
        if (const auto told = told_of_calls(walk.ask, reason); !told.empty()) return told;
    if (begins(reason, "role.") || begins(reason, "officer.") || reason == "guest.not_allowed")
        return "not_your_role";
    if (one_of(reason, {"request.invalid", "domain.unknown", "domain.missing",
                        "anonymous.about_person", "anonymous.identifying", "emergency.no_reason",
                        "emergency.too_long", "emergency.one_person", "absence.replaced"}))
        return reason;
    if (one_of(reason, {"case.unknown", "guest.link_dead", "ground.confidential", "team.not_leader",
                        "anonymous.ended", "anonymous.not_participant"}))
        return "not_found";
    if (reason == "bar.law") return line_six(walk);
    const Role as = *walk.ask.as;
    if (as != Role::professional && as != Role::team_leader && as != Role::guest_partner)
        return one_of(reason, {"ground.unknown", "ground.not_yours", "case.closed"}) ? "not_found"
                                                                                     : reason;
    if (as == Role::professional && walk.actor.reader.carrier) return reason;
    return line_six(walk);
}

}  // namespace

Decision oracle(const Directory& directory, const CaseFacts& facts, const Ask& ask, Instant now) {
    Walk walk{.world = {directory, facts, now}, .ask = ask, .actor = {}};
    Decision decision;
    decision.reason = reason_of(walk);
    decision.permit = begins(decision.reason, "ok.");
    decision.tell = tell_of(walk, decision.reason);
    if (!decision.permit) return decision;
    decision.grounds = walk.cells.used;
    std::sort(decision.grounds.begin(), decision.grounds.end());
    decision.grounds.erase(std::unique(decision.grounds.begin(), decision.grounds.end()),
                           decision.grounds.end());
    decision.law_changing = walk.cells.law_changing;
    return decision;
}

}  // namespace kortelijn::oracle
