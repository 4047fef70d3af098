// Is a bundle what was signed for, and is the log in it whole? By two keys that came another way
// (paper); nothing in the bundle is believed for standing there.
#pragma once

#include <optional>
#include <string>

#include "audit/bundle_make.hpp"
#include "audit/bundle_source.hpp"
#include "audit/verify.hpp"

namespace kortelijn::audit {

struct BundleKeys {
    VerifierKey log, list;
};

struct BundleFinding {
    std::string file;  // empty: the log in it, not one file
    std::string what;
};

struct BundleReport {
    std::optional<BundleFinding> finding;
    Report log;
    std::uint64_t files = 0;
    std::uint64_t witnesses = 0;    // of its policy whose cosignature holds
    std::uint64_t cosigned_at = 0;  // the newest of them, POSIX seconds; 0: none
    bool disclosures = false;       // whether it carries any
    std::string origin;

    bool whole() const { return !finding; }
};

BundleReport check_bundle(BundleSource& source, const BundleKeys& keys, Progress progress = {});

}  // namespace kortelijn::audit
