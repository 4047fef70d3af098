// The world a history begins with. Weights here decide how often permits occur; the test measures.
#include "random_facts.hpp"

#include <algorithm>

#include "people.hpp"

namespace kortelijn::oracle {

std::uint64_t Dice::next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

int Dice::weighted(const std::vector<int>& weights) {
    int sum = 0;
    for (const int weight : weights) sum += weight;
    int left = below(sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0) return int(i);
    }
    return 0;
}

static Instant at(const char* text) { return *parse_instant(text); }

History::History(std::uint64_t seed) : dice(seed) {
    switch (dice.weighted({58, 12, 6, 8, 8, 4, 4})) {
        case 0:
            now = at("2026-11-10T09:00:00Z") + dice.between(-60, 60) * day_ms;
            break;
        case 1:
            now = at("2026-12-30T12:00:00Z");
            break;  // the night rows become "changing"
        case 2:
            now = at("2020-12-30T12:00:00Z");
            break;  // the night the debt signal begins
        case 3:
            now = at("2026-10-24T20:00:00Z");
            break;  // clocks go back
        case 4:
            now = at("2027-03-27T20:00:00Z");
            break;  // clocks go forward
        case 5:
            now = at("2028-02-27T20:00:00Z");
            break;  // leap day, 16 years after one
        default:
            now = at("2026-02-28T20:00:00Z");
            break;  // 18 years after a leap day
    }
    now = now + dice.below(1000) * dice.below(2);
    make_organisations();
    make_professionals();
    make_case();
    make_household();
    const int grounds = dice.between(3, 9);
    for (int i = 0; i < grounds; ++i)
        add_ground(make_ground(GroundKind(dice.weighted({55, 25, 14, 6}))));
    if (dice.chance(12)) facts.bars.push_back(make_bar());
    make_guests();
    if (dice.chance(60)) {
        Discussion talk{.period = {near_now() + -dice.between(0, 14) * day_ms, std::nullopt}};
        for (int i = dice.between(1, 6); i > 0; --i)
            talk.participants.push_back({{dice.between(1, 8)}, around_now(80)});
        facts.discussion = talk;
    }
    make_start();
    make_calls();
}

// Mostly live now; bounds lie within some days of now, or just on it.
Period History::around_now(int percent_unbounded) {
    if (dice.chance(percent_unbounded)) return {};
    Period period;
    if (dice.chance(70)) period.from = near_now() + -dice.between(0, 60) * day_ms;
    if (dice.chance(50)) period.to = near_now() + dice.between(0, 40) * day_ms;
    return period;
}

Instant History::near_now() {
    switch (dice.below(4)) {
        case 0:
            return now;
        case 1:
            return now + dice.between(-1, 1);
        case 2:
            return amsterdam_midnight(amsterdam_day(now));
        default:
            return now + dice.between(-48, 48) * hour_ms;
    }
}

void History::make_organisations() {
    using enum OrganisationKind;
    const std::vector<OrganisationKind> kinds = {
        dice.chance(50) ? welfare : municipality, school, gi,
        dice.chance(50) ? debt_bank : municipality,
        dice.chance(50) ? veilig_thuis : child_protection_board};
    for (int i = 0; i < 5; ++i)
        directory.organisations.push_back(
            {.id = {i + 1}, .kind = kinds[std::size_t(i)], .period = around_now(98)});
    if (dice.chance(10)) directory.organisations.back().kind = OrganisationKind(dice.below(17));
    for (int i = 1; i <= 3; ++i) directory.teams.push_back({.id = {i}});
}

void History::make_professionals() {
    for (int i = 1; i <= 8; ++i) {
        Professional one{.id = {i}, .blocked = i == 3 && dice.chance(4)};
        const int home = i <= 2 ? 1 : (i <= 6 ? i - 1 : dice.between(1, 5));
        one.employment.push_back({{dice.chance(97) ? home : 6}, around_now(97)});
        if (dice.chance(1)) one.employment.push_back({{dice.between(1, 5)}, around_now(20)});
        if (dice.chance(1)) one.employment.clear();
        if (i <= 2 || dice.chance(60)) one.teams.push_back({{1}, around_now(90)});
        if (dice.chance(25)) one.teams.push_back({{dice.between(1, 3)}, around_now(60)});
        HeldRole role{.role = Role::professional, .period = around_now(99)};
        if (dice.chance(30)) role.organisation = {dice.chance(98) ? home : dice.between(1, 5)};
        if (dice.chance(97)) one.roles.push_back(role);
        if (i >= 7 || dice.chance(2)) {
            HeldRole more{.role = Role(dice.between(1, 5)), .period = around_now(80)};
            if (dice.chance(40)) more.organisation = {dice.chance(80) ? home : dice.between(1, 5)};
            if (more.role == Role::team_leader) more.team = {dice.chance(80) ? 1 : 2};
            if (i >= 7 && dice.chance(70)) one.roles.clear();
            one.roles.push_back(more);
        }
        directory.professionals.push_back(one);
    }
}

void History::make_case() {
    Case the_case{.id = {4711}, .home_team = {1}, .home_organisation = {1}};
    const Instant opened = now + -dice.between(100, 300) * day_ms;
    if (dice.chance(72)) {
        the_case.open.push_back({opened, std::nullopt});
    } else if (dice.chance(80)) {  // closed and opened again, perhaps closed once more
        const Instant closed = now + -dice.between(1, 90) * day_ms;
        the_case.open.push_back({opened, closed});
        the_case.open.push_back({closed + dice.between(0, 10) * day_ms, std::nullopt});
        if (dice.chance(25))
            the_case.open.back().to = the_case.open.back().from.value() + 40 * day_ms;
    } else {
        the_case.open.push_back({dice.chance(70) ? near_now() : opened, std::nullopt});
        if (dice.chance(50)) the_case.open.back().to = near_now() + dice.between(0, 3) * day_ms;
    }
    the_case.pair.push_back({{1}, around_now(90)});
    the_case.pair.push_back({{dice.chance(80) ? 2 : dice.between(1, 8)}, around_now(80)});
    for (int i = dice.below(4); i > 0; --i)
        the_case.participants.push_back({{dice.between(1, 8)}, around_now(60)});
    if (dice.chance(14)) {
        directory.absences.push_back({{dice.between(1, 2)}, around_now(40)});
        if (dice.chance(70))
            directory.replacements.push_back(
                {directory.absences.back().professional, {dice.between(2, 8)}, around_now(30)});
        if (dice.chance(30))
            directory.replacements.push_back({directory.replacements.empty()
                                                  ? ProfessionalId{1}
                                                  : directory.replacements.back().replacement,
                                              {dice.between(2, 8)},
                                              around_now(50)});
    }
    if (dice.chance(99)) facts.the_case = the_case;
}

void History::make_household() {
    const int size = dice.between(1, 5);
    for (int i = 0; i < dice.between(0, 2); ++i) facts.outsiders.push_back({.id = {200 + i}});
    if (!facts.outsiders.empty() && dice.chance(10))
        facts.outsiders.back().deceased_on = Day{amsterdam_day(now).number + dice.between(-3, 3)};
    for (int i = 0; i < size; ++i) make_member(i);
}

// The first is an adult; the others of any age, often just before or after a birthday that matters.
void History::make_member(int position) {
    const Day today = amsterdam_day(now);
    const int years[] = {dice.between(25, 60),
                         dice.between(0, 11),
                         12,
                         dice.between(12, 15),
                         16,
                         dice.between(16, 17),
                         18,
                         dice.between(18, 30)};
    const int which = position == 0 ? 0 : dice.weighted({20, 15, 12, 15, 12, 8, 8, 10});
    CivilDate born = civil(today);
    born.year -= years[which];
    const bool birthday_near = which == 2 || which == 4 || which == 6;
    Member member{.birth_date = day_of(born).value_or(today)};
    member.birth_date.number += birthday_near ? dice.between(-4, 4) : -dice.between(0, 350);
    if (dice.chance(civil(today).month == 2 ? 50 : 4))
        if (const auto leap = day_of({dice.chance(50) ? 2008 : 2012, 2, 29}))
            member.birth_date = *leap;
    do member.id = {dice.between(101, 150)};
    while (member_of(facts, member.id) != nullptr);
    member.period = around_now(88);
    if (dice.chance(5)) member.deceased_on = Day{today.number + dice.between(-3, 3)};
    std::vector<MemberId> adults;
    for (const Member& one : facts.household)
        if (age(one, now) >= 18) adults.push_back(one.id);
    for (const Outsider& one : facts.outsiders) adults.push_back(one.id);
    if (age(member, now) < 19) {
        for (const MemberId adult : adults)
            if (dice.chance(65)) member.custody.push_back({adult, around_now(88)});
        if (dice.chance(93)) member.custody_checked_on = Day{today.number - dice.between(-2, 60)};
    }
    if (dice.chance(60))
        member.help.push_back({Law(dice.weighted({0, 50, 30, 10, 10})), around_now(85)});
    if (dice.chance(12)) member.help.push_back({Law(dice.between(1, 4)), around_now(70)});
    if (dice.chance(11)) {
        Capacity entry{.kind = CapacityKind(dice.below(3)), .period = around_now(70)};
        if (!adults.empty() && entry.kind != CapacityKind::incapable && dice.chance(90))
            entry.representative = dice.one_of(adults);
        member.capacity.push_back(entry);
        if (!adults.empty() && dice.chance(30))
            member.capacity.push_back(
                {CapacityKind::mentorschap, dice.one_of(adults), around_now(70)});
    }
    facts.household.push_back(member);
}

void History::make_guests() {
    for (int i = 1; i <= 4; ++i) {
        Guest link{.id = {i}, .kind = i == 4 ? GuestKind::partner : GuestKind::family};
        link.period = {now + -dice.between(1, 5) * hour_ms,
                       now + dice.between(2, 90 * 24) * hour_ms};
        if (link.kind == GuestKind::partner)
            link.organisation = {dice.between(2, 5)};
        else if (!facts.outsiders.empty() && dice.chance(20))
            link.person = dice.one_of(facts.outsiders).id;
        else
            link.person = dice.one_of(facts.household).id;
        if (dice.chance(4)) link.revoked_at = near_now();
        facts.guests.push_back(link);
    }
}

}  // namespace kortelijn::oracle
