// Reading the kept notices of rooms: decoding a row, walking a room's chain, jumping by marks. Used
// by the writing connection and by readers alike. Writes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/records.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sealer.hpp"

namespace kortelijn::store::sqlite {

constexpr std::int64_t seqs_per_mark = 64;

// What an event's text and mentions are bound to: everything of the row that never changes.
Bound bound_of(const RoomEvent& event);
std::string pack_event(const RoomEvent& event);

struct StoredEvent {
    RoomEvent event;
    std::int64_t previous = 0;         // position of the room's event before it
    std::int64_t device_previous = 0;  // and of its device's
    std::int64_t text_position = 0;    // of the edit whose text holds now; 0: its own
    bool damaged = false;              // does not open: then without text, and for nobody
};

class EventLog {
public:
    EventLog(Connection& db, Sealer& sealer) : db_(db), sealer_(sealer) {}

    // Newest first, below `before`, at most `limit`; of a room that exists, whose head is `head`.
    std::vector<RoomEvent> before(RoomId room, const RoomHead& head, std::int64_t before,
                                  std::size_t limit);
    std::optional<RoomEvent> at(RoomId room, const RoomHead& head, std::int64_t seq);
    // The event of one counter on the chain of a device that ends at `position`.
    template <class CaseOf>
    std::optional<RoomEvent> of_client(std::int64_t position, std::int64_t client_id,
                                       CaseOf&& case_of) {
        // A client repeats what it has just sent; further back there is nothing to find, and a walk
        // over a whole past would hold up everybody (I7).
        for (int steps = 0; position != 0 && steps < longest_client_walk; ++steps) {
            const ClientStep step = client_step(position);
            if (step.client_id == client_id) return current(load(position, case_of(step.room)));
            if (step.client_id < client_id) break;
            position = step.previous;
        }
        return std::nullopt;
    }
    // Where an event of a room lies, 0 when the room has no such sequence.
    std::int64_t position_of(RoomId room, const RoomHead& head, std::int64_t seq);

    // Posts of one device, looked at backwards.
    static constexpr int longest_client_walk = int(client_ids_kept);

private:
    struct ClientStep {
        RoomId room;
        std::int64_t client_id;
        std::int64_t previous;
    };
    ClientStep client_step(std::int64_t position);
    [[noreturn]] void broken(const char* words);  // counted as damage met
    StoredEvent load(std::int64_t position, CaseId of_case);
    std::optional<StoredEvent> find(std::int64_t position, CaseId of_case);  // none: no such row
    RoomEvent current(StoredEvent stored);

    Connection& db_;
    Sealer& sealer_;
};

}  // namespace kortelijn::store::sqlite
