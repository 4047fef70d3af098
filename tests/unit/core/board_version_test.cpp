// The version of a board: each text that is shown to all has its own, in answers, in what is told
// and after a restart alike; whoever leads goes by the order they drew.
#include "unit/core/board_fixture.hpp"

namespace kortelijn {
namespace {

struct BoardVersion : Board {
    // Tom and whoever joins may both read the signal; Sanne goes on leading from outside the room.
    BoardVersion() {
        open();
        peter = desk.connect(people.peter);
        desk.result(sanne, "board.leave", {{"board", board}});
    }
    Json of_signal(const Json& common) {
        for (const auto& item : desk.store().items(BoardId{board}))
            if (item.signal == signal) return shown(common, item.id);
        return {};
    }
    // Who is away stands in the text for all, and nobody at the board has to do with it.
    std::string peter_is_back() {
        const auto absences = desk.store().load_directory().absences;
        return desk.ask(peter, "absence.end", {{"absence", absences.front().id.value}});
    }
    Json decline() const { return {{"signal", signal.value}, {"why", "no_worry_found"}}; }

    ConnectionId peter;
};

TEST_F(BoardVersion, an_answer_and_what_is_told_after_it_in_one_batch_differ_in_version_too) {
    const ConnectionId ilse = desk.connect(people.ilse);
    const std::string joins = desk.ask(ilse, "board.join", {{"board", board}});
    const std::string comes = peter_is_back();
    desk.run();
    ASSERT_TRUE(desk.outbox.lines[peter].replies[comes].contains("result"));
    const Json answered = desk.outbox.lines[ilse].replies[joins]["result"]["common"];
    const Json told = newest(ilse, "board.changed");
    ASSERT_EQ(answered["away"].size(), 1U);
    ASSERT_TRUE(told["away"].empty());
    EXPECT_GT(told["version"], answered["version"]);
    EXPECT_EQ(told["version"], version());
}

TEST_F(BoardVersion, of_two_answers_in_one_batch_the_later_is_of_a_higher_version) {
    const ConnectionId ilse = desk.connect(people.ilse), screen = desk.connect(people.ilse, 7);
    const std::string joins = desk.ask(ilse, "board.join", {{"board", board}});
    peter_is_back();
    const std::string looks = desk.ask(screen, "board.join", {{"board", board}, {"screen", true}});
    desk.run();
    const Json one = desk.outbox.lines[ilse].replies[joins]["result"]["common"];
    const Json two = desk.outbox.lines[screen].replies[looks]["result"]["common"];
    ASSERT_NE(one["away"], two["away"]);
    EXPECT_GT(two["version"], one["version"]);
    EXPECT_EQ(newest(ilse, "board.changed"), two) << "one text, whether answered or told";
}

TEST_F(BoardVersion, read_in_anew_a_board_that_says_something_else_is_a_version_further) {
    const Json before = newest(tom, "board.changed");
    const std::int64_t drawn = version();
    ASSERT_EQ(before["version"], drawn);
    ASSERT_FALSE(of_signal(before).is_null());
    desk.crash_and_restart();
    sanne = desk.connect(people.family.sanne), tom = desk.connect(people.tom);
    desk.result(tom, "signal.decline", decline());
    const Json after = join(tom)["common"];
    ASSERT_TRUE(of_signal(after).is_null());
    EXPECT_GT(after["version"], drawn) << "of the one before they may still have the text";
    EXPECT_EQ(after["version"], version());
    EXPECT_EQ(join(tom)["common"], after) << "the same text is of the same version";
    const Json lead{
        {"board", board}, {"to", item_of(people.second).value}, {"expected_version", drawn}};
    EXPECT_EQ(desk.reason(sanne, "board.move", lead), "") << "the order is as they drew it";
}

TEST_F(BoardVersion, what_changed_the_text_alone_costs_the_chair_no_click) {
    const std::int64_t drawn = version();
    desk.result(tom, "signal.decline", decline());
    ASSERT_GT(version(), drawn);
    const Json lead{
        {"board", board}, {"to", item_of(people.second).value}, {"expected_version", drawn}};
    EXPECT_EQ(desk.reason(sanne, "board.move", lead), "");
}

}  // namespace
}  // namespace kortelijn
