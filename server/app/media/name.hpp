// The name of a file as it is kept: something a person reads and a computer saves without harm.
// Pure; must never let a path, an invisible mark or another kind's ending through.
#pragma once

#include <string>
#include <string_view>

#include "app/media/type.hpp"

namespace kortelijn::media {

constexpr std::size_t most_name_characters = 120;

// From what the sender called it, in any bytes; "bijlage" when nothing readable is left. Ends in
// the extension of its kind.
std::string clean_name(std::string_view given, Type type);
// "%C3%A9" undone; empty when it is not that.
std::string percent_decoded(std::string_view text);
// The value of Content-Disposition (RFC 6266, RFC 8187).
std::string disposition(std::string_view name, Type type);

}  // namespace kortelijn::media
