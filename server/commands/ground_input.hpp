// A ground as a client asks to record it, and how it becomes the record the policy checks (R28).
#pragma once

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

struct GroundInput {
    Ground ground;                     // members and given_by filled when they came as ids
    std::vector<std::string> members;  // as refs of a new household (case.create)
    std::vector<std::string> given_by;
};

// `refs`: members and given_by are names of the same request instead of ids.
GroundInput read_ground(protocol::Reader&, bool refs);

// Begin and given_at left out: now.
GroundRecord record_of(const Ground&, Instant now);

// Yeses kept earlier for the same organisation, purpose and person that speak about everybody and
// every life domain of this one and are not over.
std::vector<const store::PendingAnswer*> matching_pending(const CaseEntry&, const Ground&,
                                                          Instant now);
// Adds what they said to the question put to decide(), never to what is kept: each stays a ground
// of its own. `kept_givers` gets those whose answers count.
void join_answers(const CaseEntry&, Ground&, std::vector<MemberId>& kept_givers, Instant now);
// Whose people may know of this ground beside the carriers (R32): none for a no or a named person.
OrganisationId receiver_of(const Ground&);

// Said before a birthday at which the giver has to be asked again, which has been since (R22).
bool must_be_asked_again(const CaseFacts&, MemberId giver, const Ground& said, Instant now);

// Reasons that say only that somebody else still has to say yes.
bool only_incomplete(std::string_view reason);

// Records it (the policy has permitted): the ground, the pending answers it completes, each as a
// ground of its own, and the event. A no takes back its speaker's answers that still wait.
GroundId keep_ground(Context&, CaseEntry&, const GroundRecord&, Change&);
// Appends a ground event to the case's room and says it.
void say_ground(Context&, CaseEntry&, const GroundChange&, const Ground&, Change&);

}  // namespace kortelijn::commands
