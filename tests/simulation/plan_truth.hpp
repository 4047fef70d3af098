// What is so of a case's plan, read anew from the store and asked of the oracle: the measure of
// what is told of plans. It shares no look and no rule with the core (call_truth.hpp).
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "simulation/call_truth.hpp"

namespace kortelijn::simulation {

class PlanTruth {
public:
    // Between transactions only.
    PlanTruth(store::Store&, CaseId of_case, Instant now);

    const std::vector<store::LineRecord>& lines() const { return lines_; }
    const store::LineRecord* find(LineId) const;
    const store::PlanVersion* version(PlanVersionId) const;
    bool carries(Person) const;
    // Of a professional: the case is open to them, at its table or for the plan.
    bool may_open(Person) const;
    // As it stands, and as it was agreed then.
    bool sees(Person, const store::LineRecord&) const;
    bool sees(Person, const store::PlanVersion&, const store::SettledLine&) const;
    bool sees_any(Person) const;  // as it stands
    bool is_own(Person, GuestId by) const;
    // Asked to it, and not put out.
    bool has_place(Person, CallId) const;

private:
    const Guest* link_of(Person) const;
    bool shared(Person, const store::LineRecord&, Instant by) const;
    bool permitted(Person, const std::vector<MemberId>& about, LifeDomains, bool shared) const;
    bool permitted(Person, Ask) const;

    store::Store& store_;
    CaseId case_;
    Instant now_;
    Directory directory_;
    CaseFacts facts_;
    std::vector<store::LineRecord> lines_;
    mutable std::map<PlanVersionId, std::optional<store::PlanVersion>> versions_;
    mutable std::map<std::tuple<Person, std::vector<MemberId>, std::uint16_t>, bool> asked_;
};

}  // namespace kortelijn::simulation
