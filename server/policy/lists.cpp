// Rules R17 and R18: items about people in life domains; and the lists (that a case exists, that it
// opens, who is in the household), which need one permitted cell.
#include "policy/cells.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

using Members = boost::container::small_vector<const Member*, 8>;

// R17: whom an item is about. False: somebody unknown or not yet begun, or nobody left.
bool whom(const Scene& scene, Members& out) {
    if (scene.ask.about.empty()) {
        for (const auto& member : scene.facts.household)
            if (member.period.live(scene.now) && !dead_on(member.deceased_on, scene.today))
                out.push_back(&member);
        return !out.empty();
    }
    for (const MemberId id : scene.ask.about) {
        const Member* member = find_member(scene.facts, id);
        if (member == nullptr || !member->period.begun(scene.now)) return false;
        out.push_back(member);
    }
    return true;
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

void name_grounds(Scene& scene, const Grounds& used) {
    for (const Ground* ground : used) {
        scene.grounds.push_back(ground->id);
        const SecrecyRow* row = row_of(*ground);
        scene.law_changing = scene.law_changing || (row != nullptr && changing(*row, scene.today));
    }
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

// R18, member.list: one permitted cell for each; the first of all is named.
Code list_of_people(Scene& scene) {
    Members members;
    if (!whom(scene, members)) return reason::member_not_in_household;
    sort_by_id(members);
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

Code items(Scene& scene) {  // R17
    Members members;
    if (!whom(scene, members)) return reason::member_not_in_household;
    const Reach reach = reach_of_asker(scene, scene.asker);
    const std::optional<Law> law = law_looked_at(scene.ask);
    CellReason strongest = CellReason::none;
    Grounds used;
    for (const Member* member : members) {
        const Person person = person_of(scene.facts, *member, scene.now, scene.today);
        for (unsigned left = scene.ask.life_domains.bits; left != 0; left &= left - 1) {
            const Cell cell{first_of({std::uint16_t(left)}), *scene.ask.purpose, law};
            if (!cell_permitted(reach, person, cell, used))
                strongest = std::min(strongest, why_refused(reach, person, cell));
        }
    }
    if (strongest != CellReason::none) return text_of(strongest);
    name_grounds(scene, used);
    return reason::ok_ground;
}

Code list_of_cases_or_people(Scene& scene) {             // R18
    if (scene.asker.carrier) return reason::ok_carrier;  // R14
    if (scene.ask.action == Action::member_list) return list_of_people(scene);
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
