// Seats at a daily start.
#include "rooms/board.hpp"

#include <algorithm>

namespace kortelijn::rooms {

BoardSeat* Board::seat_of(ConnectionId id) {
    const auto at = std::find_if(seats_.begin(), seats_.end(),
                                 [&](const BoardSeat& seat) { return seat.connection == id; });
    return at == seats_.end() ? nullptr : &*at;
}

void Board::sit(BoardSeat seat) {
    if (BoardSeat* had = seat_of(seat.connection))
        *had = std::move(seat);
    else
        seats_.push_back(std::move(seat));
}

void Board::stand_up(ConnectionId id) {
    std::erase_if(seats_, [&](const BoardSeat& seat) { return seat.connection == id; });
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
