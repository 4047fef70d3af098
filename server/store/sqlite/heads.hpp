// The ends of the event chains, in memory: each room's last sequence and position, each device's
// last counter and position. The tables hold them as of `head_flush`; every later event is counted
// up from there at opening, so that a message costs no row but its own. A change inside a savepoint
// is undone with it.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "store/records.hpp"
#include "store/sqlite/connection.hpp"

namespace kortelijn::store::sqlite {

struct DeviceHead {
    std::int64_t last_client_id = 0;
    std::int64_t last_position = 0;  // of its last event; 0: none
};

class Heads {
public:
    explicit Heads(Connection& db) : db_(db) {}

    void load();  // unless it is
    // Every room is in memory, so that one that does not exist costs the same (I6). Null: absent.
    const RoomHead* room(RoomId id);
    DeviceHead device(std::uint64_t id);
    std::int64_t last_position();

    void put_room(RoomId id, const RoomHead& head);
    void put_device(std::uint64_t id, const DeviceHead& head);
    void put_last_position(std::int64_t position);

    std::size_t undo_mark() const { return undo_.size(); }
    void undo_to(std::size_t mark);
    // Writes the changed heads, inside the transaction, when `every` events came since the last
    // time.
    void flush_if_due(int every);
    void committed();
    // What is in memory may be wrong: load it again at the next question.
    void forget();
    // A reader's: look at what the writer committed since.
    void catch_up();

private:
    enum class What : std::uint8_t { room, device, position };
    struct Undo {
        What what;
        bool existed;
        std::int64_t id;
        RoomHead room;
        DeviceHead device;
    };
    void load_tables();
    void count_up(std::int64_t after);
    DeviceHead& device_slot(std::uint64_t id);

    Connection& db_;
    bool loaded_ = false;
    std::int64_t last_position_ = 0;
    std::int64_t flushed_position_ = 0;
    std::int64_t flushing_position_ = 0;
    std::unordered_map<std::int64_t, RoomHead> rooms_;
    std::unordered_map<std::int64_t, DeviceHead> devices_;  // those seen lately
    std::vector<std::int64_t> changed_rooms_;  // since the last flush; may name one twice
    std::vector<std::int64_t> changed_devices_;
    std::vector<Undo> undo_;
};

}  // namespace kortelijn::store::sqlite
