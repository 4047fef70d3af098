// An erasure with its entry leaves the log whole; it excuses what it names and nothing beside it.
#include "unit/audit/memory_log.hpp"

namespace kortelijn::audit {
namespace {

// Destroys the key of the member with that n % 7, and writes the erasure.
void erase_member(MemoryLog& log, std::uint64_t remainder, std::uint64_t from,
                  std::vector<Range> ranges) {
    for (std::uint64_t n = from; n < log.tree_size(); ++n)
        if (n % 7 == remainder && log.stored[n].disclosures.size() == 4)
            log.stored[n].disclosures[3] = {DisclosureState::key_erased, {}};
    Draft draft{erasure_event,     EntryAction::remove, Outcome::ok, {}, {},
                std::move(ranges), EraseKind::member};
    disclose(draft, ObjectValue{.reason = "right.erasure",
                                .key_kind = "member",
                                .key_id = std::int64_t(remainder + 1)});
    log.append(draft);
    log.checkpoint();
}

TEST(I9, an_erasure_with_its_entry_leaves_the_log_whole) {
    MemoryLog log;
    log.fill(600);
    erase_member(log, 3, 0, {{0, 300}, {301, 599}});
    log.fill(800);
    const Report report = log.check();
    EXPECT_TRUE(report.whole()) << report.finding->what;
    EXPECT_EQ(report.erased, 86U);  // n = 3, 10, ... 598
}

TEST(I9, an_erasure_excuses_only_what_it_names) {
    const auto erased_with = [](std::vector<Range> ranges) {
        MemoryLog log;
        log.fill(600);
        erase_member(log, 3, 0, std::move(ranges));
        return log;
    };
    MemoryLog hole = erased_with({{0, 99}, {110, 599}});  // 101 and 108 are not named
    expect(found_in(hole), Flaw::disclosure_missing, 101);
    MemoryLog short_end = erased_with({{0, 590}});
    expect(found_in(short_end), Flaw::disclosure_missing, 591);
    // Another kind of disclosure in the named range is no part of it.
    MemoryLog actor = erased_with({{0, 599}});
    actor.stored[42].disclosures[0] = {DisclosureState::row_missing, {}};
    expect(found_in(actor), Flaw::disclosure_missing, 42);
    // Nor is one written after the erasure.
    MemoryLog later = erased_with({{0, 599}});
    later.fill(700);
    later.stored[640].disclosures[3] = {DisclosureState::key_erased, {}};
    expect(found_in(later), Flaw::disclosure_missing, 640);
    MemoryLog ahead = erased_with({{0, 600}});
    expect(found_in(ahead), Flaw::erasure_wrong, 600);
}

TEST(I9, an_erasure_in_the_middle_of_a_run_leaves_both_its_ends_unexplained) {
    for (const auto& [named, first] :
         {std::pair{Range{100, 200}, 0U}, std::pair{Range{0, 200}, 201U}}) {
        MemoryLog log;
        log.fill(600);
        for (LogRow& row : log.stored) row.disclosures[3] = {DisclosureState::key_erased, {}};
        erase_member(log, 3, 0, {named});
        expect(found_in(log), Flaw::disclosure_missing, first);
    }
}

}  // namespace
}  // namespace kortelijn::audit
