// What waits to be written to one WebSocket: the bounded outbox of a connection (I7). Knows no
// sockets. Must never hand out an item of a case after purge() of that case (I3), nor change the
// order of what was pushed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rooms/outbox.hpp"
#include "transport/frame_reader.hpp"

namespace kortelijn::transport {

class SendQueue {
public:
    // Frames are gathered up to about this size: one TLS record, one system call.
    static constexpr std::size_t chunk_bytes = 16 * 1024;

    void push_notice(const Fragment& text, CaseId tag);
    void push_reply(std::string text, CaseId tag, std::string instead);
    // A frame of its own that nothing purges (binary: an echo).
    void push_frame(Opcode opcode, std::string payload);
    // Only the newest unsent pong is kept (RFC 6455 section 5.5.3); both go before all else.
    void push_pong(std::string_view payload);
    void push_ping() { ping_ = true; }
    // The last frame; pushes after it do nothing. A second one is ignored.
    void push_close(std::uint16_t code, std::string_view reason);

    // Clears and fills `out` with whole frames, at least one if any waits. False: nothing waits.
    bool fill(std::string& out);
    // All that fill() gave is written.
    void written() { marks_.clear(); }

    // Drops what waits of the case, answers its replies with their `instead`. True when the chunk
    // given out, of which `written_bytes` are gone, still holds bytes of a frame of that case.
    bool purge(CaseId of, std::size_t written_bytes);
    void drop_all();

    bool empty() const { return head_ == items_.size() && !pong_waits_ && !ping_ && !close_waits_; }
    bool closing() const { return closing_; }
    // The close frame was handed out by fill().
    bool closed() const { return closing_ && !close_waits_; }
    std::size_t waiting_bytes() const { return bytes_; }
    std::size_t waiting_notice_bytes() const { return notice_bytes_; }
    std::uint32_t waiting_replies() const { return replies_; }

private:
    enum class Kind : std::uint8_t { notice, reply, text, binary };
    struct Item {
        Fragment text;
        CaseId tag;
        std::string instead;
        Kind kind = Kind::notice;
    };
    struct Mark {
        std::size_t end = 0;  // of the last frame of this case in the chunk
        CaseId tag;
    };

    void push(Item item);
    void count(const Item& item, int sign);
    void fill_one(std::string& out);
    void fill_notices(std::string& out);
    void mark(CaseId tag, std::size_t end);
    void forget_sent();

    std::vector<Item> items_;
    std::vector<Mark> marks_;
    std::string pong_;
    std::string close_;
    std::size_t head_ = 0;
    std::size_t bytes_ = 0;
    std::size_t notice_bytes_ = 0;
    std::uint32_t replies_ = 0;
    bool pong_waits_ = false;
    bool ping_ = false;
    bool close_waits_ = false;
    bool closing_ = false;
};

}  // namespace kortelijn::transport
