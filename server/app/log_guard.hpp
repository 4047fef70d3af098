// The last signed note, kept beside the key file: what the core compares the log with at its start
// (core/guarding.cpp), and `audit verify` and `doctor` too. Decides nothing itself.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "audit/verify.hpp"
#include "core/pipeline.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::app {

// `complain` is told when a note could not be kept: the server goes on, with an older one. Throws
// StoreFailure when a note is there and cannot be read.
core::SignedGuard guard_of(const store::Options& options,
                           std::function<void(const std::string&)> complain);

// To be read before the log is: the server beside may sign meanwhile.
std::vector<audit::KeptNote> kept_note(const store::Options& options);

}  // namespace kortelijn::app
