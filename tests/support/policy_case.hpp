// The policy cases (tests/data/policy/*.ndjson) as facts, ask and expected answer. It only turns
// words into values: no rule of the policy may live here, for two judges share this loader.
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::test_support {

struct Expected {
    bool permit = false;
    std::string reason;
    std::vector<std::string> grounds;  // null: empty
    std::string tell;

    bool operator==(const Expected&) const = default;
};

struct PolicyCase {
    std::string id;
    std::string file;
    std::vector<std::string> rules;  // "R17"
    std::string story;
    Instant now;
    Directory directory;
    CaseFacts facts;
    Ask ask;
    Expected expect;
    // names[id.value] is the text of an id. One numbering for all ids of a case, in the order of
    // the texts, so that "the smallest id" is the same in both.
    std::vector<std::string> names;
};

// Throws std::runtime_error naming the file and line when a line cannot be read.
std::vector<PolicyCase> read_policy_cases(const std::string& path);

// Every *.ndjson of a folder, files in the order of their names.
std::vector<PolicyCase> read_policy_folder(const std::string& folder);

// A decision in the words of the case, to compare with `expect`.
Expected in_words(const PolicyCase& of, const Decision& decision);

// "refuse consent.missing [] not_found"
std::string to_line(const Expected& answer);

}  // namespace kortelijn::test_support
