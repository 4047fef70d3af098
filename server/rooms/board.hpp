// Which connections are at a daily start, and what each was told of it last. Core memory only. Who
// may sit and who sees which item is decided outside; it knows no rule and no JSON.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "base/ids.hpp"
#include "rooms/outbox.hpp"

namespace kortelijn::rooms {

struct BoardSeat {
    ConnectionId connection;
    ProfessionalId who;
    bool screen = false;  // draws the common part only: never given a card
    // The texts it was given last; none: nothing yet. And those to be given, when they say
    // something else.
    Fragment common = {};
    Fragment common_now = {};
    Fragment cards = {};
    Fragment cards_now = {};
};

// A card tells more than the title that is shown to all, so each is lost for itself.
struct Given {
    std::set<ItemId> cards;
    std::set<ItemId> titles;

    std::set<ItemId> items() const;
    bool holds_all_of(const Given&) const;
    // What of it stands in the other too.
    Given kept_of(const Given&) const;
};

class Board {
public:
    const std::vector<BoardSeat>& seats() const { return seats_; }
    std::vector<BoardSeat>& seats() { return seats_; }
    BoardSeat* seat_of(ConnectionId);
    // Replaces the seat that this connection had, also one that was to end.
    void sit(BoardSeat);
    void stand_up(ConnectionId);
    // People with a seat, screens among them, each once and in order.
    std::vector<ProfessionalId> people() const;
    // Whether somebody has a seat that is given cards.
    bool is_given_cards(ProfessionalId) const;
    bool has_seat(ProfessionalId) const;
    bool remembers_anybody() const { return !seats_.empty() || !given.empty(); }

    // What each was given. Kept for who left as well: it may wait in an outbox.
    std::map<ProfessionalId, Given> given;
    // Seats that the chair ended, until the board is looked at again.
    std::set<ConnectionId> taken_out;
    void take_out(ProfessionalId);
    // Counted as present again: what was to end goes on.
    void count_in(ProfessionalId);

private:
    std::vector<BoardSeat> seats_;  // in the order of sitting down
};

}  // namespace kortelijn::rooms
