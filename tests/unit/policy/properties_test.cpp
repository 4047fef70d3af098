// What must hold for any facts and any question: an answer always comes, from the closed lists; a
// withdrawal empties; a no or a bar never gives.
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "policy/decide.hpp"
#include "policy/mask.hpp"
#include "policy/reasons.hpp"
#include "support/random_facts.hpp"

namespace kortelijn::policy {
namespace {

using test_support::random_world;
using test_support::World;

Ask random_ask(std::mt19937_64& random, const World& world) {
    const auto below = [&](int n) { return int(random() % std::uint64_t(n)); };
    Ask ask;
    ask.who = ProfessionalId{below(8)};
    ask.guest = GuestId{below(5)};
    if (below(30) != 0) ask.as = below(3) != 0 ? Role::professional : Role(below(10));
    if (below(30) != 0) ask.action = Action(below(67));
    if (below(9) != 0) ask.purpose = Purpose(below(purpose_count));
    for (int i = below(3); i > 0; --i) ask.about.push_back(MemberId{below(8)});
    ask.life_domains.bits = std::uint16_t(random() & 0xFFFU);
    ask.source_law = Law(below(law_count));
    if (below(2) == 0) {
        ask.record.emplace();
        if (!world.facts.grounds.empty())
            ask.record->ground =
                world.facts.grounds[std::size_t(below(int(world.facts.grounds.size())))];
        ask.record->ground.evidence = Evidence::spoken;
        ask.record->ground.text_version = "1";
    }
    ask.target = GroundId{below(12)};
    ask.on_behalf_of = MemberId{below(6)};
    if (below(2) == 0)
        ask.invitee = Invitee{InviteeKind(below(4)), MemberId{below(8)}, ProfessionalId{below(8)},
                              OrganisationId{below(6)}};
    if (below(2) == 0) ask.minutes = below(70);
    if (below(2) == 0) ask.reason = "reason";
    ask.organisation = OrganisationId{below(5)};
    ask.team = TeamId{below(3)};
    if (below(5) != 0) ask.signal_kind = SignalKind(below(3));
    ask.household_knows = below(2) == 0;
    ask.bsn_found = below(4) == 0;
    ask.asked = below(2) == 0;
    ask.own = below(2) == 0;
    ask.evidence = below(5) != 0;
    ask.concerns = below(3) == 0 ? ask.who : ProfessionalId{below(8)};
    ask.replacement = ProfessionalId{below(8)};
    ask.from = world.now + (below(20) - 10) * day_ms;
    if (below(3) != 0) ask.until = *ask.from + (below(200) - 5) * day_ms;
    if (ask.action == Action::coordinator_take && below(2) == 0)
        ask.concerns = {}, ask.member = MemberId{below(6)};
    for (int i = below(7); i > 0; --i) ask.agreed_by.push_back(MemberId{i});
    for (int i = 1 + below(2); i > 0; --i) ask.experts.push_back(ProfessionalId{below(8)});
    ask.participant = ParticipantId{below(10)};
    if (below(2) == 0) ask.link = GuestId{below(6)};
    if (below(2) == 0 && !ask.member) ask.member = MemberId{below(7)};
    ask.shared = below(3) != 0;
    return ask;
}

// Two of the page's own links before those of calls and plans.
void add_guests(World& world) {
    auto& guests = world.facts.guests;
    guests.erase(guests.begin(), guests.begin() + 2);
    guests.push_back({.id = GuestId{1}, .person = MemberId{1}});
    guests.push_back(
        {.id = GuestId{2}, .kind = GuestKind::partner, .organisation = OrganisationId{1}});
}

template <class List>
bool on(const List& list, std::string_view code) {
    return std::find(list.begin(), list.end(), code) != list.end();
}

TEST(PolicyProperties, any_question_gets_an_answer_from_the_closed_lists) {
    std::mt19937_64 random(7);
    int permitted = 0;
    for (std::uint64_t seed = 1; seed <= 24000; ++seed) {
        World world = random_world(seed % 2000);
        add_guests(world);
        const Ask ask = random_ask(random, world);
        const Decision decision = decide(world.directory, world.facts, ask, world.now);
        EXPECT_TRUE(on(all_reasons, decision.reason)) << decision.reason;
        EXPECT_TRUE(on(all_tells, decision.tell) || decision.tell == decision.reason)
            << decision.tell;
        EXPECT_EQ(decision.permit, decision.reason.starts_with("ok."));
        EXPECT_EQ(decision.permit, decision.tell == "ok");
        EXPECT_TRUE(std::is_sorted(decision.grounds.begin(), decision.grounds.end()));
        // Letting somebody in names the grounds on which they come (R58).
        if (ask.action != Action::call_admit)
            EXPECT_EQ(decision.reason == "ok.ground", !decision.grounds.empty()) << "seed " << seed;
        EXPECT_NE(decision.tell, "bar.law") << "a bar is never told";
        permitted += decision.permit;
    }
    EXPECT_GT(permitted, 500);
}

TEST(I3, withdrawal_of_every_ground_empties_every_view_at_that_instant) {
    int emptied = 0;
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        World world = random_world(seed);
        const ProfessionalId who{std::int64_t(1 + seed % 6)};
        const SeatView before =
            view_of(world.directory, world.facts, who, Purpose::cooperation, world.now);
        for (auto& ground : world.facts.grounds)
            if (!ground.deny) ground.withdrawn_at = world.now;
        const SeatView after =
            view_of(world.directory, world.facts, who, Purpose::cooperation, world.now);
        EXPECT_TRUE(after.read.none() && after.post.none() && after.grounds.empty())
            << "seed " << seed;
        emptied += !before.read.none();
    }
    EXPECT_GT(emptied, 100);
}

bool within(const Mask& small, const Mask& large) {
    for (std::size_t slot = 0; slot < small.by_slot.size(); ++slot)
        if ((small.by_slot[slot] & ~large.by_slot[slot]) != 0) return false;
    return true;
}

TEST(I6, a_no_or_a_bar_more_never_gives_a_cell_more) {
    int took = 0;
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        const World world = random_world(seed);
        const ProfessionalId who{std::int64_t(1 + seed % 6)};
        const SeatView before =
            view_of(world.directory, world.facts, who, Purpose::cooperation, world.now);
        World refused = world;
        Ground no;
        no.id = GroundId{99};
        no.deny = true;
        no.members = no.given_by = {MemberId{1}};
        no.given_at = no.begin = world.now;
        refused.facts.grounds.push_back(no);
        World barred = world;
        barred.facts.bars.push_back({.members = {MemberId{2}}});
        for (const World* other : {&refused, &barred}) {
            const SeatView after =
                view_of(other->directory, other->facts, who, Purpose::cooperation, world.now);
            EXPECT_TRUE(within(after.read, before.read)) << "seed " << seed;
            took += after.read != before.read;
        }
    }
    EXPECT_GT(took, 100);
}

TEST(I6, posting_is_never_wider_than_reading) {
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        const World world = random_world(seed);
        for (const Purpose purpose : {Purpose::cooperation, Purpose::emergency}) {
            const SeatView view =
                view_of(world.directory, world.facts, ProfessionalId{1}, purpose, world.now);
            EXPECT_TRUE(within(view.post, view.read)) << "seed " << seed;
            EXPECT_TRUE(view.may_enter || view.read.none()) << "seed " << seed;
        }
    }
}

}  // namespace
}  // namespace kortelijn::policy
