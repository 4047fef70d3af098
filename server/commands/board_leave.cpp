// board.leave: one's own leaving, allowed to whoever sits there whatever the policy says by now; or
// the chair taking out somebody who has no device to do it.
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

// Asked of the store, at hand or not, so that a board that one is not at takes as long as one that
// never was (I6).
std::optional<store::Presence> presence_of(Context& c, BoardId board, ProfessionalId who) {
    for (const store::Presence& one : c.store.presence(board))
        if (one.professional == who && !one.until) return one;
    return std::nullopt;
}

Result<Change> effect(const Input& in, Context& c) {
    const ProfessionalId who = in.who.value_or(c.caller.who);
    Change change;
    auto left = presence_of(c, in.board, who);
    if (left && c.world.board(in.board).record.state == BoardState::open) {
        left->until = c.now;
        c.store.set_presence(*left);
        store::BoardRecord record = c.world.board(in.board).record;
        ++record.version;
        c.store.change_board(record);
        c.world.touch(record.id);
        change.object = object_of(in.board, who);
        if (who != c.caller.who)
            change.after = [board = in.board, who](World& world) {
                world.board(board).at.take_out(who);
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
