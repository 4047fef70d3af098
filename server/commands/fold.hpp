// Text as a searcher means it: lower case, without the accents of Latin letters ("José" = "jose").
#pragma once

#include <string>
#include <string_view>

namespace kortelijn::commands {

// Cheap and total: letters of Latin-1 and Latin Extended-A are folded, other characters stay.
std::string fold(std::string_view text);

}  // namespace kortelijn::commands
