// board.move: on to an item, or a pause. Of two who move at once the second is told: their version
// is behind.
#include "commands/board_change.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    BoardId board;
    std::optional<ItemId> to;
    bool done = true;
    std::int64_t expected_version = 0;
};

Input read(protocol::Reader& r) {
    return {r.id<BoardId>("board"), r.optional_id<ItemId>("to"),
            r.optional_boolean("done").value_or(true), read_expected_version(r)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_lead(in.board);
}

Result<Change> effect(const Input& in, Context& c) {
    const auto found = board_to_change(c, in.board, in.expected_version);
    if (!found) return found.error();
    const BoardEntry& board = **found;
    const store::AgendaItem* to = in.to ? board.find(*in.to) : nullptr;
    if (in.to && to == nullptr) return refuse("request.invalid", "to");
    store::BoardRecord record = board.record;
    if (record.current_item != in.to.value_or(ItemId{})) {
        close_current(c, record, board, in.done ? ItemState::done : ItemState::waiting);
        if (to != nullptr) {
            store::AgendaItem on = *to;
            on.state = ItemState::current;
            c.store.change_item(on);
            record.current_item = on.id;
            record.current_since = c.now;
        }
    }
    Change change = keep_board(c, record);
    change.object = object_of(in.board, in.to.value_or(ItemId{}));
    return change;
}

}  // namespace

constinit const Row board_move = row<Input, read, require, effect>("board.move", Kind::write);

}  // namespace kortelijn::commands
