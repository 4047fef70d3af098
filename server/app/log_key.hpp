// The key that verifies this log's checkpoints, from its name and its seed.
#pragma once

#include "audit/note.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::app {

// Throws std::runtime_error when the seed is not whole.
audit::VerifierKey verifier_key(const store::LogIdentity& identity);

}  // namespace kortelijn::app
