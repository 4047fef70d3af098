// Reads WebSocket frames of a client (RFC 6455 sections 5 and 7.4) out of bytes as they arrive.
// Knows no sockets. Must never hold more than one message of the limit, nor accept a frame that the
// RFC forbids: a failure names the close code and is final.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "transport/utf8.hpp"

namespace kortelijn::transport {

enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
};

namespace close_code {
constexpr std::uint16_t normal = 1000;
constexpr std::uint16_t going_away = 1001;
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t unsupported = 1003;
constexpr std::uint16_t none_given = 1005;
constexpr std::uint16_t no_close_frame = 1006;  // never sent
constexpr std::uint16_t bad_text = 1007;
constexpr std::uint16_t too_big = 1009;
constexpr std::uint16_t try_again_later = 1013;
}  // namespace close_code

class FrameReader {
public:
    enum class Event : std::uint8_t { need_more, text, binary, ping, pong, close, failed };

    struct Step {
        Event event = Event::need_more;
        // Bytes of the input that are done with. The rest is handed in again, with more behind it.
        std::size_t used = 0;
        // Of text, binary, ping, pong, close (its reason). Valid until the next call.
        std::string_view payload = {};
        // Of close (none_given when it carried none) and failed.
        std::uint16_t code = 0;
    };

    FrameReader(std::size_t max_message_bytes, bool binary_allowed)
        : max_message_bytes_(max_message_bytes), binary_allowed_(binary_allowed) {}

    // Unmasks in place. After need_more at most 130 bytes are unused.
    Step next(std::span<char> in);

private:
    struct Header {
        std::size_t bytes = 0;  // 0: not all here yet
        std::uint64_t length = 0;
        Opcode opcode = Opcode::continuation;
        bool fin = false;
        std::uint16_t bad = 0;  // close code
        std::uint8_t mask[4] = {};
    };

    Step once(std::span<char> in);
    Header header(std::span<const char> in) const;
    std::uint16_t judge(const Header& head) const;
    Step control(const Header& head, std::span<char> in);
    Step begin(const Header& head, std::span<char> in);
    Step payload(std::span<char> in, std::size_t skipped);
    Step message(std::string_view text, std::size_t used);
    static Step failed(std::uint16_t code, std::size_t used) {
        return {Event::failed, used, {}, code};
    }

    std::string gathered_;
    std::size_t max_message_bytes_;
    std::uint64_t left_ = 0;  // payload bytes of the frame being read
    Utf8Check check_;
    std::uint8_t mask_[4] = {};
    std::uint8_t mask_at_ = 0;
    Opcode kind_ = Opcode::continuation;  // of the message under way; continuation: none
    bool in_payload_ = false;
    bool fin_ = false;
    bool binary_allowed_;
    bool handed_out_ = false;  // gathered_ was the last event's payload
};

// Header of an unmasked frame with FIN set; returns its length (2, 4 or 10).
std::size_t put_frame_header(char (&out)[10], Opcode opcode, std::uint64_t payload_bytes);

}  // namespace kortelijn::transport
