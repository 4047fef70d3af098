// Promises of consults and calls that no single case can show: over random worlds, nobody meets
// whom they may not meet, and what R55 lets in never goes beyond the consult's or call's own cells.
#include <gtest/gtest.h>

#include "policy/decide.hpp"
#include "policy/mask.hpp"
#include "support/random_facts.hpp"

namespace kortelijn::policy {
namespace {

using test_support::random_world;
using test_support::World;

// A world with a call in which everybody is.
World world_in_call(std::uint64_t seed) {
    World world = random_world(seed);
    world.facts.consult.reset();
    CallFacts call{.id = CallId{1}, .state = CallState::open, .about = {MemberId{1}}};
    call.life_domains.add(LifeDomain::school);
    for (int i = 1; i <= 10; ++i)
        call.participants.push_back({ParticipantId{i}, i > 6 ? ProfessionalId{} : ProfessionalId{i},
                                     i > 6 ? GuestId{i - 6} : GuestId{},
                                     ParticipantState::connected});
    if (seed % 3 == 0) call.purpose = Purpose::plan;
    for (auto& link : world.facts.guests)
        link.use = link.kind == GuestKind::network ? GuestUse::plan : GuestUse::call;
    // Consents for the call, so that many meet.
    for (int organisation = 1; organisation <= 4; ++organisation) {
        if ((seed >> organisation & 1U) == 0) continue;
        Ground yes{.id = GroundId{100 + organisation},
                   .members = {MemberId{1}},
                   .given_by = {MemberId{1}, MemberId{2}, MemberId{6}},
                   .given_at = world.now + -1 * day_ms,
                   .organisation = OrganisationId{organisation},
                   .purpose = call.purpose,
                   .begin = world.now + -1 * day_ms,
                   .end = world.now + 30 * day_ms};
        yes.life_domains.add(LifeDomain::school);
        world.facts.grounds.push_back(yes);
    }
    world.facts.call = call;
    return world;
}

Ask as(const World& world, const Participant& one, Action action) {
    Ask ask;
    ask.action = action;
    ask.as = Role::professional;
    ask.who = one.professional;
    for (const auto& link : world.facts.guests)
        if (link.id == one.guest && !one.professional) {
            ask.guest = link.id;
            ask.as = link.kind == GuestKind::family    ? Role::guest_family
                     : link.kind == GuestKind::partner ? Role::guest_partner
                                                       : Role::guest_network;
        }
    return ask;
}

bool meets(const World& world, const Participant& one, const Participant& other) {
    Ask ask = as(world, one, Action::rtc_send);
    ask.participant = other.id;
    return decide(world.directory, world.facts, ask, world.now).permit;
}

bool is_in(const World& world, const Participant& one) {
    return decide(world.directory, world.facts, as(world, one, Action::call_enter), world.now)
        .permit;
}

TEST(CallPairs, meeting_is_mutual_and_only_among_those_who_are_in) {
    int met = 0, apart = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        const World world = world_in_call(seed);
        for (const auto& one : world.facts.call->participants)
            for (const auto& other : world.facts.call->participants) {
                const bool meet = meets(world, one, other);
                EXPECT_EQ(meet, meets(world, other, one))
                    << "seed " << seed << ' ' << one.id.value << ' ' << other.id.value;
                if (meet) {
                    EXPECT_TRUE(is_in(world, one) && is_in(world, other)) << "seed " << seed;
                }
                (meet ? met : apart) += 1;
            }
    }
    EXPECT_GT(met, 300);
    EXPECT_GT(apart, 300);
}

TEST(I3, after_the_withdrawal_of_every_ground_nobody_from_outside_meets_anybody) {
    int before = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        World world = world_in_call(seed);
        const auto meetings = [&] {
            int count = 0;
            for (const auto& one : world.facts.call->participants)
                for (const auto& other : world.facts.call->participants)
                    // Two of the family meet without a ground; a carrier meets the family.
                    if (one.professional && other.professional) count += meets(world, one, other);
            return count;
        };
        before += meetings();
        for (auto& ground : world.facts.grounds)
            if (!ground.deny) ground.withdrawn_at = world.now;
        EXPECT_EQ(meetings(), 0) << "seed " << seed;
    }
    EXPECT_GT(before, 50);
}

TEST(CallPairs, what_is_said_to_who_may_not_be_met_is_the_same_as_to_nobody) {
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        const World world = world_in_call(seed);
        for (const auto& one : world.facts.call->participants) {
            Ask ask = as(world, one, Action::rtc_send);
            ask.participant = ParticipantId{99};
            const Decision nobody = decide(world.directory, world.facts, ask, world.now);
            for (const auto& other : world.facts.call->participants) {
                ask.participant = other.id;
                const Decision got = decide(world.directory, world.facts, ask, world.now);
                if (got.permit) continue;
                ++refused;
                EXPECT_EQ(got.reason, nobody.reason) << "seed " << seed;
                EXPECT_EQ(got.tell, nobody.tell) << "seed " << seed;
            }
        }
    }
    EXPECT_GT(refused, 300);
}

TEST(Circle, a_view_in_a_consult_holds_nothing_but_its_cells) {
    int readable = 0;
    for (std::uint64_t seed = 1; seed <= 2500; ++seed) {
        World world = random_world(seed);
        world.facts.call.reset();
        ConsultFacts consult{.id = ConsultId{1}, .asked_by = ProfessionalId{1}};
        for (int i = 1; i <= 6; ++i)
            for (int organisation = 1; organisation <= 4; ++organisation)
                consult.asked.push_back(
                    {ProfessionalId{i}, OrganisationId{organisation}, ConsultAnswer::accepted});
        consult.about = {MemberId{1}};
        consult.life_domains.bits = 0b101;
        world.facts.consult = consult;
        const ProfessionalId who{std::int64_t(1 + seed % 6)};
        const SeatView view =
            view_of(world.directory, world.facts, who, Purpose::consult, world.now);
        int slot_of_first = 0;
        while (world.facts.household[std::size_t(slot_of_first)].id != MemberId{1}) ++slot_of_first;
        Mask allowed;
        for (int law = 0; law < law_count; ++law)
            for (const LifeDomain domain : {LifeDomain(0), LifeDomain(2)})
                allowed.allow(slot_of_first, domain, Law(law));
        for (std::size_t slot = 0; slot < view.read.by_slot.size(); ++slot)
            EXPECT_EQ(view.read.by_slot[slot] & ~allowed.by_slot[slot], 0U) << "seed " << seed;
        readable += !view.read.none();
    }
    EXPECT_GT(readable, 50);
}

}  // namespace
}  // namespace kortelijn::policy
