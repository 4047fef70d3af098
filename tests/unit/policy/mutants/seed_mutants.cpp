// seed_mutants LIST SOURCE COPY: writes a copy of one source file of the policy in which every
// expression of the list can be switched to its fault. It fails when an expression is not found
// exactly once, so that the list cannot rot.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "mutants.hpp"

namespace {

// One expression of the source and the faults it can be switched to.
struct Site {
    std::size_t at = 0;
    std::size_t size = 0;
    std::vector<kortelijn::mutants::Mutant> mutants;
};

// Of "if (condition) ..." only the condition is swapped; else all of it.
Site site_of(std::size_t at, const kortelijn::mutants::Mutant& mutant) {
    const std::string& words = mutant.original;
    if (!words.starts_with("if (")) return {at, words.size(), {mutant}};
    std::size_t end = 4;
    for (int depth = 1; end < words.size(); ++end) {
        depth += words[end] == '(' ? 1 : words[end] == ')' ? -1 : 0;
        if (depth == 0) break;
    }
    return {at + 4, end - 4, {mutant}};
}

std::vector<Site> sites_in(const std::string& text, const std::string& file,
                           const std::string& list) {
    std::vector<Site> sites;
    for (const auto& mutant : kortelijn::mutants::read_mutants(list)) {
        if (mutant.file != file) continue;
        const auto at = text.find(mutant.original);
        if (at == std::string::npos || text.find(mutant.original, at + 1) != std::string::npos)
            throw std::runtime_error(file + ": not exactly once: " + mutant.original);
        const Site site = site_of(at, mutant);
        const auto same = std::find_if(sites.begin(), sites.end(), [&](const Site& s) {
            return s.at == site.at && s.size == site.size;
        });
        same == sites.end() ? sites.push_back(site) : same->mutants.push_back(mutant);
    }
    std::sort(sites.begin(), sites.end(), [](const Site& a, const Site& b) { return a.at > b.at; });
    return sites;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 4) throw std::runtime_error("usage: seed_mutants LIST SOURCE COPY");
    std::ifstream in(argv[2]);
    std::stringstream content;
    content << in.rdbuf();
    std::string text = content.str();
    std::size_t later = text.size();
    for (const Site& site :
         sites_in(text, std::filesystem::path(argv[2]).filename().string(), argv[1])) {
        if (site.at + site.size > later)
            throw std::runtime_error("two faults overlap: " + site.mutants.front().original);
        later = site.at;
        std::string switched = "(" + text.substr(site.at, site.size) + ")";
        for (const auto& mutant : site.mutants)
            switched = "(::kortelijn_mutant == " + std::to_string(mutant.number) + " ? (" +
                       mutant.mutated + ") : " + switched + ")";
        text.replace(site.at, site.size, switched);
    }
    std::ofstream(argv[3]) << "extern int kortelijn_mutant;\n" << text;
} catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return 1;
}
