// Each bound of each fact is found by next_change(): one fact at a time, in a world where nothing
// else changes any more but the law.
#include <functional>
#include <gtest/gtest.h>

#include "policy/decide.hpp"

namespace kortelijn::policy {
namespace {

// Late enough that no date of the law lies ahead.
const Instant now = *parse_instant("2030-11-10T09:00:00Z");
const Instant soon = now + 5 * hour_ms;
const Period until_soon{std::nullopt, soon};
const Period from_soon{soon, std::nullopt};

struct World {
    Directory directory;
    CaseFacts facts;
};

World still_world() {
    World out;
    out.directory.organisations = {{.id = OrganisationId{1}}};
    out.directory.professionals = {{.id = ProfessionalId{1}}};
    out.facts.the_case =
        Case{CaseId{1}, TeamId{1}, OrganisationId{1}, {{now + -day_ms, {}}}, {}, {}};
    out.facts.household = {{.id = MemberId{1}, .birth_date = *parse_day("1984-05-02")}};
    return out;
}

Instant next(const World& world) { return next_change(world.directory, world.facts, now); }

struct Bound {
    const char* fact;
    std::function<void(World&)> add;
};

const Bound bounds[] = {
    {"an organisation leaves", [](World& w) { w.directory.organisations[0].period = until_soon; }},
    {"an employment ends",
     [](World& w) {
         w.directory.professionals[0].employment = {{OrganisationId{1}, until_soon}};
     }},
    {"a team is joined",
     [](World& w) {
         w.directory.professionals[0].teams = {{TeamId{1}, from_soon}};
     }},
    {"a role ends",
     [](World& w) {
         w.directory.professionals[0].roles = {{.role = Role::professional, .period = until_soon}};
     }},
    {"an absence begins",
     [](World& w) {
         w.directory.absences = {{ProfessionalId{1}, from_soon}};
     }},
    {"a replacement ends",
     [](World& w) {
         w.directory.replacements = {{ProfessionalId{1}, ProfessionalId{2}, until_soon}};
     }},
    {"the case closes", [](World& w) { w.facts.the_case->open[0].to = soon; }},
    {"the case opens", [](World& w) { w.facts.the_case->open[0].from = soon; }},
    {"a pair entry ends",
     [](World& w) {
         w.facts.the_case->pair = {{ProfessionalId{1}, until_soon}};
     }},
    {"an invitation ends",
     [](World& w) {
         w.facts.the_case->participants = {{ProfessionalId{1}, until_soon}};
     }},
    {"somebody moves out", [](World& w) { w.facts.household[0].period = until_soon; }},
    {"custody begins",
     [](World& w) {
         w.facts.household[0].custody = {{MemberId{2}, from_soon}};
     }},
    {"help ends",
     [](World& w) {
         w.facts.household[0].help = {{Law::wmo, until_soon}};
     }},
    {"a mentor comes",
     [](World& w) {
         w.facts.household[0].capacity = {{CapacityKind::mentorschap, MemberId{2}, from_soon}};
     }},
    {"a ground begins", [](World& w) { w.facts.grounds = {{.begin = soon}}; }},
    {"a ground ends", [](World& w) { w.facts.grounds = {{.begin = now, .end = soon}}; }},
    {"a ground is given", [](World& w) { w.facts.grounds = {{.given_at = soon, .begin = now}}; }},
    {"a ground is withdrawn",
     [](World& w) { w.facts.grounds = {{.begin = now, .withdrawn_at = soon}}; }},
    {"a consent has lasted its longest",
     [](World& w) { w.facts.grounds = {{.begin = soon + -366 * day_ms}}; }},
    {"a debt signal has lasted its longest",
     [](World& w) {
         w.facts.grounds = {{.kind = GroundKind::statutory_task,
                             .begin = soon + -56 * day_ms,
                             .secrecy_ground = "debt_signal"}};
     }},
    {"a bar begins", [](World& w) { w.facts.bars = {{.period = from_soon}}; }},
    {"a link ends", [](World& w) { w.facts.guests = {{.period = until_soon}}; }},
    {"a covenant ends", [](World& w) { w.directory.covenants = {{.period = until_soon}}; }},
    {"a coordinator begins", [](World& w) { w.facts.coordinators = {{.period = from_soon}}; }},
    {"a link is revoked", [](World& w) { w.facts.guests = {{.revoked_at = soon}}; }},
    {"a discussion ends",
     [](World& w) {
         w.facts.discussion = {{}, until_soon};
     }},
    {"a discussion is fourteen days old",
     [](World& w) {
         w.facts.discussion = {{}, {soon + -14 * day_ms, {}}};
     }},
    {"a page has been open for its fourteen days",
     [](World& w) {
         w.facts.guests = {{.period = {soon + -14 * day_ms, {}}, .use = GuestUse::page}};
     }},
    {"a consult ends",
     [](World& w) {
         w.facts.consult.emplace();
         w.facts.consult->period = until_soon;
     }},
    {"a consult is ended",
     [](World& w) {
         w.facts.consult.emplace();
         w.facts.consult->ended_at = soon;
     }},
    {"somebody leaves a discussion",
     [](World& w) {
         w.facts.discussion = {{{ProfessionalId{1}, until_soon}}, {}};
     }},
};

TEST(NextChange, nothing_changes_in_a_still_world) { EXPECT_EQ(next(still_world()), never); }

TEST(NextChange, every_bound_of_every_fact_is_found) {
    for (const Bound& bound : bounds) {
        World world = still_world();
        bound.add(world);
        EXPECT_EQ(next(world), soon) << bound.fact;
    }
}

TEST(NextChange, days_begin_at_local_midnight) {
    const Day tomorrow{amsterdam_day(now).number + 1};
    const Instant midnight = *parse_instant("2030-11-10T23:00:00Z");
    for (int what = 0; what < 3; ++what) {
        World world = still_world();
        if (what == 0) world.facts.household[0].deceased_on = tomorrow;
        if (what == 1) world.facts.household[0].custody_checked_on = tomorrow;
        if (what == 2) world.facts.outsiders = {{.id = MemberId{2}, .deceased_on = tomorrow}};
        EXPECT_EQ(next(world), midnight) << what;
    }
}

TEST(NextChange, birthdays_that_change_who_decides_are_found) {
    for (const int age : {12, 16, 18}) {
        World world = still_world();
        world.facts.household[0].birth_date = *day_of({2030 - age, 11, 11});
        EXPECT_EQ(next(world), *parse_instant("2030-11-10T23:00:00Z")) << age;
    }
    World grown = still_world();
    grown.facts.household[0].birth_date = *day_of({2030 - 40, 11, 11});
    EXPECT_EQ(next(grown), never);
}

TEST(NextChange, the_day_a_law_changes_is_found) {
    const World world = still_world();
    EXPECT_EQ(next_change(world.directory, world.facts, *parse_instant("2026-11-10T09:00:00Z")),
              *parse_instant("2026-12-31T23:00:00Z"));
}

}  // namespace
}  // namespace kortelijn::policy
