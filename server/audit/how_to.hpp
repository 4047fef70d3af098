// HOW-TO.txt of a bundle: how somebody who trusts neither us nor the server checks it with tools
// that are not ours. The commands are those that our own tests run.
#pragma once

#include <string>

#include "audit/note.hpp"

namespace kortelijn::audit {

std::string how_to(const VerifierKey& log_key, const VerifierKey& bundle_key);

}  // namespace kortelijn::audit
