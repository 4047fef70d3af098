// Persons: see people.hpp. Each function opens with the sentence of the page it follows.
#include "people.hpp"

#include "law.hpp"

namespace kortelijn::oracle {

const Member* member_of(const CaseFacts& facts, MemberId id) {
    for (const Member& member : facts.household)
        if (member.id == id) return &member;
    return nullptr;
}

const Outsider* outsider_of(const CaseFacts& facts, MemberId id) {
    for (const Outsider& outsider : facts.outsiders)
        if (outsider.id == id) return &outsider;
    return nullptr;
}

// "Born on 29 February: in a common year a year older on 1 March."
static CivilDate birthday_in(CivilDate born, int year) {
    const CivilDate same_day{year, born.month, born.day};
    if (day_of(same_day)) return same_day;
    return CivilDate{year, 3, 1};
}

// "Age is counted on the local day of `now`."
int age(const Member& member, Instant now) {
    const CivilDate today = civil(amsterdam_day(now));
    const CivilDate born = civil(member.birth_date);
    const int years = today.year - born.year;
    return today < birthday_in(born, today.year) ? years - 1 : years;
}

// "A birthday begins at 00:00 Europe/Amsterdam."
Instant birthday(const Member& member, int years) {
    const CivilDate born = civil(member.birth_date);
    return amsterdam_midnight(*day_of(birthday_in(born, born.year + years)));
}

// "`deceased_on`: dead from 00:00 of that day."
bool dead(std::optional<Day> deceased_on, Instant now) {
    return deceased_on && now >= amsterdam_midnight(*deceased_on);
}

bool living(const CaseFacts& facts, MemberId id, Instant now) {
    if (const Member* member = member_of(facts, id)) return !dead(member->deceased_on, now);
    if (const Outsider* outsider = outsider_of(facts, id)) return !dead(outsider->deceased_on, now);
    return false;
}

bool incapable(const Member& member, Instant now) {
    for (const Capacity& entry : member.capacity)
        if (entry.kind == CapacityKind::incapable && entry.period.live(now)) return true;
    return false;
}

static bool any_capacity_entry(const Member& member, Instant now) {
    for (const Capacity& entry : member.capacity)
        if (entry.period.live(now)) return true;
    return false;
}

// R26. A dead custody holder or representative no longer counts.
std::vector<MemberId> living_custody_holders(const CaseFacts& facts, const Member& m, Instant now) {
    std::vector<MemberId> found;
    for (const Custody& entry : m.custody)
        if (entry.period.live(now) && living(facts, entry.holder, now) &&
            !among(found, entry.holder))
            found.push_back(entry.holder);
    return found;
}

std::vector<MemberId> living_representatives(const CaseFacts& facts, const Member& m, Instant now) {
    std::vector<MemberId> found;
    for (const Capacity& entry : m.capacity) {
        if (entry.kind == CapacityKind::incapable || !entry.period.live(now)) continue;
        if (living(facts, entry.representative, now) && !among(found, entry.representative))
            found.push_back(entry.representative);
    }
    return found;
}

// R25. Its speaker may refuse: the person from 12; a living custody holder of a person under 16, or
// under 18 and incapable (checked or not); a living curator or mentor of someone 18+.
bool may_refuse(const CaseFacts& facts, MemberId speaker, const Member& about, Instant now) {
    const int years = age(about, now);
    if (speaker == about.id && years >= 12) return true;
    if (years < 16 || (years < 18 && incapable(about, now)))
        if (among(living_custody_holders(facts, about, now), speaker)) return true;
    return years >= 18 && among(living_representatives(facts, about, now), speaker);
}

// R24. A youngster of 12 to 15 may agree alone, on a stated ground, when the law allows.
bool youngster_agreed_alone(const Ground& consent, const Member& about, Instant now) {
    if (consent.without_parents == WithoutParents::no) return false;
    const int years = age(about, now);
    if (years < 12 || years > 15) return false;
    if (!among(consent.given_by, about.id)) return false;
    if (!consent.given_at || *consent.given_at < birthday(about, 12)) return false;
    if (incapable(about, now)) return false;
    for (const AgreementRow& row : agreement_rows_of(about, now))
        if (!row.youngster_may_agree_alone) return false;
    return true;
}

const Ground* first_of(const std::vector<const Ground*>& grounds) {
    const Ground* best = nullptr;
    for (const Ground* one : grounds) {
        if (best == nullptr || one->begin < best->begin)
            best = one;
        else if (one->begin == best->begin && one->id < best->id)
            best = one;
    }
    return best;
}

static std::vector<const Ground*> said_by(MemberId who,
                                          const std::vector<const Ground*>& consents) {
    std::vector<const Ground*> found;
    for (const Ground* one : consents)
        if (among(one->given_by, who)) found.push_back(one);
    return found;
}

// R21. 18 and over with a live capacity entry: all living curators and mentors, nobody else.
static Agreement represented(const CaseFacts& facts, const Member& about,
                             const std::vector<const Ground*>& consents, Instant now) {
    const std::vector<MemberId> needed = living_representatives(facts, about, now);
    if (needed.empty()) return {"capacity.no_representative", {}};
    Agreement answer;
    for (const MemberId one : needed) {
        const Ground* ground = first_of(said_by(one, consents));
        if (ground == nullptr) return {"capacity.representative_needed", {}};
        answer.used.push_back(ground->id);
    }
    return answer;
}

// R22. At 12 and at 16 a person is asked (again). The grounds with an own yes that counts now.
static Agreement own_yes(const Member& about, const std::vector<const Ground*>& consents,
                         Instant now) {
    const int years = age(about, now);
    const std::vector<const Ground*> said = said_by(about.id, consents);
    if (said.empty())
        return {years >= 18 ? "consent.giver_not_entitled" : "age.own_consent_needed", {}};
    const Instant asked_again = birthday(about, years >= 16 ? 16 : 12);
    std::vector<const Ground*> counting;
    for (const Ground* one : said)
        if (*one->given_at >= asked_again) counting.push_back(one);
    if (counting.empty()) return {"age.reconfirm_needed", {}};
    return {"", {first_of(counting)->id}};
}

// R23, the part that comes before R22: the register was checked and somebody holds custody.
static std::string_view custody_known(const CaseFacts& facts, const Member& about, Instant now) {
    if (!about.custody_checked_on || *about.custody_checked_on > amsterdam_day(now))
        return "custody.unverified";
    if (living_custody_holders(facts, about, now).empty()) return "custody.none";
    return "";
}

// R23. Both parents with custody agree.
static Agreement parents_yes(const CaseFacts& facts, const Member& about,
                             const std::vector<const Ground*>& consents, Instant now) {
    const std::vector<MemberId> holders = living_custody_holders(facts, about, now);
    Agreement answer;
    std::size_t agreed = 0;
    for (const MemberId holder : holders) {
        const Ground* ground = first_of(said_by(holder, consents));
        if (ground == nullptr) continue;
        ++agreed;
        answer.used.push_back(ground->id);
    }
    if (agreed == holders.size()) return answer;
    if (agreed > 0) return {"custody.second_parent_missing", {}};
    const int years = age(about, now);
    if (years >= 12 && years <= 15 && !said_by(about.id, consents).empty())
        return {"custody.parent_missing", {}};
    return {"consent.giver_not_entitled", {}};
}

// R21. Everyone who must agree has agreed.
Agreement agreement(const CaseFacts& facts, const Member& about,
                    const std::vector<const Ground*>& consents, Instant now) {
    if (dead(about.deceased_on, now)) return {"member.deceased", {}};
    const int years = age(about, now);
    if (years >= 18 && any_capacity_entry(about, now))
        return represented(facts, about, consents, now);

    // 4a: the same three columns in every row of the table.
    bool self_needed = years >= 12;
    bool parents_needed = years < 16;
    if (years < 18 && incapable(about, now)) {
        self_needed = false;
        parents_needed = true;
    }
    if (parents_needed)
        if (const auto code = custody_known(facts, about, now); !code.empty()) return {code, {}};
    Agreement answer;
    if (self_needed) {
        answer = own_yes(about, consents, now);
        if (!answer.code.empty()) return answer;
    }
    if (parents_needed) {
        const Agreement parents = parents_yes(facts, about, consents, now);
        if (!parents.code.empty()) return parents;
        answer.used.insert(answer.used.end(), parents.used.begin(), parents.used.end());
    }
    return answer;
}

}  // namespace kortelijn::oracle
