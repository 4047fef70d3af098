// The texts of the daily start's word lists; the position in a table is the value.
#include "domain/words_start.hpp"

#include "domain/word_table.hpp"

namespace kortelijn {

KORTELIJN_WORDS(SignalKind, "rent_arrears", "energy_arrears", "water_arrears", "insurance_arrears",
                "school_absence", "worry")
KORTELIJN_WORDS(SignalStatus, "received", "taken_up", "not_taken_up", "closed")
KORTELIJN_WORDS(SignalOutcome, "prevented", "not_prevented", "no_contact")
KORTELIJN_WORDS(DeclineReason, "wrong_area", "no_worry_found", "already_helped_elsewhere",
                "household_declined", "incomplete")
KORTELIJN_WORDS(ItemKind, "overdue", "term", "signal", "follow_up", "put_on", "carried")
KORTELIJN_WORDS(ItemState, "waiting", "current", "done", "dropped")
KORTELIJN_WORDS(BoardState, "planned", "open", "ended")
KORTELIJN_WORDS(ActionState, "open", "done", "handed_on", "dropped")
KORTELIJN_WORDS(OwnerKind, "professional", "organisation", "member")
KORTELIJN_WORDS(CaseOutcome, "goals_met", "partly", "moved", "stopped_by_household", "other")
KORTELIJN_WORDS(FollowUpOutcome, "going_well", "needs_help", "not_reached")
KORTELIJN_WORDS(TermKind, "working", "calendar")

std::string_view prevented_word(SignalKind kind) {
    switch (kind) {
        case SignalKind::rent_arrears:
            return "eviction";
        case SignalKind::energy_arrears:
            return "energy_cutoff";
        case SignalKind::water_arrears:
            return "water_cutoff";
        case SignalKind::insurance_arrears:
            return "insurance_end";
        case SignalKind::school_absence:
        case SignalKind::worry:
            break;
    }
    return "help_accepted";
}

bool counts_as_prevented(SignalKind kind) {
    return kind != SignalKind::school_absence && kind != SignalKind::worry;
}

}  // namespace kortelijn
