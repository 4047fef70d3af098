// A board at hand: its rows as the store has them and who is at it. Everything but the seats can be
// read again at any moment.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "domain/facts.hpp"
#include "rooms/board.hpp"
#include "store/start_records.hpp"

namespace kortelijn::commands {

// When what put an item on the agenda is due: each day is for who may read what it is of.
struct ItemReason {
    ItemKind kind = ItemKind::put_on;
    std::vector<std::pair<Day, Cells>> actions;  // open and due before the start, soonest first
    std::optional<Day> follow_up;
    std::optional<SignalFacts> signal;  // of the case, whose term runs out first
    Instant term_ends;
};

struct BoardEntry {
    BoardId id;
    bool there = false;
    store::BoardRecord record;
    std::vector<store::AgendaItem> items;   // by place; what was taken off is not among them
    std::vector<store::Presence> presence;  // who sits in the room now
    Instant valid_until = never;            // who belongs to it may change through time then
    // The version of the newest change by who led: who comes and goes after it makes nobody's
    // choice of an item an old one.
    std::int64_t led = 0;
    // The texts of the look that was made last, for an answer or to be told, and their version.
    // None: no look since the board was read in at that version.
    std::optional<std::string> shown;
    std::int64_t shown_version = 0;
    std::set<CaseId> cases;  // behind its items when it was looked at last
    bool stale = false;
    rooms::Board at;

    // What a decision may know of it.
    BoardFacts facts() const;
    bool is_present(ProfessionalId) const;
    const store::AgendaItem* find(ItemId) const;
};

}  // namespace kortelijn::commands
