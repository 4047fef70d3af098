// The closed word lists of the daily start: signals, boards, actions, closings. Their values are
// stored as numbers and their texts are the wire's words: add at the end, never reorder.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/words.hpp"

namespace kortelijn {

enum class SignalKind : std::uint8_t {
    rent_arrears,
    energy_arrears,
    water_arrears,
    insurance_arrears,
    school_absence,
    worry,
};
constexpr int signal_kind_count = 6;

// A signal is settled when it is not_taken_up or closed.
enum class SignalStatus : std::uint8_t { received, taken_up, not_taken_up, closed };

// What was prevented follows from the kind, see prevented_word().
enum class SignalOutcome : std::uint8_t { prevented, not_prevented, no_contact };

// Also what the sender's person reads. It never says whether there is a case.
enum class DeclineReason : std::uint8_t {
    wrong_area,
    no_worry_found,
    already_helped_elsewhere,
    household_declined,
    incomplete,
};

// In the order of the agenda; `carried` keeps the place of what was not reached.
enum class ItemKind : std::uint8_t { overdue, term, signal, follow_up, put_on, carried };
enum class ItemState : std::uint8_t { waiting, current, done, dropped };
enum class BoardState : std::uint8_t { planned, open, ended };

// `handed_on` is nobody's any more: an action that is handed on stays open. Its number stays.
enum class ActionState : std::uint8_t { open, done, handed_on, dropped };
enum class OwnerKind : std::uint8_t { professional, organisation, member };

enum class CaseOutcome : std::uint8_t { goals_met, partly, moved, stopped_by_household, other };
enum class FollowUpOutcome : std::uint8_t { going_well, needs_help, not_reached };

enum class TermKind : std::uint8_t { working, calendar };

std::string_view to_text(SignalKind);
std::string_view to_text(SignalStatus);
std::string_view to_text(SignalOutcome);
std::string_view to_text(DeclineReason);
std::string_view to_text(ItemKind);
std::string_view to_text(ItemState);
std::string_view to_text(BoardState);
std::string_view to_text(ActionState);
std::string_view to_text(OwnerKind);
std::string_view to_text(CaseOutcome);
std::string_view to_text(FollowUpOutcome);
std::string_view to_text(TermKind);

// What SignalOutcome::prevented means for a kind: "eviction", "energy_cutoff", "water_cutoff",
// "insurance_end"; else "help_accepted", which no figure counts as prevented.
std::string_view prevented_word(SignalKind);
bool counts_as_prevented(SignalKind);

}  // namespace kortelijn
