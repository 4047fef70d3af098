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

std::string_view to_text(ConsultAnswer);
std::string_view to_text(CallState);
std::string_view to_text(ParticipantState);
std::string_view to_text(ChecklistState);
std::string_view to_text(GuestKind);
std::string_view to_text(GuestUse);

}  // namespace kortelijn
