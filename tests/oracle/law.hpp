// The dated tables of section 4 of the policy page, written out a second time for the oracle.
// Never takes a row from server/policy: a mistake there must not be repeated here by sharing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/facts.hpp"
#include "domain/words.hpp"

namespace kortelijn::oracle {

// Table 4a. A person's rows: their live help laws that have a row; when none, uavg.
struct AgreementRow {
    std::string_view law;
    bool youngster_may_agree_alone = false;  // column "12 to 15 without parents"
};
std::vector<AgreementRow> agreement_rows_of(const Member& member, Instant now);

enum class Holder {
    any,
    carrier,
    gi,
    child_protection_board,
    municipality_or_debt_bank,
    veilig_thuis_gi_or_home,
    municipality
};

// Table 4b.
struct SecrecyRow {
    std::string_view name;
    GroundKind kind = GroundKind::consent;
    Holder holder = Holder::any;
    Law bound_to = Law::none;
    std::int64_t longest_ms = 0;
    bool a_no_ends_it = false;
    std::optional<CivilDate> in_force_from;  // nothing: always
    bool never_in_force = false;
    std::optional<CivilDate> changing_on;
    LifeDomains only;  // empty: no limit
};

// The row a ground names (absent: the name of its kind), of that kind; nullptr when there is none.
const SecrecyRow* row_of(const Ground& ground);
bool in_force(const SecrecyRow& row, Instant now);
bool changing(const SecrecyRow& row, Instant now);

}  // namespace kortelijn::oracle
