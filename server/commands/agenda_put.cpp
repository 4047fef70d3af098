// agenda.put: a case on a team's agenda, by whoever may see it there (R43).
#include "commands/board_change.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
    CaseId the_case;
    std::optional<Day> day;
};

Input read(protocol::Reader& r) {
    return {r.id<TeamId>("team"), r.id<CaseId>("case"), r.optional_day("day")};
}

// Left out: today's while it has not begun, else the next working day's.
Day day_of(const Input& in, World& world, Instant now) {
    if (in.day) return *in.day;
    const Day today = amsterdam_day(now);
    const bool begun = world.board(in.team, today).record.state != BoardState::planned;
    return begun || !is_working_day(today) ? next_working_day(today) : today;
}

Requirement require(const Input& in, World& world, const Caller&, Instant now) {
    return Requirement::on(in.team, day_of(in, world, now), in.the_case,
                           ask_board(Action::agenda_put));
}

constexpr int farthest_days = 31;

Result<Change> effect(const Input& in, Context& c) {
    const Day today = amsterdam_day(c.now);
    const Day day = day_of(in, c.world, c.now);
    if (day < today || day.number > today.number + farthest_days) return refuse("board.day", "day");
    BoardEntry& board = board_made(c, in.team, day);
    if (board.record.state == BoardState::ended) return refuse("board.ended", "day");
    for (const store::AgendaItem& there : board.items)
        if (there.of_case == in.the_case) return refuse("agenda.already_on", "case");
    store::AgendaItem item;
    item.of_case = in.the_case;
    item.put_by = c.caller.who;
    const auto put = put_on_agenda(c, board, item);
    if (!put) return refuse("agenda.full");
    Change change = keep_board(c, board.record);
    change.object = object_of(board.id, *put);
    change.tag = in.the_case;
    protocol::Writer w(32);
    change.result = w.object().field("item", *put).end_object().take();
    return change;
}

}  // namespace

constinit const Row agenda_put = row<Input, read, require, effect>("agenda.put", Kind::write);

}  // namespace kortelijn::commands
