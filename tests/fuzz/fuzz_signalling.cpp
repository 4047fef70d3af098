// Offers, answers and candidates of browsers that are none: nothing may crash, and what is written
// anew reads as the same and holds nothing but what the lists know.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ice_candidate.hpp"
#include "session_description.hpp"

using namespace kortelijn::protocol;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

bool is_plain(std::string_view text) {
    for (const char c : text)
        if (c != '\r' && c != '\n' && (c < ' ' || c > '~' || c == '<' || c == '"')) return false;
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const SdpSide side : {SdpSide::offer, SdpSide::answer})
        if (const auto read = read_sdp(text, side)) {
            const std::string written = write_sdp(*read, "s1");
            demand(is_plain(written));
            const auto again = read_sdp(written, side);
            demand(again && write_sdp(*again, "s1") == written);
        }
    if (const auto read = read_candidate(text)) {
        const std::string written = write_candidate(*read);
        demand(is_plain(written));
        const auto again = read_candidate(written);
        demand(again && write_candidate(*again) == written);
    }
    return 0;
}
