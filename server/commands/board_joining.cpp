// Presence first, then the look: who sits down changes what may be shown to all.
#include "commands/board_joining.hpp"

#include <algorithm>

namespace kortelijn::commands {
namespace {

// Whether everybody has to be told of one more who looks.
Result<bool> sit_in(Context& c, const BoardEntry& board, bool screen) {
    const ProfessionalId who = c.caller.who;
    const auto row = std::find_if(board.presence.begin(), board.presence.end(),
                                  [&](const auto& one) { return one.professional == who; });
    const bool there = row != board.presence.end();
    if (screen) {
        const auto people = board.at.people();
        return !there && std::find(people.begin(), people.end(), who) == people.end();
    }
    if (there && row->ticked_by == who) return false;
    if (board.record.state == BoardState::ended) return false;
    if (!there && board.presence.size() >= max_present) return refuse("board.full");
    c.store.set_presence({board.id, who, there ? row->since : c.now, std::nullopt, who});
    return true;
}

}  // namespace

Result<std::set<ItemId>> join_board(Context& c, BoardId id, bool screen, protocol::Writer& w,
                                    Change& change) {
    const BoardEntry& found = c.world.board(id);
    if (found.record.state == BoardState::planned) return refuse("board.not_open");
    const auto news = sit_in(c, found, screen);
    if (!news) return news.error();
    if (*news) {
        store::BoardRecord record = found.record;
        ++record.version;
        c.store.change_board(record);
        c.world.touch(id);
    }
    BoardEntry& board = c.world.board(id);
    BoardLook look(c.world, board, c.now, c.caller.who);
    std::set<ItemId> items = look.shared_with(c.caller.who);
    if (!screen) items.merge(look.seen_by(c.caller.who));
    const std::int64_t version = board.record.version;
    version_of_its_own(c.store, board, look);
    w.raw_field("common", look.common_json(c.caller.who));
    if (board.record.version != version) c.world.touch(id);
    w.raw_field("cards", screen ? "[]" : look.cards_json(c.caller.who));
    w.field("may_lead", board.record.chair == c.caller.who);
    change.boards.push_back(id);
    change.seated = BoardSeating{id, true, screen, items};
    return items;
}

}  // namespace kortelijn::commands
