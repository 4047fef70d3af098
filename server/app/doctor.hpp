// What `kortelijn doctor` looks at. Changes nothing; each problem is one line, so that one does not
// hide the next. No content and no names in the words.
#pragma once

#include <vector>

#include "app/config.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::app {

std::vector<store::Finding> examine_all(const Config& config, bool thorough);

// A certificate that ends within three weeks is bad. Empty files: said, and not bad (a TLS proxy or
// other settings may hold them).
store::Finding examine_certificate(const std::string& certificate, const std::string& key,
                                   Instant now);

}  // namespace kortelijn::app
