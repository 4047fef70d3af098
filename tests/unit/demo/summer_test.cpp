// The summer of the demo: 320 signals sent, decided and closed by the pipeline. What is counted
// here is read from the store, as figures are.
#include "app/demo/summer.hpp"

#include <gtest/gtest.h>
#include <set>

#include "app/demo/cast.hpp"
#include "app/demo/demo.hpp"
#include "support/desk.hpp"

namespace kortelijn::demo {
namespace {

class SummerTest : public ::testing::Test {
protected:
    void live(const char* now) {
        const Instant at = *parse_instant(now);
        options.path = folder.path("kortelijn.db");
        store = store::open_store(options, random);
        store->begin();
        store->put_setting("origin", "kortelijn.test/log");
        const Cast cast = add_cast(*store, at + -500 * day_ms);
        signals = add_signals(*store, cast, at + -500 * day_ms);
        store->commit();
        april = summer_begin(at);
        Inside inside(*store, random, amsterdam_midnight(april), {});
        live_summer(inside, signals, april);
        inside.end();
        last = inside.now();
        const auto reader = store::open_reader(options);
        reader->scan_signals(amsterdam_midnight(april), amsterdam_midnight(first_of(4)),
                             [&](const store::SignalRecord& one) {
                                 all.push_back(one);
                                 return true;
                             });
    }
    // The first of the month so many months after April.
    Day first_of(int months) const {
        CivilDate date = civil(april);
        date.month += unsigned(months);
        return *kortelijn::day_of(date);
    }
    template <class Condition>
    int count(Condition fits) const {
        return int(std::count_if(all.begin(), all.end(), fits));
    }
    SignalKind kind(const store::SignalRecord& one) const {
        for (const DemoCovenant& covenant : signals.covenants)
            if (covenant.id == one.facts.covenant) return covenant.kind;
        throw std::runtime_error("a signal of no covenant");
    }

    support::Folder folder;
    support::SeededRandom random{1};
    store::Options options;
    std::unique_ptr<store::Store> store;
    Signals signals;
    Day april;
    Instant last;
    std::vector<store::SignalRecord> all;
};

using One = store::SignalRecord;

bool prevented(const One& one) { return one.outcome == SignalOutcome::prevented; }

TEST_F(SummerTest, tells_of_320_signals_of_which_92_ended_with_what_was_feared_prevented) {
    live("2026-11-10T09:00:00Z");
    EXPECT_EQ(to_text(april), "2026-04-01");
    EXPECT_EQ(all.size(), 320u);
    EXPECT_EQ(count([](const One& one) { return one.taken_up_at.has_value(); }), 280);
    EXPECT_EQ(count([](const One& one) { return one.visited_at.has_value(); }), 240);
    EXPECT_EQ(count([](const One& one) { return one.facts.status == SignalStatus::closed; }), 212);
    EXPECT_EQ(count(prevented), 92);
    EXPECT_EQ(count([](const One& one) { return one.decline.has_value(); }), 40);
    const int by_kind[] = {40, 24, 16, 12};
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(count([&](const One& one) {
                      return prevented(one) && kind(one) == signals.covenants[i].kind;
                  }),
                  by_kind[i]);
    EXPECT_EQ(count([](const One& one) {
                  return one.first_contact_at && *one.first_contact_at < one.term_ends_at;
              }),
              256);
    std::set<CaseId> cases;
    for (const One& one : all)
        if (one.facts.of_case) cases.insert(one.facts.of_case);
    EXPECT_EQ(cases.size(), 260u);
    EXPECT_LT(last, amsterdam_midnight(first_of(4)));
}

TEST_F(SummerTest, goes_through_whatever_the_year_and_its_holidays) {
    live("2028-02-29T12:00:00Z");
    EXPECT_EQ(to_text(april), "2027-04-01");
    EXPECT_EQ(count(prevented), 92);
    EXPECT_LT(last, amsterdam_midnight(first_of(4)));
}

TEST_F(SummerTest, is_the_newest_whose_july_is_over_before_the_story) {
    const auto begin = [](const char* now) { return to_text(summer_begin(*parse_instant(now))); };
    EXPECT_EQ(begin("2026-08-03T09:00:00Z"), "2025-04-01");
    EXPECT_EQ(begin("2026-09-01T09:00:00Z"), "2025-04-01");
    EXPECT_EQ(begin("2026-10-01T09:00:00Z"), "2026-04-01");
    EXPECT_EQ(begin("2027-01-01T00:00:00Z"), "2026-04-01");
}

// The whole demo, opened by a server as it is served.
struct WholeDemo {
    explicit WholeDemo(const char* now) {
        support::SeededRandom random(5);
        const Instant at = *parse_instant(now);
        desk.clock.at = at;
        desk.options.path = folder.path("kortelijn.db");
        {
            const auto store = store::open_store(desk.options, random);
            store->begin();
            store->put_setting("demo", "yes");
            store->put_setting("origin", "localhost/kortelijn-demo");
            store->commit();
            make_whole_demo(*store, random, at, [] { return core::SignedGuard{}; });
        }
        desk.crash_and_restart();
        for (const Professional& one : desk.store().load_directory().professionals)
            if (one.name == "Sanne de Wit") sanne = desk.connect(one.id);
        for (const Team& one : desk.store().load_directory().teams)
            if (one.name == "wijkteam Noord") north = one.id;
    }

    support::Folder folder;
    support::Desk desk;
    ConnectionId sanne;
    TeamId north;
};

// On a working day, on a Sunday at Easter, early on the first working day of a year, and when a
// summer is only just over.
constexpr const char* days[] = {"2026-11-10T09:00:00Z", "2027-03-28T10:00:00Z",
                                "2027-01-04T06:30:00Z", "2026-08-03T09:00:00Z"};

TEST(WholeDemo, its_published_figures_tell_of_320_and_92) {
    WholeDemo demo("2026-11-10T09:00:00Z");
    const support::Json read =
        demo.desk.result(demo.sanne, "figures.read", support::Json::object());
    EXPECT_EQ(read["period"], "2026-04");
    ASSERT_EQ(read["tables"].size(), 7u);
    for (const auto& table : read["tables"])
        EXPECT_FALSE(table.contains("left_out")) << table["table"];
    const auto& total = read["tables"][0];
    EXPECT_EQ(total["columns"].dump(), R"(["received","taken_up","visited","closed","prevented"])");
    EXPECT_EQ(total["rows"][0]["counts"].dump(), "[320,280,240,212,92]");
}

TEST(WholeDemo, todays_start_has_items_of_each_kind) {
    for (const char* now : days) {
        SCOPED_TRACE(now);
        WholeDemo demo(now);
        const Day today = amsterdam_day(*parse_instant(now));
        const support::Json made = demo.desk.result(
            demo.sanne, "board.open", {{"team", demo.north.value}, {"day", to_text(today)}});
        const support::Json joined =
            demo.desk.result(demo.sanne, "board.join", {{"board", made["board"]}});
        std::multiset<std::string> kinds, labels;
        for (const auto& card : joined["cards"]) {
            kinds.insert(card["kind"]);
            if (card.contains("label")) labels.insert(card["label"]);
            if (card["kind"] == "carried") {
                EXPECT_EQ(card["carried"], 1);
            }
        }
        EXPECT_EQ(kinds, (std::multiset<std::string>{"overdue", "term", "signal", "signal",
                                                     "follow_up", "put_on", "put_on", "carried"}));
        EXPECT_EQ(labels, (std::multiset<std::string>{"Populier", "Kastanje", "Meidoorn", "Esdoorn",
                                                      "Vlier"}));
        ASSERT_EQ(joined["common"]["away"].size(), 1u);
        EXPECT_EQ(joined["common"]["away"][0]["name"], "Peter Smit");
        EXPECT_EQ(joined["common"]["away"][0]["replaced_by"], "Sanne de Wit");
    }
}

}  // namespace
}  // namespace kortelijn::demo
