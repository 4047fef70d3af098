// The bundle's `policy`: which log key and which witnesses a head is trusted by (C2SP tlog-policy).
// It says what the server says; whoever checks compares the keys with those they got on paper.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/note.hpp"

namespace kortelijn::audit {

struct TrustPolicy {
    VerifierKey log;
    std::vector<VerifierKey> witnesses;  // of type cosignature_v1; one of them suffices

    bool operator==(const TrustPolicy&) const = default;
};

// With `quorum none` when there are no witnesses.
std::string to_text(const TrustPolicy& policy);
// Takes exactly what to_text writes.
std::optional<TrustPolicy> parse_trust_policy(std::string_view text);

}  // namespace kortelijn::audit
