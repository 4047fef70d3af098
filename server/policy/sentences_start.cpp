// Sentences for signals, the daily start, actions, the coordinator and absence (rules R34-R49).
#include <array>

#include "policy/sentences.hpp"

namespace kortelijn::policy {
namespace {

constexpr auto sentences = std::to_array<Sentence>({
    {"ok.sender", "Dit mag, want uw organisatie meldt dit volgens een convenant.",
     "Allowed, because your organisation sends this under a covenant."},
    {"ok.self", "Dit mag, want het gaat over uzelf.", "Allowed, because it is about yourself."},
    {"ok.figures", "Dit mag. De cijfers gaan nooit over minder dan tien gezinnen.",
     "Allowed. The figures are never about fewer than ten households."},
    {"signal.not_in_covenant", "Uw organisatie heeft geen convenant voor deze melding.",
     "Your organisation has no covenant for this signal."},
    {"signal.no_reason", "Schrijf waarom het gezin nog niet van deze melding weet.",
     "Say why the household does not know of this signal yet."},
    {"signal.bsn", "In de tekst staat waarschijnlijk een burgerservicenummer. Haal het weg.",
     "The text probably holds a citizen service number. Take it out."},
    {"signal.unknown", "Deze melding bestaat niet.", "This signal does not exist."},
    {"signal.not_receiver", "Volgens het convenant krijgt uw organisatie deze melding niet.",
     "Under the covenant your organisation does not receive this signal."},
    {"signal.settled", "Over deze melding is al beslist.",
     "It has been decided about this signal already."},
    {"involvement.not_asked", "Deze vraag is niet aan u gesteld.",
     "This question was not put to you."},
    {"board.unknown", "Deze dagstart bestaat niet.", "This daily start does not exist."},
    {"board.ended", "Deze dagstart is al klaar.", "This daily start has ended."},
    {"board.not_chair", "Dit doet de voorzitter van de dagstart.",
     "The chair of the daily start does this."},
    {"board.has_chair", "Deze dagstart heeft al een voorzitter.",
     "This daily start has a chair already."},
    {"board.not_present", "Deze persoon is niet bij de dagstart.",
     "This person is not at the daily start."},
    {"action.not_yours", "Alleen wie de afspraak heeft of de casus draagt, mag dit.",
     "Only who has the action or carries the case may do this."},
    {"pair.not_in_team", "Deze collega werkt nu niet in het wijkteam van deze casus.",
     "This colleague does not work in the team of this case now."},
    {"coordinator.too_young", "Regie kan pas vanaf 16 jaar.",
     "One can coordinate from the age of 16."},
    {"coordinator.nobody_to_agree", "Er is niemand bekend die ja kan zeggen tegen deze regie.",
     "Nobody is known who can agree to this coordinator."},
    {"coordinator.no_consent", "Het gezin heeft nog geen ja gezegd tegen deze regie.",
     "The household has not agreed to this coordinator yet."},
    {"absence.not_yours", "Afwezigheid meldt iemand zelf, of de teamleider.",
     "Absence is reported by the person or the team leader."},
    {"replacement.self", "Iemand kan zichzelf niet vervangen.", "Nobody can replace themself."},
    {"replacement.not_in_team", "Kies een vervanger uit hetzelfde team.",
     "Choose a replacement from the same team."},
    {"replacement.no_end", "Kies een einddatum voor de vervanging.",
     "Choose an end date for the replacement."},
    {"replacement.absent", "Deze vervanger is dan zelf afwezig.",
     "This replacement is away then too."},
});

}  // namespace

std::span<const Sentence> start_sentences() { return sentences; }

}  // namespace kortelijn::policy
