// Every policy case of tests/data/policy: all four fields of `expect` must be equal. A further
// *.ndjson dropped into that folder is run too.
#include <gtest/gtest.h>

#include "policy/decide.hpp"
#include "support/policy_case.hpp"

namespace kortelijn::policy {
namespace {

const std::string folder = std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/policy";

TEST(PolicyCases, decide_answers_every_case_as_written) {
    const auto cases = test_support::read_policy_folder(folder);
    ASSERT_GE(cases.size(), 500U);
    for (const auto& one : cases) {
        const auto got =
            test_support::in_words(one, decide(one.directory, one.facts, one.ask, one.now));
        EXPECT_TRUE(got == one.expect)
            << one.file << ' ' << one.id << ": want " << to_line(one.expect) << ", got "
            << to_line(got) << " -- " << one.story;
    }
}

}  // namespace
}  // namespace kortelijn::policy
