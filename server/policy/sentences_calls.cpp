// Sentences for consults, calls, what the family keeps, and plans (rules R50-R66).
#include <array>

#include "policy/sentences.hpp"

namespace kortelijn::policy {
namespace {

constexpr auto sentences = std::to_array<Sentence>({
    {"consult.unknown", "Dit consult bestaat niet.", "This consult does not exist."},
    {"consult.not_yours", "Dit consult is niet aan u gevraagd.",
     "This consult was not asked of you."},
    {"consult.ended", "Dit consult is voorbij.", "This consult is over."},
    {"consult.answered", "Op deze vraag is al antwoord gegeven.",
     "This question has been answered already."},
    {"panel.not_chair", "Het advies schrijft de voorzitter van het expertteam.",
     "The chair of the panel writes the advice."},
    {"panel.too_few", "Een advies van het expertteam vraagt ten minste twee leden.",
     "The advice of a panel takes at least two members."},
    {"circle.other_cells", "Dit consult of gesprek gaat niet over deze persoon of dit leefgebied.",
     "This consult or call is not about this person or life domain."},
    {"call.unknown", "Dit gesprek bestaat niet.", "This call does not exist."},
    {"call.ended", "Dit gesprek is voorbij.", "This call has ended."},
    {"call.not_open", "Dit gesprek is nog niet begonnen.", "This call has not begun yet."},
    {"call.not_invited", "U bent niet uitgenodigd voor dit gesprek.",
     "You were not invited to this call."},
    {"call.not_admitted", "U wacht nog. Iemand laat u zo binnen.",
     "You are still waiting. Somebody will let you in."},
    {"call.not_waiting", "Deze persoon wacht niet.", "This person is not waiting."},
    {"call.not_agreed", "Iemand over wie het gesprek gaat, is er niet bij en zei nog geen ja.",
     "Somebody the call is about is not there and has not said yes."},
    {"rtc.nobody", "Deze persoon is hier niet.", "This person is not here."},
    {"question.unknown", "Deze vraag bestaat niet meer.", "This question no longer exists."},
    {"question.not_asked", "Deze vraag om toestemming is niet voor u.",
     "This question for consent is not for you."},
    {"question.closed", "Deze vraag om toestemming is al klaar.",
     "This question for consent is closed."},
    {"question.nobody_to_ask", "Er is niemand bekend die hier ja op kan zeggen.",
     "Nobody is known who can say yes to this."},
    {"checklist.unknown", "Dit document wordt niet gevraagd.", "This document is not asked for."},
    {"checklist.not_yours", "Dit document is niet van u of van uw organisatie.",
     "This document is not yours or your organisation's."},
    {"checklist.settled", "Dit document is al goedgekeurd.",
     "This document has been accepted already."},
    {"attachment.not_yours", "U ziet hier alleen wat u zelf hebt gestuurd.",
     "You see here only what you sent yourself."},
    {"sharing.not_theirs",
     "Dit gaat ook over iemand anders. Die moet eerst ja zeggen, of het kan niet.",
     "This is also about somebody else. They must say yes first, or it cannot be."},
    {"sharing.not_safe",
     "Delen kan gevaar geven. Het staat uit, tenzij u opschrijft waarom het toch kan.",
     "Sharing may be dangerous. It is off, unless you write down why it can be done."},
    {"sharing.not_shared", "Dit is niet met u gedeeld.", "This was not shared with you."},
    {"network.too_young", "Iemand uit het netwerk kiezen kan pas vanaf 16 jaar.",
     "One can choose somebody of the network from the age of 16."},
});

}  // namespace

std::span<const Sentence> call_sentences() { return sentences; }

}  // namespace kortelijn::policy
