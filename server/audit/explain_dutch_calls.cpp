// Dutch words for consults, calls, guests, papers, summaries and plans. B1 as the others. Sentences
// only; which reader may see a name or a number is decided before.
#include "audit/explain_words.hpp"

namespace kortelijn::audit {
namespace {

constexpr EventWords dutch_calls[] = {
    {"consult.advise", "Advies gegeven.", "{actor} gaf advies in een consult[ over {members}].",
     "{actor} wilde advies geven in een consult."},
    {"consult.answer", "Consult beantwoord.",
     "{actor} gaf antwoord op de vraag om mee te kijken[ over {members}][, tot en met {until}].",
     "{actor} wilde antwoord geven op de vraag om mee te kijken."},
    {"consult.ask", "Meekijken gevraagd.",
     "{actor} vroeg [{who} van {organisation} ]om mee te kijken in {case}[ over {members}][, tot "
     "en met {until}].",
     "{actor} wilde iemand vragen om mee te kijken in {case}."},
    {"consult.end", "Consult gestopt.", "{actor} stopte met een consult[ over {members}].",
     "{actor} wilde een consult stoppen."},
    {"consult.list", "Consulten gezien.", "{actor} bekeek een lijst van consulten[: {count}].",
     "{actor} vroeg een lijst van consulten op."},
    {"consult.open", "Consult gelezen.", "{actor} las een consult[ over {members}][, {grounds}].",
     "{actor} wilde een consult lezen."},
    {"consult.preview", "Vooraf bekeken.",
     "{actor} keek wat iemand die meekijkt te zien krijgt in {case}[ over {members}].",
     "{actor} wilde vooraf zien wat iemand die meekijkt te zien krijgt in {case}."},
    {"guest.left", "Gast weg.", "{actor} ging weg.", "{actor} wilde weggaan."},
    {"guest.opened", "Link geopend.", "{actor} opende de link[ van {case}].",
     "{actor} wilde een link openen."},
    {"guest.refused", "Link geweigerd.", "De server liet iemand niet binnen met een link.",
     "De server liet iemand niet binnen met een link."},
    {"guest.hello", "Gast verbonden.", "{actor} maakte verbinding via een link.",
     "{actor} wilde verbinding maken via een link."},
    {"link.revoke", "Link gestopt.", "{actor} stopte een link[ van {members}].",
     "{actor} wilde een link stoppen."},
};

// The first that fits.
constexpr ReasonWords dutch_calls_why[] = {
    {"consult.ended", "Het consult was voorbij."},
    {"consult.answered", "Er was al antwoord gegeven."},
    {"consult.", "Dit consult was niet van deze persoon."},
    {"panel.not_chair", "Alleen de voorzitter van het expertteam schrijft het advies."},
    {"panel.too_few", "Er deden nog geen twee experts mee."},
    {"guest.unknown", "Deze link bestaat niet."},
    {"guest.link_dead", "De link werkte niet meer."},
    {"guest.wrong_code", "De code klopte niet."},
    {"guest.code_spent", "De code klopte vijf keer niet. De link is gestopt."},
    {"guest.other_device", "De link was al in gebruik op een ander apparaat."},
    {"guest.slow_down", "Er waren te veel pogingen achter elkaar."},
    {"sharing.not_safe", "Er was gevaar. De link was dicht."},
};

constexpr CallWords dutch_calls_all{dutch_calls, dutch_calls_why, "Een gast", "een gast"};

}  // namespace

const CallWords& dutch_call_words() { return dutch_calls_all; }

}  // namespace kortelijn::audit
