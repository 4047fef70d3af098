// One pass for a whole seat: the entry rules once, then each group of cells that are treated alike.
#include "policy/mask.hpp"

#include <algorithm>

#include "policy/cells.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

Ask asking_to_open(ProfessionalId who, Purpose purpose) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::case_open;
    ask.purpose = purpose;
    return ask;
}

// R2-R11 as decide() runs them for a professional who opens a case: the other rules are for guests,
// officers and questions outside a case.
Code sit_down(Scene& scene) {
    for (const auto rule :
         {account, employer, collaboration, role_held, role_allows, case_exists, kept_out})
        if (const Code code = rule(scene); !code.empty()) return code;
    return reason::none;
}

// The laws that rows about this person are bound to: only under these can a law change the answer.
unsigned laws_that_matter(const Reach& reach, const Person& person) {
    unsigned laws = 0;
    for (const auto& permit : reach.permits)
        if (permit.row != nullptr && permit.row->bound_to != Law::none &&
            has(permit.ground->members, person.member->id))
            laws |= 1U << unsigned(permit.row->bound_to);
    return laws;
}

std::uint64_t bits_of(LifeDomains group, unsigned law) {
    return std::uint64_t{group.bits} << (law * life_domain_count);
}

// Everything one person's cells allow, under every law.
std::uint64_t mask_of(const Reach& reach, const Person& person, Purpose purpose,
                      const std::optional<Circle>& circle, Grounds& used) {
    std::uint64_t mask = 0;
    if (circle && !circle->holds(person.member->id)) return mask;  // R55
    const unsigned matters = laws_that_matter(reach, person);
    for (LifeDomains group : domain_groups(reach, person)) {
        if (circle) group.bits &= circle->life_domains.bits;
        if (group.empty()) continue;
        const auto permitted = [&](unsigned law) {
            return cell_given(reach, person, {first_of(group), purpose, Law(law)},
                              circle && circle->home_side, used);
        };
        const bool under_any_other = permitted(unsigned(Law::none));
        for (unsigned law = 0; law < unsigned(law_count); ++law)
            if ((matters >> law & 1U) != 0 ? permitted(law) : under_any_other)
                mask |= bits_of(group, law);
    }
    return mask;
}

void name_grounds(const Grounds& used, Day today, SeatView& view) {
    for (const Ground* ground : used) {
        if (has(view.grounds, ground->id)) continue;
        view.grounds.push_back(ground->id);
        const SecrecyRow* row = row_of(*ground);
        view.law_changing = view.law_changing || (row != nullptr && changing(*row, today));
    }
    std::sort(view.grounds.begin(), view.grounds.end());
}

Mask read_mask(const Scene& scene, Purpose purpose, SeatView& view) {
    Mask mask;
    const Reach reach = reach_of_asker(scene, scene.asker);
    if (reach.permits.empty()) return mask;
    Grounds used;
    const std::size_t slots = std::min(scene.facts.household.size(), std::size_t(max_slots));
    for (std::size_t slot = 0; slot < slots; ++slot) {
        const Member& member = scene.facts.household[slot];
        if (!member.period.begun(scene.now)) continue;  // R17
        const Person person = person_of(scene.facts, member, scene.now, scene.today);
        mask.by_slot[slot] = mask_of(reach, person, purpose, scene.circle, used);
    }
    name_grounds(used, scene.today, view);
    return mask;
}

}  // namespace

SeatView view_of(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                 Purpose purpose, Instant now) {
    const Ask ask = asking_to_open(who, purpose);
    Scene scene(directory, facts, ask, now);
    SeatView view;
    Code code = sit_down(scene);
    if (code.empty()) {
        const auto open_to = [&](Action action) {
            return closed_to(scene, action).empty() && sit_down_for(scene, action).empty();
        };
        const bool posts = open_to(Action::message_post);
        if (open_to(Action::message_read))
            view.read = read_mask(scene, scene.circle ? scene.circle->purpose : purpose, view);
        if (posts) view.post = view.read;
        code = closed_case(scene);
        if (code.empty()) code = own_table(scene);
    }
    if (code.empty()) {
        // R18: one permitted cell opens the case; a carrier needs none (R14).
        const bool by_ground = !scene.asker.carrier && !view.read.none();
        code = by_ground ? reason::ok_ground : list_of_cases_or_people(scene);
    }
    view.may_enter = permits(code);
    view.why = code;
    view.tell = tell(scene, code);
    return view;
}

std::vector<GroundId> grounds_for(const Directory& directory, const CaseFacts& facts,
                                  ProfessionalId who, Purpose purpose, Cells cells, Instant now) {
    const Ask ask = asking_to_open(who, purpose);
    Scene scene(directory, facts, ask, now);
    if (!sit_down(scene).empty() || !closed_to(scene, Action::message_read).empty()) return {};
    if (!sit_down_for(scene, Action::message_read).empty()) return {};
    const auto& circle = scene.circle;
    if (circle) purpose = circle->purpose;
    if (circle && !circle->life_domains.contains(cells.life_domains)) return {};
    const Reach reach = reach_of_asker(scene, scene.asker);
    Grounds used;
    const std::size_t slots = std::min(facts.household.size(), std::size_t(max_slots));
    for (unsigned people = cells.people; people != 0; people &= people - 1) {
        const auto slot = std::size_t(__builtin_ctz(people));
        if (slot >= slots || !facts.household[slot].period.begun(now)) return {};
        if (circle && !circle->holds(facts.household[slot].id)) return {};
        const Person person = person_of(facts, facts.household[slot], now, scene.today);
        for (unsigned left = cells.life_domains.bits; left != 0; left &= left - 1)
            if (!cell_given(reach, person, {first_of({std::uint16_t(left)}), purpose, cells.law},
                            circle && circle->home_side, used))
                return {};
    }
    SeatView named;
    name_grounds(used, scene.today, named);
    return named.grounds;
}

}  // namespace kortelijn::policy
