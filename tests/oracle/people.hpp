// Persons of a household as the policy page sees them: age, death, custody, capacity, who may
// refuse, and who must agree (R21-R24, R26). Looks at one person at a time and knows no askers.
#pragma once

#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/facts.hpp"

namespace kortelijn::oracle {

template <class T>
bool among(const std::vector<T>& all, T wanted) {
    for (const T& one : all)
        if (one == wanted) return true;
    return false;
}

const Member* member_of(const CaseFacts& facts, MemberId id);
const Outsider* outsider_of(const CaseFacts& facts, MemberId id);

// Section 5.
int age(const Member& member, Instant now);
Instant birthday(const Member& member, int years);
bool dead(std::optional<Day> deceased_on, Instant now);
// Known, and not dead: in the household or an outsider.
bool living(const CaseFacts& facts, MemberId id, Instant now);

bool incapable(const Member& member, Instant now);
std::vector<MemberId> living_custody_holders(const CaseFacts& facts, const Member& m, Instant now);
std::vector<MemberId> living_representatives(const CaseFacts& facts, const Member& m, Instant now);

// R25: the speaker of a no, for one person.
bool may_refuse(const CaseFacts& facts, MemberId speaker, const Member& about, Instant now);

// R24, as far as one consent goes.
bool youngster_agreed_alone(const Ground& consent, const Member& about, Instant now);

// R21-R23, R26 over the ordinary consents that cover one cell. `code` is empty when everyone who
// must agree has agreed; then `used` names one ground for each of them (R27).
struct Agreement {
    std::string_view code;
    std::vector<GroundId> used;
};
Agreement agreement(const CaseFacts& facts, const Member& about,
                    const std::vector<const Ground*>& consents, Instant now);

// R27: earliest begin, then smallest id. nullptr when there is none.
const Ground* first_of(const std::vector<const Ground*>& grounds);

}  // namespace kortelijn::oracle
