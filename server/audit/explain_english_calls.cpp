// English words for consults, calls, guests, papers, summaries and plans. Sentences only; which
// reader may see a name or a number is decided before.
#include "audit/explain_words.hpp"

namespace kortelijn::audit {
namespace {

constexpr EventWords english_calls[] = {
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
