// figures.read: counted from what happened until the period's end, households told by case and
// address, nothing of fewer than ten.
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn::commands_test {
namespace {

struct FiguresStory : testing::Test {
    FiguresStory() : people(support::make_start_people(desk.store(), desk.now())) {
        sanne = desk.connect(people.family.sanne);
        nadia = desk.connect(people.family.nadia);
    }
    // Signals of April 2026, of as many addresses; the first `taken_up` of them taken up in May.
    void april(int count, int taken_up, int first_number = 1) {
        desk.store().begin();
        for (int i = 0; i < count; ++i) {
            store::SignalDraft draft;
            draft.covenant = people.covenant;
            draft.sender = people.housing;
            draft.team = people.family.north;
            draft.received_at = *parse_instant("2026-04-14T08:00:00Z");
            draft.term_ends_at = draft.received_at + 20 * day_ms;
            draft.content.name = "Somebody";
            draft.content.text = "Huur.";
            draft.content.address = {"", std::to_string(first_number + i), "8911AB", ""};
            const SignalId id = desk.store().add_signal(draft);
            if (i >= taken_up) continue;
            auto record = *desk.store().signal(id);
            record.facts.status = SignalStatus::taken_up;
            record.taken_up_at = *parse_instant("2026-05-04T08:00:00Z");
            desk.store().change_signal(record);
        }
        desk.store().commit();
    }
    Json read(ConnectionId who, const Json& params = Json::object()) {
        const Json out = desk.result(who, "figures.read", params);
        keep_for_schema("result", "figures.read", out);
        return out;
    }
    static Json total(const Json& read) {
        Json shown = Json::object();
        const Json& table = read["tables"][0];
        if (table["rows"].empty()) return shown;
        for (std::size_t i = 0; i < table["columns"].size(); ++i)
            shown[table["columns"][i].get<std::string>()] = table["rows"][0]["counts"][i];
        return shown;
    }

    Desk desk;
    support::StartPeople people;
    ConnectionId sanne, nadia;
};

TEST_F(FiguresStory, the_newest_complete_period_is_read_by_professionals_and_officers_alike) {
    april(30, 20);
    const Json seen = read(sanne);
    EXPECT_EQ(seen["period"], "2026-04");
    EXPECT_EQ(seen["from"], "2026-04-01");
    EXPECT_EQ(seen["to"], "2026-07-31");
    EXPECT_EQ(seen["periods"].size(), 6);
    EXPECT_EQ(total(seen)["received"], 30);
    EXPECT_EQ(total(seen)["taken_up"], 20);
    EXPECT_EQ(read(nadia), seen);
    EXPECT_EQ(read(sanne, {{"period", "2026-04"}}), seen);
}

TEST_F(FiguresStory, fewer_than_ten_households_are_not_shown_however_many_signals_they_are) {
    april(9, 0);
    april(9, 0);  // the same addresses once more
    EXPECT_EQ(total(read(sanne)).value("received", Json()), Json());
}

TEST_F(FiguresStory, ten_households_are_shown_with_all_their_signals) {
    april(9, 0);
    april(10, 0);
    EXPECT_EQ(total(read(sanne)).value("received", Json()), 19);
}

// Twenty visited and closed, all prevented.
void close_at(Desk& desk, Instant at) {
    desk.store().begin();
    for (std::int64_t id = 1; id <= 20; ++id) {
        auto record = *desk.store().signal(SignalId{id});
        record.facts.status = SignalStatus::closed;
        record.visited_at = record.settled_at = at;
        record.outcome = SignalOutcome::prevented;
        desk.store().change_signal(record);
    }
    desk.store().commit();
}
const Instant end_of_july = *parse_instant("2026-07-31T22:00:00Z");  // local midnight

TEST_F(FiguresStory, what_happened_after_the_period_is_not_in_it) {
    april(30, 20);
    close_at(desk, end_of_july);
    EXPECT_EQ(total(read(sanne)).value("prevented", Json()), Json());
}

TEST_F(FiguresStory, what_happened_before_the_periods_end_is) {
    april(30, 20);
    close_at(desk, end_of_july + -1);
    EXPECT_EQ(total(read(sanne))["prevented"], 20);
}

TEST_F(FiguresStory, what_was_read_once_stays_so_whatever_is_told_of_that_period_later) {
    april(30, 20);
    const Json before = read(sanne);
    desk.crash_and_restart();
    sanne = desk.connect(people.family.sanne);
    close_at(desk, end_of_july + -1);
    april(1, 1, 500);
    EXPECT_EQ(read(sanne), before);
    EXPECT_EQ(read(sanne, {{"period", "2026-04"}}), before);
}

TEST_F(FiguresStory, what_lacks_a_signal_that_does_not_open_is_not_kept) {
    april(30, 20);
    store::RawDatabase raw(desk.options.path);
    const std::string was = raw.value("SELECT hex(sealed) FROM signal WHERE id = 3");
    raw.run("UPDATE signal SET sealed = x'00' WHERE id = 3");
    EXPECT_EQ(desk.reason(sanne, "figures.read", Json::object()), "store.damaged");
    raw.run("UPDATE signal SET sealed = x'" + was + "' WHERE id = 3");
    EXPECT_EQ(total(read(sanne))["received"], 30);
}

TEST_F(FiguresStory, one_count_of_a_period_is_on_its_way_at_a_time) {
    april(30, 20);
    const std::string first = desk.ask(sanne, "figures.read", Json::object());
    const std::string second = desk.ask(nadia, "figures.read", Json::object());
    desk.run();
    EXPECT_TRUE(desk.outbox.lines[sanne].replies[first].contains("result"));
    EXPECT_EQ(desk.outbox.lines[nadia].replies[second]["error"]["data"]["reason"], "busy");
    EXPECT_EQ(total(read(nadia))["received"], 30);
}

TEST_F(FiguresStory, what_a_failing_worker_did_not_count_is_counted_when_it_is_asked_again) {
    april(30, 20);
    desk.scans().failing = true;
    EXPECT_EQ(desk.reason(sanne, "figures.read", Json::object()), "busy");
    desk.scans().failing = false;
    EXPECT_EQ(total(read(sanne))["received"], 30);
}

TEST_F(FiguresStory, periods_begin_in_the_month_in_which_the_first_that_were_read_did) {
    april(30, 20);
    const Json before = read(sanne);
    desk.core_options.figures_first_month = 1;
    desk.crash_and_restart();
    sanne = desk.connect(people.family.sanne);
    EXPECT_EQ(read(sanne), before);
}

// Nothing but a period can be asked, so that nothing can be asked apart.
TEST_F(FiguresStory, no_filter_is_known) {
    april(30, 20);
    for (const char* filter : {"kind", "kinds", "sender", "month", "neighbourhood", "team", "from",
                               "to", "table", "column", "status", "outcome", "household"})
        for (const Json& value : {Json(1), Json("Noord"), Json::array({1}), Json("2026-04-01")})
            EXPECT_EQ(
                desk.call(sanne, "figures.read",
                          {{filter, value}, {"period", "2026-04"}})["error"]["data"]["reason"],
                "request.invalid")
                << filter;
}

TEST_F(FiguresStory, a_period_that_is_not_published_is_refused) {
    for (const char* period : {"2026-08", "2026-05", "2020-04"}) {
        const Json answer = desk.call(sanne, "figures.read", {{"period", period}});
        EXPECT_EQ(answer["error"]["data"]["field"], "period") << period;
    }
}

}  // namespace
}  // namespace kortelijn::commands_test
