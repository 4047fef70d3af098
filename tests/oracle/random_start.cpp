// Covenants, a signal, a board and coordinators in a history, their steps, and the questions of the
// daily start. Most lean on what exists, so that many are permitted.
#include "random_facts.hpp"

namespace kortelijn::oracle {

void History::make_start() {
    for (int i = 1; i <= 3; ++i) {
        Covenant one;
        one.id = {i};
        one.kind = SignalKind(dice.below(3));
        one.senders = {{dice.between(2, 5)}};
        if (dice.chance(40)) one.senders.push_back({dice.between(1, 5)});
        for (const Organisation& organisation : directory.organisations)
            if (dice.chance(75)) one.receivers |= 1U << unsigned(organisation.kind);
        one.period = around_now(70);
        directory.covenants.push_back(one);
    }
    if (dice.chance(55)) make_signal();
    if (dice.chance(94)) make_board();
    if (dice.chance(50)) make_coordinator();
}

void History::make_signal() {
    SignalFacts one;
    one.id = {1};
    one.covenant = {dice.chance(97) ? dice.between(1, 3) : 9};
    one.sender = {dice.between(1, 5)};
    one.team = {dice.chance(85) ? 1 : dice.between(1, 3)};
    one.received_at = dice.chance(30) ? near_now() : now + -dice.between(0, 20) * day_ms;
    if (dice.chance(20)) one.status = SignalStatus(dice.below(4));
    if (dice.chance(35)) {
        one.of_case = {4711};
        one.status = dice.chance(80) ? SignalStatus::taken_up : SignalStatus::closed;
    }
    facts.signal = one;
}

void History::make_board() {
    BoardFacts one;
    one.id = {1};
    one.team = {dice.chance(90) ? 1 : dice.between(1, 3)};
    one.state = BoardState(dice.weighted({10, 78, 12}));
    if (dice.chance(88)) one.chair = {dice.between(1, 8)};
    for (int i = 1; i <= 8; ++i)
        if (dice.chance(70)) one.present.push_back({i});
    facts.board = one;
}

void History::make_coordinator() {
    Coordinator one{.id = {1}, .period = around_now(60)};
    if (dice.chance(60))
        one.member = any_member();
    else
        one.professional = {dice.between(1, 8)};
    facts.coordinators.push_back(one);
}

void History::step_start() {
    switch (dice.below(8)) {
        case 0:
            facts.signal.reset();
            break;
        case 1:
            make_signal();
            break;
        case 2:
            if (facts.signal) facts.signal->of_case = {dice.chance(50) ? 4711 : 0};
            break;
        case 3:
            make_board();
            break;
        case 4:
            if (facts.board && dice.chance(50))
                facts.board->present.push_back({dice.between(1, 8)});
            else if (facts.board && !facts.board->present.empty())
                facts.board->present.pop_back();
            break;
        case 5:
            facts.coordinators.clear();
            make_coordinator();
            break;
        case 6:
            dice.one_of(directory.covenants).period = around_now(50);
            break;
        default:
            directory.absences.push_back({{dice.between(1, 8)}, around_now(20)});
            if (dice.chance(70))
                directory.replacements.push_back(
                    {directory.absences.back().professional, {dice.between(1, 8)}, around_now(30)});
            if (directory.absences.size() > 4) directory.absences.clear();
    }
}

// Whatever the action, its fields: also those that it should not look at.
void History::start_fields(Ask& ask) {
    ask.signal_kind = SignalKind(dice.below(3));
    ask.household_knows = dice.chance(60);
    if (dice.chance(70)) ask.reason = "nobody was at home";
    ask.bsn_found = dice.chance(15);
    ask.bsn_meant = dice.chance(40);
    ask.asked = dice.chance(75);
    ask.own = dice.chance(60);
    ask.evidence = dice.chance(93);
    ask.concerns = dice.chance(45) ? ask.who : ProfessionalId{dice.between(0, 9)};
    if (dice.chance(60)) ask.replacement = {dice.between(1, 8)};
    if (dice.chance(4)) ask.replacement = ask.concerns;
    ask.from = near_now() + dice.between(-3, 10) * day_ms;
    if (dice.chance(85)) ask.until = *ask.from + dice.between(-1, 60) * day_ms;
    if (dice.chance(15)) ask.until = *ask.from + 183 * day_ms + dice.between(-1, 1);
    for (const Member& one : facts.household)
        if (dice.chance(88)) ask.agreed_by.push_back(one.id);
    for (const Outsider& one : facts.outsiders)
        if (dice.chance(60)) ask.agreed_by.push_back(one.id);
}

void History::ask_start(Ask& ask) {
    using enum Action;
    const Action often[] = {signal_send,    signal_read, signal_triage,    involvement_answer,
                            board_join,     board_lead,  board_see,        agenda_put,
                            action_change,  pair_change, coordinator_take, coordinator_give_back,
                            absence_record, figures_read};
    ask.as = Role::professional;
    ask.who = {dice.between(1, 8)};
    const Action action = often[dice.weighted({10, 9, 4, 8, 4, 12, 18, 8, 12, 4, 12, 2, 12, 2})];
    const bool runs =
        action == pair_change || action == coordinator_take || action == coordinator_give_back;
    if (action == action_change) {
        ask_item(ask);
        if (dice.chance(50)) ask.purpose = Purpose::cooperation;
        if (!ask.purpose) ask.purpose = Purpose::cooperation;
    } else if ((action == board_see || action == agenda_put || action == involvement_answer) &&
               !facts.grounds.empty() && dice.chance(50)) {
        const Ground& ground = dice.one_of(facts.grounds);
        ask.who = ground.person ? ground.person : somebody_of(ground.organisation);
    }
    if (runs) ask.who = {dice.between(1, 2)};
    ask.action = action;
    ask.who = mostly_able(ask.who);
    start_fields(ask);
    if (action == signal_send) ask_to_send(ask);
    if (action == pair_change && dice.chance(15)) ask.concerns = {};
    if (action == coordinator_take) {
        if (dice.chance(60))
            ask.concerns = {dice.between(1, dice.chance(70) ? 2 : 8)};
        else
            ask.concerns = {}, ask.member = any_member();
    }
    if (action == absence_record && dice.chance(30)) ask_as_leader(ask);
    if (action == figures_read && dice.chance(50)) ask_as_leader(ask);
    if (action == figures_read && dice.chance(50)) {
        ask.as = dice.chance(50) ? Role::privacy_officer_collaboration
                                 : Role::privacy_officer_organisation;
        ask.who = {dice.between(6, 8)};
    }
}

// Mostly somebody of an organisation whose covenant it is, or its system.
void History::ask_to_send(Ask& ask) {
    const Covenant& covenant = dice.one_of(directory.covenants);
    if (dice.chance(90)) ask.signal_kind = covenant.kind;
    ask.organisation = covenant.senders.front();
    ask.who = somebody_of(ask.organisation);
    if (!dice.chance(40)) return;
    ask.as = Role::partner_system;
    ask.who = {};
    if (dice.chance(4)) ask.organisation = {dice.between(0, 6)};
}

void History::ask_as_leader(Ask& ask) {
    ask.as = Role::team_leader;
    if (ask.action == Action::absence_record && dice.chance(20)) ask.action = Action::team_oversee;
    ask.team = {dice.between(0, 2)};
    for (const Professional& one : directory.professionals)
        for (const HeldRole& role : one.roles) {
            if (role.role != Role::team_leader || !role.period.live(now)) continue;
            ask.who = one.id;
            if (dice.chance(75)) ask.team = role.team;
        }
}

}  // namespace kortelijn::oracle
