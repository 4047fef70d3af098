// One step of a history: a fact changes, or time moves on, often to exactly where something ends.
#include <algorithm>

#include "people.hpp"
#include "random_facts.hpp"

namespace kortelijn::oracle {

void History::step() {
    switch (dice.weighted({34, 26, 14, 12, 14, 14, 24})) {
        case 0:
            return move_time();
        case 1:
            return step_ground();
        case 2:
            return step_person();
        case 3:
            return step_work();
        case 4:
            return step_start();
        case 6:
            return step_calls();
        default:
            return step_case();
    }
}

void History::step_ground() {
    if (facts.grounds.empty() || dice.chance(60))
        return add_ground(make_ground(GroundKind(dice.weighted({60, 22, 12, 6}))));
    Ground& ground = dice.one_of(facts.grounds);
    switch (dice.below(5)) {
        case 0:
            ground.withdrawn_at = near_now();
            break;
        case 1:
            ground.withdrawn_at.reset();
            break;
        case 2:
            ground.withdrawn_at = now;
            break;
        case 3:
            if (ground.end) ground.end = std::max(near_now(), *ground.begin + 1);
            break;
        default:
            facts.grounds.erase(facts.grounds.begin() + dice.below(int(facts.grounds.size())));
    }
}

void History::step_person() {
    Member& member = dice.one_of(facts.household);
    const Day today = amsterdam_day(now);
    switch (dice.weighted({12, 8, 8, 18, 12, 18, 18, 6})) {
        case 0:
            member.period.to = near_now();
            break;
        case 1:
            member.period = {};
            break;
        case 2:
            member.deceased_on = Day{today.number + dice.between(-1, 1)};
            break;
        case 3:
            if (!member.custody.empty() && dice.chance(50))
                dice.one_of(member.custody).period =
                    dice.chance(60) ? Period{} : Period{{}, near_now()};
            else if (const MemberId holder = any_member();
                     age(member, now) < 18 && holder != member.id)
                member.custody.push_back(
                    {holder, dice.chance(60) ? Period{} : Period{near_now(), {}}});
            break;
        case 4:
            if (dice.chance(15))
                member.custody_checked_on.reset();
            else
                member.custody_checked_on = Day{today.number + dice.between(-5, 1)};
            break;
        case 5:
            if (dice.chance(40))
                member.help.clear();
            else
                member.help.push_back({Law(dice.between(1, 4)), around_now(70)});
            break;
        case 6:
            if (!member.capacity.empty())
                member.capacity.clear();
            else if (const MemberId other = any_member(); dice.chance(50) && other != member.id)
                member.capacity.push_back({CapacityKind(dice.below(3)), other, around_now(70)});
            break;
        default:
            if (!facts.outsiders.empty()) facts.outsiders.back().deceased_on = today;
            member.deceased_on.reset();
    }
}

void History::step_work() {
    Professional& one = dice.one_of(directory.professionals);
    switch (dice.weighted({7, 24, 4, 16, 4, 24, 3, 3})) {
        case 0:
            if (!one.employment.empty()) one.employment.back().period.to = near_now();
            break;
        case 1:
            one.employment = {{{dice.between(1, 5)}, {}}};
            break;
        case 2:
            one.blocked = !one.blocked && dice.chance(30);
            break;
        case 3:
            one.teams = {{{dice.chance(80) ? 1 : 2}, around_now(80)}};
            break;
        case 4:
            if (!one.roles.empty()) one.roles.back().period.to = near_now();
            break;
        case 5:
            one.roles = {{.role = Role::professional}};
            break;
        case 6:
            one.roles.push_back({.role = Role(dice.between(1, 5)), .period = around_now(70)});
            break;
        default:
            dice.one_of(directory.organisations).period = around_now(80);
    }
}

void History::step_case() {
    if (!facts.the_case) return;
    Case& the_case = *facts.the_case;
    switch (dice.weighted({9, 16, 16, 12, 8, 14, 8, 6, 12})) {
        case 0:
            if (!the_case.open.back().to && dice.chance(50)) the_case.open.back().to = now;
            break;
        case 1:
            if (the_case.open.back().to && *the_case.open.back().to <= now)
                the_case.open.push_back({now, std::nullopt});
            break;
        case 2:
            the_case.participants.push_back({{dice.between(1, 8)}, around_now(70)});
            break;
        case 3:
            the_case.pair = {{{1}, around_now(85)}, {{dice.between(1, 8)}, around_now(80)}};
            break;
        case 4:
            directory.absences = {{dice.one_of(the_case.pair).professional, around_now(50)}};
            directory.replacements = {
                {directory.absences.back().professional, {dice.between(1, 8)}, around_now(60)}};
            break;
        case 5:
            directory.absences.clear();
            break;
        case 6:
            facts.bars.push_back(make_bar());
            break;
        case 7:
            facts.bars.clear();
            break;
        default: {
            Guest& link = dice.one_of(facts.guests);
            if (dice.chance(15))
                link.revoked_at = near_now();
            else
                link.revoked_at.reset(), link.period.to = now + dice.between(1, 40) * day_ms;
        }
    }
    if (dice.chance(25)) facts.bars.clear();
}

static void bounds_of(std::vector<Instant>& all, const Period& period) {
    if (period.from) all.push_back(*period.from);
    if (period.to) all.push_back(*period.to);
}

// Every instant at which an answer may change through time alone.
std::vector<Instant> History::boundaries() const {
    std::vector<Instant> all;
    for (const Organisation& one : directory.organisations) bounds_of(all, one.period);
    for (const Professional& one : directory.professionals) {
        for (const auto& part : one.employment) bounds_of(all, part.period);
        for (const auto& part : one.teams) bounds_of(all, part.period);
        for (const auto& part : one.roles) bounds_of(all, part.period);
    }
    for (const Absence& one : directory.absences) bounds_of(all, one.period);
    for (const Replacement& one : directory.replacements) bounds_of(all, one.period);
    for (const Covenant& one : directory.covenants) bounds_of(all, one.period);
    for (const Coordinator& one : facts.coordinators) bounds_of(all, one.period);
    if (facts.the_case) {
        for (const Period& one : facts.the_case->open) bounds_of(all, one);
        for (const Seat& one : facts.the_case->pair) bounds_of(all, one.period);
        for (const Seat& one : facts.the_case->participants) bounds_of(all, one.period);
    }
    for (const Member& one : facts.household) {
        bounds_of(all, one.period);
        for (const int years : {12, 16, 18}) all.push_back(birthday(one, years));
        if (one.deceased_on) all.push_back(amsterdam_midnight(*one.deceased_on));
        if (one.custody_checked_on) all.push_back(amsterdam_midnight(*one.custody_checked_on));
        for (const auto& part : one.custody) bounds_of(all, part.period);
        for (const auto& part : one.help) bounds_of(all, part.period);
        for (const auto& part : one.capacity) bounds_of(all, part.period);
    }
    for (const Ground& one : facts.grounds) {
        for (const auto& instant : {one.begin, one.given_at, one.end, one.withdrawn_at})
            if (instant) all.push_back(*instant);
        for (const int days : {366, 183, 91, 56}) all.push_back(*one.begin + days * day_ms);
        all.push_back(*one.begin + hour_ms);
    }
    for (const Bar& one : facts.bars) bounds_of(all, one.period);
    for (const Guest& one : facts.guests) {
        bounds_of(all, one.period);
        if (one.revoked_at) all.push_back(*one.revoked_at);
    }
    if (facts.discussion) {
        bounds_of(all, facts.discussion->period);
        if (facts.discussion->period.from)
            all.push_back(*facts.discussion->period.from + 14 * day_ms);
    }
    for (const char* day : {"2021-01-01", "2027-01-01", "2026-10-25", "2027-03-28"})
        all.push_back(amsterdam_midnight(*parse_day(day)));
    for (const char* night :
         {"2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z"})
        all.push_back(*parse_instant(night));
    return all;
}

// Mostly to one of the next few boundaries, just before it, on it or just after; else hours or
// days.
void History::move_time() {
    if (dice.chance(70)) {
        std::vector<Instant> ahead;
        for (const Instant one : boundaries())
            if (one > now) ahead.push_back(one);
        std::sort(ahead.begin(), ahead.end());
        if (!ahead.empty()) {
            const std::size_t which = std::min(ahead.size() - 1, std::size_t(dice.below(4)));
            now = std::max(now, ahead[which] + dice.between(-1, 1));
            return;
        }
    }
    now = now + (dice.chance(70) ? dice.between(1, 30) * hour_ms : dice.between(1, 40) * day_ms);
}

}  // namespace kortelijn::oracle
