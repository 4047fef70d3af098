// Who has agreed (rules R21-R24), given the consents that cover a cell.
#include "policy/cells.hpp"

namespace kortelijn::policy {
namespace {

// R27: earliest begin, then smallest id.
bool before(const Ground& a, const Ground& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.id < b.id;
}

bool own_yes_counts(const Person& person, const Ground& consent) {
    return consent.given_at && *consent.given_at >= person.own_yes_since;
}

// The consent to name for one who must agree; null when they have not.
const Ground* yes_of(const Person& person, const Grounds& consents, MemberId speaker) {
    const bool own = speaker == person.member->id && person.self_needed();
    const Ground* best = nullptr;
    for (const Ground* consent : consents) {
        if (!has(consent->given_by, speaker)) continue;
        if (own && !own_yes_counts(person, *consent)) continue;
        if (best == nullptr || before(*consent, *best)) best = consent;
    }
    return best;
}

bool said_yes(const Grounds& consents, MemberId speaker) {
    for (const Ground* consent : consents)
        if (has(consent->given_by, speaker)) return true;
    return false;
}

// R23, after custody was found to be checked and held by somebody.
CellReason which_holder_lacks(const Person& person, const Grounds& consents) {
    bool some = false, all = true;
    for (const MemberId holder : person.custody) {
        const bool yes = said_yes(consents, holder);
        some = some || yes;
        all = all && yes;
    }
    if (all) return CellReason::none;
    if (some) return CellReason::custody_second_parent_missing;
    const bool from_12 = person.age >= 12 && person.age < 16;
    if (from_12 && said_yes(consents, person.member->id)) return CellReason::custody_parent_missing;
    return CellReason::consent_giver_not_entitled;
}

// R22.
CellReason own_yes_lacks(const Person& person, const Grounds& consents) {
    const MemberId self = person.member->id;
    if (yes_of(person, consents, self) != nullptr) return CellReason::none;
    if (said_yes(consents, self)) return CellReason::age_reconfirm_needed;
    return person.age >= 18 ? CellReason::consent_giver_not_entitled
                            : CellReason::age_own_consent_needed;
}

}  // namespace

bool agrees_alone(const Person& person, const Ground& consent) {
    return person.may_agree_alone && consent.without_parents != WithoutParents::no &&
           has(consent.given_by, person.member->id) && own_yes_counts(person, consent);
}

bool all_agreed(const Person& person, const Grounds& consents, Grounds* used) {
    if (consents.empty() || person.dead) return false;                   // R26
    if (!person.self_needed() && !person.others_needed()) return false;  // no row: nobody can agree
    const auto take = [&](MemberId speaker) {
        const Ground* yes = yes_of(person, consents, speaker);
        if (yes != nullptr && used != nullptr) used->push_back(yes);
        return yes != nullptr;
    };
    if (person.self_needed() && !take(person.member->id)) return false;
    if (!person.others_needed()) return true;
    if (person.others().empty()) return false;
    if (!person.represented && !person.custody_checked) return false;
    for (const MemberId other : person.others())
        if (!take(other)) return false;
    return true;
}

CellReason what_lacks(const Person& person, const Grounds& consents) {
    if (consents.empty()) return CellReason::none;
    if (person.dead) return CellReason::member_deceased;
    if (person.represented) {
        if (person.representatives.empty()) return CellReason::capacity_no_representative;
        for (const MemberId other : person.representatives)
            if (!said_yes(consents, other)) return CellReason::capacity_representative_needed;
        return CellReason::none;
    }
    if (person.say.custody) {
        if (!person.custody_checked) return CellReason::custody_unverified;
        if (person.custody.empty()) return CellReason::custody_none;
    }
    if (person.say.self)
        if (const auto lack = own_yes_lacks(person, consents); lack != CellReason::none)
            return lack;
    return person.say.custody ? which_holder_lacks(person, consents) : CellReason::none;
}

}  // namespace kortelijn::policy
