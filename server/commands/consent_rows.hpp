// What the commands of consent in a call share. A question is one row; what comes of it are
// ordinary grounds (R28), recorded in the name of the guest who said so, by who asked.
#pragma once

#include "commands/call_rows.hpp"
#include "commands/ground_input.hpp"

namespace kortelijn::commands {

// The text that the family's page reads out with each question.
constexpr std::string_view call_text_version = "call-2026-1";

// What somebody said to one purpose of a question, as a ground.
Ground ground_of(const store::QuestionRecord&, Purpose, MemberId speaker, bool deny, Instant now);
// The same command as if who asked wrote it down: a guest is no author of a room's event.
struct WrittenBy {
    WrittenBy(Context&, ProfessionalId);
    Caller caller;
    Context context;
};
// R28, asked as the guest who speaks.
Decision decide_as_guest(Context&, const CaseEntry&, Ask);

// Records a yes: the ground when everybody who must agree has agreed, else an answer that waits.
// The grounds it made, none while it waits.
Result<std::vector<GroundId>> record_yes(Context&, const store::QuestionRecord&, Purpose,
                                         MemberId speaker, Change&);
// Records a no about those whom the speaker may speak for.
std::vector<GroundId> record_no(Context&, const store::QuestionRecord&, Purpose, MemberId speaker,
                                Change&);
// What this person said to it and still waits, waits no longer. `only_its_own`: not what they said
// elsewhere of the same.
void take_back_waiting(Context&, const store::QuestionRecord&, MemberId speaker,
                       bool only_its_own = false);
// As an entry says it: a comma between.
std::string words_of(const std::vector<Purpose>&);
// Adds what `of` says to the entry of the whole command.
void add_to(Change& change, Change&& of);

}  // namespace kortelijn::commands
