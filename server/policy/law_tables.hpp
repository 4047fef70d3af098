// The law as dated tables (policy section 4): who must agree, and what lifts professional secrecy.
// Data only: a change of law is a change of a row here, never of a rule.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/time.hpp"
#include "domain/facts.hpp"
#include "domain/words.hpp"

namespace kortelijn::policy {

// Whose yes is needed.
struct Say {
    bool self = false;
    bool custody = false;  // every living holder of custody

    constexpr Say operator|(Say other) const {
        return {self || other.self, custody || other.custody};
    }
};

// 4a: one row for each law under which somebody is helped.
struct AgreementRow {
    Law law = Law::none;  // none: uavg, for who has no other row
    Day from;
    std::optional<Day> to;
    Say under_12;
    Say from_12;  // 12 to 15
    Say from_16;
    bool alone_from_12 = false;  // 12 to 15 without parents, on a stated ground (R24)
    std::string_view source;
};

// Who may hold a ground of a row: anybody, a carrier (R12), the home organisation, or the kinds.
struct Holders {
    bool any = false;
    bool carrier = false;
    bool home_organisation = false;
    std::uint32_t kinds = 0;  // bit per OrganisationKind

    constexpr bool has(OrganisationKind kind) const { return (kinds >> unsigned(kind)) & 1U; }
};

// 4b: one row for each secrecy ground.
struct SecrecyRow {
    std::string_view name;
    GroundKind kind = GroundKind::consent;
    Holders holders;
    Law bound_to = Law::none;  // none: not bound to a law
    std::int64_t longest_ms = 0;
    bool a_no_ends_it = false;
    bool switched_off = false;         // in the table, never in force
    std::optional<Day> from;           // nothing: always
    std::optional<Day> changing_from;  // a change is announced and nobody has read the new text
    LifeDomains only;                  // empty: any life domain
    std::string_view source;
};

std::span<const AgreementRow> agreement_rows();
std::span<const SecrecyRow> secrecy_rows();

// The row of a ground, by its secrecy ground (absent: the name of its kind) and its kind. Null
// when there is none, whatever the date.
const SecrecyRow* row_of(const Ground& ground);

bool in_force(const SecrecyRow& row, Day today);
bool changing(const SecrecyRow& row, Day today);

}  // namespace kortelijn::policy
