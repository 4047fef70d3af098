// Everything somebody could do to a stored log is found, and named with its place; a log left
// alone is whole.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>

#include "unit/audit/memory_log.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::uint64_t entries = 700;

MemoryLog whole_log() {
    MemoryLog log;
    log.fill(entries);
    log.checkpoint();
    log.keep_partial_tiles();
    return log;
}

// Damages a fresh log and gives what was found.
Finding found(const std::function<void(MemoryLog&)>& damage,
              std::optional<std::string> against = {}) {
    MemoryLog log = whole_log();
    damage(log);
    return found_in(log, std::move(against));
}

TEST(I9, a_log_left_alone_is_whole) {
    MemoryLog log = whole_log();
    const Report report = log.check(log.notes[2].note);
    EXPECT_TRUE(report.whole()) << report.finding->what;
    EXPECT_EQ(report.entries, entries);
    EXPECT_EQ(report.disclosures, 4 * entries);
    EXPECT_EQ(report.erased, 0U);
    EXPECT_EQ(report.checkpoints, entries / 97 + 1);
    EXPECT_EQ(report.signed_size, entries);
    MemoryLog empty;
    EXPECT_TRUE(empty.check().whole());
    empty.checkpoint();
    EXPECT_TRUE(empty.check(empty.notes[0].note).whole());
}

TEST(I9, a_log_of_any_small_size_is_whole_with_and_without_partial_tiles) {
    for (const std::uint64_t size : {1, 2, 255, 256, 257, 511, 512, 513}) {
        MemoryLog log;
        log.fill(size, 1000);
        log.checkpoint();
        EXPECT_TRUE(log.check().whole()) << size;
        EXPECT_EQ(log.check().signed_size, size);
        log.keep_partial_tiles();
        EXPECT_TRUE(log.check().whole()) << size;
    }
}

TEST(I9, a_removed_row_is_found) {
    expect(found([](MemoryLog& log) { log.stored.erase(log.stored.begin() + 300); }),
           Flaw::entry_missing, 300);
    expect(found([](MemoryLog& log) { log.stored.erase(log.stored.begin()); }), Flaw::entry_missing,
           0);
    expect(found([](MemoryLog& log) { log.stored.pop_back(); }), Flaw::entry_missing, 699);
    // Closing the gap does not help.
    expect(found([](MemoryLog& log) {
               log.stored.erase(log.stored.begin() + 300);
               for (std::size_t i = 300; i < log.stored.size(); ++i) log.stored[i].n = i;
               log.claimed = log.stored.size();
           }),
           Flaw::entry_out_of_order, 300);
}

TEST(I9, swapped_rows_are_found) {
    expect(found([](MemoryLog& log) { std::swap(log.stored[300], log.stored[301]); }),
           Flaw::entry_missing, 300);
    expect(found([](MemoryLog& log) {
               std::swap(log.stored[300], log.stored[301]);
               std::swap(log.stored[300].n, log.stored[301].n);
           }),
           Flaw::entry_out_of_order, 300);
    expect(found([](MemoryLog& log) {
               std::swap(log.stored[5].disclosures, log.stored[6].disclosures);
           }),
           Flaw::disclosure_wrong, 5);
    expect(found([](MemoryLog& log) {
               std::swap(log.stored[5].disclosures[0], log.stored[5].disclosures[1]);
           }),
           Flaw::disclosure_wrong, 5);
}

// A well-formed entry that was never there, numbered as the place wants it.
LogRow stranger(MemoryLog& log, std::uint64_t n) {
    Built built = build_entry(n, parse_entry(log.stored[n].leaf)->at, log.message(n), log);
    LogRow row{n, built.leaf, {}};
    for (auto& each : built.disclosures)
        row.disclosures.push_back({DisclosureState::open, each.text});
    return row;
}

TEST(I9, an_inserted_row_is_found) {
    expect(found([](MemoryLog& log) {
               log.stored.insert(log.stored.begin() + 300, stranger(log, 300));
           }),
           Flaw::entry_out_of_order, 301);
    expect(found([](MemoryLog& log) {
               log.stored.insert(log.stored.begin() + 300, stranger(log, 300));
               for (std::size_t i = 300; i < log.stored.size(); ++i) log.stored[i].n = i;
               log.claimed = log.stored.size();
           }),
           Flaw::entry_out_of_order, 301);
}

// An intruder with the file can still add behind the newest checkpoint, as the server itself would:
// the report says how far the log is signed, so that such a tail is never called proven.
TEST(I9, what_stands_behind_the_newest_checkpoint_is_not_called_signed) {
    MemoryLog log = whole_log();
    LogRow row = stranger(log, 699);
    row.n = 700;
    const std::string number = "\"n\":699";
    row.leaf.replace(row.leaf.find(number), number.size(), "\"n\":700");
    log.stored.push_back(row);
    log.claimed = 701;
    const Report report = log.check();
    EXPECT_TRUE(report.whole());
    EXPECT_EQ(report.entries, 701U);
    EXPECT_EQ(report.signed_size, 700U);
}

TEST(I9, a_log_that_nobody_signed_is_not_called_whole) {
    expect(found([](MemoryLog& log) { log.notes.clear(); }), Flaw::not_signed, 0);
    MemoryLog begun;
    begun.append(begun.message(0));
    expect(found_in(begun), Flaw::not_signed, 0);
}

TEST(I9, entries_that_go_on_for_longer_than_a_server_waits_to_sign_are_found) {
    MemoryLog log = whole_log();
    log.pass(day_ms);  // a quiet day: nothing to sign
    log.append(log.message(700));
    EXPECT_TRUE(log.check().whole());
    log.pass(longest_unsigned_ms - 10);
    log.append(log.message(701));
    EXPECT_TRUE(log.check().whole()) << "as after a crash, or beside a running server";
    log.pass(20);
    log.append(log.message(702));
    expect(found_in(log), Flaw::not_signed, 700);
    log.checkpoint();
    EXPECT_TRUE(log.check().whole());
}

TEST(I9, rows_that_lie_beyond_the_end_are_found) {
    expect(found([](MemoryLog& log) { log.disclosures_end = 5001; }), Flaw::beyond_the_end, 5000);
    expect(found([](MemoryLog& log) { log.tiles[{0, 4096}] = "x"; }), Flaw::beyond_the_end, 700);
    expect(found([](MemoryLog& log) { log.tiles[{5, 1}] = "x"; }), Flaw::beyond_the_end, 700);
    MemoryLog log = whole_log();
    log.disclosures_end = log.claimed;
    EXPECT_TRUE(log.check().whole());
}

TEST(I9, each_of_several_kept_checkpoints_is_looked_at_and_named) {
    MemoryLog log = whole_log();
    const std::vector<KeptNote> whole = {{log.notes[2].note}, {log.notes[4].note, "the guard"}};
    EXPECT_TRUE(verify(log, MemoryLog::key().verifier(), whole).whole());
    log.stored.resize(450);
    log.forge();
    const Report report = verify(log, MemoryLog::key().verifier(), whole);
    ASSERT_FALSE(report.whole());
    EXPECT_EQ(report.finding->what, "the guard covers 485 entries, and 450 are there");
}

TEST(I9, a_replaced_row_is_found) {
    // A tile names the very entry; without one the checkpoint only says up to where it is wrong.
    expect(found([](MemoryLog& log) { log.stored[300] = stranger(log, 300); }), Flaw::tile_wrong,
           300);
    expect(found([](MemoryLog& log) {
               log.stored[650] = stranger(log, 650);
               log.tiles.erase({0, 2});
           }),
           Flaw::checkpoint_wrong, 679);
    expect(found([](MemoryLog& log) { log.stored[650] = stranger(log, 650); }), Flaw::tile_wrong,
           650);
}

TEST(I9, time_that_goes_back_is_found) {
    const Finding finding = found([](MemoryLog& log) {
        Built built = build_entry(300, Instant{1}, log.message(300), log);
        log.stored[300].leaf = built.leaf;
        for (std::size_t i = 0; i < 4; ++i)
            log.stored[300].disclosures[i].text = built.disclosures[i].text;
        log.forge();
    });
    expect(finding, Flaw::time_goes_back, 300);
}

TEST(I9, a_cut_tail_is_found_against_an_old_checkpoint_also_when_all_was_signed_anew) {
    const std::string kept_elsewhere = whole_log().notes.back().note;
    const auto cut = [](MemoryLog& log) {
        log.stored.resize(650);
        log.forge();
    };
    MemoryLog quiet = whole_log();
    cut(quiet);
    EXPECT_TRUE(quiet.check().whole());  // nobody outside, nobody knows: why witnesses exist
    expect(found(cut, kept_elsewhere), Flaw::log_shorter, 650);
    // Without the key the checkpoints that are left give it away.
    expect(found([](MemoryLog& log) {
               log.stored.resize(650);
               log.claimed = 650;
           }),
           Flaw::log_shorter, 650);
}

TEST(I9, a_fork_is_found_against_an_old_checkpoint) {
    const std::string kept_elsewhere = whole_log().notes[4].note;  // 485 entries
    const auto fork = [](MemoryLog& log) {
        log.stored[300] = stranger(log, 300);
        log.forge();
    };
    MemoryLog quiet = whole_log();
    fork(quiet);
    EXPECT_TRUE(quiet.check().whole());
    expect(found(fork, kept_elsewhere), Flaw::old_checkpoint_differs, 485);
    EXPECT_EQ(found([](MemoryLog&) {}, kept_elsewhere.substr(1)).flaw,
              Flaw::old_checkpoint_unreadable);
}

TEST(I9, a_deleted_disclosure_is_found) {
    expect(found([](MemoryLog& log) { log.stored[42].disclosures.clear(); }),
           Flaw::disclosure_missing, 42);
    expect(found([](MemoryLog& log) { log.stored[42].disclosures.pop_back(); }),
           Flaw::disclosure_missing, 42);
    expect(found([](MemoryLog& log) {
               log.stored[42].disclosures[1] = {DisclosureState::row_missing, {}};
           }),
           Flaw::disclosure_missing, 42);
    expect(found([](MemoryLog& log) {
               log.stored[42].disclosures[1] = {DisclosureState::key_erased, {}};
           }),
           Flaw::disclosure_missing, 42);
    expect(found([](MemoryLog& log) {
               log.stored[42].disclosures[1] = {DisclosureState::broken, {}};
           }),
           Flaw::disclosure_broken, 42);
    expect(found([](MemoryLog& log) {
               log.stored[42].disclosures.push_back(log.stored[43].disclosures[0]);
           }),
           Flaw::disclosure_surplus, 42);
}

TEST(I9, tiles_that_are_gone_too_many_or_of_another_size_are_found) {
    expect(found([](MemoryLog& log) { log.tiles.erase({0, 1}); }), Flaw::tile_missing, 512);
    expect(found([](MemoryLog& log) { log.tiles[{0, 1}].pop_back(); }), Flaw::tile_wrong, 512);
    expect(found([](MemoryLog& log) { log.tiles[{0, 1}] += 'x'; }), Flaw::tile_wrong, 512);
    expect(found([](MemoryLog& log) {
               log.tiles[{0, 2}] += std::string(32, 'x');
           }),
           Flaw::tile_wrong, 700);
    expect(found([](MemoryLog& log) { log.tiles[{0, 3}] = "x"; }), Flaw::tile_wrong, 700);
    expect(found([](MemoryLog& log) { log.tiles[{2, 0}] = "x"; }), Flaw::tile_wrong, 700);
    expect(found([](MemoryLog& log) { log.tiles[{0, 1}][32 * 7] ^= 1; }), Flaw::tile_wrong, 263);
}

TEST(I9, checkpoints_that_were_swapped_or_are_of_another_key_are_found) {
    const Finding swapped =
        found([](MemoryLog& log) { std::swap(log.notes[2].note, log.notes[3].note); });
    expect(swapped, Flaw::checkpoint_wrong, 388);
    EXPECT_NE(swapped.what.find("stands after a larger one"), std::string::npos);
    EXPECT_EQ(found([](MemoryLog& log) {
                  std::array<std::uint8_t, 32> seed{};
                  const SigningKey other{"kortelijn.example/log", KeyType::ed25519, seed};
                  log.notes[3].note = sign_checkpoint(388, leaf_hash("x"), other);
              }).flaw,
              Flaw::checkpoint_unreadable);
    expect(found([](MemoryLog& log) {
               log.notes[3].note = sign_checkpoint(388, leaf_hash("x"), MemoryLog::key());
           }),
           Flaw::checkpoint_wrong, 388);
}

std::string* any_bytes(MemoryLog& log, std::mt19937_64& random, int kind) {
    auto& row = log.stored[random() % log.stored.size()];
    if (kind == 0) return &row.leaf;
    if (kind == 1) return &row.disclosures[random() % row.disclosures.size()].text;
    if (kind == 2)
        return &std::next(log.tiles.begin(), std::ptrdiff_t(random() % log.tiles.size()))->second;
    return &log.notes[random() % log.notes.size()].note;
}

TEST(I9, a_flipped_bit_is_found_wherever_it_is) {
    MemoryLog log = whole_log();
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        std::mt19937_64 random{seed};
        std::string& bytes = *any_bytes(log, random, int(seed % 4));
        const std::size_t at = random() % bytes.size();
        const char before = bytes[at];
        bytes[at] = char(before ^ (1 << random() % 8));
        ASSERT_FALSE(log.check().whole()) << "seed " << seed;
        bytes[at] = before;
    }
    EXPECT_TRUE(log.check().whole());
}

// Not a promise: prints the speed, for whoever changes this.
TEST(Verify, its_speed_is_printed) {
    MemoryLog log;
    log.fill(2'500, 600);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(log.check().whole());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("verify: %.0f entries/s (4 disclosures each, reading from memory included)\n",
                2'500 / took.count());
}

}  // namespace
}  // namespace kortelijn::audit
