// One pass: rows in order, the tree rebuilt from them, tiles and checkpoints compared as their size
// is reached. Disclosures that cannot be opened wait as ranges for an erasure that names them.
#include "audit/verify.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "audit/entry.hpp"
#include "audit/tile_path.hpp"
#include "audit/tree.hpp"

namespace kortelijn::audit {
namespace {

struct Stop {};  // the first bad place was found

// Sequences whose disclosure of one kind is gone and not yet excused.
class Unexplained {
public:
    void add(std::uint64_t n) {
        if (!ranges_.empty()) {
            auto& [from, to] = *ranges_.rbegin();
            if (to == n) return;
            if (to + 1 == n) return void(to = n);
        }
        ranges_.emplace(n, n);
    }
    void excuse(std::uint64_t from, std::uint64_t to) {
        auto at = ranges_.upper_bound(from);
        if (at != ranges_.begin()) --at;
        while (at != ranges_.end() && at->first <= to) {
            const auto [begin, end] = *at;
            if (end < from) {
                ++at;
                continue;
            }
            at = ranges_.erase(at);
            if (begin < from) ranges_.emplace(begin, from - 1);
            if (end > to) ranges_.emplace(to + 1, end);
        }
    }
    std::optional<std::uint64_t> first() const {
        return ranges_.empty() ? std::nullopt : std::optional{ranges_.begin()->first};
    }

private:
    std::map<std::uint64_t, std::uint64_t> ranges_;
};

class Check {
public:
    Check(LogSource& log, const VerifierKey& key) : log_{log}, key_{key} {}

    Report run(std::span<const KeptNote> against) {
        try {
            for (const KeptNote& kept : against) remember(kept);
            reached_size();
            read_rows();
            at_the_end();
        } catch (const Stop&) {
        }
        return std::move(report_);
    }

private:
    [[noreturn]] void stop(Flaw flaw, std::uint64_t at, std::string what) {
        report_.finding = Finding{flaw, at, std::move(what)};
        throw Stop{};
    }

    void remember(const KeptNote& kept) {
        const auto old = open_checkpoint(kept.note, key_);
        if (!old)
            stop(Flaw::old_checkpoint_unreadable, 0,
                 kept.name + " is not one this log's key signed");
        old_.push_back({*old, kept.name});
    }

    void read_rows() {
        std::vector<LogRow> rows;
        for (;;) {
            rows.clear();
            log_.rows(tree_.size(), tile_width, rows);
            if (rows.empty()) return;
            for (const LogRow& row : rows) {
                check_row(row);
                tree_.append(leaf_hash(row.leaf));
                ++report_.entries;
                for (const Tile& tile : tree_.take_full_tiles()) check_full_tile(tile);
                reached_size();
            }
        }
    }

    void check_row(const LogRow& row) {
        const std::uint64_t n = tree_.size();
        const std::string name = "entry " + std::to_string(n);
        if (row.n > n) stop(Flaw::entry_missing, n, name + " is not there");
        if (row.n < n) stop(Flaw::entry_out_of_order, n, name + " is stored twice or out of order");
        if (!parse_entry(row.leaf, entry_))
            stop(Flaw::entry_unreadable, n, name + " does not have the form of an entry");
        if (entry_.n != n)
            stop(Flaw::entry_out_of_order, n,
                 "in the place of " + name + " stands entry " + std::to_string(entry_.n));
        if (entry_.at < last_at_)
            stop(Flaw::time_goes_back, n, name + " is dated before the one it follows");
        last_at_ = entry_.at;
        if (!unsigned_since_) unsigned_since_ = entry_.at;
        check_disclosures(row, name);
        for (const Range& range : entry_.erased) {
            if (std::uint64_t(range.second) >= n)
                stop(Flaw::erasure_wrong, n,
                     name + " claims to erase entries that did not exist yet");
            gone(char(entry_.erased_kind))
                .excuse(std::uint64_t(range.first), std::uint64_t(range.second));
        }
    }

    void check_disclosures(const LogRow& row, const std::string& name) {
        const std::uint64_t n = row.n;
        if (row.disclosures.size() == 1 &&
            row.disclosures[0].state == DisclosureState::not_carried)
            return;
        if (row.disclosures.size() > entry_.digests.size())
            stop(Flaw::disclosure_surplus, n,
                 name + " has more disclosures stored than it was written with");
        for (std::size_t i = 0; i < entry_.digests.size(); ++i) {
            const bool stored = i < row.disclosures.size();
            const DisclosureState state =
                stored ? row.disclosures[i].state : DisclosureState::row_missing;
            if (state == DisclosureState::broken)
                stop(Flaw::disclosure_broken, n,
                     "a disclosure of " + name + " was changed: it does not open");
            if (state != DisclosureState::open) {
                gone(entry_.erase_kinds[i]).add(n);
                ++report_.erased;
                continue;
            }
            if (disclosure_digest(row.disclosures[i].text) != entry_.digests[i])
                stop(Flaw::disclosure_wrong, n,
                     "a disclosure of " + name + " is not the one it was written with");
            ++report_.disclosures;
        }
    }

    Unexplained& gone(char kind) { return gone_[erase_letters.find(kind)]; }

    void check_full_tile(const Tile& tile) {
        const auto stored = log_.tile(tile.level, tile.index);
        if (!stored)
            stop(Flaw::tile_missing, tree_.size(),
                 tile_path({tile.level, tile.index}) + " is not there");
        compare(tile.level, tile.index, tile.hashes, *stored);
        if (stored->size() != tile.hashes.size())
            stop(Flaw::tile_wrong, tree_.size(),
                 tile_path({tile.level, tile.index}) + " does not have its size");
    }

    // As many hashes as both have; the first that differs names the entry.
    void compare(int level, std::uint64_t index, std::string_view ours, std::string_view stored) {
        const std::size_t common = std::min(ours.size(), stored.size());
        const auto at =
            std::mismatch(ours.begin(), ours.begin() + std::ptrdiff_t(common), stored.begin())
                .first;
        const std::size_t hash = std::size_t(at - ours.begin()) / sizeof(Hash);
        if (at == ours.begin() + std::ptrdiff_t(common)) return;
        const std::string path = tile_path({level, index});
        if (level > 0)
            stop(Flaw::tile_wrong, tree_.size(), path + " differs from the entries under it");
        const std::uint64_t n = index * tile_width + hash;
        stop(Flaw::tile_wrong, n,
             "entry " + std::to_string(n) + " is not the one " + path + " was made of");
    }

    // Partial tiles are optional; where one is stored it must agree, and none may lie beyond the
    // end.
    void check_right_edge() {
        for (int level = 0; level <= tree_.levels(); ++level) {
            const std::uint64_t index = full_before(level);
            const std::string ours = tree_.partial_bytes(level);
            if (const auto stored = log_.tile(level, index)) {
                compare(level, index, ours, *stored);
                ++partial_tiles_;
                if (stored->size() > ours.size() || stored->size() % sizeof(Hash) != 0)
                    stop(Flaw::tile_wrong, tree_.size(),
                         tile_path({level, index}) + " holds more than the log");
            }
            if (log_.tile(level, index + 1))
                stop(Flaw::tile_wrong, tree_.size(),
                     tile_path({level, index + 1}) + " lies beyond the log's end");
        }
    }

    std::uint64_t full_before(int level) const {
        const int shift = tile_height * (level + 1);
        return shift >= 64 ? 0 : tree_.size() >> shift;
    }

    // Compares every checkpoint made at the size just reached.
    void reached_size() {
        for (const auto& [old, name] : old_)
            if (old.size == tree_.size() && old.root != tree_.root())
                stop(Flaw::old_checkpoint_differs, tree_.size(),
                     "the first " + std::to_string(old.size) + " entries are not those of " + name);
        for (;;) {
            if (!next_ && !fetch_checkpoint()) return;
            if (next_->size > tree_.size()) return;
            const std::string name =
                "the checkpoint over " + std::to_string(next_->size) + " entries";
            if (next_->size < tree_.size())
                stop(Flaw::checkpoint_wrong, tree_.size(), name + " stands after a larger one");
            if (next_->root != tree_.root()) {
                check_right_edge_hashes();
                stop(Flaw::checkpoint_wrong, tree_.size(), name + " does not fit the entries");
            }
            report_.signed_size = next_->size;
            ++report_.checkpoints;
            unsigned_since_.reset();
            next_.reset();
        }
    }

    // A stored partial tile names the very entry, where the checkpoint only says "one of these".
    void check_right_edge_hashes() {
        const std::uint64_t index = tree_.size() / tile_width;
        if (const auto stored = log_.tile(0, index))
            compare(0, index, tree_.partial_bytes(0), *stored);
    }

    bool fetch_checkpoint() {
        if (at_ == batch_.size()) {
            const std::int64_t after =
                batch_.empty() ? std::numeric_limits<std::int64_t>::min() : batch_.back().row;
            if (!batch_.empty() || !asked_) {
                batch_.clear();
                log_.checkpoints(after, tile_width, batch_);
            }
            asked_ = true;
            at_ = 0;
            if (batch_.empty()) return false;
        }
        next_ = open_checkpoint(batch_[at_].note, key_);
        if (!next_)
            stop(Flaw::checkpoint_unreadable, tree_.size(),
                 "the checkpoint after " + std::to_string(report_.signed_size) +
                     " entries is not one this log's key signed");
        ++at_;
        return true;
    }

    void at_the_end() {
        const std::string have = std::to_string(tree_.size());
        if (log_.size() != tree_.size())
            stop(Flaw::entry_missing, tree_.size(),
                 "the log says it has " + std::to_string(log_.size()) + " entries, and " + have +
                     " are there");
        if (next_)
            stop(Flaw::log_shorter, tree_.size(),
                 "a checkpoint covers " + std::to_string(next_->size) + " entries, and " + have +
                     " are there");
        for (const auto& [old, name] : old_)
            if (old.size > tree_.size())
                stop(Flaw::log_shorter, tree_.size(),
                     name + " covers " + std::to_string(old.size) + " entries, and " + have +
                         " are there");
        check_right_edge();
        check_extent();
        check_signed();
        std::optional<std::uint64_t> first;
        for (const Unexplained& kind : gone_)
            if (const auto n = kind.first()) first = std::min(first.value_or(*n), *n);
        if (first)
            stop(Flaw::disclosure_missing, *first,
                 "a disclosure of entry " + std::to_string(*first) +
                     " is gone, and no erasure names it");
    }

    // What a reader of entries never meets, and a server that goes on would stumble over.
    void check_extent() {
        const Extent extent = log_.extent();
        if (extent.disclosures_end > extent.entries)
            stop(Flaw::beyond_the_end, extent.disclosures_end - 1,
                 "disclosures are stored for entry " + std::to_string(extent.disclosures_end - 1) +
                     ", and " + std::to_string(extent.entries) + " entries are there");
        std::uint64_t tiles = partial_tiles_;
        for (std::uint64_t full = extent.entries / tile_width; full > 0; full /= tile_width)
            tiles += full;
        if (extent.tiles > tiles)
            stop(Flaw::beyond_the_end, extent.entries,
                 std::to_string(extent.tiles) + " tiles are stored, and the entries make " +
                     std::to_string(tiles));
    }

    void check_signed() {
        if (!unsigned_since_) return;
        if (report_.checkpoints == 0)
            stop(Flaw::not_signed, 0,
                 "none of its " + std::to_string(tree_.size()) + " entries was ever signed");
        if (last_at_ - *unsigned_since_ > longest_unsigned_ms)
            stop(Flaw::not_signed, report_.signed_size,
                 "not signed since entry " + std::to_string(report_.signed_size) +
                     ", though entries follow for longer than a server waits");
    }

    LogSource& log_;
    const VerifierKey& key_;
    Report report_;
    TreeBuilder tree_;
    Entry entry_;
    Instant last_at_;
    std::array<Unexplained, erase_letters.size()> gone_;
    std::optional<Instant> unsigned_since_;  // the first entry after the newest checkpoint
    std::uint64_t partial_tiles_ = 0;
    std::vector<std::pair<Checkpoint, std::string>> old_;
    std::optional<Checkpoint> next_;
    std::vector<StoredCheckpoint> batch_;
    std::size_t at_ = 0;
    bool asked_ = false;
};

}  // namespace

Report verify(LogSource& log, const VerifierKey& log_key, std::span<const KeptNote> against) {
    return Check{log, log_key}.run(against);
}

}  // namespace kortelijn::audit
