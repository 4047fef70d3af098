// Every case that opens, oldest first, over a read-only connection of its own: for the grounds in
// the log's evidence bundle. One case in memory at a time; works beside a running writer.
#pragma once

#include <cstdint>
#include <functional>

#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::store {

// Return false to stop. How many did not open (damaged, or their key was destroyed).
std::uint64_t scan_cases(const Options& options,
                         const std::function<bool(const CaseRecord&)>& visit);

}  // namespace kortelijn::store
