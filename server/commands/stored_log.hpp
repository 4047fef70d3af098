// The stored log as the verifier and the proofs read it: rows and tiles through a read-only
// connection. The one bridge between the store's rows and the audit library's interfaces. Hides
// nothing: a row that does not open is handed over as broken, never skipped.
#pragma once

#include "audit/tree.hpp"
#include "audit/verify.hpp"
#include "store/store.hpp"

namespace kortelijn::commands {

class StoredLog final : public audit::LogSource {
public:
    // The log as long as it is now: a server beside may go on writing, and signing.
    explicit StoredLog(store::ReadStore& store)
        : store_(store), size_(std::uint64_t(store.entry_count())) {}

    std::uint64_t size() override { return size_; }
    audit::Extent extent() override;
    void rows(std::uint64_t from, std::uint32_t limit, std::vector<audit::LogRow>& out) override;
    std::optional<std::string> tile(int level, std::uint64_t index) override;
    void checkpoints(std::int64_t after, std::uint32_t limit,
                     std::vector<audit::StoredCheckpoint>& out) override;

private:
    void read_run(std::uint64_t from, std::uint64_t end, std::vector<audit::LogRow>& out);
    std::optional<audit::LogRow> read_one(std::uint64_t n);

    store::ReadStore& store_;
    std::uint64_t size_;
};

// The bytes of any tile of the tree of `size` leaves: full ones as stored, the right edge made from
// the leaves and the tiles below it.
using LeafSource = std::function<std::optional<std::string>(std::int64_t n)>;
using FullTiles = std::function<std::optional<std::string>(int level, std::int64_t index)>;
audit::TileSource tiles_of(FullTiles full, LeafSource leaf);

}  // namespace kortelijn::commands
