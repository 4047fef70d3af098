// Tiles come from the tree as it is built from the entries, not from the stored ones: what is
// handed over is what the entries make, and it must end in the signed root.
#include "audit/bundle_make.hpp"

#include <array>
#include <limits>

#include "audit/balp.hpp"
#include "audit/csv.hpp"
#include "audit/how_to.hpp"
#include "audit/running_hash.hpp"
#include "audit/sums.hpp"
#include "audit/tile_path.hpp"
#include "audit/trust_policy.hpp"

namespace kortelijn::audit {
namespace {

// Hashes what it passes on.
class SummedFile {
public:
    SummedFile(BundleSink& sink, std::string path) : path_{std::move(path)} {
        file_ = sink.file(path_);
        buffer_.reserve(flush_at + 65'536);
    }
    std::string& buffer() { return buffer_; }
    void flush(bool all = false) {
        if (buffer_.size() < (all ? 1 : flush_at)) return;
        hash_.update(buffer_);
        file_->write(buffer_);
        bytes_ += buffer_.size();
        buffer_.clear();
    }
    FileSum end() {
        flush(true);
        file_->end();
        return {path_, hash_.finish()};
    }
    std::uint64_t bytes() const { return bytes_; }

private:
    static constexpr std::size_t flush_at = 1 << 18;
    std::string path_;
    std::unique_ptr<BundleFile> file_;
    std::string buffer_;
    RunningHash hash_;
    std::uint64_t bytes_ = 0;
};

class BundleMaker {
public:
    BundleMaker(LogSource& log, const VerifierKey& key, const BundleWish& wish, BundleSink& sink)
        : log_{log}, key_{key}, wish_{wish}, sink_{sink} {}

    BundleMade make(const SigningKey& list_key) {
        if (!find_head()) return std::move(made_);
        whole(std::string{"checkpoint"}, made_.checkpoint, files_);
        whole("policy", to_text(TrustPolicy{key_, wish_.witnesses}), files_);
        whole("HOW-TO.txt", how_to(key_, list_key.verifier()), files_);
        open_views();
        if (!read_entries()) return std::move(made_);
        for (auto& view : views_)
            if (view) made_.bytes += view->bytes(), end(*view);
        if (wish_.consents) consents();
        whole(std::string{tile_list}, sums_text(tiles_), files_);
        const std::string list = sign_note(sums_text(files_), list_key);
        sink_.whole(std::string{signed_list}, list);
        ++made_.files;
        made_.bytes += list.size();
        return std::move(made_);
    }

private:
    enum View { disclosures, events, table };

    bool stop(Flaw flaw, std::uint64_t at, std::string what) {
        made_.finding = Finding{flaw, at, std::move(what)};
        return false;
    }

    bool find_head() {
        std::vector<StoredCheckpoint> some;
        std::int64_t after = std::numeric_limits<std::int64_t>::min();
        for (log_.checkpoints(after, tile_width, some); !some.empty();
             log_.checkpoints(after, tile_width, some)) {
            made_.checkpoint = some.back().note;
            after = some.back().row;
            some.clear();
        }
        if (made_.checkpoint.empty()) return stop(Flaw::not_signed, 0, "nothing was signed yet");
        const auto head = open_checkpoint(made_.checkpoint, key_);
        if (!head)
            return stop(Flaw::checkpoint_unreadable, 0,
                        "the newest checkpoint is not one this log's key signed");
        head_ = *head;
        return true;
    }

    void open_views() {
        if (!wish_.disclosures) return;
        views_[disclosures].emplace(sink_, "disclosures.ndjson");
        if (wish_.audit_events) views_[events].emplace(sink_, "auditevents.ndjson");
        if (!wish_.csv) return;
        views_[table].emplace(sink_, "entries.csv");
        views_[table]->buffer() += csv_header();
    }

    bool read_entries() {
        std::vector<LogRow> rows;
        while (tree_.size() < head_.size) {
            rows.clear();
            log_.rows(tree_.size(), tile_width, rows);
            if (rows.empty())
                return stop(Flaw::log_shorter, tree_.size(),
                            "a checkpoint covers " + std::to_string(head_.size) + " entries, and " +
                                std::to_string(tree_.size()) + " are there");
            for (const LogRow& row : rows) {
                if (tree_.size() == head_.size) break;
                if (!take(row)) return false;
            }
            if (wish_.progress) wish_.progress(tree_.size(), head_.size);
        }
        if (tree_.root() != head_.root)
            return stop(Flaw::checkpoint_wrong, head_.size,
                        "the entries are not those of the checkpoint");
        put_right_edge();
        return true;
    }

    bool take(const LogRow& row) {
        const std::uint64_t n = tree_.size();
        if (row.n != n)
            return stop(Flaw::entry_missing, n, "entry " + std::to_string(n) + " is not there");
        append_to_bundle(entries_, row.leaf);
        tree_.append(leaf_hash(row.leaf));
        for (const Tile& tile : tree_.take_full_tiles())
            whole(tile_path({tile.level, tile.index}), tile.hashes, tiles_);
        ++made_.entries;
        if (tree_.size() % tile_width == 0) put_entries();
        return !wish_.disclosures || show(row);
    }

    // A disclosure that is broken stands as erased, and no erasure names it: whoever checks finds
    // it, as `audit verify` does here.
    bool show(const LogRow& row) {
        texts_.clear();
        for (const StoredDisclosure& one : row.disclosures)
            texts_.push_back(one.state == DisclosureState::open ? std::optional{one.text}
                                                                : std::nullopt);
        if (!parse_entry(row.leaf, view_.entry))
            return stop(Flaw::entry_unreadable, row.n, "an entry without the form of one");
        texts_.resize(view_.entry.digests.size());
        if (!read_view(row.leaf, texts_, view_))
            return stop(Flaw::disclosure_wrong, row.n,
                        "a disclosure of entry " + std::to_string(row.n) + " cannot be read");
        append_disclosure_line(views_[disclosures]->buffer(), row.n, texts_);
        if (views_[events]) append_audit_event(views_[events]->buffer(), view_, head_.origin);
        if (views_[table]) append_csv_line(views_[table]->buffer(), view_);
        for (auto& view : views_)
            if (view) view->flush();
        return true;
    }

    void put_entries() {
        const std::uint64_t index = (tree_.size() - 1) / tile_width;
        const auto width = std::uint32_t(tree_.size() - index * tile_width);
        whole(bundle_path(index, width), entries_, tiles_);
        entries_.clear();
    }

    void put_right_edge() {
        if (!entries_.empty()) put_entries();
        for (int level = 0; level < tree_.levels(); ++level) {
            const std::string hashes = tree_.partial_bytes(level);
            if (hashes.empty()) continue;
            const std::uint64_t index = tree_.size() >> (tile_height * (level + 1));
            whole(tile_path({level, index, std::uint32_t(hashes.size() / sizeof(Hash))}), hashes,
                  tiles_);
        }
    }

    void consents() {
        SummedFile file(sink_, "consents.ndjson");
        wish_.consents([&file](std::string_view lines) {
            file.buffer() += lines;
            file.flush();
        });
        end(file);
    }

    void end(SummedFile& file) {
        files_.push_back(file.end());
        ++made_.files;
    }

    void whole(const std::string& path, std::string_view bytes, std::vector<FileSum>& list) {
        sink_.whole(path, bytes);
        list.push_back({path, sha256(bytes)});
        ++made_.files;
        made_.bytes += bytes.size();
    }

    LogSource& log_;
    const VerifierKey& key_;
    const BundleWish& wish_;
    BundleSink& sink_;
    BundleMade made_;
    Checkpoint head_;
    TreeBuilder tree_;
    std::string entries_;  // of the tile under way
    std::array<std::optional<SummedFile>, 3> views_;
    std::vector<FileSum> files_, tiles_;
    Disclosures texts_;
    EntryView view_;
};

}  // namespace

BundleMade make_bundle(LogSource& log, const VerifierKey& log_key, const SigningKey& list_key,
                       const BundleWish& wish, BundleSink& sink) {
    return BundleMaker{log, log_key, wish, sink}.make(list_key);
}

}  // namespace kortelijn::audit
