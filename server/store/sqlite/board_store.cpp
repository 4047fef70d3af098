// Boards, their agenda items and who is present. Nothing here is about a household but its ids.
#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

#define KORTELIJN_BOARD_COLUMNS                                                 \
    "id, team, day, state, version, chair, opened_at, ended_at, current_item, " \
    "current_since "
#define KORTELIJN_ITEM_COLUMNS \
    "id, board, place, kind, of_case, signal, minutes, state, spent_ms, carried, put_by "

constexpr Sql board_read{"board.read",
                         "SELECT " KORTELIJN_BOARD_COLUMNS "FROM board WHERE id = ?1"};
constexpr Sql board_of_day{
    "board.of_day", "SELECT " KORTELIJN_BOARD_COLUMNS "FROM board WHERE team = ?1 AND day = ?2"};
constexpr Sql board_before{"board.before", "SELECT " KORTELIJN_BOARD_COLUMNS
                                           "FROM board WHERE team = ?1 AND day < ?2 "
                                           "ORDER BY day DESC LIMIT 1"};
constexpr Sql board_next{"board.next_id", "SELECT coalesce(max(id), 0) + 1 FROM board"};
constexpr Sql board_insert{"board.add", "INSERT INTO board (" KORTELIJN_BOARD_COLUMNS
                                        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
constexpr Sql board_change{
    "board.change",
    "UPDATE board SET state = ?2, version = ?3, chair = ?4, opened_at = ?5, ended_at = ?6, "
    "current_item = ?7, current_since = ?8 WHERE id = ?1"};

constexpr Sql item_read{"agenda_item.read",
                        "SELECT " KORTELIJN_ITEM_COLUMNS "FROM agenda_item WHERE id = ?1"};
constexpr Sql items_read{"agenda_item.of_board",
                         "SELECT " KORTELIJN_ITEM_COLUMNS
                         "FROM agenda_item WHERE board = ?1 ORDER BY place, id"};
constexpr Sql item_next{"agenda_item.next_id", "SELECT coalesce(max(id), 0) + 1 FROM agenda_item"};
constexpr Sql item_insert{"agenda_item.add",
                          "INSERT INTO agenda_item (" KORTELIJN_ITEM_COLUMNS
                          ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};
constexpr Sql item_change{
    "agenda_item.change",
    "UPDATE agenda_item SET place = ?2, kind = ?3, minutes = ?4, state = ?5, spent_ms = ?6, "
    "carried = ?7, put_by = ?8 WHERE id = ?1"};

constexpr Sql presence_read{
    "board_presence.of_board",
    "SELECT professional, since, until, ticked_by FROM board_presence WHERE board = ?1 "
    "ORDER BY professional"};
constexpr Sql presence_put{
    "board_presence.put",
    "INSERT INTO board_presence (board, professional, since, until, ticked_by) "
    "VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (board, professional) DO UPDATE SET since = ?3, until = ?4, ticked_by = ?5"};

std::optional<BoardRecord> board_in(Rows rows) {
    if (!rows.next()) return std::nullopt;
    BoardRecord b;
    b.id = rows.id<BoardId>(0);
    b.team = rows.id<TeamId>(1);
    b.day = Day{std::int32_t(rows.integer(2))};
    b.state = BoardState(rows.integer(3));
    b.version = rows.integer(4);
    b.chair = rows.id<ProfessionalId>(5);
    b.opened_at = rows.instant_if(6);
    b.ended_at = rows.instant_if(7);
    b.current_item = rows.id<ItemId>(8);
    b.current_since = rows.instant_if(9);
    return b;
}

AgendaItem item_in(const Rows& rows) {
    AgendaItem i;
    i.id = rows.id<ItemId>(0);
    i.board = rows.id<BoardId>(1);
    i.place = int(rows.integer(2));
    i.kind = ItemKind(rows.integer(3));
    i.of_case = rows.id<CaseId>(4);
    i.signal = rows.id<SignalId>(5);
    i.minutes = int(rows.integer(6));
    i.state = ItemState(rows.integer(7));
    i.spent_ms = rows.integer(8);
    i.carried = int(rows.integer(9));
    i.put_by = rows.id<ProfessionalId>(10);
    return i;
}

}  // namespace

std::optional<BoardRecord> Writer::board(TeamId team, Day day) {
    return board_in(db_.query(board_of_day, team, int(day.number)));
}

std::optional<BoardRecord> Writer::board(BoardId id) { return board_in(db_.query(board_read, id)); }

std::optional<BoardRecord> Writer::latest_board_before(TeamId team, Day day) {
    return board_in(db_.query(board_before, team, int(day.number)));
}

BoardId Writer::add_board(const BoardRecord& b) {
    demand_transaction();
    const BoardId id{one_number(db_, board_next)};
    db_.run(board_insert, id, b.team, int(b.day.number), int(b.state), b.version,
            null_if_none(b.chair), b.opened_at, b.ended_at, b.current_item, b.current_since);
    return id;
}

void Writer::change_board(const BoardRecord& b) {
    demand_transaction();
    if (db_.run(board_change, b.id, int(b.state), b.version, null_if_none(b.chair), b.opened_at,
                b.ended_at, b.current_item, b.current_since) == 0)
        fail("no such board");
}

std::vector<AgendaItem> Writer::items(BoardId id) {
    std::vector<AgendaItem> out;
    for (Rows rows = db_.query(items_read, id); rows.next();) out.push_back(item_in(rows));
    return out;
}

std::optional<AgendaItem> Writer::item(ItemId id) {
    Rows rows = db_.query(item_read, id);
    return rows.next() ? std::optional(item_in(rows)) : std::nullopt;
}

ItemId Writer::add_item(const AgendaItem& i) {
    demand_transaction();
    const ItemId id{one_number(db_, item_next)};
    db_.run(item_insert, id, i.board, i.place, int(i.kind), null_if_none(i.of_case),
            null_if_none(i.signal), i.minutes, int(i.state), i.spent_ms, i.carried,
            null_if_none(i.put_by));
    return id;
}

void Writer::change_item(const AgendaItem& i) {
    demand_transaction();
    if (db_.run(item_change, i.id, i.place, int(i.kind), i.minutes, int(i.state), i.spent_ms,
                i.carried, null_if_none(i.put_by)) == 0)
        fail("no such agenda item");
}

std::vector<Presence> Writer::presence(BoardId id) {
    std::vector<Presence> out;
    for (Rows rows = db_.query(presence_read, id); rows.next();)
        out.push_back({id, rows.id<ProfessionalId>(0), rows.instant(1), rows.instant_if(2),
                       rows.id<ProfessionalId>(3)});
    return out;
}

void Writer::set_presence(const Presence& p) {
    demand_transaction();
    db_.run(presence_put, p.board, p.professional, p.since, p.until, p.ticked_by);
}

#undef KORTELIJN_BOARD_COLUMNS
#undef KORTELIJN_ITEM_COLUMNS

}  // namespace kortelijn::store::sqlite
