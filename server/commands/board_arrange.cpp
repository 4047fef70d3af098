// board.arrange: an item elsewhere on the agenda, with other minutes, or off it.
#include <algorithm>

#include "commands/board_change.hpp"
#include "commands/rows.hpp"
#include "domain/agenda.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    BoardId board;
    ItemId item;
    std::optional<std::int64_t> place;
    std::optional<std::int64_t> minutes;
    bool drop = false;
    std::int64_t expected_version = 0;
};

constexpr int most_minutes = 60;

Input read(protocol::Reader& r) {
    Input in;
    in.board = r.id<BoardId>("board");
    in.item = r.id<ItemId>("item");
    in.place = r.optional_integer("place", 1, agenda_limit);
    in.minutes = r.optional_integer("minutes", 1, most_minutes);
    const auto drop = r.optional_boolean("drop");
    if (drop && !*drop) r.refuse_field("request.invalid", "drop");
    in.drop = drop.has_value();
    in.expected_version = read_expected_version(r);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_lead(in.board);
}

Result<Change> effect(const Input& in, Context& c) {
    const auto found = board_to_change(c, in.board, in.expected_version);
    if (!found) return found.error();
    const BoardEntry& board = **found;
    if (board.find(in.item) == nullptr) return refuse("request.invalid", "item");
    store::BoardRecord record = board.record;
    std::vector<store::AgendaItem> order = board.items;
    const auto at = std::find_if(order.begin(), order.end(),
                                 [&](const auto& item) { return item.id == in.item; });
    store::AgendaItem item = *at;
    order.erase(at);
    if (in.minutes) item.minutes = int(*in.minutes);
    if (in.drop) {
        if (record.current_item == item.id) close_current(c, record, board, ItemState::dropped);
        item.state = ItemState::dropped;
        c.store.change_item(item);
    } else {
        const std::size_t place =
            in.place ? std::size_t(*in.place) : std::size_t(item.place > 0 ? item.place : 1);
        order.insert(order.begin() + std::ptrdiff_t(std::min(place - 1, order.size())), item);
    }
    int place = 0;
    for (store::AgendaItem& one : order) {
        one.place = ++place;
        if (const store::AgendaItem* had = board.find(one.id); had == nullptr || !(*had == one))
            c.store.change_item(one);
    }
    Change change = keep_board(c, record);
    change.object = object_of(in.board, in.item);
    return change;
}

}  // namespace

constinit const Row board_arrange = row<Input, read, require, effect>("board.arrange", Kind::write);

}  // namespace kortelijn::commands
