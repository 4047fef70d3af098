// board.join: this connection sits down at a start and its person counts as present. A screen draws
// the common part and nothing else: it makes nobody present and is given no card.
#include "commands/board_joining.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    BoardId board;
    bool screen = false;
};

Input read(protocol::Reader& r) {
    return {r.id<BoardId>("board"), r.optional_boolean("screen").value_or(false)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::at(in.board, ask_board(Action::board_join));
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    protocol::Writer w(8 * 1024);
    w.object();
    auto items = join_board(c, in.board, in.screen, w, change);
    if (!items) return items.error();
    change.result = w.end_object().take();
    change.tag = any_case;
    change.object = object_of(in.board);
    if (in.screen) change.object.field = "screen";
    add_items(change.object, *items);
    return change;
}

}  // namespace

// Sent again it sits down again, so it is no write to be answered with an old state.
constinit const Row board_join = row<Input, read, require, effect>("board.join", Kind::read);

}  // namespace kortelijn::commands
