// Rules R17 and R18: items about people in life domains; and the lists (that a case exists, that it
// opens, who is in the household), which need one permitted cell.
#include "policy/every_cell.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

// R17: whom an item is about. False: somebody unknown or not yet begun, or nobody left.
bool whom(const Scene& scene, Members& out) {
    if (scene.ask.about.empty()) {
        for (const auto& member : scene.facts.household)
            if (member.period.live(scene.now) && !dead_on(member.deceased_on, scene.today))
                out.push_back(&member);
        return !out.empty();
    }
    return listed(scene, scene.ask.about, out);
}

// R27: lists go by member id. Everyone who ever began; who moved out or died still counts.
Members everybody(const Scene& scene) {
    Members out;
    for (const auto& member : scene.facts.household)
        if (member.period.begun(scene.now)) out.push_back(&member);
    return out;
}

void sort_by_id(Members& members) {
    std::sort(members.begin(), members.end(),
              [](const Member* a, const Member* b) { return a->id < b->id; });
}

// R18: only messages and attachments look at the law they were written under.
std::optional<Law> law_looked_at(const Ask& ask) {
    if (*ask.action == Action::call_join) return std::nullopt;
    return ask.source_law;
}

Code strongest_over(const Scene& scene, const Reach& reach, const Members& members,
                    std::optional<Purpose> purpose) {
    CellReason strongest = CellReason::none;
    for (const Member* member : members)
        strongest =
            std::min(strongest,
                     why_all_refused(reach, person_of(scene.facts, *member, scene.now, scene.today),
                                     purpose));
    // Nobody to look at: nothing is known, so nothing was agreed.
    return strongest == CellReason::none ? reason::consent_missing : text_of(strongest);
}

bool outside_circle(const Scene& scene, const Members& members) {
    return std::any_of(members.begin(), members.end(),
                       [&](const Member* member) { return !scene.circle->holds(member->id); });
}

// R55: the first cell of the circle that is given about one person; else the strongest reason.
CellReason one_of_circle(const Scene& scene, const Reach& reach, const Member& member,
                         Grounds& used) {
    const Circle& circle = *scene.circle;
    const Person person = person_of(scene.facts, member, scene.now, scene.today);
    CellReason strongest = CellReason::consent_missing;
    for (unsigned left = circle.life_domains.bits; left != 0; left &= left - 1) {
        const Cell cell{first_of({std::uint16_t(left)}), circle.purpose, std::nullopt};
        if (cell_given(reach, person, cell, circle.home_side, used)) return CellReason::none;
        strongest = std::min(strongest, why_not_given(reach, person, cell, circle.home_side));
    }
    return strongest;
}

// R55, member.list: one of its cells for each.
Code list_of_circle(Scene& scene, const Members& members) {
    if (outside_circle(scene, members)) return reason::circle_other_cells;
    const Reach reach = reach_of_asker(scene, scene.asker);
    Grounds first;
    CellReason strongest = CellReason::none;
    for (const Member* member : members) {
        Grounds used;
        strongest = std::min(strongest, one_of_circle(scene, reach, *member, used));
        if (first.empty()) first = used;
    }
    if (strongest != CellReason::none) return text_of(strongest);
    name_grounds(scene, first);
    return reason::ok_ground;
}

// R55, case.open: one of its cells.
Code opens_circle(Scene& scene) {
    Members members = everybody(scene);
    sort_by_id(members);
    const Reach reach = reach_of_asker(scene, scene.asker);
    CellReason strongest = CellReason::consent_missing;
    for (const Member* member : members) {
        if (!scene.circle->holds(member->id)) continue;
        Grounds used;
        const CellReason why = one_of_circle(scene, reach, *member, used);
        if (why == CellReason::none) {
            name_grounds(scene, used);
            return reason::ok_ground;
        }
        strongest = std::min(strongest, why);
    }
    return text_of(strongest);
}

// R18, member.list: one permitted cell for each; the first of all is named.
Code list_of_people(Scene& scene) {
    Members members;
    if (!whom(scene, members)) return reason::member_not_in_household;
    sort_by_id(members);
    if (scene.circle) return list_of_circle(scene, members);
    const Reach reach = reach_of_asker(scene, scene.asker);
    Grounds first;
    for (const Member* member : members) {
        Grounds used;
        const Person person = person_of(scene.facts, *member, scene.now, scene.today);
        if (!any_cell_permitted(reach, person, scene.ask.purpose, used))
            return strongest_over(scene, reach, members, scene.ask.purpose);
        if (first.empty()) first = used;
    }
    name_grounds(scene, first);
    return reason::ok_ground;
}

}  // namespace

bool listed(const Scene& scene, const std::vector<MemberId>& about, Members& out) {
    for (const MemberId id : about) {
        const Member* member = find_member(scene.facts, id);
        if (member == nullptr || !member->period.begun(scene.now)) return false;
        out.push_back(member);
    }
    return !out.empty();
}

void name_grounds(Scene& scene, const Grounds& used) {
    for (const Ground* ground : used) {
        scene.grounds.push_back(ground->id);
        const SecrecyRow* row = row_of(*ground);
        scene.law_changing = scene.law_changing || (row != nullptr && changing(*row, scene.today));
    }
}

CellReason every_cell(const Scene& scene, const Asker& asker, const Members& members,
                      const Wanted& wanted, Grounds& used) {
    const Reach reach = reach_of_asker(scene, asker);
    CellReason strongest = CellReason::none;
    for (const Member* member : members) {
        const Person person = person_of(scene.facts, *member, scene.now, scene.today);
        for (unsigned left = wanted.life_domains.bits; left != 0; left &= left - 1) {
            const Cell cell{first_of({std::uint16_t(left)}), wanted.purpose, wanted.law};
            if (!cell_given(reach, person, cell, wanted.home_side, used))
                strongest =
                    std::min(strongest, why_not_given(reach, person, cell, wanted.home_side));
        }
    }
    return strongest;
}

Code items(Scene& scene) {  // R17
    if (!scene.circle) return items_for(scene, *scene.ask.purpose, false);
    return items_for(scene, scene.circle->purpose, scene.circle->home_side);
}

Code items_for(Scene& scene, Purpose purpose, bool home_side) {
    Members members;
    if (!whom(scene, members)) return reason::member_not_in_household;
    const LifeDomains wanted = scene.ask.life_domains;
    if (scene.circle &&
        (outside_circle(scene, members) || !scene.circle->life_domains.contains(wanted)))
        return reason::circle_other_cells;
    Grounds used;
    const CellReason why = every_cell(scene, scene.asker, members,
                                      {wanted, purpose, law_looked_at(scene.ask), home_side}, used);
    if (why != CellReason::none) return text_of(why);
    name_grounds(scene, used);
    return reason::ok_ground;
}

Code list_of_cases_or_people(Scene& scene) {             // R18
    if (scene.asker.carrier) return reason::ok_carrier;  // R14
    if (scene.ask.action == Action::member_list) return list_of_people(scene);
    if (scene.circle) return opens_circle(scene);
    return opens(scene, scene.ask.action == Action::case_open ? scene.ask.purpose : std::nullopt);
}

Code opens(Scene& scene, std::optional<Purpose> purpose) {
    Members members = everybody(scene);
    sort_by_id(members);
    const Reach reach = reach_of_asker(scene, scene.asker);
    for (const Member* member : members) {
        Grounds used;
        const Person person = person_of(scene.facts, *member, scene.now, scene.today);
        if (!any_cell_permitted(reach, person, purpose, used)) continue;
        name_grounds(scene, used);
        return reason::ok_ground;
    }
    return strongest_over(scene, reach, members, purpose);
}

bool anything_permitted(const Scene& scene, const Asker& asker, std::optional<Purpose> purpose) {
    const Reach reach = reach_of_asker(scene, asker);
    if (reach.permits.empty()) return false;
    Grounds ignored;
    for (const Member* member : everybody(scene)) {
        const Person person = person_of(scene.facts, *member, scene.now, scene.today);
        if (any_cell_permitted(reach, person, purpose, ignored)) return true;
    }
    return false;
}

}  // namespace kortelijn::policy
