// One plain sentence for every reason code, for the person who asked and for the privacy officer.
// It says why in words; it never names a person, a case or a ground.
#pragma once

#include <string>
#include <string_view>

#include "base/language.hpp"
#include "domain/ask.hpp"

namespace kortelijn::policy {

using kortelijn::Language;

// Explains `decision.reason` (for the log and the officer).
std::string explain(const Decision& decision, Language language);

// The sentence of a bare code, a reason or a `tell`; empty for a code of somebody else's.
std::string_view find_sentence(std::string_view code, Language language);

// The same for a bare code, a reason or a `tell`. An unknown code gives a general refusal.
std::string_view explain_code(std::string_view code, Language language);

}  // namespace kortelijn::policy
