// Each change of a board: rows, one version further, and the board is told whole at the batch's
// end.
#include "commands/board_change.hpp"

#include <algorithm>

#include "domain/agenda.hpp"

namespace kortelijn::commands {

Ask ask_board(Action action, ProfessionalId concerns) {
    Ask ask;
    ask.action = action;
    ask.concerns = concerns;
    return ask;
}

Requirement require_lead(BoardId id, ProfessionalId concerns) {
    return Requirement::at(id, ask_board(Action::board_lead, concerns));
}

std::int64_t read_expected_version(protocol::Reader& r) {
    return r.integer("expected_version", 1, protocol::max_number);
}

OneAtBoard read_one_at_board(protocol::Reader& r) {
    return {r.id<BoardId>("board"), r.id<ProfessionalId>("who"), read_expected_version(r)};
}

Result<BoardEntry*> board_to_change(Context& c, BoardId id, std::int64_t expected_version) {
    BoardEntry& board = c.world.board(id);
    if (board.record.state == BoardState::ended) return refuse("board.ended");
    if (board.record.state == BoardState::planned) return refuse("board.not_open");
    // Of who came and went since they drew it they need not know.
    if (expected_version < std::min(board.led, board.record.version) ||
        expected_version > board.record.version)
        return refuse("board.changed_meanwhile");
    return &board;
}

Change keep_board(Context& c, store::BoardRecord record) {
    ++record.version;
    c.store.change_board(record);
    c.world.touch(record.id);
    c.world.board(record.id).led = record.version;
    Change change;
    protocol::Writer w(32);
    change.result = w.object().field("version", record.version).end_object().take();
    change.object = object_of(record.id);
    return change;
}

void close_current(Context& c, store::BoardRecord& record, const BoardEntry& board, ItemState as) {
    if (const store::AgendaItem* on = board.find(record.current_item)) {
        store::AgendaItem item = *on;
        if (record.current_since)
            item.spent_ms += std::max<std::int64_t>(0, c.now - *record.current_since);
        item.state = as;
        c.store.change_item(item);
    }
    record.current_item = {};
    record.current_since.reset();
}

std::optional<ItemId> put_on_agenda(Context& c, BoardEntry& board, const store::AgendaItem& item) {
    int last = 0;
    for (const store::AgendaItem& there : board.items) {
        last = std::max(last, there.place);
        if (there.of_case != item.of_case || there.signal != item.signal) continue;
        store::AgendaItem merged = there;
        merged.carried = std::max(there.carried, item.carried);
        c.store.change_item(merged);
        c.world.touch(board.id);
        return there.id;
    }
    if (board.items.size() >= std::size_t(agenda_limit)) return std::nullopt;
    store::AgendaItem added = item;
    added.id = {};
    added.board = board.id;
    added.place = last + 1;
    added.state = ItemState::waiting;
    added.spent_ms = 0;
    const ItemId id = c.store.add_item(added);
    c.world.touch(board.id);
    return id;
}

BoardEntry& board_made(Context& c, TeamId team, Day day) {
    BoardEntry& known = c.world.board(team, day);
    if (known.there) return known;
    store::BoardRecord record;
    record.team = team;
    record.day = day;
    const BoardId id = c.store.add_board(record);
    c.world.touch(id);
    return c.world.board(id);
}

namespace {

constexpr int starts_looked_back = 20;

PlannedItem planned_of(const store::AgendaItem& item) {
    PlannedItem out;
    out.id = item.id;
    out.kind = item.kind;
    out.of_case = item.of_case;
    out.signal = item.signal;
    out.minutes = item.minutes;
    out.carried = item.carried;
    out.put_by = item.put_by;
    return out;
}

AgendaSource source_of(Context& c, const BoardEntry& board) {
    const TeamId team = board.record.team;
    const Day day = board.record.day;
    AgendaSource source;
    // By what their rows say; whether a case opens, and is of the team, is known from its facts.
    const auto of_team = [&](CaseId id) {
        const CaseEntry& entry = c.world.entry(id, c.now);
        return entry.exists() && entry.the_case().home_team == team;
    };
    for (const auto& action : c.store.actions_due(team, Day{day.number - 1}))
        if (of_team(action.of_case)) source.actions.push_back({action.of_case, action.due});
    for (const auto& signal : c.store.open_signals(team))
        source.signals.push_back({signal.facts.id, signal.facts.of_case, signal.facts.received_at,
                                  Day{amsterdam_day(signal.term_ends_at).number - 1},
                                  signal.first_contact_at.has_value()});
    for (const auto& follow_up : c.store.follow_ups_due(team, day))
        if (of_team(follow_up.of_case))
            source.follow_ups.push_back({follow_up.of_case, follow_up.due});
    for (const auto& item : board.items) source.planned.push_back(planned_of(item));
    return source;
}

}  // namespace

void put_on_later(Context& c, TeamId team, Day after, const store::AgendaItem& item) {
    // It ends: a day that nobody planned anything for has room.
    for (Day day = next_working_day(after);; day = next_working_day(day)) {
        BoardEntry& next = board_made(c, team, day);
        if (next.record.state != BoardState::ended && put_on_agenda(c, next, item)) return;
    }
}

void carry_from_unended(Context& c, BoardEntry& board) {
    const BoardId id = board.id;
    const TeamId team = board.record.team;
    const Day day = board.record.day, today = amsterdam_day(c.now);
    Day before = day;
    for (int looked_at = 0; looked_at < starts_looked_back; ++looked_at) {
        auto last = c.store.latest_board_before(team, before);
        if (!last) return;
        before = last->day;
        // Today's may be held while tomorrow's is opened: whoever chairs it ends it.
        if (last->state == BoardState::ended || last->day >= today) continue;
        for (store::AgendaItem item : c.store.items(last->id)) {
            if (item.state != ItemState::waiting) continue;
            if (last->state == BoardState::open) item.kind = ItemKind::carried, ++item.carried;
            if (!put_on_agenda(c, c.world.board(id), item)) put_on_later(c, team, day, item);
        }
        last->state = BoardState::ended;
        last->ended_at = c.now;
        ++last->version;
        c.store.change_board(*last);
        c.world.touch(last->id);
    }
}

void fill_agenda(Context& c, BoardEntry& board) {
    std::set<ItemId> kept;
    std::vector<PlannedItem> left_out;
    int place = 0;
    for (const PlannedItem& planned :
         make_agenda(board.record.day, source_of(c, board), &left_out)) {
        store::AgendaItem item;
        if (const store::AgendaItem* there = board.find(planned.id)) item = *there;
        item.id = planned.id;
        item.board = board.id;
        item.place = ++place;
        item.kind = planned.kind;
        item.of_case = planned.of_case;
        item.signal = planned.signal;
        item.minutes = planned.minutes;
        item.carried = planned.carried;
        item.put_by = planned.put_by;
        if (item.id)
            c.store.change_item(item);
        else
            item.id = c.store.add_item(item);
        kept.insert(item.id);
    }
    for (store::AgendaItem item : board.items)
        if (!kept.contains(item.id)) {
            item.state = ItemState::dropped;
            c.store.change_item(item);
        }
    const TeamId team = board.record.team;
    const Day day = board.record.day;
    c.world.touch(board.id);
    // A call that was promised is not forgotten because a morning was full.
    for (const PlannedItem& planned : left_out) {
        store::AgendaItem item;
        item.of_case = planned.of_case;
        item.kind = ItemKind::carried;
        item.minutes = planned.minutes;
        item.carried = planned.carried + 1;
        put_on_later(c, team, day, item);
    }
}

audit::ObjectValue object_of(BoardId board, ItemId item) {
    audit::ObjectValue out;
    out.board = board.value;
    if (item) out.item = item.value;
    return out;
}

audit::ObjectValue object_of(BoardId board, ProfessionalId who) {
    audit::ObjectValue out = object_of(board);
    out.professional = who;
    return out;
}

void add_items(audit::ObjectValue& object, const std::set<ItemId>& items) {
    object.count = std::int64_t(items.size());
    for (const ItemId item : items)
        if (!object.ranges.empty() && object.ranges.back().second + 1 == item.value)
            object.ranges.back().second = item.value;
        else
            object.ranges.push_back({item.value, item.value});
}

}  // namespace kortelijn::commands
