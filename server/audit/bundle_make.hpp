// Makes the bundle an outsider checks the log with: head, tiles, entries, disclosures and the views
// derived from them, and last the signed list of all files. One pass over the log in bounded
// memory; it works on any LogSource, and writes to any BundleSink. It signs nothing over a log
// that is not whole: then there is a finding, and no list.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "audit/note.hpp"
#include "audit/verify.hpp"

namespace kortelijn::audit {

// One file whose length is not known yet. Dropped without end(): it does not become part.
class BundleFile {
public:
    virtual ~BundleFile() = default;
    virtual void write(std::string_view bytes) = 0;
    virtual void end() = 0;
};

// Several files may be open at the same time. Throws std::runtime_error when it cannot write.
class BundleSink {
public:
    virtual ~BundleSink() = default;
    virtual void whole(const std::string& path, std::string_view bytes) = 0;
    virtual std::unique_ptr<BundleFile> file(const std::string& path) = 0;
};

using Lines = std::function<void(std::string_view)>;
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct BundleWish {
    bool disclosures = true;  // without: the tree alone, and no views
    bool audit_events = true;
    bool csv = true;
    std::function<void(const Lines&)> consents;  // writes consents.ndjson, when there is to be one
    std::vector<VerifierKey> witnesses;
    Progress progress;
};

struct BundleMade {
    std::optional<Finding> finding;
    std::uint64_t entries = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::string checkpoint;
};

// Up to the newest checkpoint. `list_key`: see bundle_key.hpp.
BundleMade make_bundle(LogSource& log, const VerifierKey& log_key, const SigningKey& list_key,
                       const BundleWish& wish, BundleSink& sink);

}  // namespace kortelijn::audit
