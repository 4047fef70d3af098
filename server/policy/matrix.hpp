// What an organisation may know, person by person and life domain by life domain: its people taken
// as at the table (R30). For the page "who may know what"; the same rules as decide(), never used
// to let anybody in.
#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/facts.hpp"

namespace kortelijn::policy {

struct OrganisationCell {
    bool permitted = false;         // for some source law
    bool without_consent = false;   // one of the grounds is not a consent
    std::vector<GroundId> grounds;  // used (R27)
    std::optional<Instant> until;   // the first of them that ends
};

// `slot`: index in facts.household.
OrganisationCell organisation_cell(const Directory& directory, const CaseFacts& facts,
                                   OrganisationId organisation, std::size_t slot,
                                   LifeDomain life_domain, Purpose purpose, Instant now);

// Whose yes is needed about this person now (R21 and table 4a); they themselves included.
std::vector<MemberId> who_must_agree(const CaseFacts& facts, const Member& member, Instant now);

}  // namespace kortelijn::policy
