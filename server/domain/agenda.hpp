// Which items come on the agenda of a daily start, and in which order. Pure; knows no rule about
// who may see what: an item tells of a case or a signal by its id only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/words_start.hpp"

namespace kortelijn {

constexpr int agenda_limit = 60;
// Of these for signals that nobody took up, at most: the rest of the morning keeps its place.
constexpr int signals_limit = 40;
// The same for every kind: a length must not tell what an item is about.
constexpr int default_minutes = 5;

// An open action of a case of the team.
struct ActionDue {
    CaseId of_case;
    Day due;
};

// A signal of the team that nobody settled yet.
struct SignalDue {
    SignalId signal;
    CaseId of_case;  // none: not taken up
    Instant received_at;
    Day last_day;                // of its term
    bool first_contact = false;  // somebody was in touch: the term is met
};

struct FollowUpDue {
    CaseId of_case;
    Day due;
};

// An item before it has a row, or (with `id`) one that stands on the planned board already.
struct PlannedItem {
    ItemId id;
    ItemKind kind = ItemKind::put_on;
    CaseId of_case;   // one
    SignalId signal;  // of both
    int minutes = default_minutes;
    int carried = 0;  // how often it was not reached
    ProfessionalId put_by;

    bool operator==(const PlannedItem&) const = default;
};

struct AgendaSource {
    std::vector<ActionDue> actions;
    std::vector<SignalDue> signals;
    std::vector<FollowUpDue> follow_ups;
    std::vector<PlannedItem> planned;  // put on by hand, or carried over
};

// A term runs out when its last day is not after the second working day after `day`.
bool runs_out(Day last_day, Day day);

// In the order of ItemKind: actions due before `day`, terms that run out, other new signals,
// follow-ups due by `day`, what was put on, what was carried over; within a kind the longest due
// first. One item for each case and each signal that was not taken up: two reasons for one case are
// the first of them, and what was carried or put on keeps its count, its minutes and its row. A
// planned signal that is settled or taken up by now is left out. At most `agenda_limit`; rows that
// stand on the board already stay. When not all fit, the room goes to follow-ups first, then to
// terms, to actions and to new signals; a follow-up that has none even so is in `left_out`. What
// else has none comes by itself on the next agenda.
std::vector<PlannedItem> make_agenda(Day day, const AgendaSource& source,
                                     std::vector<PlannedItem>* left_out = nullptr);

// What was not reached, as it comes on the next agenda: one more time carried, without a row.
PlannedItem carry_over(PlannedItem item);

}  // namespace kortelijn
