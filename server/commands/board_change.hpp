// What the commands of a board share: the board as its asker drew it, and the writing of a change.
#pragma once

#include "commands/board_look.hpp"
#include "commands/command.hpp"
#include "limits.hpp"

namespace kortelijn::commands {

Ask ask_board(Action action, ProfessionalId concerns = {});
// The params of what the chair does about one person at the board.
struct OneAtBoard {
    BoardId board;
    ProfessionalId who;
    std::int64_t expected_version = 0;
};
OneAtBoard read_one_at_board(protocol::Reader&);
// The question of the chair's commands (R40).
Requirement require_lead(BoardId, ProfessionalId concerns = {});
std::int64_t read_expected_version(protocol::Reader&);

// The open board, when it is still as the asker drew it.
Result<BoardEntry*> board_to_change(Context&, BoardId, std::int64_t expected_version);
// Writes the record with the next version and answers {version}.
Change keep_board(Context&, store::BoardRecord);
// The item that is on ends or waits again, with the time that it took.
void close_current(Context&, store::BoardRecord&, const BoardEntry&, ItemState as);
// What was not reached, or put on by hand, comes on this agenda: added, or merged with what is
// there. Nothing: the agenda is full.
std::optional<ItemId> put_on_agenda(Context&, BoardEntry&, const store::AgendaItem&);
// The board of a team and day, made when there is none; planned.
BoardEntry& board_made(Context&, TeamId, Day);
// On the team's first start after that day that has not ended and has room for it.
void put_on_later(Context&, TeamId, Day after, const store::AgendaItem&);
// What waits on the team's starts of earlier days that nobody ended comes along, or goes to a later
// one when this one is full; they end by it.
void carry_from_unended(Context&, BoardEntry&);
// Every reason of now on the agenda of a planned board; a follow-up that it has no room for is
// carried to a later one.
void fill_agenda(Context&, BoardEntry&);

audit::ObjectValue object_of(BoardId, ItemId = {});
audit::ObjectValue object_of(BoardId, ProfessionalId);
void add_items(audit::ObjectValue&, const std::set<ItemId>&);

}  // namespace kortelijn::commands
