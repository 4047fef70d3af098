// When a call that nobody ends is over: planned, a day after it was to begin; open, a day after the
// last of its people left. A question of time alone; it never asks who may what.
#pragma once

#include "base/time.hpp"
#include "store/call_records.hpp"

namespace kortelijn::core {

constexpr std::int64_t call_forgotten_after_ms = 24 * 60 * minute_ms;

// `never` while somebody is in it or waits, and for one that ended.
Instant forgotten_at(const store::CallRecord&);

}  // namespace kortelijn::core
