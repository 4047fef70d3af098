// The words of a refusal for the person who asked: the policy's for what is about rights, the
// protocol's for everything else. Never the reason of the log, only what is told.
#pragma once

#include <string_view>

#include "base/language.hpp"
#include "base/result.hpp"

namespace kortelijn::commands {

// Empty: the protocol's own (codes.hpp), which error_frame takes by itself.
std::string_view words_of_refusal(const Refusal&, Language);

}  // namespace kortelijn::commands
