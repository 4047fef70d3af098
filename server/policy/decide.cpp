// The rules in their order: the first that answers ends it (section 6).
#include "policy/decide.hpp"

#include <algorithm>

#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

using Rule = Code (*)(Scene&);

constexpr Rule rules[] = {
    well_formed,          // R1
    account,              // R2
    employer,             // R3
    collaboration,        // R4
    role_held,            // R5
    role_allows,          // R6
    guest_link,           // R7
    officers_and_admins,  // R8: ends here for them
    team_and_anonymous,   // R9: ends here for a new case and for anonymous discussions
    board_rules,          // R39, R40: ends here for joining and chairing
    signal_rules,         // R35-R37: ends here for sending, and for a signal without a case
    team_rules,           // R47-R49: ends here for them
    emergency_form,       // R31, its form
    case_exists,          // R10
    kept_out,             // R11, R12
    closed_case,          // R13
    own_table,            // R55: who sits in a consult or call
    answer,               // R14-R32, R36-R46, R51-R66: always answers
};

}  // namespace

Decision decide(const Directory& directory, const CaseFacts& facts, const Ask& ask, Instant now) {
    Scene scene(directory, facts, ask, now);
    Code code;
    for (const Rule rule : rules)
        if (code = rule(scene); !code.empty()) break;
    Decision decision;
    decision.permit = permits(code);
    decision.reason = code;
    decision.tell = tell(scene, code);  // R33
    if (!decision.permit) return decision;
    std::sort(scene.grounds.begin(), scene.grounds.end());
    scene.grounds.erase(std::unique(scene.grounds.begin(), scene.grounds.end()),
                        scene.grounds.end());
    decision.grounds = std::move(scene.grounds);
    decision.law_changing = scene.law_changing;
    return decision;
}

}  // namespace kortelijn::policy
