// The workers' long reads for the daily start: every household, and the signals of a period. Each
// reads a page ahead and visits between pages, so that a slow visitor keeps no snapshot.
#pragma once

#include <functional>
#include <string>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/sealer.hpp"
#include "store/start_records.hpp"

namespace kortelijn::store::sqlite {

// What does not open is left out and counted by the sealer.
void scan_all_households(Connection& db, Sealer& sealer,
                         const std::function<bool(const HouseholdScan&)>& visit);
void scan_signals_between(Connection& db, Sealer& sealer, Instant from, Instant to,
                          const std::function<bool(const SignalRecord&)>& visit);

// "; action 5 does not open ..." or nothing; opens all that read_whole_case() does not.
std::string unwell_of_the_start(Connection& db, Sealer& sealer);

}  // namespace kortelijn::store::sqlite
