// Any bytes as what a browser sends after the upgrade: the frame reader never crashes, holds to its
// bounds, and tells the same story however the bytes were cut. The first byte chooses the cuts and
// whether binary messages are allowed.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "transport/frame_reader.hpp"
#include "transport/utf8.hpp"

using namespace kortelijn::transport;
using Event = FrameReader::Event;

namespace {

constexpr std::size_t max_message_bytes = 2048;  // small, so that it is met often
constexpr std::size_t max_kept_bytes = 130;      // frame_reader.hpp
constexpr std::size_t max_control_bytes = 125;   // RFC 6455 section 5.5

void must(bool holds) {
    if (!holds) std::abort();
}

struct Told {
    Event event;
    std::string payload;
    std::uint16_t code;
    bool operator==(const Told&) const = default;
};

void judge(const FrameReader::Step& step, bool binary_allowed) {
    if (step.event == Event::text) must(is_utf8(step.payload));
    if (step.event == Event::binary) must(binary_allowed);
    if (step.event == Event::text || step.event == Event::binary)
        must(step.payload.size() <= max_message_bytes);
    if (step.event == Event::ping || step.event == Event::pong)
        must(step.payload.size() <= max_control_bytes);
    if (step.event == Event::close) must(is_utf8(step.payload) && step.code >= 1000);
    if (step.event == Event::failed)
        must(step.code == close_code::protocol_error || step.code == close_code::unsupported ||
             step.code == close_code::bad_text || step.code == close_code::too_big);
}

std::vector<Told> read_all(std::string_view bytes, std::size_t cut, bool binary_allowed) {
    FrameReader reader(max_message_bytes, binary_allowed);
    std::vector<Told> told;
    std::string waiting;
    for (std::size_t at = 0; at < bytes.size(); at += cut) {
        waiting += bytes.substr(at, cut);
        for (;;) {
            const FrameReader::Step step = reader.next({waiting.data(), waiting.size()});
            must(step.used <= waiting.size());
            judge(step, binary_allowed);
            if (step.event != Event::need_more)
                told.push_back({step.event, std::string(step.payload), step.code});
            waiting.erase(0, step.used);
            if (step.event == Event::failed || step.event == Event::close) return told;
            if (step.event == Event::need_more) break;
        }
        must(waiting.size() <= max_kept_bytes);
    }
    return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const bool binary_allowed = (data[0] & 1) != 0;
    const std::size_t cut = 1 + data[0] / 2;
    must(read_all(bytes, std::max<std::size_t>(1, bytes.size()), binary_allowed) ==
         read_all(bytes, cut, binary_allowed));
    return 0;
}
