// The demo's story passes through the real pipeline: what is refused there stops the making, and
// what is done is kept and recorded at the story's own time.
#include "app/demo/inside.hpp"

#include <gtest/gtest.h>

#include "app/demo/stage.hpp"
#include "support/desk.hpp"

namespace kortelijn::demo {
namespace {

const Instant story = *parse_instant("2026-04-01T07:00:00Z");

class InsideTest : public ::testing::Test {
protected:
    InsideTest() {
        options.path = folder.path("kortelijn.db");
        store = store::open_store(options, random);
        store->begin();
        store->put_setting("origin", "kortelijn.test/log");
        cast = add_cast(*store, story + -day_ms);
        store->commit();
    }
    // A case of Sanne and Joris, made by Sanne.
    std::int64_t open_case(Inside& inside, const std::string& label) {
        std::int64_t made = 0;
        const auto id = [](auto of) { return std::to_string(of.value); };
        inside.ask(cast.of(Who::sanne), "case.create",
                   R"({"team":)" + id(cast.north) + R"(,"label":")" + label + R"(","pair":[)" +
                       id(cast.of(Who::sanne)) + "," + id(cast.of(Who::joris)) +
                       R"(],"household":[{"ref":"m1","name":"A. Bos","birth_date":"1980-01-01",)"
                       R"("relation":"bewoner"}],"grounds":[]})",
                   [&](const std::string& result) { made = id_in(result, "case"); });
        inside.run();
        return made;
    }

    support::Folder folder;
    support::SeededRandom random{1};
    store::Options options;
    std::unique_ptr<store::Store> store;
    Cast cast;
};

TEST_F(InsideTest, what_is_asked_is_kept_and_recorded_at_the_storys_time) {
    Inside inside(*store, random, story, {});
    inside.set(story + hour_ms);
    const std::int64_t made = open_case(inside, "Linde");
    inside.end();
    const auto record = store->load_case(CaseId{made});
    ASSERT_TRUE(record && record->facts.the_case);
    EXPECT_EQ(record->label, "Linde");
    bool recorded = false;
    for (std::int64_t n = 0; n < store->entry_count(); ++n) {
        const std::string leaf = *store->entry_leaf(n);
        recorded = recorded || leaf.find("\"e\":\"case.create\"") != std::string::npos;
        EXPECT_EQ(leaf.find("\"a\":\"2026-11"), std::string::npos) << leaf;
    }
    EXPECT_TRUE(recorded);
    EXPECT_TRUE(store->live_sessions(story + 2 * hour_ms).empty());
}

TEST_F(InsideTest, a_story_that_is_refused_stops_the_making) {
    Inside inside(*store, random, story, {});
    const auto wrong = [&](const std::string& params) {
        inside.ask(cast.of(Who::sanne), "case.open", params);
        EXPECT_THROW(inside.run(), std::runtime_error) << params;
    };
    wrong(R"({"case":999})");
    wrong(R"({"case":"x"})");
    core::Task task;
    task.event = "signal.send";
    task.effect = [](store::Store&, commands::World&, Instant) -> Result<commands::Change> {
        return refuse("signal.not_in_covenant");
    };
    inside.queue(std::move(task));
    EXPECT_THROW(inside.run(), std::runtime_error);
    EXPECT_THROW(inside.set(story + -1), std::logic_error);
}

TEST_F(InsideTest, another_server_goes_on_where_the_story_ended) {
    {
        Inside inside(*store, random, story, {});
        open_case(inside, "Linde");
        inside.end();
    }
    Inside later(*store, random, story + 200 * day_ms, {});
    EXPECT_GT(open_case(later, "Wilg"), 1);
    later.end();
}

}  // namespace
}  // namespace kortelijn::demo
