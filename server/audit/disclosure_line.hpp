// The lines of a bundle's disclosures.ndjson: {"n":17,"d":["<base64url>",null]}, one per entry, in
// the order of _sd; null where one was erased. Must never be read in a second spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kortelijn::audit {

using Disclosures = std::vector<std::optional<std::string>>;

void append_disclosure_line(std::string& out, std::uint64_t n, const Disclosures& disclosures);
// `line` without its newline. False when malformed or of another entry.
bool parse_disclosure_line(std::string_view line, std::uint64_t n, Disclosures& out);

}  // namespace kortelijn::audit
