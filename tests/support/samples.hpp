// The samples of protocol/samples as values, for every test that holds code against the contract:
//   good-request-*.json, good-result-*.json   whole frames of a method
//   bad-request-*.json                        {expect, field, schema?, request}
//   notice.<name>/good-*.json                 notices
//   frame/bad-*.json                          {expect, field?, id, text}: bytes that are no request
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace kortelijn::tests {

struct Sample {
    std::string folder;  // "message.post", "notice.unread", "frame"
    std::string file;    // "good-request-1.json"
    nlohmann::json json;

    std::string name() const { return folder + '/' + file; }
};

// All samples whose file begins with `prefix`, in order of their names. KORTELIJN_SOURCE_DIR is
// defined for every test. Throws when the folder or a file cannot be read.
inline std::vector<Sample> samples(std::string_view prefix, std::string_view folder = {}) {
    namespace fs = std::filesystem;
    std::vector<Sample> found;
    const fs::path root = fs::path(KORTELIJN_SOURCE_DIR) / "protocol" / "samples";
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        Sample sample{entry.path().parent_path().filename(), entry.path().filename(), {}};
        if (!sample.file.starts_with(prefix)) continue;
        if (!folder.empty() && sample.folder != folder) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        sample.json = nlohmann::json::parse(in);
        found.push_back(std::move(sample));
    }
    std::ranges::sort(found, {}, &Sample::name);
    return found;
}

// The names of all methods, as the schema files have them.
inline std::vector<std::string> methods_of_schema() {
    namespace fs = std::filesystem;
    std::vector<std::string> names;
    const fs::path root = fs::path(KORTELIJN_SOURCE_DIR) / "protocol" / "schema";
    for (const auto& noun : fs::directory_iterator(root)) {
        if (!noun.is_directory() || noun.path().filename() == "notice") continue;
        for (const auto& verb : fs::directory_iterator(noun.path())) {
            names.push_back(noun.path().filename().string() + '.' + verb.path().stem().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace kortelijn::tests
