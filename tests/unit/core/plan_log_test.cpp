// What the log says of who was shown a plan (I1), what becomes of what waits for who stops reading
// it (I3), and of a plan of which a row does not open.
#include <algorithm>
#include <gmock/gmock.h>

#include "commands/audit_rows.hpp"
#include "commands/plan_look.hpp"
#include "support/plans.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn::core {
namespace {

using support::Json;
using support::PlanInCore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanLogged : public PlanInCore {
protected:
    bool purged(ConnectionId id, CaseId of_case) {
        const CaseId tag = commands::plan_tag(of_case);
        return std::any_of(desk.outbox.purges.begin(), desk.outbox.purges.end(),
                           [&](const Purge& one) { return one.connection == id && one.of == tag; });
    }
    void damage(const std::string& table, const std::string& column) {
        store::RawDatabase(desk.options.path)
            .run("UPDATE " + table + " SET " + column + " = CAST(substr(" + column +
                 ", 1, length(" + column + ") - 1) || x'00' AS BLOB)");
        desk.pipeline().world().forget();
    }
    // The school may know of Karin's plan, and sits at its table.
    std::int64_t school_may_know() {
        return desk
            .result(sanne, "ground.record",
                    at_case({{"kind", "consent"},
                             {"members", {home.karin.value}},
                             {"given_by", {home.karin.value}},
                             {"organisation", home.school.value},
                             {"purpose", "plan"},
                             {"life_domains", {"school"}},
                             {"end", to_text(desk.now() + 20 * day_ms)},
                             {"evidence", "spoken"},
                             {"text_version", "2026-1"}}))
            .at("ground");
    }
    ConnectionId joris_reads() {
        const ConnectionId joris = desk.connect(home.joris, 7);
        desk.result(joris, "room.join", {{"room", home.room.value}});
        read(joris, at_case());
        return joris;
    }
};

TEST_F(PlanLogged, I1_a_line_that_was_lost_and_is_shared_anew_is_recorded_anew) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = write("Weer rust in huis.");
    read(neighbour);
    share_with_ans(line);
    EXPECT_EQ(recorded("plan.shown"), 1);
    desk.result(sanne, "plan.unshare", for_ans(line));
    share_with_ans(line);
    EXPECT_THAT(texts(told(neighbour)), ElementsAre("Weer rust in huis."));
    EXPECT_EQ(recorded("plan.shown"), 2);
}

TEST_F(PlanLogged, I1_other_words_of_a_line_are_recorded_as_shown) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = write("Weer rust in huis."), other = write("Wekelijks bellen.");
    share_with_ans(line), share_with_ans(other);
    read(neighbour);
    desk.result(sanne, "plan.write", at_case({{"line", line}, {"text", "Rust aan tafel."}}));
    EXPECT_EQ(recorded("plan.shown"), 1);
    EXPECT_THAT(object_of("plan.shown").ranges, ElementsAre(audit::Range{line, line}));
    desk.result(sanne, "plan.write", at_case({{"line", other}, {"text", "Dagelijks bellen."}}));
    EXPECT_EQ(recorded("plan.shown"), 2);
    EXPECT_THAT(object_of("plan.shown").ranges, ElementsAre(audit::Range{other, other}));
}

TEST_F(PlanLogged, I1_of_whom_something_new_was_shown_stands_in_the_log_and_nobody_else) {
    const std::int64_t line = write("Weer rust in huis.");
    write("Elke dag naar school.", {{"members", {home.lotte.value}}});
    read_all();
    desk.result(sanne, "plan.write", at_case({{"line", line}, {"text", "Rust aan tafel."}}));
    ASSERT_EQ(recorded("plan.shown"), 1);
    for (std::int64_t n = 0; n < desk.store().entry_count(); ++n) {
        const auto entry =
            commands::open_entry(*desk.store().entry_leaf(n), desk.store().entry_disclosures(n));
        if (entry->entry.event == "plan.shown")
            EXPECT_THAT(entry->members, ElementsAre(home.karin));
    }
}

TEST_F(PlanLogged, I3_who_stops_reading_is_sent_nothing_of_it_that_waits) {
    write("Weer rust in huis.");
    const ConnectionId joris = joris_reads();
    EXPECT_FALSE(purged(joris, home.the_case));
    const std::string asked = desk.ask(joris, "plan.read", at_case());
    desk.ask(joris, "room.leave", {{"room", home.room.value}});
    desk.run();
    EXPECT_TRUE(purged(joris, home.the_case));
    EXPECT_FALSE(desk.outbox.lines[joris].replies.at(asked).contains("result"));
}

// I7: whoever has it open, a change opens no version again, and a question looks at who asks alone.
TEST_F(PlanLogged, I7_older_versions_that_are_read_cost_nothing_when_the_plan_changes) {
    const ConnectionId neighbour = ans_comes();
    const std::int64_t line = write("Weer rust in huis.");
    share_with_ans(line);
    std::vector<std::int64_t> versions;
    for (int n = 0; n < 20; ++n) {
        desk.pass(second_ms);
        versions.push_back(desk.result(sanne, "plan.settle", at_case()).at("version"));
    }
    read(neighbour);
    for (const std::int64_t one : versions)
        EXPECT_EQ(read(neighbour, {{"version", one}}).at("lines").size(), 1U);
    int opened = 0;
    desk.hook = [&](std::string_view name) { opened += name == "plan_version.read"; };
    desk.result(sanne, "plan.write", at_case({{"line", line}, {"text", "Rust aan tafel."}}));
    EXPECT_EQ(opened, 0);
    // A withdrawal still takes back what they have open of it.
    desk.outbox.purges.clear();
    desk.result(sanne, "plan.unshare", for_ans(line));
    EXPECT_TRUE(purged(neighbour, home.the_case));
    desk.hook = {};
}

TEST_F(PlanLogged, a_damaged_version_fails_no_batch) {
    const std::int64_t line = write("Weer rust in huis.");
    const std::int64_t version = desk.result(sanne, "plan.settle", at_case()).at("version");
    read_all();
    read_all({{"version", version}});
    damage("plan_version", "lines");
    EXPECT_EQ(desk.reason(sanne, "plan.write", at_case({{"line", line}, {"text", "Rust."}})), "");
    EXPECT_FALSE(desk.outbox.lines[sanne].closed);
    EXPECT_THAT(texts(told(sanne)), ElementsAre("Rust."));
}

TEST_F(PlanLogged, a_plan_that_does_not_open_is_told_to_nobody_as_an_empty_one) {
    write("Weer rust in huis.");
    const ConnectionId joris = joris_reads();
    const std::int64_t ground = school_may_know();
    damage("line", "sealed");
    EXPECT_EQ(desk.reason(sanne, "ground.end", at_case({{"ground", ground}})), "");
    EXPECT_THAT(desk.notices(joris, "plan.changed"), IsEmpty());
    EXPECT_THAT(desk.notices(joris, "plan.gone"), IsEmpty());
    EXPECT_TRUE(purged(joris, home.the_case));
    EXPECT_FALSE(desk.outbox.lines[joris].closed);
}

}  // namespace
}  // namespace kortelijn::core
