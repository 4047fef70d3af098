// What the greeting of a connection says of starts: those of today that its person may join, and
// the one at which it sat when its line broke.
#pragma once

#include "commands/command.hpp"

namespace kortelijn::commands {

struct SatAt {
    BoardId board;
    bool screen = false;
};

SatAt read_sat_at(protocol::Reader&);
// Writes `boards` into the open object: team, state, and the board when there is one. No item.
void write_boards(Context&, protocol::Writer&);
// Writes `board` into the open object: the state as it is now, seated again; or not_found, recorded
// as a refused board.join and by the same steps whether there is such a board or not.
void sit_down_again(Context&, const SatAt&, protocol::Writer&, Change&);

}  // namespace kortelijn::commands
