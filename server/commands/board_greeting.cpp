// Every team is asked of the policy; being in a team is only why it is asked.
#include "commands/board_greeting.hpp"

#include <set>

#include "commands/board_change.hpp"
#include "commands/board_joining.hpp"

namespace kortelijn::commands {
namespace {

void add_teams(const Professional* who, Instant now, std::set<TeamId>& teams) {
    if (who == nullptr) return;
    for (const TeamMembership& membership : who->teams)
        if (membership.period.live(now)) teams.insert(membership.team);
}

// Their own, and those of whom they stand in for.
std::set<TeamId> teams_of(const Directory& directory, ProfessionalId who, Instant now) {
    std::set<TeamId> teams;
    add_teams(directory.find(who), now, teams);
    for (const Replacement& one : directory.replacements)
        if (one.replacement == who && one.period.live(now))
            add_teams(directory.find(one.absent), now, teams);
    return teams;
}

}  // namespace

SatAt read_sat_at(protocol::Reader& r) {
    return {r.id<BoardId>("board"), r.optional_boolean("screen").value_or(false)};
}

void write_boards(Context& c, protocol::Writer& w) {
    w.key("boards").array();
    for (const TeamId team : teams_of(c.directory(), c.caller.who, c.now)) {
        const BoardEntry& board = c.world.board(team, amsterdam_day(c.now));
        if (!may_join(c.world, board, c.caller.who, c.now)) continue;
        w.object().field("team", team);
        if (board.there) w.field("board", board.id);
        w.field("state", to_text(board.record.state)).end_object();
    }
    w.end_array();
}

void sit_down_again(Context& c, const SatAt& had, protocol::Writer& w, Change& change) {
    const World::Steps before = c.world.steps();
    Ask ask = ask_board(Action::board_join);
    ask.who = c.caller.who;
    ask.as = Role::professional;
    const Requirement need = Requirement::at(had.board, ask);
    const Named named = c.world.named(need, c.now);
    const Decision decision = c.world.decide(named, ask, c.now);
    w.key("board").object().field("board", had.board);
    audit::ObjectValue object = object_of(had.board);
    if (had.screen) object.field = "screen";
    if (!decision.permit) {
        c.world.even_out(need, named, before);
        change.also.push_back({"board.join", {}, std::move(object), {}, {}, decision.reason});
        w.field("state", "not_found").end_object();
        return;
    }
    const auto items = join_board(c, had.board, had.screen, w, change);
    // Full, or no start any more: nothing was written of it.
    w.field("state", items ? "joined" : "not_found").end_object();
    if (!items) return;
    add_items(object, *items);
    change.also.push_back({"board.join", {}, std::move(object), {}, {}});
    change.tag = any_case;
}

}  // namespace kortelijn::commands
