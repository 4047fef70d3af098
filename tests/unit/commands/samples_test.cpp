// Every sample of protocol/samples through the reader of its command: bad ones give the code and
// the field they name, good ones prepare.
#include "support/samples.hpp"

#include <gtest/gtest.h>

#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

// As the server takes a request: read by its row; a message without an id is refused by the core.
std::pair<bool, Refusal> prepare(const nlohmann::json& request) {
    Refusal refusal;
    const Row* row = find_row(request.at("method").get<std::string>());
    if (row == nullptr) return {false, refuse("method.unknown")};
    const auto prepared = row->prepare(request.value("params", nlohmann::json::object()), refusal);
    if (prepared && row->own_repeat && prepared->client_id() == 0)
        return {false, refuse("request.invalid", "client_id")};
    return {prepared != nullptr, refusal};
}

TEST(Samples, every_method_of_the_contract_has_a_command_and_no_other_exists) {
    std::vector<std::string> names;
    for (const Row* row : all_rows()) names.emplace_back(row->name);
    EXPECT_EQ(names, tests::methods_of_schema());
}

TEST(Samples, every_good_request_is_read) {
    for (const auto& sample : tests::samples("good-request-")) {
        const auto [fine, refusal] = prepare(sample.json);
        EXPECT_TRUE(fine) << sample.name() << ": " << refusal.tell << ' ' << refusal.field;
    }
}

TEST(Samples, every_bad_request_is_refused_with_its_code_and_field) {
    for (const auto& sample : tests::samples("bad-request-")) {
        const auto [fine, refusal] = prepare(sample.json.at("request"));
        EXPECT_FALSE(fine) << sample.name();
        EXPECT_EQ(refusal.tell, sample.json.at("expect").get<std::string>()) << sample.name();
        EXPECT_EQ(refusal.field, sample.json.at("field").get<std::string>()) << sample.name();
    }
}

}  // namespace
}  // namespace kortelijn::commands
