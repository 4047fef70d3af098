// Seats at a daily start.
#include "rooms/board.hpp"

#include <algorithm>
#include <iterator>

namespace kortelijn::rooms {

std::set<ItemId> Given::items() const {
    std::set<ItemId> out = titles;
    out.insert(cards.begin(), cards.end());
    return out;
}

bool Given::holds_all_of(const Given& other) const {
    return std::includes(cards.begin(), cards.end(), other.cards.begin(), other.cards.end()) &&
           std::includes(titles.begin(), titles.end(), other.titles.begin(), other.titles.end());
}

Given Given::kept_of(const Given& other) const {
    Given out;
    std::set_intersection(cards.begin(), cards.end(), other.cards.begin(), other.cards.end(),
                          std::inserter(out.cards, out.cards.end()));
    std::set_intersection(titles.begin(), titles.end(), other.titles.begin(), other.titles.end(),
                          std::inserter(out.titles, out.titles.end()));
    return out;
}

BoardSeat* Board::seat_of(ConnectionId id) {
    const auto at = std::find_if(seats_.begin(), seats_.end(),
                                 [&](const BoardSeat& seat) { return seat.connection == id; });
    return at == seats_.end() ? nullptr : &*at;
}

void Board::sit(BoardSeat seat) {
    taken_out.erase(seat.connection);
    if (BoardSeat* had = seat_of(seat.connection))
        *had = std::move(seat);
    else
        seats_.push_back(std::move(seat));
}

void Board::stand_up(ConnectionId id) {
    std::erase_if(seats_, [&](const BoardSeat& seat) { return seat.connection == id; });
}

void Board::take_out(ProfessionalId who) {
    for (const BoardSeat& seat : seats_)
        if (seat.who == who) taken_out.insert(seat.connection);
}

void Board::count_in(ProfessionalId who) {
    for (const BoardSeat& seat : seats_)
        if (seat.who == who) taken_out.erase(seat.connection);
}

std::vector<ProfessionalId> Board::people() const {
    std::set<ProfessionalId> out;
    for (const BoardSeat& seat : seats_) out.insert(seat.who);
    return {out.begin(), out.end()};
}

bool Board::has_seat(ProfessionalId who) const {
    return std::any_of(seats_.begin(), seats_.end(),
                       [&](const BoardSeat& seat) { return seat.who == who; });
}

bool Board::is_given_cards(ProfessionalId who) const {
    return std::any_of(seats_.begin(), seats_.end(),
                       [&](const BoardSeat& seat) { return seat.who == who && !seat.screen; });
}

}  // namespace kortelijn::rooms
