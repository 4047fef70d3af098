// A bundle: what is in it, that it is found whole, and that nothing in it can be changed, by
// random changes and by somebody who holds the list's key.
#include <functional>
#include <gtest/gtest.h>

#include "audit/disclosure_line.hpp"
#include "audit/escaping.hpp"
#include "audit/tile_path.hpp"
#include "unit/audit/memory_bundle.hpp"

namespace kortelijn::audit {
namespace {

MemoryLog some_log(std::uint64_t entries) {
    MemoryLog log;
    log.fill(entries);
    log.checkpoint();
    return log;
}

BundleWish with_consents() {
    BundleWish wish;
    wish.consents = [](const Lines& lines) { lines("{\"resourceType\":\"Consent\"}\n"); };
    return wish;
}

std::string fault_of(MemoryBundle& bundle) {
    const BundleReport report = check_bundle(bundle, bundle_keys());
    return report.finding ? report.finding->file + ": " + report.finding->what : "whole";
}

class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_{seed} {}
    std::uint64_t below(std::uint64_t end) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return (state_ >> 33) % end;
    }

private:
    std::uint64_t state_;
};

// One change of one file; none when it would change nothing. Gives what puts it back.
std::function<void()> change(MemoryBundle& bundle, Numbers& random) {
    auto at = bundle.bytes.begin();
    std::advance(at, std::ptrdiff_t(random.below(bundle.bytes.size())));
    const std::string path = at->first, before = at->second;
    std::string& content = at->second;
    switch (random.below(6)) {
        case 0:
            if (content.empty()) return {};
            content[random.below(content.size())] ^= char(1U << random.below(8));
            break;
        case 1:
            content.resize(content.size() -
                           std::min<std::size_t>(content.size(), 1 + random.below(40)));
            break;
        case 2:
            content += before.substr(0, 1 + random.below(64));
            break;
        case 3: {  // two lines change places
            const std::size_t middle = content.find('\n', random.below(content.size() + 1));
            const std::size_t end =
                middle == content.npos ? content.npos : content.find('\n', middle + 1);
            if (end == content.npos) return {};
            const std::size_t begin = middle == 0 ? 0 : content.rfind('\n', middle - 1) + 1;
            content = before.substr(0, begin) + before.substr(middle + 1, end - middle) +
                      before.substr(begin, middle + 1 - begin) + before.substr(end + 1);
            break;
        }
        case 4:
            bundle.bytes.erase(at);
            break;
        default: {
            const std::string more = "tile/0/" + std::to_string(random.below(1000)) + ".extra";
            bundle.bytes[more] = before;
            return [&bundle, more] { bundle.bytes.erase(more); };
        }
    }
    const bool same = bundle.bytes.contains(path) && bundle.bytes[path] == before;
    if (same) return {};
    return [&bundle, path, before] { bundle.bytes[path] = before; };
}

TEST(Bundle, of_every_size_is_found_whole_with_all_its_entries_and_disclosures) {
    for (const std::uint64_t entries : {1, 2, 255, 256, 257, 511, 512, 700}) {
        MemoryLog log = some_log(entries);
        MemoryBundle bundle = bundle_of(log, with_consents());
        const BundleReport report = check_bundle(bundle, bundle_keys());
        EXPECT_TRUE(report.whole()) << entries << " " << fault_of(bundle);
        EXPECT_EQ(report.log.entries, entries);
        EXPECT_EQ(report.log.disclosures, entries * 4);
        EXPECT_EQ(report.origin, "kortelijn.example/log");
        EXPECT_TRUE(report.disclosures);
        EXPECT_TRUE(bundle.bytes.contains(
            bundle_path((entries - 1) / 256, width_at(entries, 0, (entries - 1) / 256))));
    }
}

TEST(Bundle, goes_as_far_as_the_newest_checkpoint_and_no_further) {
    MemoryLog log = some_log(300);
    log.fill(305, 1000);
    MemoryBundle bundle = bundle_of(log);
    EXPECT_EQ(check_bundle(bundle, bundle_keys()).log.entries, 300U);
}

TEST(Bundle, is_the_same_bytes_when_it_is_made_twice) {
    MemoryLog log = some_log(300);
    EXPECT_EQ(bundle_of(log, with_consents()).bytes, bundle_of(log, with_consents()).bytes);
}

TEST(Bundle, without_disclosures_proves_the_tree_alone) {
    MemoryLog log = some_log(300);
    BundleWish wish;
    wish.disclosures = false;
    MemoryBundle bundle = bundle_of(log, wish);
    const BundleReport report = check_bundle(bundle, bundle_keys());
    EXPECT_TRUE(report.whole()) << fault_of(bundle);
    EXPECT_FALSE(report.disclosures);
    EXPECT_EQ(report.log.entries, 300U);
    EXPECT_EQ(report.log.disclosures, 0U);
    for (const auto& [path, content] : bundle.bytes)
        EXPECT_EQ(path.find("ndjson"), path.npos) << path;
}

TEST(Bundle, is_not_made_of_a_log_that_nobody_signed_or_that_is_not_what_was_signed) {
    MemoryBundle out;
    MemoryLog never;
    never.fill(5, 1000);
    EXPECT_EQ(make_bundle(never, MemoryLog::key().verifier(), list_key(), {}, out).finding->flaw,
              Flaw::not_signed);
    MemoryLog changed = some_log(300);
    std::swap(changed.stored[17].leaf, changed.stored[18].leaf);
    MemoryBundle half;
    EXPECT_TRUE(make_bundle(changed, MemoryLog::key().verifier(), list_key(), {}, half).finding);
    EXPECT_FALSE(half.bytes.contains("SHA256SUMS"));
    MemoryLog shorter = some_log(300);
    shorter.stored.resize(290);
    MemoryBundle part;
    EXPECT_EQ(make_bundle(shorter, MemoryLog::key().verifier(), list_key(), {}, part).finding->flaw,
              Flaw::log_shorter);
}

TEST(Bundle, of_another_log_or_list_key_is_refused) {
    MemoryLog log = some_log(20);
    MemoryBundle bundle = bundle_of(log);
    std::array<std::uint8_t, 32> seed{};
    const SigningKey other("kortelijn.example/log", KeyType::ed25519, seed);
    EXPECT_FALSE(check_bundle(bundle, {other.verifier(), list_key().verifier()}).whole());
    EXPECT_FALSE(check_bundle(bundle, {MemoryLog::key().verifier(), other.verifier()}).whole());
    // A head of the log cannot pass for a list, nor a list for a head.
    EXPECT_FALSE(
        check_bundle(bundle, {list_key().verifier(), MemoryLog::key().verifier()}).whole());
}

// A thousand, and by other checkers too: tests/audit/run.
TEST(Bundle, every_random_change_of_a_file_is_refused) {
    MemoryLog log = some_log(300);
    BundleWish tree;
    tree.disclosures = false;
    Numbers random{20261122};
    for (const BundleWish& wish : {with_consents(), tree}) {
        MemoryBundle bundle = bundle_of(log, wish);
        ASSERT_EQ(fault_of(bundle), "whole");
        for (int changed = 0; changed < 150;) {
            const auto put_back = change(bundle, random);
            if (!put_back) continue;
            ASSERT_NE(fault_of(bundle), "whole") << "change " << changed;
            put_back();
            ++changed;
        }
        EXPECT_EQ(fault_of(bundle), "whole");
    }
}

TEST(Bundle, a_second_signature_under_the_list_or_a_changed_tile_is_named) {
    MemoryLog log = some_log(300);
    MemoryBundle bundle = bundle_of(log);
    MemoryBundle more = bundle;
    std::array<std::uint8_t, 32> seed{3};
    const SigningKey other("somebody.example", KeyType::ed25519, seed);
    std::string& list = more.bytes["SHA256SUMS"];
    list += signature_line(other.verifier(), other.sign(parse_note(list)->text));
    EXPECT_EQ(fault_of(more), "SHA256SUMS: has more signatures than one");
    bundle.bytes["tile/0/000"][40] ^= 1;
    EXPECT_EQ(fault_of(bundle), "tile/0/000: is not the file the list names");
}

// Every change that leaves the list right: only the log itself can tell.
TEST(Bundle, who_holds_the_lists_key_still_cannot_change_what_the_log_says) {
    MemoryLog log = some_log(300);
    const MemoryBundle bundle = bundle_of(log);
    const auto after = [&](const auto& act) {
        MemoryBundle copy;
        copy.bytes = bundle.bytes;
        act(copy.bytes);
        copy.sign_anew(list_key());
        return fault_of(copy);
    };
    EXPECT_EQ(after([](auto&) {}), "whole");
    EXPECT_EQ(after([](auto& files) {
                  std::string& text = files["disclosures.ndjson"];
                  text[text.find("\"d\":[\"") + 30] ^= 1;
              }).find("whole"),
              std::string::npos);
    EXPECT_NE(after([](auto& files) {
                  std::string& text = files["disclosures.ndjson"];
                  const std::size_t at = text.find('"', text.find("\"d\":["));
                  text.replace(at, text.find('"', at + 6) - at + 1, "null");
              }),
              "whole");
    EXPECT_EQ(after([](auto& files) {
                  files["entries.csv"][files["entries.csv"].find("ja")] = 'n';
              }).rfind("entries.csv: the line of entry 0", 0),
              0U);
    EXPECT_EQ(after([](auto& files) {
                  std::string& text = files["auditevents.ndjson"];
                  text.replace(text.find("\"recorded\":\"2"), 13, "\"recorded\":\"3");
              }).rfind("auditevents.ndjson: the line of entry 0", 0),
              0U);
    EXPECT_EQ(after([](auto& files) { files["entries.csv"] += "300,more\r\n"; }),
              "entries.csv: goes on after the last entry");
    EXPECT_NE(after([](auto& files) { files["tile/0/000"][40] ^= 1; }), "whole");
    EXPECT_NE(after([](auto& files) { files["tile/1/000.p/1"][4] ^= 1; }), "whole");
    EXPECT_NE(after([](auto& files) { files["tile/entries/000"][90] ^= 1; }), "whole");
    EXPECT_NE(after([](auto& files) { files.erase("tile/0/001.p/44"); }), "whole");
    EXPECT_NE(
        after([](auto& files) { files["tile/0/001.p/43"] = files["tile/0/001.p/44"].substr(32); }),
        "whole");
    EXPECT_EQ(after([](auto& files) { files["tile/0/002.p/1"] = std::string(32, 'x'); }),
              "SHA256SUMS.tiles: names files that its tree does not have");
    EXPECT_NE(after([](auto& files) { files["checkpoint"][25] ^= 1; }), "whole");
    EXPECT_NE(after([](auto& files) { files["another.txt"] = "?"; }), "whole");
    EXPECT_NE(after([](auto& files) { files["policy"] = "quorum none\n"; }), "whole");
}

TEST(Bundle, an_erasure_excuses_what_it_names_and_nothing_else) {
    MemoryLog log;
    log.fill(40);
    Draft draft{"erasure.carried_out", EntryAction::remove, Outcome::ok, {}, {}, {{3, 3}},
                EraseKind::member};
    log.append(draft);
    log.checkpoint();
    log.stored[3].disclosures[3] = {DisclosureState::key_erased, {}};
    MemoryBundle bundle = bundle_of(log);
    EXPECT_EQ(fault_of(bundle), "whole");
    EXPECT_EQ(check_bundle(bundle, bundle_keys()).log.erased, 1U);
    log.stored[4].disclosures[3] = {DisclosureState::key_erased, {}};
    MemoryBundle more = bundle_of(log);
    EXPECT_EQ(fault_of(more), ": a disclosure of entry 4 is gone, and no erasure names it");
}

TEST(Bundle, a_witness_of_the_policy_must_have_cosigned_the_head) {
    std::array<std::uint8_t, 32> seed{9};
    const SigningKey witness("witness.example", KeyType::cosignature_v1, seed);
    MemoryLog log = some_log(20);
    BundleWish wish;
    wish.witnesses = {witness.verifier()};
    MemoryBundle alone = bundle_of(log, wish);
    EXPECT_EQ(fault_of(alone), "checkpoint: is cosigned by none of its witnesses");
    log.notes.back().note += cosign(*parse_note(log.notes.back().note), witness, 1'762'800'000);
    MemoryBundle cosigned = bundle_of(log, wish);
    const BundleReport report = check_bundle(cosigned, bundle_keys());
    EXPECT_TRUE(report.whole()) << fault_of(cosigned);
    EXPECT_EQ(report.witnesses, 1U);
    EXPECT_EQ(report.cosigned_at, 1'762'800'000U);
}

TEST(Bundle, a_cosignature_of_an_unknown_key_counts_for_nothing_and_another_logs_head_is_refused) {
    std::array<std::uint8_t, 32> seed{8};
    const SigningKey stranger("stranger.example", KeyType::cosignature_v1, seed);
    MemoryLog log = some_log(20);
    log.notes.back().note += cosign(*parse_note(log.notes.back().note), stranger, 1'762'800'000);
    MemoryBundle bundle = bundle_of(log);
    const BundleReport report = check_bundle(bundle, bundle_keys());
    EXPECT_TRUE(report.whole()) << fault_of(bundle);
    EXPECT_EQ(report.witnesses, 0U);
    const SigningKey other("other.example/log", KeyType::ed25519, seed);
    const auto head = parse_checkpoint(parse_note(log.notes.back().note)->text);
    bundle.bytes["checkpoint"] = sign_checkpoint(head->size, head->root, other);
    bundle.sign_anew(list_key());
    EXPECT_EQ(fault_of(bundle), "checkpoint: is not signed by the log's key");
}

}  // namespace
}  // namespace kortelijn::audit
