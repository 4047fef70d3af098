// Why nothing may be known about a person in a life domain: one sentence a code.
#include <array>

#include "policy/sentences.hpp"

namespace kortelijn::policy {
namespace {

constexpr auto sentences = std::to_array<Sentence>({
    {"bar.law", "Een wettelijk verbod houdt dit tegen.", "A legal bar stops this."},
    {"consent.refused", "Iemand die daarover gaat, wil dit niet. Een nee gaat voor.",
     "Somebody who may decide does not want this. A no goes first."},
    {"member.deceased", "Deze persoon is overleden. De toestemming geldt niet meer.",
     "This person has died. The consent no longer counts."},
    {"capacity.no_representative",
     "Deze persoon kan dit niet zelf beslissen. Er is geen curator of mentor bekend.",
     "This person cannot decide this alone. No curator or mentor is known."},
    {"capacity.representative_needed",
     "De curator of mentor moet ja zeggen. Dat is nog niet gebeurd.",
     "The curator or mentor must say yes. That has not happened yet."},
    {"custody.unverified", "Het gezag is nog niet nagekeken in het gezagsregister.",
     "Custody has not been checked in the custody register yet."},
    {"custody.none", "Er is niemand bekend met gezag over dit kind.",
     "Nobody is known to hold custody of this child."},
    {"age.own_consent_needed", "De jongere moet zelf ja zeggen. Dat is nog niet gebeurd.",
     "The young person must say yes too. That has not happened yet."},
    {"age.reconfirm_needed", "De jongere is jarig geweest. Vraag de toestemming opnieuw.",
     "The young person has had a birthday. Ask for consent again."},
    {"custody.second_parent_missing",
     "De ouders met gezag moeten allebei ja zeggen. Een van hen deed dat nog niet.",
     "Both parents with custody must say yes. One of them has not yet."},
    {"custody.parent_missing", "De jongere zei ja. De ouders met gezag nog niet.",
     "The young person said yes. The parents with custody have not yet."},
    {"consent.giver_not_entitled", "Wie ja of nee zei, gaat hier niet over.",
     "Whoever answered may not decide this."},
    {"law.not_in_force", "De wet waarop dit rust, geldt nu niet.",
     "The law this rests on is not in force now."},
    {"ground.incomplete",
     "Deze grondslag is niet compleet. De reden, het einde of het doel klopt niet.",
     "This ground is not complete. The reason, the end or the purpose is not right."},
    {"ground.holder_not_allowed", "Deze organisatie of persoon mag deze grondslag niet gebruiken.",
     "This organisation or person may not use this ground."},
    {"consent.before_reopening",
     "De toestemming is van voor het sluiten van de casus. Vraag het opnieuw.",
     "The consent is from before the case was closed. Ask again."},
    {"consent.withdrawn", "De toestemming is ingetrokken.", "The consent was withdrawn."},
    {"ground.ended", "Deze grondslag is eerder gestopt.", "This ground was ended early."},
    {"ground.expired", "De toestemming of grondslag is verlopen.",
     "The consent or ground has expired."},
    {"ground.not_yet", "De toestemming of grondslag gaat later in.",
     "The consent or ground begins later."},
    {"ground.other_law", "Deze grondslag geldt alleen voor wat onder een andere wet is geschreven.",
     "This ground is only for what was written under another law."},
    {"consent.other_domain", "De toestemming is voor andere leefgebieden.",
     "The consent is for other life domains."},
    {"ground.other_domain", "De grondslag is voor andere leefgebieden.",
     "The ground is for other life domains."},
    {"consent.other_purpose", "De toestemming is voor een ander doel.",
     "The consent is for another purpose."},
    {"ground.other_purpose", "De grondslag is voor een ander doel.",
     "The ground is for another purpose."},
    {"consent.other_person", "De toestemming is voor een andere collega.",
     "The consent is for another colleague."},
    {"ground.other_person", "De grondslag is voor een andere collega.",
     "The ground is for another colleague."},
    {"ground.not_at_table", "U zit niet aan tafel bij deze casus.",
     "You are not at the table of this case."},
    {"consent.missing", "Er is geen toestemming en geen andere grondslag.",
     "There is no consent and no other ground."},
});

}  // namespace

std::span<const Sentence> cell_sentences() { return sentences; }

}  // namespace kortelijn::policy
