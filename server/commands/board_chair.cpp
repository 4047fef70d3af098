// board.chair: the chair hands on to somebody present, or somebody takes it when the chair is not
// there (R40). It opens nothing.
#include "commands/board_change.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

Requirement require(const OneAtBoard& in, World&, const Caller&, Instant) {
    return require_lead(in.board, in.who);
}

Result<Change> effect(const OneAtBoard& in, Context& c) {
    const auto board = board_to_change(c, in.board, in.expected_version);
    if (!board) return board.error();
    store::BoardRecord record = (*board)->record;
    record.chair = in.who;
    Change change = keep_board(c, record);
    change.object = object_of(in.board, in.who);
    return change;
}

}  // namespace

constinit const Row board_chair =
    row<OneAtBoard, read_one_at_board, require, effect>("board.chair", Kind::write);

}  // namespace kortelijn::commands
