// The texts of the word lists of consults and calls; the position in a table is the value.
#include "domain/words_calls.hpp"

#include "domain/word_table.hpp"

namespace kortelijn {

KORTELIJN_WORDS(ConsultAnswer, "asked", "accepted", "declined")
KORTELIJN_WORDS(CallState, "planned", "open", "ended")
KORTELIJN_WORDS(ParticipantState, "invited", "waiting", "admitted", "connected", "left", "removed")
KORTELIJN_WORDS(ChecklistState, "asked", "received", "accepted", "refused")
KORTELIJN_WORDS(GuestKind, "family", "partner", "network")
KORTELIJN_WORDS(GuestUse, "none", "call", "page", "plan")
KORTELIJN_WORDS(QuestionState, "open", "given", "refused", "withdrawn", "closed")
KORTELIJN_WORDS(QuestionAnswer, "none", "yes", "no", "later")
KORTELIJN_WORDS(LineKind, "sentence", "action", "goal", "result")
KORTELIJN_WORDS(AttachmentState, "uploading", "scanning", "ready", "quarantined", "erased")

}  // namespace kortelijn
