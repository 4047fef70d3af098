// The summer of the demo: 320 signals sent, decided and closed by the pipeline. What is counted
// here is read from the store, as figures are.
#include "app/demo/summer.hpp"

#include <gtest/gtest.h>
#include <set>

#include "app/demo/cast.hpp"
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

TEST_F(SummerTest, is_the_newest_whose_july_is_over) {
    const auto begin = [](const char* now) { return to_text(summer_begin(*parse_instant(now))); };
    EXPECT_EQ(begin("2026-07-31T21:59:59Z"), "2025-04-01");
    EXPECT_EQ(begin("2026-07-31T22:00:00Z"), "2026-04-01");
    EXPECT_EQ(begin("2027-01-01T00:00:00Z"), "2026-04-01");
}

}  // namespace
}  // namespace kortelijn::demo
