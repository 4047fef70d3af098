// R34-R49: see daily_start.hpp. Each function opens with the sentence of the page it follows.
#include "daily_start.hpp"

#include "doors.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

using enum Action;

bool live_member(const World& world, ProfessionalId who, TeamId team) {
    const Professional* one = world.directory.find(who);
    if (one == nullptr) return false;
    bool found = false;
    for (const TeamMembership& part : one->teams)
        if (part.team == team && part.period.live(world.now)) found = true;
    return found;
}

// "Works as a professional now (R2-R5)."
bool works(const World& world, ProfessionalId who) {
    Ask as_professional;
    as_professional.who = who;
    as_professional.as = Role::professional;
    as_professional.action = figures_read;  // an action R6 has nothing against but for officers
    Actor actor;
    const auto code = professional_door(world, as_professional, actor);
    return code.empty() || code == "role.no_content";
}

bool away(const World& world, ProfessionalId who) {
    for (const Absence& one : world.directory.absences)
        if (one.professional == who && one.period.live(world.now)) return true;
    return false;
}

// R39. A live member of its team, or named in a live replacement whose `absent` is a live member
// with a live absence (one step, no chains).
bool of_the_board(const World& world, ProfessionalId who) {
    const TeamId team = world.facts.board->team;
    if (live_member(world, who, team)) return true;
    for (const Replacement& one : world.directory.replacements) {
        if (one.replacement != who || !one.period.live(world.now)) continue;
        if (live_member(world, one.absent, team) && away(world, one.absent)) return true;
    }
    return false;
}

// R40. One chairs at a time.
std::string_view chairing(const World& world, const Ask& ask) {
    const BoardFacts& board = *world.facts.board;
    if (board.state == BoardState::ended) return "board.ended";
    const bool in_the_chair = board.chair == ask.who;
    if (!ask.concerns) return in_the_chair ? "ok.team" : "board.not_chair";
    if (ask.concerns == ask.who) {
        if (in_the_chair || !board.chair) return "ok.team";
        if (!among(board.present, board.chair)) return "ok.team";
        if (!works(world, board.chair) || !of_the_board(world, board.chair)) return "ok.team";
        return "board.has_chair";
    }
    if (!in_the_chair) return "board.not_chair";
    return among(board.present, ask.concerns) ? "ok.team" : "board.not_present";
}

// R39-R41 and R43, as far as the board goes.
std::string_view at_the_board(const World& world, const Ask& ask) {
    if (!world.facts.board) return "board.unknown";
    if (!of_the_board(world, ask.who)) return "team.not_member";
    if (*ask.action == board_join) return "ok.team";
    if (*ask.action == board_lead) return chairing(world, ask);
    if (*ask.action == board_see && !among(world.facts.board->present, ask.who))
        return "board.not_present";
    return "";
}

// R35. One sends what one's organisation's covenant is about, and says whether the household knows.
std::string_view sending(const World& world, const Reader& reader, const Ask& ask) {
    bool covered = false;
    for (const Covenant& one : world.directory.covenants)
        if (one.kind == ask.signal_kind && one.period.live(world.now) &&
            among(one.senders, reader.organisation))
            covered = true;
    if (!covered) return "signal.not_in_covenant";
    if (!ask.household_knows && ask.reason.empty()) return "signal.no_reason";
    if (ask.bsn_found && !ask.bsn_meant) return "signal.bsn";
    return "ok.sender";
}

// R36, R37. Read by the receivers of its covenant in its team.
std::string_view reading_signal(const World& world, const Reader& reader, const Ask& ask) {
    if (!world.facts.signal) return "signal.unknown";
    const SignalFacts& signal = *world.facts.signal;
    bool receiver = false;
    for (const Covenant& one : world.directory.covenants) {
        if (one.id != signal.covenant || !one.period.live(signal.received_at)) continue;
        for (int kind = 0; kind <= int(OrganisationKind::other); ++kind)
            if ((one.receivers >> kind & 1U) != 0 &&
                world.directory.find(reader.organisation)->kind == OrganisationKind(kind))
                receiver = true;
    }
    if (!receiver) return "signal.not_receiver";
    if (signal.of_case) return "";
    if (!live_member(world, ask.who, signal.team)) return "team.not_member";
    return signal.status != SignalStatus::received ? "signal.settled" : "ok.receiver";
}

// "A team that the asker leads (R15)."
bool leads(const World& world, const Reader& reader, const Ask& ask, TeamId team) {
    if (*ask.as != Role::team_leader || !team) return false;
    for (const HeldRole& role : world.directory.find(ask.who)->roles)
        if (role.role == Role::team_leader && role.team == team &&
            holds(role, reader.organisation, world.now))
            return true;
    return false;
}

// R47. Absence is said by oneself or the team leader; a replacement has an end.
std::string_view absence(const World& world, const Reader& reader, const Ask& ask) {
    bool led = false;
    for (int team = 1; team <= 9; ++team)
        if (live_member(world, ask.concerns, {team}) && leads(world, reader, ask, {team}))
            led = true;
    if (ask.concerns != ask.who && !led) return "absence.not_yours";
    if (ask.until) {
        if (!(*ask.from < *ask.until)) return "record.end_before_begin";
        if (!(world.now < *ask.until)) return "record.in_the_past";
    }
    if (ask.replacement) {
        if (ask.replacement == ask.concerns) return "replacement.self";
        bool together = false;
        for (int team = 1; team <= 9; ++team)
            if (live_member(world, ask.concerns, {team}) &&
                live_member(world, ask.replacement, {team}))
                together = true;
        if (!together || !works(world, ask.replacement)) return "replacement.not_in_team";
        if (!ask.until) return "replacement.no_end";
        if (*ask.from + 183 * day_ms < *ask.until) return "record.too_long";
        for (const Absence& one : world.directory.absences) {
            if (one.professional != ask.replacement) continue;
            const bool before = one.period.to && !(*ask.from < *one.period.to);
            const bool after = one.period.from && !(*one.period.from < *ask.until);
            if (!before && !after) return "replacement.absent";
        }
    }
    return ask.concerns == ask.who ? "ok.self" : "ok.team_leader";
}

// "In the household: household period live, and alive."
bool lives_there(const World& world, const Member& member) {
    return member.period.live(world.now) && !dead(member.deceased_on, world.now);
}

// R46, who must agree: the member who coordinates now; when no member does, everyone of 18 and
// over; when there is none, the living custody holders of those in the household.
std::vector<MemberId> to_agree(const World& world) {
    std::vector<MemberId> coordinating;
    std::vector<MemberId> grown_up;
    std::vector<MemberId> custody;
    for (const Member& one : world.facts.household) {
        if (!lives_there(world, one)) continue;
        for (const Coordinator& now : world.facts.coordinators)
            if (now.member == one.id && now.period.live(world.now)) coordinating.push_back(one.id);
        if (age(one, world.now) >= 18) grown_up.push_back(one.id);
        for (const MemberId holder : living_custody_holders(world.facts, one, world.now))
            custody.push_back(holder);
    }
    if (!coordinating.empty()) return coordinating;
    return grown_up.empty() ? custody : grown_up;
}

}  // namespace

std::string_view malformed_start(const Ask& ask) {
    if (*ask.action == signal_send && !ask.signal_kind) return "request.invalid";
    if (*ask.action == absence_record && (!ask.concerns || !ask.from)) return "request.invalid";
    if (*ask.action == coordinator_take) {
        if (ask.concerns && ask.member) return "request.invalid";
        if (!ask.concerns && !ask.member) return "request.invalid";
    }
    return "";
}

bool is_case_action_of_start(Action action) {
    return action == involvement_answer || action == board_see || action == agenda_put ||
           action == action_change || action == pair_change || action == coordinator_take ||
           action == coordinator_give_back;
}

bool may_ask_at_start(Role role, Action action) {
    if (action < signal_send) return false;
    switch (role) {
        case Role::professional:
            return action != team_oversee;
        case Role::team_leader:
            return action == absence_record || action == team_oversee || action == figures_read;
        case Role::privacy_officer_organisation:
        case Role::privacy_officer_collaboration:
            return action == figures_read;
        case Role::partner_system:
            return action == signal_send;
        default:
            return false;
    }
}

std::string_view before_the_case(const World& world, const Reader& reader, const Ask& ask) {
    switch (*ask.action) {
        case board_join:
        case board_lead:
            return at_the_board(world, ask);
        case board_see:
        case agenda_put:
            if (const auto code = at_the_board(world, ask); !code.empty()) return code;
            return world.facts.signal ? reading_signal(world, reader, ask) : "";
        case signal_send:
            return sending(world, reader, ask);
        case signal_read:
        case signal_triage:
            return reading_signal(world, reader, ask);
        case absence_record:
            return absence(world, reader, ask);
        case team_oversee:
            return leads(world, reader, ask, ask.team) ? "ok.team_leader" : "team.not_leader";
        case figures_read:
            return "ok.figures";
        default:
            return "";
    }
}

// R38. The question travels, the data does not.
std::string_view asked_about_household(const World& world, const Reader& reader, const Ask& ask,
                                       CellAnswer& cells) {
    if (!reader.carrier) {
        cells = one_cell(world, reader, everyone_begun(world), std::nullopt);
        if (!cells.permitted) return cells.code;
    }
    if (!ask.asked) return "involvement.not_asked";
    return reader.carrier ? "ok.carrier" : "ok.ground";
}

// R41, R43. An item of a case is for its carriers and for who has a ground for the daily start; of
// a signal with a case: R36.
std::string_view item_of_board(const World& world, const Reader& reader, CellAnswer& cells) {
    if (reader.carrier) return "ok.carrier";
    if (world.facts.signal) return "carrier.needed";
    cells = one_cell(world, reader, everyone_begun(world), Purpose::daily_start);
    return cells.permitted ? "ok.ground" : cells.code;
}

std::string_view other_pair(const World& world, const Ask& ask) {
    if (!ask.concerns) return "ok.carrier";
    if (!live_member(world, ask.concerns, world.facts.the_case->home_team) ||
        !works(world, ask.concerns))
        return "pair.not_in_team";
    return "ok.carrier";
}

std::string_view other_coordinator(const World& world, const Ask& ask) {
    if (!ask.evidence) return "record.no_evidence";
    if (ask.concerns && !is_carrier(world, ask.concerns)) return "carrier.needed";
    if (ask.member) {
        const Member* one = member_of(world.facts, ask.member);
        if (one == nullptr || !one->period.live(world.now)) return "member.not_in_household";
        if (dead(one->deceased_on, world.now)) return "member.deceased";
        if (age(*one, world.now) < 16) return "coordinator.too_young";
    }
    std::vector<MemberId> all = to_agree(world);
    if (all.empty()) return "coordinator.nobody_to_agree";
    if (ask.member) all.push_back(ask.member);
    for (const MemberId one : all)
        if (!among(ask.agreed_by, one)) return "coordinator.no_consent";
    return "ok.carrier";
}

bool concerns_signal(const World& world, const Ask& ask) {
    if (*ask.action == signal_read || *ask.action == signal_triage) return true;
    return world.facts.signal && (*ask.action == board_see || *ask.action == agenda_put);
}

std::string_view told_at_start(const World& world, const Ask& ask, std::string_view reason) {
    if (reason == "absence.replaced" && concerns_signal(world, ask)) return "not_found";
    if (reason == "team.not_member")
        return ask.action == case_create ? "not_your_role" : "not_found";
    for (const std::string_view open : {"signal.not_in_covenant", "signal.no_reason", "signal.bsn",
                                        "board.ended", "board.not_chair", "board.has_chair"})
        if (reason == open) return open;
    if (reason == "board.not_present") return ask.action == board_lead ? reason : "not_found";
    if (ask.action == absence_record)
        for (const std::string_view family : {"absence.", "record.", "replacement."})
            if (reason.starts_with(family)) return reason;
    for (const std::string_view silent : {"signal.unknown", "signal.not_receiver", "signal.settled",
                                          "board.unknown", "involvement.not_asked"})
        if (reason == silent) return "not_found";
    return "";
}

}  // namespace kortelijn::oracle
