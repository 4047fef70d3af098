// Rule R28: recording a ground is checked in full, before it may count for anybody. It looks at the
// record as asked and at what stands already; it changes nothing.
#include "policy/age.hpp"
#include "policy/cells.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

Code check_members(const Scene& scene, const Ground& record) {
    if (record.members.empty()) return reason::member_not_in_household;
    for (const MemberId id : record.members) {
        const Member* member = find_member(scene.facts, id);
        if (member == nullptr || !member->period.begun(scene.now))
            return reason::member_not_in_household;
    }
    for (const MemberId id : record.members)
        if (is_dead(scene.facts, id, scene.today)) return reason::member_deceased;
    return reason::none;
}

Code check_receiver(const Scene& scene, const Ground& record) {
    const bool left_out = record.deny && !record.organisation;
    if (!left_out && !in_collaboration(scene, record.organisation))
        return reason::record_organisation;
    if (!record.person) return reason::none;
    const Professional* person = scene.directory.find(record.person);
    const bool there = record.organisation && person != nullptr &&
                       employed_at(*person, record.organisation, scene.now);
    return there ? reason::none : reason::record_person;
}

Code check_words(const Ground& record) {
    const bool consent = record.kind == GroundKind::consent;
    if (record.life_domains.empty() && !record.deny) return reason::record_no_domain;
    if (consent && !record.deny &&
        (record.evidence == Evidence::none || record.text_version.empty()))
        return reason::record_no_evidence;
    return !consent && record.reason.empty() ? reason::record_no_reason : reason::none;
}

// A no may leave out its end and knows no longest; an end that is given must make sense.
Code check_times(const Ground& record, const SecrecyRow* row, Instant now) {
    if (!record.end && !record.deny) return reason::record_no_end;
    if (record.end && *record.begin >= *record.end) return reason::record_end_before_begin;
    if (record.end && *record.end <= now) return reason::record_in_the_past;
    if (record.given_at && *record.given_at > now) return reason::record_given_in_future;
    const bool bounded = record.end && row != nullptr && !record.deny;
    return bounded && *record.end - *record.begin > row->longest_ms ? reason::record_too_long
                                                                    : reason::none;
}

Code check_speaker(const Scene& scene, const Ground& record) {
    if (scene.asker.guest == nullptr) return reason::none;
    if (record.kind != GroundKind::consent) return reason::record_not_for_others;
    bool self = false;
    for (const MemberId giver : record.given_by) {
        self = self || giver == scene.asker.guest->person;
        if (giver != scene.asker.guest->person && !has(scene.ask.pending, giver))
            return reason::record_not_for_others;
    }
    return self ? reason::none : reason::record_not_for_others;
}

bool employs_a_carrier(const Scene& scene, OrganisationId organisation) {
    const auto carries_there = [&](ProfessionalId who) {
        const Professional* found = scene.directory.find(who);
        return found != nullptr && employed_at(*found, organisation, scene.now) &&
               is_carrier(scene, who);
    };
    for (const auto& seat : scene.facts.the_case->pair)
        if (carries_there(seat.professional)) return true;
    for (const auto& replacement : scene.directory.replacements)
        if (replacement.period.live(scene.now) && carries_there(replacement.replacement))
            return true;
    return false;
}

// R20, as far as it can be known before anybody asks.
Code check_row(const Scene& scene, const Ground& record, const SecrecyRow* row) {
    const bool carries = record.person ? is_carrier(scene, record.person)
                                       : employs_a_carrier(scene, record.organisation);
    const bool holder =
        row != nullptr && may_hold(*row, scene.directory.find(record.organisation),
                                   scene.facts.the_case->home_organisation, carries);
    CellReason why = row_objects(record, row, holder, scene.today);
    if (why == CellReason::none && !row->only.empty() && !row->only.contains(record.life_domains))
        why = CellReason::ground_other_domain;
    return text_of(why);
}

bool same_receiver(const Ground& standing, const Ground& record) {
    return !standing.person || standing.person == record.person;
}

bool covers_cell(const Ground& ground, MemberId member, LifeDomain life_domain) {
    return has(ground.members, member) && ground.life_domains.has(life_domain);
}

No no_over(const Scene& scene, const Ground& record, const Person& person, LifeDomain life_domain) {
    No strongest = No::nobody;
    for (const auto& denial : scene.facts.grounds) {
        if (!denial.deny || !has(denial.members, person.member->id) ||
            !same_receiver(denial, record))
            continue;
        if (denial.organisation && denial.organisation != record.organisation) continue;
        if (denial.purpose && denial.purpose != record.purpose) continue;
        if (!denial.life_domains.empty() && !denial.life_domains.has(life_domain)) continue;
        if (stage_of(denial, nullptr, scene.now) == LifeStage::live)
            strongest = std::max(strongest, no_said_in(denial, person));
    }
    return strongest;
}

// The live consents of the same scope, and the one asked for.
Grounds together(const Scene& scene, const Ground& record, MemberId member,
                 LifeDomain life_domain) {
    Grounds out{&record};
    for (const auto& ground : scene.facts.grounds) {
        if (ground.kind != GroundKind::consent || ground.deny ||
            !covers_cell(ground, member, life_domain))
            continue;
        if (ground.organisation != record.organisation || ground.purpose != record.purpose)
            continue;
        if (!same_receiver(ground, record)) continue;
        if (standing_of(scene, scene.asker, ground, row_of(ground)) == CellReason::none)
            out.push_back(&ground);
    }
    return out;
}

CellReason check_cell(const Scene& scene, const Ground& record, const Person& person,
                      LifeDomain life_domain) {
    const No no = no_over(scene, record, person, life_domain);
    const Grounds consents = together(scene, record, person.member->id, life_domain);
    Grounds ordinary;
    bool alone = false;
    for (const Ground* consent : consents)
        agrees_alone(person, *consent) ? void(alone = true) : ordinary.push_back(consent);
    // A no is asked first; only a yes that is itself the youngster's own, alone, is not stopped by
    // somebody else's (R24, R25).
    const bool own_alone = agrees_alone(person, record);
    if (no == No::self || (no == No::others && !own_alone)) return CellReason::consent_refused;
    if (alone) return CellReason::none;
    return all_agreed(person, ordinary, nullptr) ? CellReason::none : what_lacks(person, ordinary);
}

Code check_consent(const Scene& scene, const Ground& record) {
    if (record.given_by.empty()) return reason::consent_giver_not_entitled;
    for (const MemberId giver : record.given_by) {
        const Member* member = find_member(scene.facts, giver);
        const bool about_self = member != nullptr && has(record.members, giver);
        if (about_self && age_on(member->birth_date, scene.today) < 12)
            return reason::age_too_young;
    }
    CellReason strongest = CellReason::none;
    for (const MemberId id : record.members) {
        const Person person =
            person_of(scene.facts, *find_member(scene.facts, id), scene.now, scene.today);
        if (record.deny) {
            for (const MemberId speaker : record.given_by)
                if (!may_refuse(person, speaker)) return reason::consent_giver_not_entitled;
            continue;
        }
        for (unsigned left = record.life_domains.bits; left != 0; left &= left - 1)
            strongest = std::min(
                strongest, check_cell(scene, record, person, first_of({std::uint16_t(left)})));
    }
    return text_of(strongest);
}

}  // namespace

bool employed_at(const Professional& professional, OrganisationId organisation, Instant now) {
    for (const auto& employment : professional.employment)
        if (employment.organisation == organisation && employment.period.live(now)) return true;
    return false;
}

Code record_ground(const Scene& scene) {  // R28
    const Ground& record = scene.ask.record->ground;
    if (record.kind == GroundKind::vital_interest ||
        (record.deny && record.kind != GroundKind::consent))
        return reason::record_kind;
    const SecrecyRow* row = row_of(record);
    if (const Code code = check_members(scene, record); !code.empty()) return code;
    if (const Code code = check_receiver(scene, record); !code.empty()) return code;
    if (const Code code = check_words(record); !code.empty()) return code;
    if (const Code code = check_times(record, row, scene.now); !code.empty()) return code;
    if (const Code code = check_speaker(scene, record); !code.empty()) return code;
    return record.kind == GroundKind::consent ? check_consent(scene, record)
                                              : check_row(scene, record, row);
}

}  // namespace kortelijn::policy
