// Each answer is asked anew: nothing is remembered, so nothing can be stale.
#include "policy/board_view.hpp"

#include <algorithm>

#include "policy/decide.hpp"

namespace kortelijn::policy {

Decision see_item_as(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                     Instant now) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::board_see;
    ask.purpose = Purpose::daily_start;
    return decide(directory, facts, ask, now);
}

bool may_see_item(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                  Instant now) {
    return see_item_as(directory, facts, who, now).permit;
}

int readers_of_item(const Directory& directory, const CaseFacts& facts, Instant now) {
    if (!facts.board) return 0;
    const auto& present = facts.board->present;
    return int(std::count_if(present.begin(), present.end(), [&](ProfessionalId who) {
        return may_see_item(directory, facts, who, now);
    }));
}

bool shared_with_all(const Directory& directory, const CaseFacts& facts, Instant now) {
    if (!facts.board || facts.board->present.empty()) return false;
    const auto& present = facts.board->present;
    return std::all_of(present.begin(), present.end(), [&](ProfessionalId who) {
        return may_see_item(directory, facts, who, now);
    });
}

}  // namespace kortelijn::policy
