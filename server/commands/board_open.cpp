// board.open: begins the start of a team for a day: fills the agenda, names a chair. Nobody is
// present by it, and the one who opens sees nothing more. On that day only: one that was opened the
// day before could be ended then, and what came in overnight would not be on it.
#include "commands/board_change.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
    Day day;
    std::optional<ProfessionalId> chair;
};

Input read(protocol::Reader& r) {
    return {r.id<TeamId>("team"), r.day("day"), r.optional_id<ProfessionalId>("chair")};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::at(in.team, in.day, ask_board(Action::board_join));
}

Result<Change> effect(const Input& in, Context& c) {
    const Day today = amsterdam_day(c.now);
    if (in.day != today) return refuse("board.day", "day");
    BoardEntry& board = board_made(c, in.team, in.day);
    if (board.record.state == BoardState::open) return refuse("board.already_open", "day");
    if (board.record.state == BoardState::ended) return refuse("board.ended", "day");
    const ProfessionalId chair = in.chair.value_or(c.caller.who);
    if (!may_join(c.world, board, chair, c.now)) return refuse("board.not_present", "chair");
    const BoardId id = board.id;
    carry_from_unended(c, board);
    fill_agenda(c, c.world.board(id));
    store::BoardRecord record = c.world.board(id).record;
    record.state = BoardState::open;
    record.chair = chair;
    record.opened_at = c.now;
    Change change = keep_board(c, record);
    change.opened = record.id;
    change.object.count = std::int64_t(c.world.board(record.id).items.size());
    protocol::Writer w(48);
    change.result = w.object()
                        .field("board", record.id)
                        .field("version", record.version + 1)
                        .end_object()
                        .take();
    return change;
}

}  // namespace

constinit const Row board_open = row<Input, read, require, effect>("board.open", Kind::write);

}  // namespace kortelijn::commands
