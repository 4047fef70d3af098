// A stand-in asker per organisation: at the table, and carrying when one of its people carries (a
// carrier's row, R20).
#include "policy/matrix.hpp"

#include <algorithm>

#include "policy/cells.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

bool employs_a_carrier(const Scene& scene, OrganisationId organisation) {
    const auto works_there = [&](ProfessionalId id) {
        const Professional* who = scene.directory.find(id);
        return who != nullptr && employer_now(*who, scene.now) == organisation &&
               is_carrier(scene, id);
    };
    if (!scene.facts.the_case) return false;
    const auto& pair = scene.facts.the_case->pair;
    const auto& replacements = scene.directory.replacements;
    return std::any_of(pair.begin(), pair.end(),
                       [&](const Seat& seat) { return works_there(seat.professional); }) ||
           std::any_of(replacements.begin(), replacements.end(),
                       [&](const Replacement& r) { return works_there(r.replacement); });
}

}  // namespace

OrganisationCell organisation_cell(const Directory& directory, const CaseFacts& facts,
                                   OrganisationId organisation, std::size_t slot,
                                   LifeDomain life_domain, Purpose purpose, Instant now) {
    OrganisationCell out;
    const Ask ask;
    Scene scene(directory, facts, ask, now);
    if (!in_collaboration(scene, organisation) || !facts.household[slot].period.begun(now))
        return out;
    Asker asker;
    asker.organisation = organisation;
    asker.at_table = true;
    asker.carrier = employs_a_carrier(scene, organisation);
    const Reach reach = reach_of_asker(scene, asker);
    const Person person = person_of(facts, facts.household[slot], now, scene.today);
    Grounds used;
    for (int law = 0; law < law_count && !out.permitted; ++law)
        out.permitted = cell_permitted(reach, person, {life_domain, purpose, Law(law)}, used);
    for (const Ground* ground : used) {
        out.grounds.push_back(ground->id);
        out.without_consent = out.without_consent || ground->kind != GroundKind::consent;
        const Instant end = life_of(*ground, row_of(*ground)).natural_end;
        if (end != never && (!out.until || end < *out.until)) out.until = end;
    }
    return out;
}

std::vector<MemberId> who_must_agree(const CaseFacts& facts, const Member& member, Instant now) {
    const Person person = person_of(facts, member, now, amsterdam_day(now));
    std::vector<MemberId> out;
    if (person.self_needed()) out.push_back(member.id);
    if (person.others_needed())
        for (const MemberId other : person.others())
            if (std::find(out.begin(), out.end(), other) == out.end()) out.push_back(other);
    return out;
}

}  // namespace kortelijn::policy
