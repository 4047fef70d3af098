// Age, custody, capacity and the rows of table 4a, put together for one person.
#include "policy/people.hpp"

#include "policy/age.hpp"
#include "policy/scene.hpp"

namespace kortelijn::policy {
namespace {

bool helped_under(const Member& member, Law law, Instant now) {
    for (const auto& help : member.help)
        if (help.law == law && help.period.live(now)) return true;
    return false;
}

Say say_of(const AgreementRow& row, int age) {
    if (age < 12) return row.under_12;
    return age < 16 ? row.from_12 : row.from_16;
}

// R21, R24: with several rows all must be satisfied; without one, uavg.
void apply_rows(Person& person, Instant now, Day today) {
    const AgreementRow* general = nullptr;
    bool any = false, alone = true;
    const auto apply = [&](const AgreementRow& row) {
        person.say = person.say | say_of(row, person.age);
        alone = alone && row.alone_from_12;
        any = true;
    };
    for (const auto& row : agreement_rows()) {
        if (row.law == Law::none) general = &row;
        const bool current = row.from <= today && (!row.to || today < *row.to);
        if (row.law != Law::none && current && helped_under(*person.member, row.law, now))
            apply(row);
    }
    if (!any && general != nullptr) apply(*general);
    person.may_agree_alone = alone && person.age >= 12 && person.age < 16 && !person.incapable;
}

void apply_capacity(Person& person, const CaseFacts& facts, Instant now, Day today) {
    bool any = false;
    for (const auto& entry : person.member->capacity) {
        if (!entry.period.live(now)) continue;
        any = true;
        if (entry.kind == CapacityKind::incapable)
            person.incapable = true;
        else if (entry.representative && !is_dead(facts, entry.representative, today))
            person.representatives.push_back(entry.representative);
    }
    person.represented = any && person.age >= 18;
}

}  // namespace

bool is_dead(const CaseFacts& facts, MemberId id, Day today) {
    if (const Member* member = find_member(facts, id)) return dead_on(member->deceased_on, today);
    const Outsider* outsider = find_outsider(facts, id);
    return outsider != nullptr && dead_on(outsider->deceased_on, today);
}

Person person_of(const CaseFacts& facts, const Member& member, Instant now, Day today) {
    Person person;
    person.member = &member;
    person.age = age_on(member.birth_date, today);
    person.dead = dead_on(member.deceased_on, today);
    person.custody_checked = member.custody_checked_on && *member.custody_checked_on <= today;
    if (!member.capacity.empty()) apply_capacity(person, facts, now, today);
    for (const auto& custody : member.custody)  // R26: the dead hold none
        if (custody.period.live(now) && !is_dead(facts, custody.holder, today))
            person.custody.push_back(custody.holder);
    apply_rows(person, now, today);
    if (person.age < 18 && person.incapable) person.say = {.self = false, .custody = true};
    if (person.age >= 12)  // R22: asked again at 12 and at 16
        person.own_yes_since =
            amsterdam_midnight(birthday(member.birth_date, person.age < 16 ? 12 : 16));
    return person;
}

bool may_refuse(const Person& person, MemberId speaker) {
    if (speaker == person.member->id && person.age >= 12) return true;
    const auto among = [speaker](const MemberIds& all) {
        return std::find(all.begin(), all.end(), speaker) != all.end();
    };
    if (person.age < 16 || (person.age < 18 && person.incapable)) return among(person.custody);
    return person.age >= 18 && among(person.representatives);
}

}  // namespace kortelijn::policy
