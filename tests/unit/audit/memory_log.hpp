// A log kept in memory as a store would keep it, with hands on every byte, for tests of verify().
#pragma once

#include <gtest/gtest.h>
#include <map>
#include <utility>

#include "audit/entry.hpp"
#include "audit/tree.hpp"
#include "audit/verify.hpp"

namespace kortelijn::audit {

class MemoryLog final : public LogSource, public Random {
public:
    std::vector<LogRow> stored;
    std::map<std::pair<int, std::uint64_t>, std::string> tiles;
    std::vector<StoredCheckpoint> notes;
    std::uint64_t claimed = 0;
    std::uint64_t disclosures_end = 0;  // of rows without an entry

    explicit MemoryLog(std::uint64_t salt = 1) : state_{salt} {}

    static SigningKey key() {
        std::array<std::uint8_t, 32> seed{};
        seed[0] = 5;
        return {"kortelijn.example/log", KeyType::ed25519, seed};
    }

    // An entry about case `n % 5` and member `n % 7`, four disclosures.
    Draft message(std::uint64_t n) {
        Draft draft{"message.post", EntryAction::create, Outcome::ok, bytes<16>(), {}, {}, {}};
        const CaseId the_case{std::int64_t(n % 5 + 1)};
        disclose(draft, ActorValue{.professional = ProfessionalId{std::int64_t(n % 11 + 1)},
                                   .organisation = OrganisationId{2}});
        disclose(draft, CaseValue{the_case, RoomId{4}, "2026-01" + std::to_string(n % 5)});
        disclose(draft, ObjectValue{.seq = std::int64_t(n), .life_domains = {"safety"}}, the_case);
        disclose_members(draft, {MemberId{std::int64_t(n % 7 + 1)}}, the_case);
        return draft;
    }
    void append(const Draft& draft) {
        at_ = at_ + std::int64_t(tree_.size() % 3);
        Built built = build_entry(tree_.size(), at_, draft, *this);
        LogRow row{tree_.size(), std::move(built.leaf), {}};
        for (auto& each : built.disclosures)
            row.disclosures.push_back({DisclosureState::open, std::move(each.text)});
        stored.push_back(std::move(row));
        tree_.append(built.hash);
        for (Tile& tile : tree_.take_full_tiles())
            tiles[{tile.level, tile.index}] = std::move(tile.hashes);
        claimed = tree_.size();
    }
    void fill(std::uint64_t until, std::uint64_t checkpoint_every = 97) {
        while (tree_.size() < until) {
            append(message(tree_.size()));
            if (tree_.size() % checkpoint_every == 0) checkpoint();
        }
    }
    void checkpoint() {
        notes.push_back(
            {std::int64_t(notes.size()) + 1, sign_checkpoint(tree_.size(), tree_.root(), key())});
    }
    void keep_partial_tiles() {
        for (int level = 0; level < tree_.levels(); ++level)
            if (!tree_.partial(level).empty())
                tiles[{level, tree_.size() >> (8 * (level + 1))}] = tree_.partial_bytes(level);
    }
    // Makes tiles and checkpoints anew from the rows as they are: what an intruder with the key
    // would do.
    void forge() {
        const std::vector<LogRow> rows = std::move(stored);
        const std::size_t count = notes.size();
        stored.clear(), tiles.clear(), notes.clear();
        tree_ = TreeBuilder{};
        for (const LogRow& row : rows) {
            stored.push_back(row);
            tree_.append(leaf_hash(row.leaf));
            for (Tile& tile : tree_.take_full_tiles())
                tiles[{tile.level, tile.index}] = std::move(tile.hashes);
        }
        claimed = tree_.size();
        if (count > 0) checkpoint();
    }
    Report check(std::optional<std::string> against = {}) {
        std::vector<KeptNote> kept;
        if (against) kept.push_back({*against});
        return verify(*this, key().verifier(), kept);
    }
    std::uint64_t tree_size() const { return tree_.size(); }

    std::uint64_t size() override { return claimed; }
    Extent extent() override { return {claimed, std::max(claimed, disclosures_end), tiles.size()}; }
    void pass(std::int64_t ms) { at_ = at_ + ms; }
    void rows(std::uint64_t from, std::uint32_t limit, std::vector<LogRow>& out) override {
        EXPECT_LE(limit, 256U);
        for (const LogRow& row : stored)
            if (row.n >= from && out.size() < limit) out.push_back(row);
    }
    std::optional<std::string> tile(int level, std::uint64_t index) override {
        const auto at = tiles.find({level, index});
        return at == tiles.end() ? std::nullopt : std::optional{at->second};
    }
    void checkpoints(std::int64_t after, std::uint32_t limit,
                     std::vector<StoredCheckpoint>& out) override {
        EXPECT_LE(limit, 256U);
        for (const StoredCheckpoint& each : notes)
            if (each.row > after && out.size() < limit) out.push_back(each);
    }
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out)
            byte =
                std::uint8_t((state_ = state_ * 6364136223846793005U + 1442695040888963407U) >> 56);
    }

private:
    std::uint64_t state_;
    TreeBuilder tree_;
    Instant at_{1'762'000'000'000};
};

inline Finding found_in(MemoryLog& log, std::optional<std::string> against = {}) {
    const Report report = log.check(std::move(against));
    EXPECT_FALSE(report.whole()) << "the damage was not seen";
    return report.finding.value_or(Finding{});
}

inline void expect(const Finding& finding, Flaw flaw, std::uint64_t at) {
    EXPECT_EQ(finding.flaw, flaw) << finding.what;
    EXPECT_EQ(finding.at, at) << finding.what;
    EXPECT_FALSE(finding.what.empty());
}

}  // namespace kortelijn::audit
