// The life of a ground and the row it stands on.
#include "policy/grounds.hpp"

#include <algorithm>

namespace kortelijn::policy {
namespace {

Instant later(Instant from, std::int64_t by_ms) {
    return from.ms > never.ms - by_ms ? never : from + by_ms;
}

// R20: the end of the newest closing that lies behind us.
std::optional<Instant> last_closing(const Case& the_case, Instant now) {
    std::optional<Instant> newest;
    for (const auto& open : the_case.open)
        if (open.to && *open.to <= now && (!newest || *newest < *open.to)) newest = open.to;
    return newest;
}

bool spent_by_closing(const Scene& scene, const Ground& ground) {
    const Case& the_case = *scene.facts.the_case;
    if (ground.organisation == the_case.home_organisation) return false;
    const auto closing = last_closing(the_case, scene.now);
    return closing && ground.given_at && *ground.given_at < *closing;
}

}  // namespace

Life life_of(const Ground& ground, const SecrecyRow* row) {
    Life life{ground.begin.value_or(ground.deny ? Instant{} : never), never};
    if (ground.deny && !ground.begin)
        life.start = Instant{std::numeric_limits<std::int64_t>::min()};
    const Instant begin = life.start;
    if (ground.given_at) life.start = std::max(life.start, *ground.given_at);
    if (ground.end) life.natural_end = *ground.end;
    if (!ground.deny && row != nullptr)
        life.natural_end = std::min(life.natural_end, later(begin, row->longest_ms));
    return life;
}

LifeStage stage_of(const Ground& ground, const SecrecyRow* row, Instant now) {
    const Life life = life_of(ground, row);
    if (now < life.start) return LifeStage::not_yet;
    if (ground.withdrawn_at && now >= *ground.withdrawn_at &&
        *ground.withdrawn_at <= life.natural_end)
        return LifeStage::withdrawn;
    return now >= life.natural_end ? LifeStage::expired : LifeStage::live;
}

CellReason reach_of(const Ground& ground, const Asker& asker) {
    if (ground.person) {
        if (ground.person == asker.person) return CellReason::none;
        return ground.kind == GroundKind::consent ? CellReason::consent_other_person
                                                  : CellReason::ground_other_person;
    }
    return asker.at_table ? CellReason::none : CellReason::ground_not_at_table;
}

bool reaches(const Ground& ground, const Asker& asker) {
    return !ground.deny && ground.organisation && ground.organisation == asker.organisation &&
           reach_of(ground, asker) == CellReason::none;
}

bool may_hold(const SecrecyRow& row, const Organisation* organisation, OrganisationId home,
              bool carries) {
    if (row.holders.any) return true;
    if (row.holders.carrier) return carries;
    if (organisation == nullptr) return false;
    return row.holders.has(organisation->kind) ||
           (row.holders.home_organisation && organisation->id == home);
}

CellReason row_objects(const Ground& ground, const SecrecyRow* row, bool holder_fits, Day today) {
    if (row == nullptr || !in_force(*row, today)) return CellReason::law_not_in_force;
    if (ground.reason.empty() || !ground.end) return CellReason::ground_incomplete;
    if (ground.kind == GroundKind::reporting_code && ground.purpose != Purpose::reporting_code)
        return CellReason::ground_incomplete;
    if (ground.kind == GroundKind::vital_interest &&
        (ground.purpose != Purpose::emergency || !ground.person))
        return CellReason::ground_incomplete;
    return holder_fits ? CellReason::none : CellReason::ground_holder_not_allowed;
}

CellReason standing_of(const Scene& scene, const Asker& asker, const Ground& ground,
                       const SecrecyRow* row) {
    const bool consent = ground.kind == GroundKind::consent;
    switch (stage_of(ground, row, scene.now)) {  // R19
        case LifeStage::not_yet:
            return CellReason::ground_not_yet;
        case LifeStage::withdrawn:
            return consent ? CellReason::consent_withdrawn : CellReason::ground_ended;
        case LifeStage::expired:
            return CellReason::ground_expired;
        case LifeStage::live:
            break;
    }
    if (consent)  // R20
        return spent_by_closing(scene, ground) ? CellReason::consent_before_reopening
                                               : CellReason::none;
    const bool holder =
        row != nullptr && may_hold(*row, scene.directory.find(asker.organisation),
                                   scene.facts.the_case->home_organisation, asker.carrier);
    return row_objects(ground, row, holder, scene.today);
}

bool is_confidential(const Ground& ground) {
    return ground.confidential.value_or(ground.kind == GroundKind::reporting_code);
}

}  // namespace kortelijn::policy
