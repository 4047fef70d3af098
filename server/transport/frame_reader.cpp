// The state machine behind FrameReader. A whole unfragmented message is handed out where it lies;
// only what arrives in pieces is gathered. Must judge a header before any payload of it is kept.
#include "transport/frame_reader.hpp"

#include <algorithm>
#include <cstring>

namespace kortelijn::transport {
namespace {

void unmask(char* data, std::size_t size, const std::uint8_t (&mask)[4], std::uint8_t& at) {
    std::size_t i = 0;
    for (; i < size && at != 0; ++i, at = (at + 1) & 3)
        data[i] = static_cast<char>(data[i] ^ mask[at]);
    std::uint64_t wide;
    std::uint8_t twice[8];
    std::memcpy(twice, mask, 4);
    std::memcpy(twice + 4, mask, 4);
    std::memcpy(&wide, twice, 8);
    for (; i + 8 <= size; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, data + i, 8);
        word ^= wide;
        std::memcpy(data + i, &word, 8);
    }
    for (; i < size; ++i, at = (at + 1) & 3) data[i] = static_cast<char>(data[i] ^ mask[at]);
}

bool may_be_sent(std::uint16_t code) {
    if (code >= 3000) return code <= 4999;
    return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
}

std::uint64_t big_endian(std::span<const char> bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
    return value;
}

bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 8; }

}  // namespace

FrameReader::Header FrameReader::header(std::span<const char> in) const {
    Header head;
    if (in.size() < 2) return head;
    const auto first = static_cast<std::uint8_t>(in[0]);
    const auto second = static_cast<std::uint8_t>(in[1]);
    head.fin = first & 0x80;
    head.opcode = static_cast<Opcode>(first & 0x0f);
    head.length = second & 0x7f;
    std::size_t bytes = 2;
    if ((first & 0x70) != 0 || (second & 0x80) == 0) {  // an extension bit, or not masked
        head.bad = close_code::protocol_error;
    } else if (head.length >= 126) {
        const std::size_t wide = head.length == 126 ? 2 : 8;
        if (in.size() < bytes + wide) return head;
        head.length = big_endian(in.subspan(2, wide));
        bytes += wide;
        if (head.length < (wide == 2 ? 126u : 65536u) || head.length >> 63)
            head.bad = close_code::protocol_error;
    }
    if (head.bad == 0) head.bad = judge(head);
    if (head.bad == 0) {
        if (in.size() < bytes + 4) return head;
        std::memcpy(head.mask, in.data() + bytes, 4);
        bytes += 4;
    }
    head.bytes = bytes;
    return head;
}

std::uint16_t FrameReader::judge(const Header& head) const {
    switch (head.opcode) {
        case Opcode::close:
        case Opcode::ping:
        case Opcode::pong:
            return head.fin && head.length <= 125 ? 0 : close_code::protocol_error;
        case Opcode::continuation:
            if (kind_ == Opcode::continuation) return close_code::protocol_error;
            break;
        case Opcode::text:
        case Opcode::binary:
            if (kind_ != Opcode::continuation) return close_code::protocol_error;
            break;
        default:
            return close_code::protocol_error;
    }
    const std::size_t so_far = head.opcode == Opcode::continuation ? gathered_.size() : 0;
    if (head.length > max_message_bytes_ - so_far) return close_code::too_big;
    if (head.opcode == Opcode::binary && !binary_allowed_) return close_code::unsupported;
    return 0;
}

FrameReader::Step FrameReader::next(std::span<char> in) {
    if (handed_out_) {
        handed_out_ = false;
        gathered_.clear();
        if (gathered_.capacity() > 4096) gathered_.shrink_to_fit();
    }
    Step sum;
    for (;;) {  // a loop, since thousands of empty fragments fit into one read
        Step step = once(in.subspan(sum.used));
        const bool stuck = step.used == 0;
        step.used += sum.used;
        if (step.event != Event::need_more || stuck) return step;
        sum.used = step.used;
    }
}

FrameReader::Step FrameReader::once(std::span<char> in) {
    if (in_payload_) return payload(in, 0);
    const Header head = header(in);
    if (head.bytes == 0) return {};
    if (head.bad != 0) return failed(head.bad, in.size());
    if (is_control(head.opcode)) return control(head, in);
    return begin(head, in);
}

FrameReader::Step FrameReader::control(const Header& head, std::span<char> in) {
    const std::size_t whole = head.bytes + static_cast<std::size_t>(head.length);
    if (in.size() < whole) return {};
    char* data = in.data() + head.bytes;
    std::uint8_t at = 0;
    unmask(data, static_cast<std::size_t>(head.length), head.mask, at);
    Step step{Event::pong, whole, {data, static_cast<std::size_t>(head.length)}, 0};
    if (head.opcode == Opcode::ping) step.event = Event::ping;
    if (head.opcode != Opcode::close) return step;

    step.event = Event::close;
    step.code = close_code::none_given;
    if (head.length == 0) return step;
    if (head.length == 1) return failed(close_code::protocol_error, whole);
    step.code = static_cast<std::uint16_t>(big_endian(std::span<const char>(data, 2)));
    step.payload.remove_prefix(2);
    if (!may_be_sent(step.code)) return failed(close_code::protocol_error, whole);
    if (!is_utf8(step.payload)) return failed(close_code::bad_text, whole);
    return step;
}

FrameReader::Step FrameReader::begin(const Header& head, std::span<char> in) {
    if (head.opcode != Opcode::continuation) {
        kind_ = head.opcode;
        check_ = {};
    }
    fin_ = head.fin;
    left_ = head.length;
    in_payload_ = true;
    mask_at_ = 0;
    std::copy(std::begin(head.mask), std::end(head.mask), std::begin(mask_));
    return payload(in.subspan(head.bytes), head.bytes);
}

FrameReader::Step FrameReader::payload(std::span<char> in, std::size_t skipped) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size()));
    unmask(in.data(), size, mask_, mask_at_);
    const std::string_view piece{in.data(), size};
    left_ -= size;
    skipped += size;
    if (kind_ == Opcode::text && !check_.feed(piece)) return failed(close_code::bad_text, skipped);
    const bool last = left_ == 0 && fin_;
    if (last && gathered_.empty()) return message(piece, skipped);
    gathered_.append(piece);
    if (left_ > 0) return {Event::need_more, skipped};
    in_payload_ = false;
    if (last) {
        handed_out_ = true;
        return message(gathered_, skipped);
    }
    return {Event::need_more, skipped};  // a fragment is done; what follows may be here already
}

FrameReader::Step FrameReader::message(std::string_view text, std::size_t used) {
    const Event event = kind_ == Opcode::text ? Event::text : Event::binary;
    if (event == Event::text && !check_.whole()) return failed(close_code::bad_text, used);
    kind_ = Opcode::continuation;
    in_payload_ = false;
    return {event, used, text};
}

std::size_t put_frame_header(char (&out)[10], Opcode opcode, std::uint64_t payload_bytes) {
    out[0] = static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
    if (payload_bytes < 126) {
        out[1] = static_cast<char>(payload_bytes);
        return 2;
    }
    const int wide = payload_bytes < 65536 ? 2 : 8;
    out[1] = static_cast<char>(wide == 2 ? 126 : 127);
    for (int i = 0; i < wide; ++i)
        out[2 + i] = static_cast<char>(payload_bytes >> (8 * (wide - 1 - i)) & 0xff);
    return static_cast<std::size_t>(2 + wide);
}

}  // namespace kortelijn::transport
