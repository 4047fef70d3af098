// The stored log as the verifier reads it: rows in rising order just as they stand, gaps and all. Hides
// nothing: a row that cannot be opened is handed over as broken, never skipped.
#pragma once

#include "audit/verify.hpp"
#include "store/store.hpp"

namespace kortelijn::app {

class StoredLog final : public audit::LogSource {
public:
    explicit StoredLog(store::ReadStore& store) : store_(store) {}

    std::uint64_t size() override;
    void rows(std::uint64_t from, std::uint32_t limit, std::vector<audit::LogRow>& out) override;
    std::optional<std::string> tile(int level, std::uint64_t index) override;
    void checkpoints(std::int64_t after, std::uint32_t limit, std::vector<audit::StoredCheckpoint>& out) override;

private:
    void read_run(std::uint64_t from, std::uint64_t end, std::vector<audit::LogRow>& out);
    std::optional<audit::LogRow> read_one(std::uint64_t n);

    store::ReadStore& store_;
};

// The key that verifies this log's checkpoints, from its origin and seed.
audit::VerifierKey verifier_key(const std::string& origin, std::string_view signing_seed);

}  // namespace kortelijn::app
