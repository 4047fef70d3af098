// How the core hands out what a committed batch has to say. Knows no sockets: the transport fulfils
// it, the simulation and the tests have theirs. Must never be called before the commit (I1, I4) and
// carries only what each receiver may have at that moment (I2): nobody behind it decides again.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.hpp"

namespace kortelijn {

// One serialised notice (a whole JSON value, UTF-8), shared by all its receivers.
using Fragment = std::shared_ptr<const std::string>;

// A ConnectionId names its place: bits 0-7 the I/O thread, 8-31 the slot there, 32-62 a generation,
// so that an id is never given twice in a process. What is sent to an id that is gone is dropped.
constexpr unsigned io_thread_of(ConnectionId connection) {
    return static_cast<unsigned>(connection.value & 0xff);
}
constexpr std::uint32_t slot_of(ConnectionId connection) {
    return static_cast<std::uint32_t>(connection.value >> 8) & 0xffffff;
}
constexpr ConnectionId connection_id(unsigned thread, std::uint32_t slot,
                                     std::uint32_t generation) {
    return {static_cast<std::int64_t>(generation & 0x7fffffff) << 32 |
            static_cast<std::int64_t>(slot & 0xffffff) << 8 | (thread & 0xff)};
}

// Unsent items tagged with that case are dropped; a dropped reply is answered by its `instead`.
// A connection that has begun to write such an item and not ended is cut without ceremony (I3).
// `every_case`: of all of them (a session ended).
constexpr CaseId every_case{-2};

struct Purge {
    ConnectionId connection;
    CaseId of;
};

// The answer to one request: a frame of its own. Exactly one per request that asked for one: the
// transport counts them. `tag` none = nothing can purge it.
struct Reply {
    ConnectionId connection;
    CaseId tag;
    std::string text;
    std::string instead;
};

// One text to many. Waiting notices of a connection leave together, as one frame with a JSON array.
struct Notice {
    Fragment text;
    CaseId tag;
    std::vector<ConnectionId> receivers;
};

// After everything else of the batch for that connection. `reason` at most 123 bytes.
struct Close {
    ConnectionId connection;
    std::uint16_t code = 1000;
    std::string reason;
};

using OutboxItem = std::variant<Reply, Notice>;

// Order of effect per connection: purges (of what earlier batches left unsent), then the items in
// the order in which they stand, then closes.
struct Batch {
    std::vector<Purge> purges;
    std::vector<OutboxItem> items;
    std::vector<Close> closes;

    void reply(ConnectionId to, CaseId tag, std::string text, std::string instead = {}) {
        items.emplace_back(Reply{to, tag, std::move(text), std::move(instead)});
    }
    void notice(Fragment text, CaseId tag, std::vector<ConnectionId> receivers) {
        items.emplace_back(Notice{std::move(text), tag, std::move(receivers)});
    }
    bool empty() const { return purges.empty() && items.empty() && closes.empty(); }
};

class Outbox {
public:
    virtual ~Outbox() = default;
    // From any thread; batches of one caller take effect in the order of its calls. Does not block.
    virtual void deliver(Batch&& batch) = 0;
};

}  // namespace kortelijn
