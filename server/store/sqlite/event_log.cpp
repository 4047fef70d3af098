// One row at a time by key: a page of history is as many look-ups as it has items.
#include "store/sqlite/event_log.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "store/sqlite/binary.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql read_event{
    "event.read",
    "SELECT room, seq, previous, at, kind, author, organisation, team, people, life_domains, "
    "law, refers_to, device, client_id, device_previous, amended_by, amended_at, retracted, "
    "text_position, sealed FROM event WHERE position = ?1"};
constexpr Sql step_room{"event.step", "SELECT seq, previous FROM event WHERE position = ?1"};
constexpr Sql step_device{"event.step_device",
                          "SELECT room, client_id, device_previous FROM event WHERE position = ?1"};
constexpr Sql next_mark{
    "event.mark",
    "SELECT seq, position FROM room_mark WHERE room = ?1 AND seq >= ?2 ORDER BY seq LIMIT 1"};

// Whom a damaged event was about is not certain, so nobody sees it; the rest of the room stays
// readable, and doctor says that something is damaged.
void for_nobody(StoredEvent& stored) {
    stored.damaged = true;
    stored.text_position = 0;
    stored.event.kind = EventKind::message;
    stored.event.cells = {};
    stored.event.mentions.clear();
    stored.event.text.clear();
}

}  // namespace

Bound bound_of(const RoomEvent& e) {
    return Bound(Table::event)
        .add(e.position)
        .add(e.room)
        .add(e.of_case)
        .add(e.seq)
        .add(e.at)
        .add(std::int64_t(e.kind))
        .add(e.author)
        .add(e.organisation)
        .add(e.team)
        .add(std::int64_t(e.cells.people))
        .add(std::int64_t(e.cells.life_domains.bits))
        .add(std::int64_t(e.cells.law))
        .add(e.refers_to)
        .add(std::int64_t(e.device))
        .add(e.client_id);
}

std::string pack_event(const RoomEvent& e) {
    Packer packer;
    packer.bytes().reserve(e.text.size() + 16);
    packer.list(e.mentions, [&](ProfessionalId who) { packer.id(who); });
    packer.text(e.text);
    return std::move(packer.bytes());
}

void EventLog::broken(const char* words) {
    sealer_.met_damage();
    damaged(words);
}

StoredEvent EventLog::load(std::int64_t position, CaseId of_case) {
    auto stored = find(position, of_case);
    if (!stored) broken("an event of a room's chain is missing");
    return std::move(*stored);
}

std::optional<StoredEvent> EventLog::find(std::int64_t position, CaseId of_case) {
    Rows rows = db_.query(read_event, position);
    if (!rows.next()) return std::nullopt;
    StoredEvent stored;
    RoomEvent& e = stored.event;
    e.position = position;
    e.of_case = of_case;
    e.room = rows.id<RoomId>(0);
    e.seq = rows.integer(1);
    stored.previous = rows.integer(2);
    e.at = rows.instant(3);
    e.kind = EventKind(rows.integer(4));
    e.author = rows.id<ProfessionalId>(5);
    e.organisation = rows.id<OrganisationId>(6);
    e.team = rows.id<TeamId>(7);
    e.cells = {std::uint32_t(rows.integer(8)), LifeDomains{std::uint16_t(rows.integer(9))},
               Law(rows.integer(10))};
    e.refers_to = rows.integer(11);
    e.device = std::uint64_t(rows.integer(12));
    e.client_id = rows.integer(13);
    stored.device_previous = rows.integer(14);
    e.amended_by = rows.integer(15);
    e.amended_at = rows.instant(16);
    e.retracted = rows.integer(17) != 0;
    stored.text_position = rows.integer(18);
    try {
        const std::string plain =
            sealer_.open_or_fail(key_of(of_case), bound_of(e), rows.bytes(19));
        Unpacker unpacker(plain);
        unpacker.list([&] { e.mentions.push_back(unpacker.id<ProfessionalId>()); });
        e.text = unpacker.text();
    } catch (const StoreFailure& failure) {
        if (failure.kind() != StoreFailure::Kind::damaged) throw;
        for_nobody(stored);
    }
    return stored;
}

RoomEvent EventLog::current(StoredEvent stored) {
    RoomEvent& e = stored.event;
    if (e.retracted) {
        e.text.clear();
    } else if (stored.text_position != 0) {
        auto edit = find(stored.text_position, e.of_case);
        // The row that points at the edit is not sealed: the edit itself says whose text it is.
        const bool its_own = edit && edit->event.room == e.room && edit->event.refers_to == e.seq &&
                             (edit->damaged || edit->event.kind == EventKind::edit);
        if (!its_own) sealer_.met_damage();
        if (its_own && !edit->damaged)
            e.text = std::move(edit->event.text);
        else
            for_nobody(stored);
    }
    return std::move(e);
}

EventLog::ClientStep EventLog::client_step(std::int64_t position) {
    Rows rows = db_.query(step_device, position);
    if (!rows.next()) broken("an event of a device's chain is missing");
    return {rows.id<RoomId>(0), rows.integer(1), rows.integer(2)};
}

std::int64_t EventLog::position_of(RoomId room, const RoomHead& head, std::int64_t seq) {
    if (seq <= 0 || seq > head.last_seq) return 0;
    std::int64_t at_seq = head.last_seq;
    std::int64_t position = head.last_position;
    if (seq + seqs_per_mark <= head.last_seq) {
        Rows rows = db_.query(next_mark, room, seq);
        if (rows.next()) std::tie(at_seq, position) = std::pair(rows.integer(0), rows.integer(1));
    }
    while (at_seq > seq) {
        Rows rows = db_.query(step_room, position);
        if (!rows.next() || rows.integer(0) != at_seq) broken("a room's chain is broken");
        position = rows.integer(1);
        --at_seq;
    }
    return position;
}

std::vector<RoomEvent> EventLog::before(RoomId room, const RoomHead& head, std::int64_t before,
                                        std::size_t limit) {
    std::vector<RoomEvent> out;
    std::int64_t seq = std::min(before - 1, head.last_seq);
    std::int64_t position = position_of(room, head, seq);
    while (position != 0 && out.size() < limit) {
        StoredEvent stored = load(position, head.of_case);
        if (stored.event.room != room || stored.event.seq != seq)
            broken("a room's chain is broken");
        position = stored.previous;
        --seq;
        out.push_back(current(std::move(stored)));
    }
    return out;
}

std::optional<RoomEvent> EventLog::at(RoomId room, const RoomHead& head, std::int64_t seq) {
    const std::int64_t position = position_of(room, head, seq);
    if (position == 0) return std::nullopt;
    return current(load(position, head.of_case));
}

}  // namespace kortelijn::store::sqlite
