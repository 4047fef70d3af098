// Loading, counting up, undoing and flushing the heads.
#include "store/sqlite/heads.hpp"

#include <algorithm>

namespace kortelijn::store::sqlite {
namespace {

constexpr std::size_t kept_devices = 50'000;

constexpr Sql flushed_at{"heads.flushed_at", "SELECT position FROM head_flush"};
constexpr Sql all_rooms{"heads.rooms",
                        "SELECT id, of_case, last_seq, last_position, consult FROM room"};
constexpr Sql one_room{"heads.room", "SELECT of_case, consult FROM room WHERE id = ?1"};
constexpr Sql later_events{"heads.later_events",
                           "SELECT position, room, seq, device, client_id FROM event "
                           "WHERE position > ?1 ORDER BY position"};
constexpr Sql one_device{"heads.device",
                         "SELECT last_client_id, last_position FROM device WHERE id = ?1"};
constexpr Sql write_room{"heads.write_room",
                         "UPDATE room SET last_seq = ?2, last_position = ?3 WHERE id = ?1"};
constexpr Sql write_device{
    "heads.write_device",
    "INSERT INTO device (id, last_client_id, last_position) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (id) DO UPDATE SET last_client_id = ?2, last_position = ?3"};
constexpr Sql write_flush{"heads.write_flush", "UPDATE head_flush SET position = ?1"};

void once_each(std::vector<std::int64_t>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

void Heads::load_tables() {
    {
        Rows rows = db_.query(flushed_at);
        flushed_position_ = rows.next() ? rows.integer(0) : 0;
    }
    rooms_.clear();
    devices_.clear();
    Rows rows = db_.query(all_rooms);
    while (rows.next())
        rooms_[rows.integer(0)] = {rows.id<CaseId>(1), rows.integer(2), rows.integer(3),
                                   rows.id<ConsultId>(4)};
    last_position_ = flushed_position_;
}

void Heads::count_up(std::int64_t after) {
    Rows rows = db_.query(later_events, after);
    while (rows.next()) {
        const std::int64_t position = rows.integer(0);
        const auto [found, is_new] = rooms_.try_emplace(rows.integer(1));
        RoomHead& room = found->second;
        if (is_new) {  // made since a reader loaded
            Rows made = db_.query(one_room, rows.integer(1));
            if (!made.next()) fail("an event is of no room");
            room.of_case = made.id<CaseId>(0);
            room.consult = made.id<ConsultId>(1);
        }
        room.last_seq = rows.integer(2);
        room.last_position = position;
        changed_rooms_.push_back(rows.integer(1));
        const std::int64_t client_id = rows.integer(4);
        if (client_id > 0 && rows.integer(3) != 0) {
            DeviceHead& device = device_slot(std::uint64_t(rows.integer(3)));
            device.last_client_id = std::max(device.last_client_id, client_id);
            device.last_position = position;
            changed_devices_.push_back(rows.integer(3));
        }
        last_position_ = position;
    }
}

void Heads::load() {
    if (loaded_) return;
    changed_rooms_.clear();
    changed_devices_.clear();
    undo_.clear();
    load_tables();
    count_up(flushed_position_);
    loaded_ = true;
}

void Heads::catch_up() {
    std::int64_t flushed = 0;
    {
        Rows rows = db_.query(flushed_at);
        if (rows.next()) flushed = rows.integer(0);
    }
    // New rooms are in the table only, so it is read again each time the writer has flushed.
    if (!loaded_ || flushed != flushed_position_) {
        loaded_ = false;
        load();
    } else {
        count_up(last_position_);
    }
    changed_rooms_.clear();
    changed_devices_.clear();
}

const RoomHead* Heads::room(RoomId id) {
    load();
    const auto found = rooms_.find(id.value);
    return found == rooms_.end() ? nullptr : &found->second;
}

DeviceHead& Heads::device_slot(std::uint64_t id) {
    const auto [slot, is_new] = devices_.try_emplace(std::int64_t(id));
    if (is_new) {
        try {
            Rows rows = db_.query(one_device, std::int64_t(id));
            if (rows.next()) slot->second = {rows.integer(0), rows.integer(1)};
        } catch (...) {
            devices_.erase(slot);
            throw;
        }
    }
    return slot->second;
}

DeviceHead Heads::device(std::uint64_t id) {
    load();
    return device_slot(id);
}

std::int64_t Heads::last_position() {
    load();
    return last_position_;
}

void Heads::put_room(RoomId id, const RoomHead& head) {
    load();
    const auto [slot, is_new] = rooms_.try_emplace(id.value);
    undo_.push_back({What::room, !is_new, id.value, slot->second, {}});
    slot->second = head;
    changed_rooms_.push_back(id.value);
}

void Heads::put_device(std::uint64_t id, const DeviceHead& head) {
    load();
    DeviceHead& slot = device_slot(id);
    undo_.push_back({What::device, true, std::int64_t(id), {}, slot});
    slot = head;
    changed_devices_.push_back(std::int64_t(id));
}

void Heads::put_last_position(std::int64_t position) {
    load();
    undo_.push_back({What::position, true, last_position_, {}, {}});
    last_position_ = position;
}

void Heads::undo_to(std::size_t mark) {
    while (undo_.size() > mark) {
        const Undo& last = undo_.back();
        if (last.what == What::position)
            last_position_ = last.id;
        else if (last.what == What::device)
            devices_[last.id] = last.device;
        else if (last.existed)
            rooms_[last.id] = last.room;
        else
            rooms_.erase(last.id);
        undo_.pop_back();
    }
}

void Heads::flush_if_due(int every) {
    if (!loaded_ || last_position_ - flushed_position_ < every) return;
    once_each(changed_rooms_);
    once_each(changed_devices_);
    for (const std::int64_t id : changed_rooms_)
        if (const auto found = rooms_.find(id); found != rooms_.end())
            db_.run(write_room, id, found->second.last_seq, found->second.last_position);
    for (const std::int64_t id : changed_devices_)
        if (const auto found = devices_.find(id); found != devices_.end())
            db_.run(write_device, id, found->second.last_client_id, found->second.last_position);
    db_.run(write_flush, last_position_);
    flushing_position_ = last_position_;
}

void Heads::committed() {
    undo_.clear();
    if (flushing_position_ == 0) return;
    flushed_position_ = flushing_position_;
    flushing_position_ = 0;
    changed_rooms_.clear();
    changed_devices_.clear();
    if (devices_.size() > kept_devices) devices_.clear();
}

void Heads::forget() {
    loaded_ = false;
    flushing_position_ = 0;
    undo_.clear();
}

}  // namespace kortelijn::store::sqlite
