// The log that lies in a bundle, for verify(): entries from the tile's files, disclosures beside
// them, one checkpoint. Each file is compared with the signed list as it is read, each view with
// what its entry makes.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "audit/bundle_make.hpp"
#include "audit/bundle_source.hpp"
#include "audit/checkpoint.hpp"
#include "audit/entry_view.hpp"
#include "audit/verify.hpp"

namespace kortelijn::audit {

using SumsByPath = std::map<std::string, Hash>;

class BundleLog final : public LogSource {
public:
    BundleLog(BundleSource& source, const SumsByPath& sums, std::string note, Checkpoint head,
              Progress progress);

    std::uint64_t size() override { return head_.size; }
    Extent extent() override;
    void rows(std::uint64_t from, std::uint32_t limit, std::vector<LogRow>& out) override;
    std::optional<std::string> tile(int level, std::uint64_t index) override;
    void checkpoints(std::int64_t after, std::uint32_t limit,
                     std::vector<StoredCheckpoint>& out) override;

    // After the last row: nothing may follow in any view. Throws BundleFault.
    void at_the_end();
    bool carries_disclosures() const { return disclosures_ != nullptr; }

private:
    std::string listed(const std::string& path);
    void add_disclosures(LogRow& row);

    BundleSource& source_;
    const SumsByPath& sums_;
    std::string note_;
    Checkpoint head_;
    Progress progress_;
    std::unique_ptr<BundleLines> disclosures_, events_, table_;
    Disclosures texts_;
    EntryView view_;
    std::string made_;
};

}  // namespace kortelijn::audit
