// R28: recording a ground is checked in full, in the order of the page. Grounds that were recorded
// before are only looked at where the page says that they complete or forbid the new one.
#include "acts.hpp"
#include "law.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

bool employed_now(const World& world, ProfessionalId who, OrganisationId where) {
    if (const Professional* found = world.directory.find(who))
        for (const Employment& one : found->employment)
            if (one.organisation == where && one.period.live(world.now)) return true;
    return false;
}

// "`members` empty, unknown or not begun `member.not_in_household`; dead `member.deceased`."
std::string_view about_whom(const World& world, const Ground& record) {
    if (record.members.empty()) return "member.not_in_household";
    for (const MemberId id : record.members) {
        const Member* member = member_of(world.facts, id);
        if (member == nullptr || !member->period.begun(world.now)) return "member.not_in_household";
    }
    for (const MemberId id : record.members)
        if (dead(member_of(world.facts, id)->deceased_on, world.now)) return "member.deceased";
    return "";
}

// "organisation not live `record.organisation`; `person` without organisation or not employed there
// now `record.person`." What a deny leaves out is not asked; what it says must be true.
std::string_view for_whom(const World& world, const Ground& record) {
    if (record.organisation || !record.deny) {
        const Organisation* found = world.directory.find(record.organisation);
        if (found == nullptr || !found->period.live(world.now)) return "record.organisation";
    }
    if (record.person)
        if (!record.organisation || !employed_now(world, record.person, record.organisation))
            return "record.person";
    return "";
}

std::string_view written_out(const Ground& record) {
    if (record.deny) return "";
    if (record.life_domains.empty()) return "record.no_domain";
    if (record.kind == GroundKind::consent) {
        if (record.evidence == Evidence::none || record.text_version.empty())
            return "record.no_evidence";
    } else if (record.reason.empty()) {
        return "record.no_reason";
    }
    return record.end ? "" : "record.no_end";
}

std::string_view when(const World& world, const Ground& record) {
    if (record.end && *record.begin >= *record.end) return "record.end_before_begin";
    if (record.end && *record.end <= world.now) return "record.in_the_past";
    if (record.given_at && *record.given_at > world.now) return "record.given_in_future";
    if (!record.deny)
        if (const SecrecyRow* row = row_of(record))
            if (*record.end - *record.begin > row->longest_ms) return "record.too_long";
    return "";
}

// "guest: kind consent and `given_by` without `pending` is just themself."
std::string_view by_guest(const Actor& actor, const Ask& ask, const Ground& record) {
    if (!actor.family_guest) return "";
    if (record.kind != GroundKind::consent) return "record.not_for_others";
    bool themself = false;
    for (const MemberId giver : record.given_by) {
        if (among(ask.pending, giver)) continue;
        if (giver != actor.guest_person) return "record.not_for_others";
        themself = true;
    }
    return themself ? "" : "record.not_for_others";
}

// "Other kinds: R20 (a carrier's row: the organisation employs a carrier now, or `person` is one)."
// Read strictly: with a person, that person; without, anyone of the organisation.
std::string_view other_kind(const World& world, const Ground& record) {
    bool carrier_holds = false;
    if (record.person) {
        carrier_holds = is_carrier(world, record.person);
    } else {
        for (const Professional& one : world.directory.professionals)
            if (employed_now(world, one.id, record.organisation) && is_carrier(world, one.id))
                carrier_holds = true;
    }
    std::string_view code;
    for (int d = 0; d < life_domain_count; ++d)
        if (record.life_domains.has(LifeDomain(d)))
            code = higher(code, spent_or_unfit(world, record, LifeDomain(d), carrier_holds));
    return code;
}

// "A no for a person only against that person."
bool no_of_this_scope(const Ground& no, const Ground& record, LifeDomain domain) {
    if (!no.deny) return false;
    if (no.organisation && no.organisation != record.organisation) return false;
    if (no.person && no.person != record.person) return false;
    if (no.purpose && no.purpose != record.purpose) return false;
    return no.life_domains.empty() || no.life_domains.has(domain);
}

// "R21-R24 with the live consents of the same scope (same organisation and purpose, no `person` or
// the same) added."
bool consent_of_this_scope(const World& world, const Ground& one, const Ground& record,
                           MemberId about, LifeDomain domain) {
    if (one.deny || one.kind != GroundKind::consent) return false;
    if (one.organisation != record.organisation || one.purpose != record.purpose) return false;
    if (one.person && one.person != record.person) return false;
    if (!among(one.members, about) || !one.life_domains.has(domain)) return false;
    return not_alive(one, world.now).empty() && spent_or_unfit(world, one, domain, false).empty();
}

// One cell of a recorded consent.
std::string_view consent_cell(const World& world, const Ground& record, const Member& about,
                              LifeDomain domain) {
    const bool alone = youngster_agreed_alone(record, about, world.now);
    for (const Ground& no : world.facts.grounds) {
        if (!no_of_this_scope(no, record, domain) || !counting_no(world, no, about)) continue;
        if (!alone || among(no.given_by, about.id)) return "consent.refused";
    }
    if (alone) return "";
    std::vector<const Ground*> together{&record};
    for (const Ground& one : world.facts.grounds) {
        if (!consent_of_this_scope(world, one, record, about.id, domain)) continue;
        if (youngster_agreed_alone(one, about, world.now)) return "";
        together.push_back(&one);
    }
    return agreement(world.facts, about, together, world.now).code;
}

std::string_view consent(const World& world, const Ground& record) {
    for (const MemberId giver : record.given_by)
        if (const Member* self = member_of(world.facts, giver))
            if (among(record.members, giver) && age(*self, world.now) < 12) return "age.too_young";
    std::string_view code;
    for (const MemberId id : record.members) {
        const Member& about = *member_of(world.facts, id);
        if (record.deny) {
            for (const MemberId speaker : record.given_by)
                if (!may_refuse(world.facts, speaker, about, world.now))
                    return "consent.giver_not_entitled";
            continue;
        }
        for (int d = 0; d < life_domain_count; ++d)
            if (record.life_domains.has(LifeDomain(d)))
                code = higher(code, consent_cell(world, record, about, LifeDomain(d)));
    }
    return code;
}

}  // namespace

// R28. Recording a ground is checked in full.
std::string_view record_ground(const World& world, const Actor& actor, const Ask& ask) {
    const Ground& record = ask.record->ground;
    if (record.kind == GroundKind::vital_interest) return "record.kind";
    if (const auto code = about_whom(world, record); !code.empty()) return code;
    if (const auto code = for_whom(world, record); !code.empty()) return code;
    if (const auto code = written_out(record); !code.empty()) return code;
    if (const auto code = when(world, record); !code.empty()) return code;
    if (const auto code = by_guest(actor, ask, record); !code.empty()) return code;
    const std::string_view code =
        record.kind == GroundKind::consent ? consent(world, record) : other_kind(world, record);
    if (!code.empty()) return code;
    return actor.family_guest ? "ok.guest" : "ok.carrier";
}

}  // namespace kortelijn::oracle
