// Rooms: appending and reading kept notices, repeated sends, read marks, choices, open seats.
#include <algorithm>

#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr Sql append{
    "event.append",
    "INSERT INTO event (position, room, seq, previous, at, kind, author, organisation, team, "
    "people, life_domains, law, refers_to, device, client_id, device_previous, sealed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"};
constexpr Sql add_mark{"event.add_mark",
                       "INSERT INTO room_mark (room, seq, position) VALUES (?1, ?2, ?3)"};
constexpr Sql amend_text{
    "event.amend_text",
    "UPDATE event SET amended_by = ?2, amended_at = ?3, text_position = ?4 WHERE position = ?1"};
constexpr Sql amend_retract{
    "event.amend_retract",
    "UPDATE event SET amended_by = ?2, amended_at = ?3, retracted = 1 WHERE position = ?1"};
constexpr Sql read_repeat{"repeat.read",
                          "SELECT sealed FROM repeat WHERE device = ?1 AND client_id = ?2"};
constexpr Sql write_repeat{"repeat.write",
                           "INSERT INTO repeat (device, client_id, sealed) VALUES (?1, ?2, ?3)"};
constexpr Sql drop_repeats{"repeat.drop",
                           "DELETE FROM repeat WHERE device = ?1 AND client_id <= ?2"};
constexpr Sql write_counter{
    "repeat.write_counter",
    "INSERT INTO device (id, last_client_id, last_position) VALUES (?1, ?2, 0) "
    "ON CONFLICT (id) DO UPDATE SET last_client_id = max(last_client_id, ?2)"};
constexpr Sql read_read_mark{"read_mark.read",
                             "SELECT seq FROM read_mark WHERE room = ?1 AND professional = ?2"};
constexpr Sql write_read_mark{"read_mark.write",
                              "INSERT INTO read_mark (room, professional, seq) VALUES (?1, ?2, ?3) "
                              "ON CONFLICT (room, professional) DO UPDATE SET seq = ?3"};
constexpr Sql read_choice{
    "choice.read",
    "SELECT people, life_domains, law FROM room_choice WHERE room = ?1 AND professional = ?2"};
constexpr Sql write_choice{
    "choice.write",
    "INSERT INTO room_choice (room, professional, people, life_domains, law) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (room, professional) "
    "DO UPDATE SET people = ?3, life_domains = ?4, law = ?5"};
constexpr Sql write_seat{"open_seat.write",
                         "INSERT INTO open_seat (room, of_case, professional, from_seq, opened_at) "
                         "VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql delete_seat{"open_seat.delete", "DELETE FROM open_seat WHERE id = ?1"};
constexpr Sql read_seats{
    "open_seat.read",
    "SELECT id, room, of_case, professional, from_seq, opened_at FROM open_seat ORDER BY id"};

Bound repeat_bound(std::uint64_t device, std::int64_t client_id) {
    return Bound(Table::repeat).add(std::int64_t(device)).add(client_id);
}

}  // namespace

std::optional<RoomHead> Writer::room_head(RoomId id) {
    const RoomHead* const head = heads_.room(id);
    return head == nullptr ? std::nullopt : std::optional(*head);
}

CaseId Writer::case_of_room(RoomId id) {
    const RoomHead* const head = heads_.room(id);
    return head == nullptr ? CaseId{} : head->of_case;
}

void Writer::append_event(RoomEvent& event) {
    demand_transaction();
    const RoomHead* const found = heads_.room(event.room);
    if (found == nullptr) fail("an event of a room that does not exist");
    const RoomHead head = *found;
    if (event.of_case != head.of_case) fail("an event of another case than its room's");
    if (event.seq != head.last_seq + 1) fail("an event out of its room's sequence");
    const bool counted = event.device != 0 && event.client_id > 0;
    const DeviceHead device = counted ? heads_.device(event.device) : DeviceHead{};
    if (counted && event.client_id < device.last_client_id) fail("a device's counter went back");

    event.position = heads_.last_position() + 1;
    const std::string sealed =
        sealer_.seal(key_of(event.of_case), bound_of(event), pack_event(event));
    db_.run(append, event.position, event.room, event.seq, head.last_position, event.at,
            int(event.kind), event.author, event.organisation, event.team,
            std::int64_t(event.cells.people), int(event.cells.life_domains.bits),
            int(event.cells.law), event.refers_to, std::int64_t(event.device), event.client_id,
            device.last_position, Blob{sealed});
    if (event.seq % seqs_per_mark == 0) db_.run(add_mark, event.room, event.seq, event.position);

    heads_.put_last_position(event.position);
    heads_.put_room(event.room, {head.of_case, event.seq, event.position, head.consult});
    if (counted) heads_.put_device(event.device, {event.client_id, event.position});
}

void Writer::amend_message(RoomId room, std::int64_t message_seq, const RoomEvent& by) {
    demand_transaction();
    const RoomHead* const head = heads_.room(room);
    const std::int64_t position = head == nullptr ? 0 : log_.position_of(room, *head, message_seq);
    if (position == 0 || position >= by.position || by.room != room || by.refers_to != message_seq)
        fail("an amendment that does not fit its message");
    if (by.kind == EventKind::retract)
        db_.run(amend_retract, position, by.seq, by.at);
    else
        db_.run(amend_text, position, by.seq, by.at, by.position);
}

std::vector<RoomEvent> Writer::events_before(RoomId room, std::int64_t before, int limit) {
    const RoomHead* const head = heads_.room(room);
    if (head == nullptr || limit <= 0) return {};
    return log_.before(room, *head, before, std::size_t(limit));
}

std::vector<RoomEvent> Writer::events_after(RoomId room, std::int64_t after, int limit) {
    const RoomHead* const head = heads_.room(room);
    after = std::max<std::int64_t>(after, 0);
    if (head == nullptr || limit <= 0 || after >= head->last_seq) return {};
    const std::int64_t count = std::min<std::int64_t>(limit, head->last_seq - after);
    auto events = log_.before(room, *head, after + count + 1, std::size_t(count));
    std::reverse(events.begin(), events.end());
    return events;
}

std::optional<RoomEvent> Writer::event(RoomId room, std::int64_t seq) {
    const RoomHead* const head = heads_.room(room);
    return head == nullptr ? std::nullopt : log_.at(room, *head, seq);
}

std::optional<RoomEvent> Writer::event_of_client(std::uint64_t device, std::int64_t client_id) {
    const DeviceHead head = heads_.device(device);
    if (client_id <= 0 || client_id > head.last_client_id) return std::nullopt;
    return log_.of_client(head.last_position, client_id,
                          [&](RoomId room) { return case_of_room(room); });
}

std::int64_t Writer::last_client_id(std::uint64_t device) {
    return heads_.device(device).last_client_id;
}

std::optional<std::string> Writer::repeat(std::uint64_t device, std::int64_t client_id) {
    Rows rows = db_.query(read_repeat, std::int64_t(device), client_id);
    if (!rows.next()) return std::nullopt;
    return sealer_.open_or_fail(collaboration_key, repeat_bound(device, client_id), rows.bytes(0));
}

void Writer::put_repeat(std::uint64_t device, std::int64_t client_id, std::string_view result) {
    demand_transaction();
    DeviceHead head =
        heads_.device(device);  // before the row changes: what a savepoint goes back to
    const std::string sealed =
        sealer_.seal(collaboration_key, repeat_bound(device, client_id), result);
    db_.run(write_repeat, std::int64_t(device), client_id, Blob{sealed});
    // As far back as a repeated message is looked for; nobody sends older ones again.
    db_.run(drop_repeats, std::int64_t(device), client_id - client_ids_kept);
    // No event tells this counter at the next opening, so it is written now.
    db_.run(write_counter, std::int64_t(device), client_id);
    head.last_client_id = std::max(head.last_client_id, client_id);
    heads_.put_device(device, head);
}

std::int64_t Writer::read_mark(RoomId room, ProfessionalId who) {
    Rows rows = db_.query(read_read_mark, room, who);
    return rows.next() ? rows.integer(0) : 0;
}

void Writer::set_read_mark(RoomId room, ProfessionalId who, std::int64_t seq) {
    demand_transaction();
    db_.run(write_read_mark, room, who, seq);
}

std::optional<RoomChoice> Writer::choice(RoomId room, ProfessionalId who) {
    Rows rows = db_.query(read_choice, room, who);
    if (!rows.next()) return std::nullopt;
    return RoomChoice{std::uint32_t(rows.integer(0)), LifeDomains{std::uint16_t(rows.integer(1))},
                      Law(rows.integer(2))};
}

void Writer::set_choice(RoomId room, ProfessionalId who, const RoomChoice& choice) {
    demand_transaction();
    db_.run(write_choice, room, who, std::int64_t(choice.people), int(choice.life_domains.bits),
            int(choice.law));
}

std::int64_t Writer::add_open_seat(const OpenSeat& seat) {
    demand_transaction();
    db_.run(write_seat, seat.room, seat.of_case, seat.professional, seat.from_seq, seat.opened_at);
    return db_.last_id();
}

void Writer::remove_open_seat(std::int64_t id) {
    demand_transaction();
    db_.run(delete_seat, id);
}

std::vector<OpenSeat> Writer::open_seats() {
    std::vector<OpenSeat> out;
    Rows rows = db_.query(read_seats);
    while (rows.next())
        out.push_back({rows.integer(0), rows.id<RoomId>(1), rows.id<CaseId>(2),
                       rows.id<ProfessionalId>(3), rows.integer(4), rows.instant(5)});
    return out;
}

}  // namespace kortelijn::store::sqlite
