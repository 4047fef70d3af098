// The list of seeded faults (mutants.txt): for each, the rule it breaks, the file, and the words of
// the source that are swapped for others.
#pragma once

#include <string>
#include <vector>

namespace kortelijn::mutants {

struct Mutant {
    int number = 0;  // from 1, in the order of the list
    std::string rule;
    std::string file;
    std::string fault;     // what goes wrong, in a sentence
    std::string original;  // an expression that stands exactly once in the file
    std::string mutated;
};

// Throws std::runtime_error when the list is malformed.
std::vector<Mutant> read_mutants(const std::string& path);

}  // namespace kortelijn::mutants
