// One ground by itself, apart from cells: when it lives (R19), whether its row carries it (R20),
// and whom it reaches (R16).
#pragma once

#include "policy/law_tables.hpp"
#include "policy/scene.hpp"

namespace kortelijn::policy {

struct Life {
    Instant start;
    Instant natural_end;  // `never` when nothing bounds it
};

// `row` may be null. A permit without `begin` never starts.
Life life_of(const Ground& ground, const SecrecyRow* row);

enum class LifeStage : std::uint8_t { not_yet, live, withdrawn, expired };

// R19, the same for a permit and a no.
LifeStage stage_of(const Ground& ground, const SecrecyRow* row, Instant now);

// R16: none when it reaches the asker. Only for a permit of the asker's organisation.
CellReason reach_of(const Ground& ground, const Asker& asker);

// A permit that reaches them by R16, live or not (R29, R32).
bool reaches(const Ground& ground, const Asker& asker);

// R19 and R20 without the life domain, for a permit that reaches the asker: none when it holds.
CellReason standing_of(const Scene& scene, const Asker& asker, const Ground& ground,
                       const SecrecyRow* row);

// R20, the dated row of a ground without consent (`row` may be null). `holder_fits`: R20 or R28.
CellReason row_objects(const Ground& ground, const SecrecyRow* row, bool holder_fits, Day today);

// R20: whether a row may be held by this organisation. `carries`: the holder is a carrier.
bool may_hold(const SecrecyRow& row, const Organisation* organisation, OrganisationId home,
              bool carries);

bool is_confidential(const Ground& ground);

}  // namespace kortelijn::policy
