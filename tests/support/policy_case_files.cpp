// Reads whole folders of policy cases, and puts decisions back into the words of a case.
#include <filesystem>
#include <iterator>
#include <set>

#include "support/policy_case.hpp"

namespace kortelijn::test_support {

std::vector<PolicyCase> read_policy_folder(const std::string& folder) {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".ndjson") files.insert(entry.path().string());
    std::vector<PolicyCase> out;
    for (const auto& file : files) {
        auto more = read_policy_cases(file);
        out.insert(out.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
    }
    return out;
}

Expected in_words(const PolicyCase& of, const Decision& decision) {
    Expected out{decision.permit, std::string(decision.reason), {}, std::string(decision.tell)};
    for (const GroundId id : decision.grounds)
        out.grounds.push_back(
            std::size_t(id.value) < of.names.size() ? of.names[std::size_t(id.value)] : "?");
    return out;
}

std::string to_line(const Expected& answer) {
    std::string out = (answer.permit ? "permit " : "refuse ") + answer.reason + " [";
    for (std::size_t i = 0; i < answer.grounds.size(); ++i)
        out += (i ? " " : "") + answer.grounds[i];
    return out + "] " + answer.tell;
}

}  // namespace kortelijn::test_support
