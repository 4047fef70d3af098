// board.today: a team's start in short: how many items, who is there. No card, no title.
#include "commands/board_change.hpp"
#include "commands/items.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
    std::optional<Day> day;
};

Input read(protocol::Reader& r) { return {r.id<TeamId>("team"), r.optional_day("day")}; }

Requirement require(const Input& in, World&, const Caller&, Instant now) {
    return Requirement::at(in.team, in.day.value_or(amsterdam_day(now)),
                           ask_board(Action::board_join));
}

Result<Change> effect(const Input& in, Context& c) {
    const BoardEntry& board = c.world.board(in.team, in.day.value_or(amsterdam_day(c.now)));
    const Team* team = c.directory().find(in.team);
    protocol::Writer w(512);
    w.object().key("team").object().field("id", in.team);
    w.field("name", team ? std::string_view(team->name) : std::string_view{}).end_object();
    w.field("day", board.record.day);
    if (board.there) w.field("board", board.id);
    w.field("state", to_text(board.record.state));
    if (board.record.chair)
        w.raw_field("chair", person_json(c.directory(), board.record.chair, c.now));
    w.field("items", std::int64_t(board.items.size())).key("present").array();
    for (const store::Presence& one : board.presence)
        w.raw(person_json(c.directory(), one.professional, c.now));
    Change change;
    change.result = w.end_array().end_object().take();
    if (board.there) change.object = object_of(board.id);
    return change;
}

}  // namespace

constinit const Row board_today = row<Input, read, require, effect>("board.today", Kind::read);

}  // namespace kortelijn::commands
