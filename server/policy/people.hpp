// Who has a say about one person now (rules R21-R26): age, custody, capacity, death, and who must
// agree. Computed once per person and question; it looks at no ground.
#pragma once

#include <boost/container/small_vector.hpp>

#include "domain/facts.hpp"
#include "policy/law_tables.hpp"

namespace kortelijn::policy {

using MemberIds = boost::container::small_vector<MemberId, 4>;

struct Person {
    const Member* member = nullptr;
    int age = 0;
    bool dead = false;
    bool incapable = false;        // a live capacity entry of that kind
    bool represented = false;      // 18 and over with a live capacity entry: representatives decide
    Say say;                       // whose yes is needed, when not represented
    bool custody_checked = false;  // on or before today
    MemberIds custody;             // living holders now
    MemberIds representatives;     // living curators and mentors now
    Instant own_yes_since;         // an own yes counts from here (R22)
    bool may_agree_alone = false;  // R24, but for the stated ground

    // Everyone but the person who must agree.
    const MemberIds& others() const { return represented ? representatives : custody; }
    bool others_needed() const { return represented || say.custody; }
    bool self_needed() const { return !represented && say.self; }
};

Person person_of(const CaseFacts& facts, const Member& member, Instant now, Day today);

// Whether a no of this speaker about this person counts (R25).
bool may_refuse(const Person& person, MemberId speaker);

// Dead from the begin of the day. Somebody unknown is not known to be dead.
bool is_dead(const CaseFacts& facts, MemberId id, Day today);

}  // namespace kortelijn::policy
