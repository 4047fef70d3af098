// English words for consults, calls, guests, papers, summaries and plans. Sentences only; which
// reader may see a name or a number is decided before.
#include "audit/explain_words.hpp"

namespace kortelijn::audit {
namespace {

constexpr EventWords english_calls[] = {
    {"call.admit", "Let in.", "{actor} let somebody into a call[ about {case}].",
     "{actor} wanted to let somebody into a call."},
    {"call.end", "Call ended.", "{actor} ended a call[ about {case}].",
     "{actor} wanted to end a call."},
    {"call.gone", "Out of call.", "{actor} is not in a call[ about {case}] any more.",
     "{actor} is not in a call any more."},
    {"call.invite", "Invited to call.", "{actor} invited somebody to a call[ about {case}].",
     "{actor} wanted to invite somebody to a call."},
    {"call.join", "Came to call.", "{actor} came to a call[ about {case}].",
     "{actor} wanted to come to a call."},
    {"call.leave", "Left call.", "{actor} left a call[ about {case}].",
     "{actor} wanted to leave a call."},
    {"call.list", "Calls looked at.", "{actor} looked at the list of calls[ of {case}].",
     "{actor} wanted to look at the list of calls."},
    {"call.make", "Call made.", "{actor} made a call[ about {members}][ in {case}].",
     "{actor} wanted to make a call."},
    {"call.media", "Sound or picture.", "{actor} changed sound or picture in a call.",
     "{actor} wanted to change sound or picture in a call."},
    {"call.open", "Call begun.", "{actor} began a call[ about {case}].",
     "{actor} wanted to begin a call."},
    {"call.remove", "Put out of call.", "{actor} put somebody out of a call[ about {case}].",
     "{actor} wanted to put somebody out of a call."},
    {"call.renew_link", "New link to call.", "{actor} made a new link to a call[ about {case}].",
     "{actor} wanted to make a new link to a call."},
    {"rtc.answer", "Connection in call.", "{actor} made a connection in a call.",
     "{actor} wanted to make a connection in a call."},
    {"rtc.candidate", "Connection in call.", "{actor} made a connection in a call.",
     "{actor} wanted to make a connection in a call."},
    {"rtc.commit", "Connection in call.", "{actor} made a connection in a call.",
     "{actor} wanted to make a connection in a call."},
    {"rtc.offer", "Connection in call.", "{actor} made a connection in a call.",
     "{actor} wanted to make a connection in a call."},
    {"rtc.reveal", "Connection in call.", "{actor} made a connection in a call.",
     "{actor} wanted to make a connection in a call."},
    {"rtc.turn", "Connection in call.", "{actor} made a connection in a call.",
     "{actor} wanted to make a connection in a call."},
    {"attachment.add", "File added.", "{actor} added a file[ in {case}][ about {members}].",
     "{actor} wanted to add a file[ in {case}]."},
    {"attachment.list", "Files seen.",
     "{actor} looked at the list of files[ of {case}][: {count}].",
     "{actor} asked for the list of files[ of {case}]."},
    {"attachment.read", "File read.",
     "{actor} read a file[ of {case}][ about {members}][, {grounds}].",
     "{actor} wanted to read a file[ of {case}]."},
    {"attachment.scanned", "File checked.",
     "The server checked a file for viruses. It can be read now.",
     "The server checked a file for viruses."},
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
    {"attachment.broken", "The file was not whole."},
    {"attachment.infected", "There was a virus in the file. It was not kept."},
    {"attachment.pixels", "The picture was too large."},
    {"attachment.quarantined", "The file had not been checked for viruses yet."},
    {"attachment.too_large", "The file was too large."},
    {"attachment.too_many", "There were too many files."},
    {"attachment.type", "This kind of file is not kept."},
    {"attachment.not_yours", "This file was not this guest's."},
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
