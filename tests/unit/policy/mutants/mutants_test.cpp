// Do the cases see a fault? Each fault of mutants.txt is switched on in turn, and at least one case
// must then get another answer. A fault that no case sees is a hole in the cases.
#include "mutants.hpp"

#include <gtest/gtest.h>
#include <set>

#include "policy/decide.hpp"
#include "support/policy_case.hpp"

int kortelijn_mutant = 0;  // the fault that is switched on; 0: none

namespace kortelijn::policy {
namespace {

const std::string root = KORTELIJN_SOURCE_DIR;

// The first case that gets another answer than written; empty when all are as written.
std::string first_difference(const std::vector<test_support::PolicyCase>& cases) {
    for (const auto& one : cases)
        if (test_support::in_words(one, decide(one.directory, one.facts, one.ask, one.now)) !=
            one.expect)
            return one.id;
    return {};
}

TEST(PolicyMutants, without_a_fault_every_case_is_answered_as_written) {
    kortelijn_mutant = 0;
    EXPECT_EQ(first_difference(test_support::read_policy_folder(root + "/tests/data/policy")), "");
}

TEST(PolicyMutants, every_seeded_fault_is_seen_by_a_case) {
    const auto cases = test_support::read_policy_folder(root + "/tests/data/policy");
    const auto mutants = mutants::read_mutants(root + "/tests/unit/policy/mutants/mutants.txt");
    EXPECT_GE(mutants.size(), 30U);
    std::set<std::string> rules;
    for (const auto& mutant : mutants) {
        kortelijn_mutant = mutant.number;
        EXPECT_NE(first_difference(cases), "")
            << "not seen: " << mutant.rule << ' ' << mutant.file << ": " << mutant.fault;
        rules.insert(mutant.rule);
    }
    kortelijn_mutant = 0;
    EXPECT_GE(rules.size(), 25U) << "the faults are not spread over the rules";
}

}  // namespace
}  // namespace kortelijn::policy
