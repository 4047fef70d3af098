// The signed head of the log (C2SP tlog-checkpoint) and witnesses' cosignatures (tlog-cosignature,
// Ed25519 "cosignature/v1"). A checkpoint is trusted only through open_checkpoint.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/hash.hpp"
#include "audit/note.hpp"
#include "base/time.hpp"

namespace kortelijn::audit {

// The head is signed at least this often while entries are added, and when the server stops.
constexpr std::int64_t checkpoint_every_ms = minute_ms;

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};
    std::string extension;  // further lines, each with its newline; ours has none

    bool operator==(const Checkpoint&) const = default;
};

std::string to_text(const Checkpoint& checkpoint);  // the note's text
std::optional<Checkpoint> parse_checkpoint(std::string_view note_text);

// The signed note. The key's name is the log's origin.
std::string sign_checkpoint(std::uint64_t size, const Hash& root, const SigningKey& key);
// Nothing unless the log's key signed it and its origin is that key's name.
std::optional<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& log_key);

// One signature line to append to the note. `time_s`: POSIX seconds.
std::string cosign(const Note& note, const SigningKey& witness, std::uint64_t time_s);
// When the witness saw this head (POSIX seconds); nothing when its cosignature is absent or wrong.
// The witness's key has type cosignature_v1.
std::optional<std::uint64_t> cosigned_at(const Note& note, const VerifierKey& witness);

}  // namespace kortelijn::audit
