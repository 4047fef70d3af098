// The closed word lists of consults, calls, checklists and guest links. Their values are stored as
// numbers and their texts are the wire's words: add at the end, never reorder.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/words.hpp"

namespace kortelijn {

// What somebody who was asked along said to the question.
enum class ConsultAnswer : std::uint8_t { asked, accepted, declined };

enum class CallState : std::uint8_t { planned, open, ended };

// In a call is who is admitted or connected; who left may come again, who was removed may not.
enum class ParticipantState : std::uint8_t {
    invited,
    waiting,
    admitted,
    connected,
    left,
    removed,
};

enum class ChecklistState : std::uint8_t { asked, received, accepted, refused };

enum class GuestKind : std::uint8_t { family, partner, network };

// What a link is for. `none` is a link of the policy page, of which the server makes none.
enum class GuestUse : std::uint8_t { none, call, page, plan };

// A question for consent that was put in a call; what is not open is answered no more.
enum class QuestionState : std::uint8_t { open, given, refused, withdrawn, closed };

enum class QuestionAnswer : std::uint8_t { none, yes, no, later };

// Of a summary: sentences and actions. Of a plan: what the household wants, and what came of it.
enum class LineKind : std::uint8_t { sentence, action, goal, result };

enum class AttachmentState : std::uint8_t { uploading, scanning, ready, quarantined, erased };

std::string_view to_text(ConsultAnswer);
std::string_view to_text(CallState);
std::string_view to_text(ParticipantState);
std::string_view to_text(ChecklistState);
std::string_view to_text(GuestKind);
std::string_view to_text(GuestUse);
std::string_view to_text(QuestionState);
std::string_view to_text(QuestionAnswer);
std::string_view to_text(LineKind);
std::string_view to_text(AttachmentState);

}  // namespace kortelijn
