// board.end: the start is over. What was not reached is on the next working day's, one more time
// carried.
#include "commands/board_change.hpp"
#include "commands/rows.hpp"
#include "domain/agenda.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    BoardId board;
    std::int64_t expected_version = 0;
};

Input read(protocol::Reader& r) { return {r.id<BoardId>("board"), read_expected_version(r)}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_lead(in.board);
}

Result<Change> effect(const Input& in, Context& c) {
    const auto found = board_to_change(c, in.board, in.expected_version);
    if (!found) return found.error();
    const BoardEntry& board = **found;
    store::BoardRecord record = board.record;
    std::int64_t carried = 0;
    for (const store::AgendaItem& item : board.items) {
        if (item.state != ItemState::waiting) continue;
        store::AgendaItem again = item;
        again.kind = ItemKind::carried;
        ++again.carried;
        put_on_later(c, record.team, record.day, again);
        ++carried;
    }
    close_current(c, record, board, ItemState::done);
    record.state = BoardState::ended;
    record.ended_at = c.now;
    Change change = keep_board(c, record);
    change.object.count = carried;
    protocol::Writer w(32);
    change.result = w.object().field("carried", carried).end_object().take();
    return change;
}

}  // namespace

constinit const Row board_end = row<Input, read, require, effect>("board.end", Kind::write);

}  // namespace kortelijn::commands
