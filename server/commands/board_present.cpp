// board.present: the chair counts somebody as present who has no device. The screen then shows only
// what they too may see.
#include "commands/board_joining.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

Requirement require(const OneAtBoard& in, World&, const Caller&, Instant) {
    return require_lead(in.board);
}

Result<Change> effect(const OneAtBoard& in, Context& c) {
    const auto board = board_to_change(c, in.board, in.expected_version);
    if (!board) return board.error();
    if (!may_join(c.world, **board, in.who, c.now)) return refuse("pair.not_in_team", "who");
    if (!(*board)->is_present(in.who)) {
        if ((*board)->presence.size() >= max_present) return refuse("board.full");
        c.store.set_presence({in.board, in.who, c.now, std::nullopt, c.caller.who});
    }
    Change change = keep_board(c, (*board)->record);
    change.object = object_of(in.board, in.who);
    change.after = [board = in.board, who = in.who](World& world) {
        world.board(board).at.count_in(who);
    };
    return change;
}

}  // namespace

constinit const Row board_present =
    row<OneAtBoard, read_one_at_board, require, effect>("board.present", Kind::write);

}  // namespace kortelijn::commands
