// decide() against the slow oracle: on every written case, and on random histories (10^4, or
// --histories=N, or KORTELIJN_HISTORIES; --seed=N begins elsewhere). A difference is shown small
// (--show=N kinds). The oracle also judges next_change(): nothing may change before it.
#include "oracle.hpp"

#include <chrono>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "dump.hpp"
#include "policy/decide.hpp"
#include "random_facts.hpp"
#include "support/policy_case.hpp"

namespace kortelijn::oracle {
namespace {

long histories = 10'000;
std::uint64_t first_seed = 20261110;
int differences_shown = 12;  // --show=N

bool same(const Decision& a, const Decision& b) {
    return a.permit == b.permit && a.reason == b.reason && a.tell == b.tell &&
           a.grounds == b.grounds && a.law_changing == b.law_changing;
}

Decision judged(const Question& q) { return oracle(q.directory, q.facts, q.ask, q.now); }
Decision decided(const Question& q) { return policy::decide(q.directory, q.facts, q.ask, q.now); }

bool differs(const Question& q) { return !same(judged(q), decided(q)); }

// The schema wants at least one open period, a member a ground is about, and one who gave it.
bool well_formed(const Question& q) {
    if (q.facts.the_case && q.facts.the_case->open.empty()) return false;
    for (const Ground& ground : q.facts.grounds)
        if (ground.members.empty() ||
            (ground.kind == GroundKind::consent && ground.given_by.empty()))
            return false;
    return !q.ask.record || q.ask.record->ground.kind != GroundKind::consent ||
           !q.ask.record->ground.given_by.empty();
}

// Shrunk while the oracle keeps its reason, so that one finding does not turn into another.
std::string report(const Question& found, std::uint64_t seed) {
    const std::string reason(judged(found).reason);
    const Question small = shrink(found, [&](const Question& q) {
        return well_formed(q) && judged(q).reason == reason && differs(q);
    });
    return "seed " + std::to_string(seed) + "\n" + in_words(small) +
           "  oracle: " + in_words(judged(small)) + "\n  decide: " + in_words(decided(small)) +
           "\n";
}

TEST(Oracle, every_written_case_passes_on_the_oracle_too) {
    const auto cases = test_support::read_policy_folder(KORTELIJN_SOURCE_DIR "/tests/data/policy");
    ASSERT_GE(cases.size(), 300U);
    for (const auto& one : cases) {
        const auto got =
            test_support::in_words(one, oracle(one.directory, one.facts, one.ask, one.now));
        EXPECT_EQ(to_line(got), to_line(one.expect)) << one.id << ": " << one.story;
    }
}

// The generator is only worth something while it reaches permits and nearly every reason.
TEST(Oracle, random_histories_permit_a_healthy_share_and_reach_nearly_every_reason) {
    std::set<std::string> reasons;
    int asks = 0;
    int permits = 0;
    for (std::uint64_t seed = first_seed; asks < 100'000; ++seed) {
        History history(seed);
        for (int steps = history.dice.between(0, 40); steps >= 0; --steps) {
            for (int i = history.dice.between(1, 3); i > 0; --i) {
                const Ask ask = history.ask();
                const Decision answer = oracle(history.directory, history.facts, ask, history.now);
                ++asks;
                if (answer.permit) ++permits;
                reasons.emplace(answer.reason);
            }
            history.step();
        }
    }
    std::cout << "[ measured ] " << permits * 100.0 / asks << " % permitted, " << reasons.size()
              << " reasons in " << asks << " asks\n";
    EXPECT_GE(permits * 100, 25 * asks);
    EXPECT_LE(permits * 100, 50 * asks);
    constexpr int reasons_of_the_page = 144;  // 92, 25 of the daily start, 27 of the calls
    EXPECT_GE(int(reasons.size()) * 100, 95 * reasons_of_the_page);
}

TEST(Oracle, decide_says_the_same_on_random_histories) {
    std::map<std::string, int> kinds;  // how often the two differ in which way
    std::uint64_t asks = 0;
    std::uint64_t different = 0;
    const auto begin = std::chrono::steady_clock::now();
    std::cout << "[ measured ] first seed " << first_seed << ", " << histories << " histories\n";
    for (long n = 0; n < histories; ++n) {
        const std::uint64_t seed = first_seed + std::uint64_t(n);
        History history(seed);
        for (int steps = history.dice.between(0, 40); steps >= 0; --steps) {
            for (int i = history.dice.between(1, 3); i > 0; --i) {
                const Ask ask = history.ask();
                ++asks;
                const Decision right = oracle(history.directory, history.facts, ask, history.now);
                const Decision other =
                    policy::decide(history.directory, history.facts, ask, history.now);
                if (same(right, other)) continue;
                ++different;
                const std::string kind = std::string(right.reason) + "/" + std::string(right.tell) +
                                         " but " + std::string(other.reason) + "/" +
                                         std::string(other.tell);
                if (++kinds[kind] == 1 && int(kinds.size()) <= differences_shown)
                    ADD_FAILURE() << kind << "\n"
                                  << report({history.directory, history.facts, ask, history.now},
                                            seed);
            }
            history.step();
        }
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::cout << "[ measured ] " << asks << " asks, " << double(histories) / seconds
              << " histories/s, " << double(asks) / seconds << " asks/s\n";
    for (const auto& [kind, count] : kinds)
        std::cout << "[ differs  ] " << count << " x " << kind << "\n";
    EXPECT_EQ(different, 0U);
}

// What a recorded ground, an absence or an end says is held against `now` itself, so R28, R47, R51,
// R60, R64 and R66 may change at any moment.
bool time_alone_matters(const Ask& ask) {
    for (const Action held_against_now :
         {Action::ground_record, Action::absence_record, Action::consult_ask, Action::question_ask,
          Action::page_make, Action::network_invite})
        if (ask.action == held_against_now) return false;
    return true;
}

TEST(Oracle, no_answer_changes_before_the_next_change_that_the_policy_names) {
    int looked = 0;
    int sooner = 0;
    for (std::uint64_t seed = first_seed; seed < first_seed + 1500; ++seed) {
        History history(seed);
        for (int steps = history.dice.between(0, 20); steps >= 0; --steps) {
            for (int i = 0; i < 6; ++i) {
                const Ask ask = history.ask();  // also loads what it is about
                if (!time_alone_matters(ask)) continue;
                Question q{history.directory, history.facts, ask, history.now};
                const Instant next =
                    policy::next_change(history.directory, history.facts, history.now);
                ASSERT_GT(next, history.now);
                Instant later = next == never ? history.now + 4000 * day_ms : next + -1;
                if (history.dice.chance(30))
                    later = history.now + (later - history.now) / history.dice.between(1, 9);
                ++looked;
                const Decision before = judged(q);
                q.now = later;
                if (same(before, judged(q))) continue;
                if (++sooner > 3) continue;
                q.now = history.now;
                ADD_FAILURE() << "seed " << seed << ": next change " << to_text(next) << ", but at "
                              << to_text(later) << "\n"
                              << in_words(q) << "  now:   " << in_words(before) << "\n";
            }
            history.step();
        }
    }
    std::cout << "[ measured ] " << looked << " answers just before a next change\n";
    EXPECT_EQ(sooner, 0);
}

}  // namespace
}  // namespace kortelijn::oracle

int main(int count, char** words) {
    testing::InitGoogleTest(&count, words);
    using namespace kortelijn::oracle;
    if (const char* wanted = std::getenv("KORTELIJN_HISTORIES")) histories = std::atol(wanted);
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word.starts_with("--histories=")) histories = std::stol(word.substr(12));
        if (word.starts_with("--show=")) differences_shown = std::stoi(word.substr(7));
        if (word.starts_with("--seed=")) first_seed = std::stoull(word.substr(7));
    }
    return RUN_ALL_TESTS();
}
