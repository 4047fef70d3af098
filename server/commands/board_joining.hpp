// Sitting down at a board, for board.join and for a connection that comes back.
#pragma once

#include "commands/board_change.hpp"

namespace kortelijn::commands {

constexpr std::size_t max_present = 100;

// After the policy let them in: counts the caller as present unless it is a screen, writes common,
// cards and may_lead into the open object, seats the connection. Gives the items whose card or
// title stands in it.
Result<std::set<ItemId>> join_board(Context&, BoardId, bool screen, protocol::Writer&, Change&);

}  // namespace kortelijn::commands
