// What is so of a start, read anew from the store and asked of the oracle item by item: the measure
// of what boards deliver. It shares no look, no cache and no rule with the core: the oracle is the
// policy page read a second time, and server/policy is not asked here.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "domain/ask.hpp"
#include "store/store.hpp"

namespace kortelijn::simulation {

class StartTruth {
public:
    // Between transactions only.
    StartTruth(store::Store& store, BoardId board, Instant now);

    bool there() const { return record_.has_value(); }
    const store::BoardRecord& record() const { return *record_; }
    const std::vector<store::AgendaItem>& items() const { return items_; }
    const std::vector<ProfessionalId>& present() const { return present_; }
    bool is_present(ProfessionalId) const;

    bool may_join(ProfessionalId) const;
    bool may_see_item(ProfessionalId, ItemId) const;
    // As a screen of their own would: though nobody counted them as present.
    bool may_look_at(ProfessionalId, ItemId) const;
    std::set<ItemId> seen_by(ProfessionalId) const;
    // R42: what everybody present may see; to who is not counted only what they may see too.
    std::set<ItemId> shown_to(ProfessionalId) const;
    // Of a case: carries it, or finds it by a ground of either purpose.
    bool may_know_case(ProfessionalId, CaseId) const;

private:
    Decision ask(ProfessionalId, const store::AgendaItem*, Action, bool as_if_present) const;

    Instant now_;
    Directory directory_;
    std::optional<store::BoardRecord> record_;
    std::vector<store::AgendaItem> items_;
    std::vector<ProfessionalId> present_;
    std::map<CaseId, CaseFacts> cases_;
    std::map<SignalId, SignalFacts> signals_;
    mutable std::map<std::tuple<ProfessionalId, ItemId, bool>, bool> answers_;
};

}  // namespace kortelijn::simulation
