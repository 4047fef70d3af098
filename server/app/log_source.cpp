// Runs of rows at once; one by one where a run cannot be read.
#include "app/log_source.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace kortelijn::app {
namespace {

audit::LogRow row_of(const store::ReadStore::StoredEntry& entry) {
    audit::LogRow row;
    row.n = std::uint64_t(entry.n);
    row.leaf = entry.leaf;
    if (!entry.disclosures) return row;  // none: the verifier counts them as missing
    for (const store::OpenedDisclosure& one : *entry.disclosures)
        row.disclosures.push_back(one.text ? audit::StoredDisclosure{audit::DisclosureState::open, *one.text}
                                           : audit::StoredDisclosure{audit::DisclosureState::key_erased, {}});
    return row;
}

}  // namespace

std::uint64_t StoredLog::size() { return std::uint64_t(store_.entry_count()); }

void StoredLog::read_run(std::uint64_t from, std::uint64_t end, std::vector<audit::LogRow>& out) {
    const std::size_t before = out.size();
    try {
        store_.scan_entries(std::int64_t(end), [&](const store::ReadStore::StoredEntry& entry) {
            if (std::uint64_t(entry.n) < from || entry.n < 0) return false;
            out.push_back(row_of(entry));
            return true;
        });
        std::reverse(out.begin() + std::ptrdiff_t(before), out.end());
    } catch (const store::StoreFailure&) {
        out.resize(before);
        for (std::uint64_t n = from; n < end; ++n)
            if (auto row = read_one(n)) out.push_back(std::move(*row));
    }
}

std::optional<audit::LogRow> StoredLog::read_one(std::uint64_t n) {
    try {
        const auto entry = store_.entry(std::int64_t(n));
        return entry ? std::optional(row_of(*entry)) : std::nullopt;
    } catch (const store::StoreFailure&) {
        // What is stored for it does not open.
        audit::LogRow row;
        row.n = n;
        row.leaf = store_.entry_leaf(std::int64_t(n)).value_or("");
        row.disclosures.push_back({audit::DisclosureState::broken, {}});
        return row;
    }
}

void StoredLog::rows(std::uint64_t from, std::uint32_t limit, std::vector<audit::LogRow>& out) {
    out.clear();
    const std::uint64_t all = size();
    while (out.empty() && from < all) {  // a gap longer than a run
        const std::uint64_t end = std::min<std::uint64_t>(all, from + limit);
        read_run(from, end, out);
        from = end;
    }
}

std::optional<std::string> StoredLog::tile(int level, std::uint64_t index) {
    return store_.tile(level, std::int64_t(index));
}

void StoredLog::checkpoints(std::int64_t after, std::uint32_t limit, std::vector<audit::StoredCheckpoint>& out) {
    out.clear();
    const std::int64_t from = after < 0 ? 0 : after + 1;
    for (auto& stored : store_.checkpoints(from, int(limit))) out.push_back({stored.size, std::move(stored.note)});
}

audit::VerifierKey verifier_key(const std::string& origin, std::string_view signing_seed) {
    std::array<std::uint8_t, 32> seed{};
    if (signing_seed.size() != seed.size()) throw std::runtime_error("the log's key is not whole");
    std::copy(signing_seed.begin(), signing_seed.end(), seed.begin());
    const audit::SigningKey key(origin, audit::KeyType::ed25519, seed);
    return key.verifier();
}

}  // namespace kortelijn::app
