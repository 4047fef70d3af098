// Rules R39-R43: the daily start of a team. Who comes in, who chairs, and whose item it is. The
// board gives no right of its own: an item asks the case or the signal behind it.
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

// R39: of the team, or in the place of somebody of the team who is away. One step, no chains.
bool belongs(const Scene& scene, ProfessionalId who) {
    const TeamId team = scene.facts.board->team;
    const auto member = [&](ProfessionalId id) {
        const Professional* one = scene.directory.find(id);
        return one != nullptr && in_team(*one, team, scene.now);
    };
    if (member(who)) return true;
    for (const auto& replacement : scene.directory.replacements)
        if (replacement.replacement == who && replacement.period.live(scene.now) &&
            member(replacement.absent) && absent_now(scene, replacement.absent))
            return true;
    return false;
}

bool present(const BoardFacts& board, ProfessionalId who) { return has(board.present, who); }

// Somebody who sits there and may still be there.
bool chair_is_taken(const Scene& scene) {
    const BoardFacts& board = *scene.facts.board;
    return present(board, board.chair) && works_now(scene, board.chair) &&
           belongs(scene, board.chair);
}

Code lead(const Scene& scene) {  // R40
    const BoardFacts& board = *scene.facts.board;
    const ProfessionalId asker = scene.asker.person, next = scene.ask.concerns;
    if (board.state == BoardState::ended) return reason::board_ended;
    if (board.chair == asker) {
        const bool there = !next || next == asker || present(board, next);
        return there ? reason::ok_team : reason::board_not_present;
    }
    if (next != asker) return reason::board_not_chair;
    return chair_is_taken(scene) ? reason::board_has_chair : reason::ok_team;
}

}  // namespace

Code board_rules(Scene& scene) {
    const Action action = *scene.ask.action;
    if (!one_of(action,
                {Action::board_join, Action::board_lead, Action::board_see, Action::agenda_put}))
        return reason::none;
    if (!scene.facts.board) return reason::board_unknown;
    if (!belongs(scene, scene.asker.person)) return reason::team_not_member;
    if (action == Action::board_join) return reason::ok_team;
    if (action == Action::board_lead) return lead(scene);
    const bool must_sit = action == Action::board_see;
    return must_sit && !present(*scene.facts.board, scene.asker.person) ? reason::board_not_present
                                                                        : reason::none;
}

Code see_item(Scene& scene) {  // R41, R43
    if (is_about_signal(scene)) return joined_signal(scene);
    return scene.asker.carrier ? reason::ok_carrier : opens(scene, Purpose::daily_start);
}

}  // namespace kortelijn::policy
