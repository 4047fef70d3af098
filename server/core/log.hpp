// The audit log as the core writes it: entry n, its tiles and checkpoints, in the transaction of
// the act (I1). Memory runs ahead of the disk only within a batch: begin() remembers, undo() goes
// back.
#pragma once

#include <utility>

#include "audit/checkpoint.hpp"
#include "audit/entry.hpp"
#include "audit/tree.hpp"
#include "base/random.hpp"
#include "store/store.hpp"

namespace kortelijn::core {

class Log {
public:
    Log(store::Store& store, Random& random) : store_(store), random_(random) {}

    // Reads the tree's edge from the store. Throws StoreFailure when the store is not whole, or
    // when the log is not the one whose newest checkpoint this server's key signed: signing on
    // would make a second tree of a size that was signed before.
    void load();
    void begin() {
        before_ = tree_;
        last_before_ = last_at_;
    }
    void undo() {
        signed_.reset();
        tree_ = before_;
        last_at_ = last_before_;
    }

    // Time never goes back from here, after a restart either.
    Instant last_at() const { return last_at_; }
    std::uint64_t size() const { return tree_.size(); }

    // One row, in the open transaction. Throws StoreFailure; the tree has then not grown.
    void append(Instant at, const audit::Draft& draft);
    // Before the commit: the tiles this batch filled.
    void put_tiles();
    // Signs the tree as it stands and keeps the checkpoint (design: at least every minute).
    std::string put_checkpoint(Instant at);
    // The note of put_checkpoint, once; for after the commit.
    std::optional<std::string> take_signed() { return std::exchange(signed_, std::nullopt); }
    // Whether the stored log contains the tree of a note kept elsewhere.
    enum class Holds : std::uint8_t { yes, too_short, other, not_ours };
    Holds holds(std::string_view note) const;
    // The head a note speaks of; none unless this log's key signed it.
    std::optional<audit::Checkpoint> head_of(std::string_view note) const;
    Instant last_checkpoint_at() const { return checkpoint_at_; }
    std::uint64_t last_checkpoint_size() const { return checkpoint_size_; }

    audit::TraceId new_trace();
    const audit::TreeBuilder& tree() const { return tree_; }

private:
    std::optional<audit::TreeBuilder> stored_tree(std::uint64_t size) const;

    store::Store& store_;
    Random& random_;
    audit::TreeBuilder tree_;
    audit::TreeBuilder before_;
    std::optional<audit::SigningKey> key_;
    std::optional<std::string> signed_;
    Instant last_at_{0};
    Instant last_before_{0};
    Instant checkpoint_at_{0};
    std::uint64_t checkpoint_size_ = 0;
};

// Which of the store's keys seals what is erased together.
store::KeyName key_of(const audit::EraseKey& key);

}  // namespace kortelijn::core
