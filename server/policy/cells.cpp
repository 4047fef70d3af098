// One cell: the permits that cover it, the no's and bars against it, and why it is refused.
#include "policy/cells.hpp"

#include <bit>

namespace kortelijn::policy {
namespace {

bool is_about(const std::vector<MemberId>& members, const Person& person) {
    return has(members, person.member->id);
}

// R25: whatever the kind of ground.
bool barred(const Reach& reach, const Person& person, LifeDomain life_domain) {
    for (const Bar* bar : reach.bars) {
        const bool about = bar->members.empty() || is_about(bar->members, person);
        if (about && (bar->life_domains.empty() || bar->life_domains.has(life_domain))) return true;
    }
    return false;
}

// R25: the strongest no that counts over a cell.
No counting_no(const Reach& reach, const Person& person, const Cell& cell) {
    No strongest = No::nobody;
    for (const Ground* denial : reach.denials) {
        if (!is_about(denial->members, person)) continue;
        if (denial->purpose && *denial->purpose != cell.purpose) continue;
        if (!denial->life_domains.empty() && !denial->life_domains.has(cell.life_domain)) continue;
        strongest = std::max(strongest, no_said_in(*denial, person));
    }
    return strongest;
}

// The first check a permit about the person fails for a cell (R16, R18, R19, R20).
CellReason objection(const Permit& permit, const Cell& cell) {
    const Ground& ground = *permit.ground;
    const bool consent = ground.kind == GroundKind::consent;
    if (permit.reach != CellReason::none) return permit.reach;
    if (ground.purpose != cell.purpose)
        return consent ? CellReason::consent_other_purpose : CellReason::ground_other_purpose;
    if (!ground.life_domains.has(cell.life_domain))
        return consent ? CellReason::consent_other_domain : CellReason::ground_other_domain;
    const Law bound_to = permit.row != nullptr ? permit.row->bound_to : Law::none;
    if (cell.law && bound_to != Law::none && *cell.law != bound_to)
        return CellReason::ground_other_law;
    if (permit.standing != CellReason::none) return permit.standing;
    if (permit.row != nullptr && !permit.row->only.empty() &&
        !permit.row->only.has(cell.life_domain))
        return CellReason::ground_other_domain;  // R20: outside the row
    return CellReason::none;
}

// R27 within a kind.
const Ground* earlier(const Ground* best, const Ground& other) {
    if (best == nullptr || other.begin < best->begin) return &other;
    return other.begin == best->begin && other.id < best->id ? &other : best;
}

// The live permits that cover one cell, by what they are worth (R27's order).
struct Covering {
    Grounds consents;               // ordinary
    const Ground* alone = nullptr;  // R24
    const Ground* statutory_task = nullptr;
    const Ground* reporting_code = nullptr;
    const Ground* vital_interest = nullptr;
};

void add(Covering& covering, const Permit& permit, const Person& person, No no) {
    const Ground& ground = *permit.ground;
    if (ground.kind == GroundKind::consent) {
        agrees_alone(person, ground) ? void(covering.alone = earlier(covering.alone, ground))
                                     : covering.consents.push_back(&ground);
        return;
    }
    if (no != No::nobody && permit.row->a_no_ends_it) return;  // R25
    const Ground*& best = ground.kind == GroundKind::statutory_task   ? covering.statutory_task
                          : ground.kind == GroundKind::reporting_code ? covering.reporting_code
                                                                      : covering.vital_interest;
    best = earlier(best, ground);
}

// Whether any permit about the person could serve this purpose at all: spares most cells a look.
bool serves(const Reach& reach, const Person& person, Purpose purpose) {
    for (const auto& permit : reach.permits)
        if (permit.ground->purpose == purpose && permit.reach == CellReason::none &&
            permit.standing == CellReason::none && is_about(permit.ground->members, person))
            return true;
    return false;
}

void split(DomainGroups& groups, LifeDomains by) {
    for (std::size_t i = 0, count = groups.size(); i < count; ++i) {
        const auto inside = std::uint16_t(groups[i].bits & by.bits);
        if (inside == 0 || inside == groups[i].bits) continue;
        groups.push_back({std::uint16_t(groups[i].bits & ~by.bits)});
        groups[i].bits = inside;
    }
}

}  // namespace

Reach reach_of_asker(const Scene& scene, const Asker& asker) {
    Reach reach;
    for (const auto& bar : scene.facts.bars) {
        const bool organisation = !bar.organisation || bar.organisation == asker.organisation;
        const bool person = !bar.person || bar.person == asker.person;
        if (organisation && person && bar.period.live(scene.now)) reach.bars.push_back(&bar);
    }
    for (const auto& ground : scene.facts.grounds) {
        if (ground.deny) {
            const bool organisation =
                !ground.organisation || ground.organisation == asker.organisation;
            const bool person = !ground.person || ground.person == asker.person;
            if (organisation && person && stage_of(ground, nullptr, scene.now) == LifeStage::live)
                reach.denials.push_back(&ground);
        } else if (ground.organisation && ground.organisation == asker.organisation) {
            const SecrecyRow* row = row_of(ground);
            reach.permits.push_back(
                {&ground, row, reach_of(ground, asker), standing_of(scene, asker, ground, row)});
        }
    }
    return reach;
}

No no_said_in(const Ground& denial, const Person& person) {
    No strongest = No::nobody;
    for (const MemberId speaker : denial.given_by)
        if (may_refuse(person, speaker))
            strongest = std::max(strongest, speaker == person.member->id ? No::self : No::others);
    return strongest;
}

bool cell_permitted(const Reach& reach, const Person& person, const Cell& cell, Grounds& used) {
    if (barred(reach, person, cell.life_domain)) return false;
    const No no = counting_no(reach, person, cell);
    Covering covering;
    for (const auto& permit : reach.permits)
        if (is_about(permit.ground->members, person) && objection(permit, cell) == CellReason::none)
            add(covering, permit, person, no);
    Grounds agreed;
    if (no == No::nobody && all_agreed(person, covering.consents, &agreed)) {
        used.insert(used.end(), agreed.begin(), agreed.end());
        return true;
    }
    if (no == No::self || person.dead) covering.alone = nullptr;  // R25, R26
    for (const Ground* ground : {covering.alone, covering.statutory_task, covering.reporting_code,
                                 covering.vital_interest}) {
        if (ground == nullptr) continue;
        used.push_back(ground);
        return true;
    }
    return false;
}

CellReason why_refused(const Reach& reach, const Person& person, const Cell& cell) {
    if (barred(reach, person, cell.life_domain)) return CellReason::bar_law;
    if (counting_no(reach, person, cell) != No::nobody) return CellReason::consent_refused;
    CellReason strongest = CellReason::consent_missing;  // no record
    Grounds consents;
    for (const auto& permit : reach.permits) {
        if (!is_about(permit.ground->members, person)) continue;
        const CellReason why = objection(permit, cell);
        if (why == CellReason::none && permit.ground->kind == GroundKind::consent)
            consents.push_back(permit.ground);
        strongest = std::min(strongest, why);
    }
    return std::min(strongest, what_lacks(person, consents));
}

bool cell_given(const Reach& reach, const Person& person, const Cell& cell, bool home_side,
                Grounds& used) {
    if (cell_permitted(reach, person, cell, used)) return true;
    if (!home_side || why_refused(reach, person, cell) <= CellReason::consent_refused) return false;
    return cell_permitted(reach, person, {cell.life_domain, Purpose::cooperation, cell.law}, used);
}

CellReason why_not_given(const Reach& reach, const Person& person, const Cell& cell,
                         bool home_side) {
    const CellReason why = why_refused(reach, person, cell);
    if (!home_side || why <= CellReason::consent_refused) return why;
    return why_refused(reach, person, {cell.life_domain, Purpose::cooperation, cell.law});
}

bool any_cell_permitted(const Reach& reach, const Person& person, std::optional<Purpose> purpose,
                        Grounds& used) {
    const DomainGroups groups = domain_groups(reach, person);
    for (int p = 0; p < purpose_count; ++p) {
        if ((purpose && *purpose != Purpose(p)) || !serves(reach, person, Purpose(p))) continue;
        for (const LifeDomains group : groups)
            if (cell_permitted(reach, person, {first_of(group), Purpose(p), std::nullopt}, used))
                return true;
    }
    return false;
}

CellReason why_all_refused(const Reach& reach, const Person& person,
                           std::optional<Purpose> purpose) {
    CellReason strongest = CellReason::none;
    Grounds ignored;
    const DomainGroups groups = domain_groups(reach, person);
    for (int p = 0; p < purpose_count; ++p) {
        if (purpose && *purpose != Purpose(p)) continue;
        for (const LifeDomains group : groups) {
            const Cell cell{first_of(group), Purpose(p), std::nullopt};
            if (!cell_permitted(reach, person, cell, ignored))
                strongest = std::min(strongest, why_refused(reach, person, cell));
        }
    }
    return strongest;
}

DomainGroups domain_groups(const Reach& reach, const Person& person) {
    DomainGroups groups{{std::uint16_t((1U << life_domain_count) - 1)}};
    for (const auto& permit : reach.permits) {
        if (!is_about(permit.ground->members, person)) continue;
        split(groups, permit.ground->life_domains);
        if (permit.row != nullptr) split(groups, permit.row->only);
    }
    for (const Ground* denial : reach.denials)
        if (is_about(denial->members, person)) split(groups, denial->life_domains);
    for (const Bar* bar : reach.bars) split(groups, bar->life_domains);
    std::sort(groups.begin(), groups.end(),
              [](LifeDomains a, LifeDomains b) { return first_of(a) < first_of(b); });
    return groups;
}

LifeDomain first_of(LifeDomains group) { return LifeDomain(std::countr_zero(group.bits)); }

}  // namespace kortelijn::policy
