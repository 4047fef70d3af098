// Cells: see cells.hpp. Each function opens with the sentence of the page it follows.
#include "cells.hpp"

#include <algorithm>
#include <array>

#include "law.hpp"
#include "people.hpp"

namespace kortelijn::oracle {

// "The highest in this list is the reason."
std::string_view higher(std::string_view a, std::string_view b) {
    static constexpr auto list = std::to_array<std::string_view>({"bar.law",
                                                                  "consent.refused",
                                                                  "member.deceased",
                                                                  "capacity.no_representative",
                                                                  "capacity.representative_needed",
                                                                  "custody.unverified",
                                                                  "custody.none",
                                                                  "age.own_consent_needed",
                                                                  "age.reconfirm_needed",
                                                                  "custody.second_parent_missing",
                                                                  "custody.parent_missing",
                                                                  "consent.giver_not_entitled",
                                                                  "law.not_in_force",
                                                                  "ground.incomplete",
                                                                  "ground.holder_not_allowed",
                                                                  "consent.before_reopening",
                                                                  "consent.withdrawn",
                                                                  "ground.ended",
                                                                  "ground.expired",
                                                                  "ground.not_yet",
                                                                  "ground.other_law",
                                                                  "consent.other_domain",
                                                                  "ground.other_domain",
                                                                  "consent.other_purpose",
                                                                  "ground.other_purpose",
                                                                  "consent.other_person",
                                                                  "ground.other_person",
                                                                  "ground.not_at_table",
                                                                  "consent.missing"});
    for (const std::string_view code : list)
        if (code == a || code == b) return code;
    return "";
}

static bool live_seat(const std::vector<Seat>& seats, ProfessionalId who, Instant now) {
    for (const Seat& seat : seats)
        if (seat.professional == who && seat.period.live(now)) return true;
    return false;
}

static bool absent_now(const World& world, ProfessionalId who) {
    for (const Absence& absence : world.directory.absences)
        if (absence.professional == who && absence.period.live(world.now)) return true;
    return false;
}

// R11. Kin are kept out, and who handed over is out.
std::string_view kept_out(const World& world, ProfessionalId who) {
    for (const Bar& bar : world.facts.bars)
        if (bar.person == who && bar.members.empty() && bar.life_domains.empty() &&
            bar.period.live(world.now))
            return "bar.law";
    if (live_seat(world.facts.the_case->pair, who, world.now) && absent_now(world, who))
        for (const Replacement& one : world.directory.replacements)
            if (one.absent == who && one.period.live(world.now)) return "absence.replaced";
    return "";
}

// R12. The pair carries the case; a replacement carries it in their place.
bool is_carrier(const World& world, ProfessionalId who) {
    if (!world.facts.the_case) return false;
    const std::vector<Seat>& pair = world.facts.the_case->pair;
    if (live_seat(pair, who, world.now)) return true;
    for (const Replacement& one : world.directory.replacements)
        if (one.replacement == who && one.period.live(world.now) &&
            live_seat(pair, one.absent, world.now) && absent_now(world, one.absent))
            return true;
    return false;
}

// R16. At the table: live member of the home team, carrier, live participant (or partner guest).
bool at_table(const World& world, ProfessionalId who) {
    if (const Professional* professional = world.directory.find(who))
        for (const TeamMembership& team : professional->teams)
            if (team.team == world.facts.the_case->home_team && team.period.live(world.now))
                return true;
    return is_carrier(world, who) || live_seat(world.facts.the_case->participants, who, world.now);
}

// R16. A ground reaches the people of its organisation who sit at this table, or the one person it
// names.
std::string_view reaches(const Reader& reader, const Ground& ground) {
    if (ground.organisation != reader.organisation) return "consent.missing";
    if (ground.person) {
        if (reader.professional && ground.person == reader.professional) return "";
        return ground.kind == GroundKind::consent ? "consent.other_person" : "ground.other_person";
    }
    return reader.at_table ? "" : "ground.not_at_table";
}

// R25. "A no ... when its speaker may refuse"; R26: a no said in life stays.
bool counting_no(const World& world, const Ground& ground, const Member& about) {
    if (!ground.deny || !not_alive(ground, world.now).empty()) return false;
    if (!among(ground.members, about.id)) return false;
    for (const MemberId speaker : ground.given_by)
        if (may_refuse(world.facts, speaker, about, world.now)) return true;
    return false;
}

bool bar_over(const Bar& bar, const Reader& reader, MemberId about, Instant now) {
    if (!bar.period.live(now)) return false;
    if (!bar.members.empty() && !among(bar.members, about)) return false;
    if (bar.organisation && bar.organisation != reader.organisation) return false;
    return !bar.person || bar.person == reader.professional;
}

// R18, then R19, R20: "the first check it fails".
static std::string_view first_failure(const World& world, const Reader& reader,
                                      const Ground& ground, LifeDomain domain,
                                      const Wanted& wanted) {
    const bool consent = ground.kind == GroundKind::consent;
    if (const auto code = reaches(reader, ground); !code.empty()) return code;
    if (ground.purpose != wanted.purpose)
        return consent ? "consent.other_purpose" : "ground.other_purpose";
    if (!ground.life_domains.has(domain))
        return consent ? "consent.other_domain" : "ground.other_domain";
    if (wanted.law_matters)
        if (const SecrecyRow* row = row_of(ground))
            if (row->bound_to != Law::none && row->bound_to != wanted.law)
                return "ground.other_law";
    if (const auto code = not_alive(ground, world.now); !code.empty()) return code;
    return spent_or_unfit(world, ground, domain, reader.carrier);
}

// R25. Deny wins: the no's over this cell, this organisation, this asker and this purpose.
struct Refusals {
    bool any = false;
    bool own = false;  // the youngster's own, the only one that counts against R24
};
static Refusals refusals(const World& world, const Reader& reader, const Member& about,
                         LifeDomain domain, Purpose purpose) {
    Refusals found;
    for (const Ground& ground : world.facts.grounds) {
        if (!ground.deny) continue;
        if (ground.organisation && ground.organisation != reader.organisation) continue;
        if (ground.person && ground.person != reader.professional) continue;
        if (ground.purpose && ground.purpose != purpose) continue;
        if (!ground.life_domains.empty() && !ground.life_domains.has(domain)) continue;
        if (!counting_no(world, ground, about)) continue;
        found.any = true;
        if (among(ground.given_by, about.id)) found.own = true;
    }
    return found;
}

static CellAnswer permitted_on(const World& world, const std::vector<GroundId>& used) {
    CellAnswer answer{.permitted = true, .code = "", .used = used};
    for (const Ground& ground : world.facts.grounds)
        if (among(used, ground.id))
            if (const SecrecyRow* row = row_of(ground))
                if (changing(*row, world.now)) answer.law_changing = true;
    return answer;
}

// R27. The ground used is named: ordinary consent, then R24, statutory_task, reporting_code,
// vital_interest.
static CellAnswer choose(const World& world, const Member& about,
                         const std::vector<const Ground*>& passed, const Refusals& no) {
    std::vector<const Ground*> ordinary;
    std::vector<const Ground*> alone;
    std::vector<const Ground*> others[4];
    for (const Ground* ground : passed) {
        if (ground->kind != GroundKind::consent) {
            const bool ended = no.any && row_of(*ground)->a_no_ends_it;
            if (!ended) others[unsigned(ground->kind)].push_back(ground);
        } else if (youngster_agreed_alone(*ground, about, world.now)) {
            alone.push_back(ground);
        } else {
            ordinary.push_back(ground);
        }
    }
    CellAnswer refused;
    if (!ordinary.empty()) {
        const Agreement all = agreement(world.facts, about, ordinary, world.now);
        if (all.code.empty() && !no.any) return permitted_on(world, all.used);
        refused.code = all.code;
    }
    if (!alone.empty()) {
        if (dead(about.deceased_on, world.now))
            refused.code = "member.deceased";
        else if (!no.own)
            return permitted_on(world, {first_of(alone)->id});
    }
    for (const auto& of_kind : others)
        if (!of_kind.empty()) return permitted_on(world, {first_of(of_kind)->id});
    if (no.any) refused.code = higher(refused.code, "consent.refused");
    return refused;
}

// R16-R26 for one cell, and "Which reason" when it is refused.
CellAnswer cell(const World& world, const Reader& reader, const Member& about, LifeDomain domain,
                const Wanted& wanted) {
    for (const Bar& bar : world.facts.bars)
        if (bar_over(bar, reader, about.id, world.now) &&
            (bar.life_domains.empty() || bar.life_domains.has(domain)))
            return {.permitted = false, .code = "bar.law"};
    std::string_view code;
    std::vector<const Ground*> passed;
    for (const Ground& ground : world.facts.grounds) {
        if (ground.deny || ground.organisation != reader.organisation) continue;
        if (!among(ground.members, about.id)) continue;
        const std::string_view failure = first_failure(world, reader, ground, domain, wanted);
        if (failure.empty())
            passed.push_back(&ground);
        else
            code = higher(code, failure);
    }
    const Refusals no = refusals(world, reader, about, domain, wanted.purpose);
    CellAnswer answer = choose(world, about, passed, no);
    if (answer.permitted) return answer;
    answer.code = higher(answer.code, code);
    if (answer.code.empty()) answer.code = "consent.missing";
    return answer;
}

std::vector<const Member*> everybody(const World& world) {
    std::vector<const Member*> people;
    for (const Member& member : world.facts.household)
        if (member.period.live(world.now) && !dead(member.deceased_on, world.now))
            people.push_back(&member);
    return people;
}

std::vector<const Member*> everyone_begun(const World& world) {
    std::vector<const Member*> people;
    for (const Member& member : world.facts.household)
        if (member.period.begun(world.now)) people.push_back(&member);
    return people;
}

CellAnswer one_cell(const World& world, const Reader& reader,
                    const std::vector<const Member*>& people, std::optional<Purpose> purpose) {
    std::vector<const Member*> by_id = people;
    std::sort(by_id.begin(), by_id.end(),
              [](const Member* a, const Member* b) { return a->id < b->id; });
    CellAnswer refused{.permitted = false, .code = "consent.missing"};
    for (const Member* member : by_id)
        for (int p = 0; p < purpose_count; ++p) {
            if (purpose && *purpose != Purpose(p)) continue;
            for (int d = 0; d < life_domain_count; ++d) {
                CellAnswer one =
                    cell(world, reader, *member, LifeDomain(d), {.purpose = Purpose(p)});
                if (one.permitted) return one;
                refused.code = higher(refused.code, one.code);
            }
        }
    return refused;
}

}  // namespace kortelijn::oracle
