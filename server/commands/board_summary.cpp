// board.summary: what a start decided and agreed, item by item, as far as the reader may see it
// now: cards as at the board, decisions and actions by their cells (R39, R44). One entry for each
// case. What would make it more than a page stays in the rooms: `more` says that there is (I7).
#include <algorithm>

#include "commands/action_rows.hpp"
#include "commands/board_change.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    BoardId board;
};

Input read(protocol::Reader& r) { return {r.id<BoardId>("board")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::at(in.board, ask_board(Action::board_join));
}

// So many of a room's newest events are looked through: more than a morning brings.
constexpr int looked_through = 300;

// Those kept while the start was open; whether all of them fitted.
bool write_decisions(Context& c, const store::BoardRecord& board, CaseEntry& entry,
                     protocol::Writer& w, audit::ObjectValue& object) {
    if (!entry.exists() || !board.opened_at) return true;
    const View& view = c.world.view(entry, c.caller.who, c.now);
    if (!view.seat.may_enter) return true;
    auto events =
        c.world.older_events(entry.record.room, c.world.room(entry).last_seq() + 1, looked_through);
    std::sort(events.begin(), events.end(),
              [](const auto& a, const auto& b) { return a.seq < b.seq; });
    for (const store::RoomEvent& event : events) {
        const bool then =
            event.at >= *board.opened_at && (!board.ended_at || event.at <= *board.ended_at);
        if (event.kind != store::EventKind::decision || !then || !may_see(view, event)) continue;
        const std::string row = item_json(c.directory(), entry.facts(), event);
        if (w.size() + row.size() > max_page_bytes) return false;
        w.raw(row);
        object.ranges.push_back({event.seq, event.seq});
    }
    return true;
}

Result<Change> effect(const Input& in, Context& c) {
    const BoardEntry& board = c.world.board(in.board);
    BoardLook look(c.world, board, c.now);
    const std::set<ItemId> seen = look.seen_by(c.caller.who);
    Change change;
    std::string mine;
    bool more = false;
    protocol::Writer w(4096);
    w.object().key("items").array();
    for (const store::AgendaItem& item : board.items) {
        const auto signal = c.world.readable_signal(item.signal);
        const CaseId of_case = signal ? signal->facts.of_case : item.of_case;
        CaseEntry& entry = c.world.entry(of_case, c.now);
        AlsoRecorded also{"board.summary", of_case, object_of(in.board, item.id), {}, {}};
        w.object().field("item", item.id);
        if (seen.contains(item.id)) w.raw_field("card", look.card_json(item, c.caller.who));
        w.key("decisions").array();
        more |= !write_decisions(c, board.record, entry, w, also.object);
        w.end_array().key("actions").array();
        std::int64_t actions = 0;
        if (entry.exists())
            for (const store::ActionRecord& action : c.store.actions_of(of_case, false)) {
                if (action.item != item.id ||
                    !may_read(c.world, entry, c.caller.who, action.cells, c.now))
                    continue;
                const std::string row =
                    action_row_json(c.world, &entry, action, c.caller.who, c.now);
                const bool own = owns(c.directory(), action, c.caller.who, c.now);
                if (w.size() + mine.size() + row.size() * (own ? 2 : 1) > max_page_bytes) {
                    more = true;
                    continue;
                }
                w.raw(row);
                ++actions;
                if (own) mine += (mine.empty() ? "" : ",") + row;
            }
        w.end_array().end_object();
        also.object.count = actions + std::int64_t(also.object.ranges.size());
        if (*also.object.count > 0) change.also.push_back(std::move(also));
    }
    w.end_array().raw_field("mine", '[' + mine + ']');
    if (more) w.field("more", true);
    change.result = w.end_object().take();
    change.tag = any_case;
    change.object = object_of(in.board);
    add_items(change.object, seen);
    return change;
}

}  // namespace

constinit const Row board_summary = row<Input, read, require, effect>("board.summary", Kind::read);

}  // namespace kortelijn::commands
