// Finds citizen service numbers (BSN) in texts, so that none is stored: AVG art. 87, UAVG art. 46
// allow one only where a law says so, and none says so here. Pure; keeps no digit of a text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kortelijn {

// Bytes [begin, end) of a text.
struct TextPlace {
    std::size_t begin = 0;
    std::size_t end = 0;

    constexpr bool operator==(const TextPlace&) const = default;
};

// The first nine digits, of any script in use here, that pass the eleven-test, with up to three
// blanks, dashes, brackets or other punctuation between any of them, whatever takes no room, and no
// digit beside them; in one piece also with zeros more in front, or without the one that was there.
// Nine zeros are none. One in eleven numbers of nine digits passes by chance: whoever means
// something else says so.
std::optional<TextPlace> find_bsn(std::string_view text, std::size_t from = 0);

}  // namespace kortelijn
