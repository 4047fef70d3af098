// The one-pass view of a seat says the same as decide(), cell by cell; and it holds until
// next_change().
#include "policy/mask.hpp"

#include <gtest/gtest.h>

#include "policy/decide.hpp"
#include "support/policy_case.hpp"
#include "support/random_facts.hpp"

namespace kortelijn::policy {
namespace {

using test_support::World;

Ask ask_for(ProfessionalId who, Action action, Purpose purpose) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = action;
    ask.purpose = purpose;
    return ask;
}

// The slow way: one decide() for each cell. `grounds` gets all that were named.
Mask mask_by_decide(const Directory& directory, const CaseFacts& facts, Ask ask, Instant now,
                    std::vector<GroundId>& grounds, bool& changing) {
    Mask mask;
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot)
        for (int domain = 0; domain < life_domain_count; ++domain)
            for (int law = 0; law < law_count; ++law) {
                ask.about = {facts.household[slot].id};
                ask.life_domains = {};
                ask.life_domains.add(LifeDomain(domain));
                ask.source_law = Law(law);
                const Decision decision = decide(directory, facts, ask, now);
                if (!decision.permit) continue;
                mask.allow(int(slot), LifeDomain(domain), Law(law));
                changing = changing || decision.law_changing;
                for (const GroundId id : decision.grounds)
                    if (std::find(grounds.begin(), grounds.end(), id) == grounds.end())
                        grounds.push_back(id);
            }
    std::sort(grounds.begin(), grounds.end());
    return mask;
}

// Returns whether anything could be read, so that a test can see it compared something.
bool expect_same(const Directory& directory, const CaseFacts& facts, ProfessionalId who,
                 Purpose purpose, Instant now, const std::string& where) {
    const SeatView view = view_of(directory, facts, who, purpose, now);
    std::vector<GroundId> grounds, post_grounds;
    bool changing = false, ignored = false;
    const Mask read = mask_by_decide(directory, facts, ask_for(who, Action::message_read, purpose),
                                     now, grounds, changing);
    const Mask post = mask_by_decide(directory, facts, ask_for(who, Action::message_post, purpose),
                                     now, post_grounds, ignored);
    EXPECT_EQ(view.read, read) << where;
    EXPECT_EQ(view.post, post) << where;
    EXPECT_EQ(view.grounds, grounds) << where;
    EXPECT_EQ(view.law_changing, changing) << where;
    const Decision open = decide(directory, facts, ask_for(who, Action::case_open, purpose), now);
    EXPECT_EQ(view.may_enter, open.permit) << where;
    EXPECT_EQ(view.why, open.reason) << where;
    EXPECT_EQ(view.tell, open.tell) << where;
    return !read.none();
}

TEST(Mask, equals_decide_cell_by_cell_for_the_facts_of_every_case) {
    int readable = 0;
    for (const auto& one :
         test_support::read_policy_folder(std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/policy"))
        for (const auto& professional : one.directory.professionals)
            for (const Purpose purpose :
                 {Purpose::cooperation, one.ask.purpose.value_or(Purpose::call)})
                readable += expect_same(one.directory, one.facts, professional.id, purpose, one.now,
                                        one.id);
    EXPECT_GT(readable, 100);
}

TEST(Mask, equals_decide_cell_by_cell_for_thousands_of_random_households) {
    int readable = 0;
    for (std::uint64_t seed = 1; seed <= 3000 && !testing::Test::HasFailure(); ++seed) {
        const World world = test_support::random_world(seed);
        const ProfessionalId who{std::int64_t(1 + seed % 6)};
        const Purpose purpose =
            seed % 3 != 0 ? Purpose::cooperation : Purpose(seed / 3 % purpose_count);
        readable += expect_same(world.directory, world.facts, who, purpose, world.now,
                                "seed " + std::to_string(seed));
    }
    EXPECT_GT(readable, 200) << "the random worlds permit too little to compare";
}

TEST(Mask, names_the_grounds_of_an_item_as_decide_names_them) {
    int named = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        const World world = test_support::random_world(seed);
        const ProfessionalId who{std::int64_t(1 + seed % 6)};
        Cells cells;
        cells.people = std::uint32_t(1 + seed % 3);
        cells.life_domains.bits = std::uint16_t(1U << (seed % 12) | 1U << (seed % 7));
        cells.law = Law(seed % 5);
        Ask ask = ask_for(who, Action::message_read, Purpose::cooperation);
        ask.life_domains = cells.life_domains;
        ask.source_law = cells.law;
        for (std::size_t slot = 0; slot < 2; ++slot)
            if ((cells.people >> slot & 1U) != 0)
                ask.about.push_back(slot < world.facts.household.size()
                                        ? world.facts.household[slot].id
                                        : MemberId{99});
        const Decision decision = decide(world.directory, world.facts, ask, world.now);
        EXPECT_EQ(
            grounds_for(world.directory, world.facts, who, Purpose::cooperation, cells, world.now),
            decision.grounds)
            << "seed " << seed;
        const SeatView view =
            view_of(world.directory, world.facts, who, Purpose::cooperation, world.now);
        EXPECT_EQ(covers(view.read, cells), decision.permit) << "seed " << seed;
        named += decision.permit;
    }
    EXPECT_GT(named, 20);
}

// I3: nothing may change between now and next_change(), for nobody at the table.
TEST(I3, a_view_holds_until_the_next_change_and_not_shorter) {
    int changed = 0;
    for (std::uint64_t seed = 1; seed <= 700 && !testing::Test::HasFailure(); ++seed) {
        const World world = test_support::random_world(seed);
        Instant at = world.now;
        for (int step = 0; step < 6 && at != never; ++step) {
            const Instant next = next_change(world.directory, world.facts, at);
            ASSERT_GT(next, at) << "seed " << seed;
            const Instant last = next == never ? at + 400 * day_ms : next + -1;
            const Instant middle = at + (last - at) / 2;
            for (int who = 1; who <= 6; ++who) {
                const auto view = [&](Instant when) {
                    return view_of(world.directory, world.facts, ProfessionalId{who},
                                   Purpose::cooperation, when);
                };
                const SeatView now = view(at);
                EXPECT_EQ(now, view(middle))
                    << "seed " << seed << " who " << who << " at " << to_text(middle);
                EXPECT_EQ(now, view(last))
                    << "seed " << seed << " who " << who << " at " << to_text(last);
                if (next != never) changed += !(now == view(next));
            }
            at = next;
        }
    }
    EXPECT_GT(changed, 300) << "the instants found change nothing: the test looks at too little";
}

TEST(I3, the_answer_of_every_case_holds_until_the_next_change) {
    for (const auto& one : test_support::read_policy_folder(std::string(KORTELIJN_SOURCE_DIR) +
                                                            "/tests/data/policy")) {
        // A record's and an absence's own times are part of the question and not of the facts.
        if (one.ask.record || one.ask.until) continue;
        const Instant next = next_change(one.directory, one.facts, one.now);
        const Instant last = next == never ? one.now + 30 * day_ms : next + -1;
        for (const Instant when : {one.now + (last - one.now) / 2, last}) {
            const auto got =
                test_support::in_words(one, decide(one.directory, one.facts, one.ask, when));
            EXPECT_TRUE(got == one.expect)
                << one.id << " at " << to_text(when) << ": " << to_line(got);
        }
    }
}

TEST(Mask, members_beyond_the_slots_are_in_no_mask) {
    World world = test_support::random_world(1);
    while (world.facts.household.size() < max_slots + 3)
        world.facts.household.push_back(world.facts.household.front());
    EXPECT_NO_FATAL_FAILURE((void)view_of(world.directory, world.facts, ProfessionalId{1},
                                          Purpose::cooperation, world.now));
    Cells cells{.people = 1U << 26, .life_domains = {1}, .law = Law::none};
    EXPECT_TRUE(grounds_for(world.directory, world.facts, ProfessionalId{1}, Purpose::cooperation,
                            cells, world.now)
                    .empty());
}

}  // namespace
}  // namespace kortelijn::policy
