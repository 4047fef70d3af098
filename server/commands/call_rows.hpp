// What the commands of calls share: how a call is named, drawn ids and keys, and how a change of
// it is kept. A guest names no call: theirs is the one of their link.
#pragma once

#include "commands/call_look.hpp"
#include "commands/command.hpp"
#include "store/call_records.hpp"

namespace kortelijn::commands {

// In a call at once: with a picture, and in all. Who waits beside them.
constexpr int max_with_picture = 4;
constexpr int max_in_call = 6;
constexpr int max_waiting = 4;
constexpr int max_links_of_call = 8;
constexpr std::int64_t link_after_start_ms = 24 * 60 * minute_ms;

// The call that a request means; its guest's own, whatever was named.
CallId call_meant(const Caller&, CallId named);
CallId read_call(protocol::Reader&);                       // left out by a guest
std::optional<Evidence> read_evidence(protocol::Reader&);  // how somebody said yes; may be left out
Ask ask_call(Action action, ParticipantId about = {});
// The same question for all who take part.
Requirement require_call(CallId named, const Caller&, Action action, ParticipantId about = {});

// Rises not: 2^33 to 2^53, drawn.
std::int64_t drawn_number(Random&);
struct DrawnKeys {
    store::GuestKeys keys;
    std::string json(GuestId, Instant ends_at) const;  // {id, token, code, ends_at}
};
DrawnKeys draw_keys(Random&);
// A new link for this place in the call; it is kept, and the case's facts change.
store::GuestLinkRecord new_link(Context&, const store::CallRecord&, MemberId person,
                                std::string name, std::string language, const DrawnKeys&);
struct FamilyLanguage {
    std::string text;
};
std::optional<FamilyLanguage> parse_family_language(std::string_view);

// The asker's place in it; null when they have none.
const store::CallParticipant* own_place(const store::CallRecord&, const Caller&);
int count_in(const store::CallRecord&);
// In with a leg of their own; refused when there is no room.
Result<void> let_in(Context&, const store::CallRecord&, store::CallParticipant&);

// Over for everybody: who belongs to it has left, questions that nobody answered are closed; these
// are written, the call itself is the caller's to keep. How many left.
std::int64_t close_call(store::Store&, store::CallRecord&, Instant now);
// Why the family may meet in spite of a danger (R59); to be left out.
std::optional<std::string> read_together_reason(protocol::Reader&);
// They may from now on, for this reason; recorded.
void let_meet(store::CallRecord&, const std::string& reason, Instant now, Change&);
// Writes the call with its next version, and these of its people.
void keep_call(Context&, store::CallRecord, const std::vector<store::CallParticipant>& people = {});
// The change of a command about this call: tags and the entry's object.
Change change_of(const CallEntry&, ParticipantId = {});
// What the entry says of what was shown: on which grounds, of which cells, and each thing.
void note_shown(Change&, const CallLook&, const Participant& who, const std::set<rooms::Shown>&);
// {call: CallState} for a seat as it is to be after this command, and that seat.
void answer_with_state(Context&, CallId, rooms::CallSeat, Change&);

}  // namespace kortelijn::commands
