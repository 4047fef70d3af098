// Is the log whole? Reads it once from the first entry to the last through LogSource and names the
// first bad place. Pure and streaming: holds one bundle of rows at a time, trusts nothing it reads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/note.hpp"

namespace kortelijn::audit {

enum class DisclosureState : std::uint8_t {
    open,         // text holds it
    key_erased,   // the row is there, its key was destroyed
    row_missing,  // the row is not there
    broken,       // the row is there and its key too, but it does not open
    not_carried,  // this copy of the log was made without disclosures: nothing is said of them
};

struct StoredDisclosure {
    DisclosureState state = DisclosureState::open;
    std::string text;
};

struct LogRow {
    std::uint64_t n = 0;
    std::string leaf;
    // One per stored disclosure, in the order of _sd; fewer than the leaf has digests counts as
    // missing.
    std::vector<StoredDisclosure> disclosures;
};

struct StoredCheckpoint {
    std::int64_t row = 0;
    std::string note;
};

// How far the stored rows reach, all read at one moment.
struct Extent {
    std::uint64_t entries = 0;
    std::uint64_t disclosures_end = 0;  // one more than the last entry that has disclosures stored
    std::uint64_t tiles = 0;            // stored ones, of all levels
};

class LogSource {
public:
    virtual ~LogSource() = default;
    virtual std::uint64_t size() = 0;  // entries the store says it has
    virtual Extent extent() = 0;       // at least as far as size(): the log may grow meanwhile
    // Up to `limit` rows with n >= from, rising, just as stored (gaps and all); none at the end.
    virtual void rows(std::uint64_t from, std::uint32_t limit, std::vector<LogRow>& out) = 0;
    // As stored, full or (when the store keeps those) partial.
    virtual std::optional<std::string> tile(int level, std::uint64_t index) = 0;
    // Up to `limit` checkpoints with row > after, rising; their sizes must not fall.
    virtual void checkpoints(std::int64_t after, std::uint32_t limit,
                             std::vector<StoredCheckpoint>& out) = 0;
};

enum class Flaw : std::uint8_t {
    entry_missing,
    entry_out_of_order,
    entry_unreadable,
    time_goes_back,
    tile_missing,
    tile_wrong,
    checkpoint_unreadable,
    checkpoint_wrong,
    log_shorter,
    not_signed,
    beyond_the_end,
    old_checkpoint_unreadable,
    old_checkpoint_differs,
    disclosure_missing,
    disclosure_broken,
    disclosure_wrong,
    disclosure_surplus,
    erasure_wrong,
};

struct Finding {
    Flaw flaw = Flaw::entry_missing;
    std::uint64_t at = 0;  // sequence of the entry, or size of the tree for checkpoints
    std::string what;      // in plain words, English, without personal values
};

struct Report {
    std::optional<Finding> finding;  // none: the log is whole
    std::uint64_t entries = 0;       // read and found right
    std::uint64_t disclosures = 0;   // opened and found right
    std::uint64_t erased = 0;        // not to be opened, and covered by an erasure
    std::uint64_t checkpoints = 0;
    std::uint64_t signed_size =
        0;  // entries the newest checkpoint covers; later ones nobody signed yet

    bool whole() const { return !finding; }
};

// The longest that entries may follow each other without a new checkpoint, by their own times: what
// was written in the last minute, or before a crash, is not signed yet and no finding.
constexpr std::int64_t longest_unsigned_ms = 2 * checkpoint_every_ms;

// A checkpoint kept outside the log (the note as published).
struct KeptNote {
    std::string note;
    std::string name = "the old checkpoint";  // in the words of a finding
};

// The log must contain the tree of each of `against`.
Report verify(LogSource& log, const VerifierKey& log_key, std::span<const KeptNote> against = {});

}  // namespace kortelijn::audit
