// English words for consults, calls, guests, papers, summaries and plans. Sentences only; which
// reader may see a name or a number is decided before.
#include "audit/explain_words.hpp"

namespace kortelijn::audit {
namespace {

constexpr EventWords english_calls[] = {
    {"consult.advise", "Advice given.", "{actor} gave advice in a consult[ about {members}].",
     "{actor} wanted to give advice in a consult."},
    {"consult.answer", "Consult answered.",
     "{actor} answered whether they look along[ about {members}][, up to and including {until}].",
     "{actor} wanted to answer whether they look along."},
    {"consult.ask", "Asked along.",
     "{actor} asked [{who} of {organisation} ]to look along in {case}[ about {members}][, up to "
     "and including {until}].",
     "{actor} wanted to ask somebody to look along in {case}."},
    {"consult.end", "Consult ended.", "{actor} ended a consult[ about {members}].",
     "{actor} wanted to end a consult."},
    {"consult.list", "Consults seen.", "{actor} looked at a list of consults[: {count}].",
     "{actor} asked for a list of consults."},
    {"consult.open", "Consult read.", "{actor} read a consult[ about {members}][, {grounds}].",
     "{actor} wanted to read a consult."},
    {"consult.preview", "Looked beforehand.",
     "{actor} looked at what somebody who looks along would see in {case}[ about {members}].",
     "{actor} wanted to see beforehand what somebody who looks along would see in {case}."},
    {"guest.left", "Guest gone.", "{actor} left.", "{actor} wanted to leave."},
    {"guest.opened", "Link opened.", "{actor} opened the link.", "{actor} wanted to open a link."},
    {"guest.refused", "Link refused.", "The server did not let somebody in with a link.",
     "The server did not let somebody in with a link."},
    {"guest.hello", "Guest connected.", "{actor} connected through a link.",
     "{actor} wanted to connect through a link."},
    {"link.revoke", "Link ended.", "{actor} ended a link[ of {members}].",
     "{actor} wanted to end a link."},
};

// The first that fits.
constexpr ReasonWords english_calls_why[] = {
    {"consult.ended", "The consult was over."},
    {"consult.answered", "It had been answered already."},
    {"consult.", "This consult was not theirs."},
    {"panel.not_chair", "Only the chair of the panel writes the advice."},
    {"panel.too_few", "Fewer than two experts took part."},
    {"guest.unknown", "There is no such link."},
    {"guest.link_dead", "The link had ended."},
    {"guest.wrong_code", "The code was wrong."},
    {"guest.code_spent", "The code was wrong five times. The link has ended."},
    {"guest.other_device", "The link was in use on another device."},
    {"guest.slow_down", "There were too many attempts in a row."},
    {"sharing.not_safe", "There was danger. The link was closed."},
};

constexpr CallWords english_calls_all{english_calls, english_calls_why, "A guest", "a guest"};

}  // namespace

const CallWords& english_call_words() { return english_calls_all; }

}  // namespace kortelijn::audit
