// signal.list when many came in: a page at a time, and of those that one may read only (I7, R36).
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"

namespace kortelijn::commands_test {
namespace {

struct ListStory : testing::Test {
    ListStory() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        for (int i = 0; i < 55; ++i)
            sent.push_back(
                support::add_start_signal(desk.store(), people, desk.now() + -hour_ms).value);
        desk.store().commit();
        desk.pipeline().world().forget();
        tom = desk.connect(people.tom);
    }
    Json page(Json more) {
        more["team"] = people.family.north.value;
        const Json out = desk.result(tom, "signal.list", more);
        keep_for_schema("result", "signal.list", out);
        return out;
    }

    Desk desk;
    support::StartPeople people;
    std::vector<std::int64_t> sent;
    ConnectionId tom;
};

TEST_F(ListStory, I7_the_signals_of_a_team_come_in_pages_the_newest_first) {
    const Json first = page(Json::object());
    ASSERT_EQ(first["signals"].size(), 50U);
    EXPECT_EQ(first["signals"][0]["signal"], sent.back());
    EXPECT_EQ(first["more"], true);
    const Json older = page({{"before", first["signals"][49]["signal"]}});
    ASSERT_EQ(older["signals"].size(), 5U);
    EXPECT_EQ(older["signals"][4]["signal"], sent.front());
    EXPECT_EQ(older["more"], false);
    EXPECT_EQ(page({{"limit", 5}, {"before", sent[5]}})["more"], false) << "exactly those";
    EXPECT_EQ(page({{"limit", 4}, {"before", sent[5]}})["more"], true);
}

}  // namespace
}  // namespace kortelijn::commands_test
