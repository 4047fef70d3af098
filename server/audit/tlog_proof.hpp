// A proof that one entry is in the log, in one file that needs nothing else (C2SP tlog-proof@v1):
// extra = the entry's own bytes, index, the inclusion proof, the checkpoint as signed. What it
// proves is presence; that nothing else was held back it cannot say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/checkpoint.hpp"
#include "audit/proof.hpp"

namespace kortelijn::audit {

struct TlogProof {
    std::string leaf;  // the "extra" of the file
    std::uint64_t index = 0;
    Proof proof;
    std::string checkpoint;  // the signed note, with its cosignatures

    bool operator==(const TlogProof&) const = default;
};

std::string to_text(const TlogProof& proof);
// The form only.
std::optional<TlogProof> parse_tlog_proof(std::string_view text);
// The head it stands under, when the log's key signed that and the entry's bytes are in its tree;
// else nothing.
std::optional<Checkpoint> check_tlog_proof(const TlogProof& proof, const VerifierKey& log_key);

}  // namespace kortelijn::audit
