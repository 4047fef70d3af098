// board.leave: one's own leaving, allowed to whoever sits there whatever the policy says by now; or
// the chair taking out somebody who has no device to do it.
#include <algorithm>

#include "commands/board_change.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    BoardId board;
    std::optional<ProfessionalId> who;
};

Input read(protocol::Reader& r) {
    return {r.id<BoardId>("board"), r.optional_id<ProfessionalId>("who")};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    if (in.who && *in.who != caller.who) return require_lead(in.board);
    return Requirement::account();
}

Result<Change> effect(const Input& in, Context& c) {
    const ProfessionalId who = in.who.value_or(c.caller.who);
    const BoardEntry& board = c.world.board(in.board);
    Change change;
    const auto row = std::find_if(board.presence.begin(), board.presence.end(),
                                  [&](const auto& one) { return one.professional == who; });
    if (row != board.presence.end() && board.record.state == BoardState::open) {
        store::Presence left = *row;
        left.until = c.now;
        c.store.set_presence(left);
        store::BoardRecord record = board.record;
        ++record.version;
        c.store.change_board(record);
        c.world.touch(record.id);
        change.object = object_of(in.board, who);
        if (who != c.caller.who)
            change.after = [board = in.board, who](World& world) {
                world.board(board).at.taken_out.insert(who);
            };
    } else if (who != c.caller.who) {
        return refuse("board.not_present", "who");
    }
    // Without a seat there is nothing to leave; the answer is the same for any number.
    if (who == c.caller.who) change.seated = BoardSeating{in.board, false, false, {}};
    return change;
}

}  // namespace

constinit const Row board_leave = row<Input, read, require, effect>("board.leave", Kind::write);

}  // namespace kortelijn::commands
