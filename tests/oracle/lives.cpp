// R19 and R20: whether one ground lives, and whether it still fits its dated row. Part of
// cells.hpp; asks nothing about persons.
#include "cells.hpp"
#include "law.hpp"

namespace kortelijn::oracle {

static Instant start_of(const Ground& ground) {
    const Instant begin = *ground.begin;
    return ground.given_at && *ground.given_at > begin ? *ground.given_at : begin;
}

static Instant natural_end_of(const Ground& ground) {
    Instant end = ground.end ? *ground.end : never;
    if (ground.deny) return end;
    if (const SecrecyRow* row = row_of(ground)) {
        const Instant longest = *ground.begin + row->longest_ms;
        if (longest < end) end = longest;
    }
    return end;
}

// R19. A ground lives from when it was given until it ends, is withdrawn, or has lasted as long as
// it may.
std::string_view not_alive(const Ground& ground, Instant now) {
    if (now < start_of(ground)) return "ground.not_yet";
    const Instant natural_end = natural_end_of(ground);
    if (ground.withdrawn_at && now >= *ground.withdrawn_at && *ground.withdrawn_at <= natural_end)
        return ground.kind == GroundKind::consent ? "consent.withdrawn" : "ground.ended";
    return now >= natural_end ? "ground.expired" : "";
}

bool over(const Ground& ground, Instant now) {
    const Instant natural_end = natural_end_of(ground);
    return now >= natural_end || (ground.withdrawn_at && now >= *ground.withdrawn_at);
}

static bool holder_allowed(const World& world, Holder holder, OrganisationId organisation,
                           bool carrier_holds) {
    if (holder == Holder::any) return true;
    if (holder == Holder::carrier) return carrier_holds;
    if (holder == Holder::veilig_thuis_gi_or_home &&
        organisation == world.facts.the_case->home_organisation)
        return true;
    const Organisation* found = world.directory.find(organisation);
    if (found == nullptr) return false;
    const OrganisationKind kind = found->kind;
    switch (holder) {
        case Holder::gi:
            return kind == OrganisationKind::gi;
        case Holder::child_protection_board:
            return kind == OrganisationKind::child_protection_board;
        case Holder::municipality_or_debt_bank:
            return kind == OrganisationKind::municipality || kind == OrganisationKind::debt_bank;
        case Holder::veilig_thuis_gi_or_home:
            return kind == OrganisationKind::veilig_thuis || kind == OrganisationKind::gi;
        case Holder::municipality:
            return kind == OrganisationKind::municipality;
        default:
            return false;
    }
}

// R20. A partner's consent is spent when the case closes; a ground without consent must fit its
// dated row.
std::string_view spent_or_unfit(const World& world, const Ground& ground, LifeDomain domain,
                                bool carrier_holds) {
    if (ground.kind == GroundKind::consent) {
        if (ground.organisation == world.facts.the_case->home_organisation) return "";
        std::optional<Instant> newest;
        for (const Period& open : world.facts.the_case->open)
            if (open.to && *open.to <= world.now && (!newest || *open.to > *newest))
                newest = open.to;
        return newest && *ground.given_at < *newest ? "consent.before_reopening" : "";
    }
    const SecrecyRow* row = row_of(ground);
    if (row == nullptr || !in_force(*row, world.now)) return "law.not_in_force";
    if (ground.reason.empty() || !ground.end) return "ground.incomplete";
    if (ground.kind == GroundKind::reporting_code && ground.purpose != Purpose::reporting_code)
        return "ground.incomplete";
    if (ground.kind == GroundKind::vital_interest &&
        (ground.purpose != Purpose::emergency || !ground.person))
        return "ground.incomplete";
    if (!holder_allowed(world, row->holder, ground.organisation, carrier_holds))
        return "ground.holder_not_allowed";
    if (!row->only.empty() && !row->only.has(domain)) return "ground.other_domain";
    return "";
}

}  // namespace kortelijn::oracle
