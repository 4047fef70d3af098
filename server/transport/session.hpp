// What a connection speaks at present (HTTP, then perhaps WebSocket). A session turns bytes into
// calls of the application and answers into chunks of bytes; it must never touch the socket, and
// runs on its connection's I/O thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "transport/handlers.hpp"

namespace kortelijn::transport {

class Session {
public:
    virtual ~Session() = default;

    // Bytes used of what came in; the rest comes again with more behind it. May replace the session
    // (its connection is told), which then gets the rest.
    virtual std::size_t input(std::span<char> in) = 0;
    // False: nothing more is read for now.
    virtual bool wants_input() const = 0;

    // Clears and fills the next chunk. False: nothing to write.
    virtual bool output(std::string& chunk) = 0;
    // All chunks so far are with the kernel.
    virtual void output_done() = 0;
    // After output_done: no more comes, the connection may shut down.
    virtual bool finished() const = 0;

    // About four times a second, on the connection's clock. `stalled_ms`: how long a write waits
    // for the peer; 0 when none does.
    virtual void tick(std::int64_t now_ms, std::int64_t stalled_ms) = 0;
    // The deadline set on the connection has passed.
    virtual void deadline() = 0;
    // The server is about to stop: say so, or finish what is under way.
    virtual void stop() = 0;
    // The connection is gone or about to be.
    virtual void gone(CloseCause cause) = 0;
};

}  // namespace kortelijn::transport
