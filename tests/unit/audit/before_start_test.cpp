// A log written before the daily start knew signals, boards and actions: every byte of it is still
// read, verified and said again as it was. tests/data/audit holds one entry of each event there
// was.
#include <algorithm>

#include "audit/events.hpp"
#include "unit/audit/memory_log.hpp"
#include "unit/audit/vectors.hpp"

namespace kortelijn::audit {
namespace {

// The kept log, as a store would hand it out.
MemoryLog kept_log() {
    const auto json = read_json(std::filesystem::path{KORTELIJN_SOURCE_DIR} /
                                "tests/data/audit/before-the-daily-start.json");
    MemoryLog log;
    for (const auto& entry : json.at("entries")) {
        LogRow row{log.stored.size(), entry.at("leaf").get<std::string>(), {}};
        for (const auto& text : entry.at("disclosures"))
            row.disclosures.push_back(text.is_null()
                                          ? StoredDisclosure{DisclosureState::key_erased, {}}
                                          : StoredDisclosure{DisclosureState::open, text});
        log.stored.push_back(std::move(row));
    }
    for (const auto& note : json.at("checkpoints"))
        log.notes.push_back({std::int64_t(log.notes.size()) + 1, note});
    log.claimed = log.stored.size();
    return log;
}

TEST(I9, a_log_from_before_the_daily_start_is_whole) {
    MemoryLog log = kept_log();
    const Report report = log.check(log.notes.front().note);
    EXPECT_TRUE(report.whole()) << report.finding->what;
    EXPECT_EQ(report.entries, 53U);
    EXPECT_EQ(report.checkpoints, 5U);
    EXPECT_EQ(report.signed_size, 53U);
    EXPECT_GT(report.erased, 0U);
    log.stored[20].leaf[40] ^= 1;
    EXPECT_FALSE(log.check().whole());
}

TEST(Entry, what_older_disclosures_say_is_written_again_byte_for_byte) {
    std::size_t objects = 0;
    for (const LogRow& row : kept_log().stored) {
        ASSERT_TRUE(parse_entry(row.leaf)) << row.leaf;
        for (const auto& stored : row.disclosures) {
            if (stored.state != DisclosureState::open) continue;
            const auto opened = open_disclosure(stored.text);
            ASSERT_TRUE(opened);
            const std::string& json = opened->value_json;
            if (opened->name == "object") {
                const auto value = parse_object(json);
                ASSERT_TRUE(value) << json;
                EXPECT_EQ(to_json(*value), json);
                EXPECT_FALSE(value->signal || value->board || value->item || value->action);
                ++objects;
            } else if (opened->name == "actor") {
                EXPECT_EQ(to_json(parse_actor(json).value()), json);
            } else if (opened->name == "case") {
                EXPECT_EQ(to_json(parse_case(json).value()), json);
            }
        }
    }
    EXPECT_EQ(objects, 53U);
}

TEST(Entry, an_object_of_the_daily_start_reads_back) {
    ObjectValue value;
    value.signal = 81, value.board = 61, value.item = 702, value.action = 901;
    value.owner = "professional:12,member:41";
    value.outcome = "prevented";
    value.reason = "signal.settled";
    const std::string json = to_json(value);
    EXPECT_EQ(parse_object(json), value);
    EXPECT_EQ(json, R"({"signal":81,"board":61,"item":702,"action":901,"reason":"signal.settled",)"
                    R"("owner":"professional:12,member:41","outcome":"prevented"})");
}

TEST(I9, an_object_of_a_signal_goes_with_the_signal_until_a_case_takes_it_up) {
    Draft draft;
    const ObjectValue value{.signal = 81};
    disclose(draft, value, {}, SignalId{81});
    disclose(draft, value, CaseId{3}, SignalId{81});
    disclose(draft, value);
    EXPECT_EQ(draft.disclosures[0].key, (EraseKey{EraseKind::signal, 81}));
    EXPECT_EQ(draft.disclosures[1].key, (EraseKey{EraseKind::kase, 3}));
    EXPECT_EQ(draft.disclosures[2].key, EraseKey{});
}

TEST(I9, a_signal_is_erased_with_its_entry_like_a_member) {
    const auto erased = [](std::vector<Range> ranges) {
        MemoryLog log;
        for (std::int64_t n = 0; n < 20; ++n) {
            Draft draft{"signal.send", EntryAction::create, Outcome::ok, {}, {}, {}, {}};
            disclose(draft, ObjectValue{.signal = n % 2 + 1}, {}, SignalId{n % 2 + 1});
            log.append(draft);
        }
        for (LogRow& row : log.stored)
            if (row.n % 2 == 0) row.disclosures[0] = {DisclosureState::key_erased, {}};
        Draft draft{erasure_event,     EntryAction::remove, Outcome::ok, {}, {},
                    std::move(ranges), EraseKind::signal};
        disclose(draft, ObjectValue{.key_kind = "signal", .key_id = 1});
        log.append(draft);
        log.checkpoint();
        return log;
    };
    MemoryLog whole = erased({{0, 19}});
    EXPECT_EQ(whole.check().erased, 10U);
    EXPECT_TRUE(whole.check().whole());
    EXPECT_EQ(parse_entry(whole.stored[0].leaf)->erase_kinds, "s");
    EXPECT_EQ(parse_entry(whole.stored[20].leaf)->erased_kind, EraseKind::signal);
    MemoryLog hole = erased({{0, 9}, {11, 19}});
    expect(found_in(hole), Flaw::disclosure_missing, 10);
}

}  // namespace
}  // namespace kortelijn::audit
