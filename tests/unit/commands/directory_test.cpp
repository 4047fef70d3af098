// directory.search: colleagues and organisations, nothing about cases.
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

using DirectoryOf = Story;

TEST_F(DirectoryOf, search_finds_by_name_and_organisation_without_accents) {
    const Json by_name = result(sanne, "directory.search", {{"text", "KU\xC3\x8FPERS"}});
    ASSERT_EQ(by_name["people"].size(), 1U);
    EXPECT_EQ(by_name["people"][0]["name"], "Bram Kuipers");
    EXPECT_EQ(by_name["people"][0]["organisation"], "Lindelaan College");
    const Json by_organisation = result(sanne, "directory.search", {{"text", "lindelaan"}});
    EXPECT_EQ(by_organisation["people"].size(), 2U);
    EXPECT_EQ(by_organisation["organisations"].size(), 1U);
    EXPECT_EQ(entry_of("directory.search").object.count, 2);
}

TEST_F(DirectoryOf, search_is_bounded_and_takes_filters) {
    EXPECT_EQ(result(sanne, "directory.search", {{"limit", 2}})["people"].size(), 2U);
    EXPECT_EQ(
        result(sanne, "directory.search", {{"organisation", people.school.value}})["people"].size(),
        2U);
    EXPECT_EQ(result(sanne, "directory.search", {{"expertise", {"safety"}}})["people"].size(), 0U);
    EXPECT_EQ(result(sanne, "directory.search", {{"organisation", 999}})["people"].size(), 0U);
    EXPECT_EQ(told(sanne, "directory.search", {{"expertise", {"astrology"}}}), "domain.unknown");
    EXPECT_EQ(told(sanne, "directory.search", {{"limit", 51}}), "request.invalid");
}

TEST_F(DirectoryOf, a_blocked_colleague_is_not_found_and_hears_signed_out) {
    const ConnectionId olga = desk.connect(people.outsider);
    Professional blocked = *desk.store().load_directory().find(people.outsider);
    blocked.blocked = true;
    desk.store().begin();
    desk.store().change_professional(blocked);
    desk.store().commit();
    desk.pipeline().world().forget();
    EXPECT_EQ(result(sanne, "directory.search", {{"text", "olga"}})["people"].size(), 0U);
    EXPECT_EQ(told(olga, "directory.search", Json::object()), "signed_out");
}

}  // namespace
}  // namespace kortelijn::commands_test
