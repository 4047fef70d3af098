// Reads mutants.txt: blocks of three lines ("R2 roles.cpp: the fault", the words, the other words).
#include "mutants.hpp"

#include <fstream>
#include <stdexcept>

namespace kortelijn::mutants {
namespace {

std::string trimmed(const std::string& line) {
    const auto begin = line.find_first_not_of(' ');
    return begin == std::string::npos ? "" : line.substr(begin);
}

bool is_heading(const std::string& line) { return !line.empty() && line.front() == 'R'; }

}  // namespace

std::vector<Mutant> read_mutants(const std::string& path) {
    std::ifstream in(path);
    std::vector<Mutant> out;
    std::string line;
    while (std::getline(in, line)) {
        if (!is_heading(line)) continue;
        const auto space = line.find(' '), colon = line.find(": ");
        Mutant mutant;
        if (space == std::string::npos || colon == std::string::npos)
            throw std::runtime_error("malformed: " + line);
        mutant.number = int(out.size()) + 1;
        mutant.rule = line.substr(0, space);
        mutant.file = line.substr(space + 1, colon - space - 1);
        mutant.fault = line.substr(colon + 2);
        std::getline(in, mutant.original);
        std::getline(in, mutant.mutated);
        mutant.original = trimmed(mutant.original);
        mutant.mutated = trimmed(mutant.mutated);
        if (mutant.original.empty() || mutant.mutated.empty())
            throw std::runtime_error("incomplete: " + line);
        out.push_back(mutant);
    }
    if (out.empty()) throw std::runtime_error("no mutants in " + path);
    return out;
}

}  // namespace kortelijn::mutants
