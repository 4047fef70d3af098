// Views are made anew line by line and must be the same bytes.
#include "audit/bundle_log.hpp"

#include "audit/balp.hpp"
#include "audit/csv.hpp"
#include "audit/tile_path.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::size_t longest_tile_file = std::size_t{tile_width} * (max_entry_bytes + 2);

std::unique_ptr<BundleLines> lines_of(BundleSource& source, const char* path, char before = '\0') {
    if (!source.files().contains(path)) return nullptr;
    return std::make_unique<BundleLines>(source, path, before);
}

void compare_line(BundleLines& lines, std::string_view made, std::uint64_t n) {
    if (lines.next() != made)
        throw BundleFault(lines.path(),
                          "the line of entry " + std::to_string(n) + " is not what the entry says");
}

void compare_end(const std::unique_ptr<BundleLines>& lines) {
    if (lines && !lines->at_end()) throw BundleFault(lines->path(), "goes on after the last entry");
}

}  // namespace

BundleLog::BundleLog(BundleSource& source, const SumsByPath& sums, std::string note,
                     Checkpoint head, Progress progress)
    : source_{source},
      sums_{sums},
      note_{std::move(note)},
      head_{std::move(head)},
      progress_{std::move(progress)},
      disclosures_{lines_of(source, "disclosures.ndjson")},
      events_{lines_of(source, "auditevents.ndjson")},
      table_{lines_of(source, "entries.csv", '\r')} {
    if (!disclosures_ && (events_ || table_))
        throw BundleFault("disclosures.ndjson", "is not there, and views made from it are");
    if (table_) {
        const std::string_view header = csv_header();
        if (table_->next() != header.substr(0, header.size() - 2))
            throw BundleFault(table_->path(), "has another header");
    }
}

std::string BundleLog::listed(const std::string& path) {
    std::string bytes = read_whole(source_, path, longest_tile_file);
    const auto at = sums_.find(path);
    if (at == sums_.end() || sha256(bytes) != at->second)
        throw BundleFault(path, "is not the file the list names");
    return bytes;
}

Extent BundleLog::extent() {
    Extent out{head_.size, carries_disclosures() ? head_.size : 0, 0};
    for (const auto& [path, size] : source_.files())
        if (parse_tile_path(path)) ++out.tiles;
    return out;
}

void BundleLog::rows(std::uint64_t from, std::uint32_t, std::vector<LogRow>& out) {
    out.clear();
    if (from >= head_.size) return;
    const std::uint64_t index = from / tile_width;
    const std::string path = bundle_path(index, width_at(head_.size, 0, index));
    auto leaves = parse_bundle(listed(path));
    if (!leaves || from % tile_width != 0 || leaves->size() != width_at(head_.size, 0, index))
        throw BundleFault(path, "does not hold its entries");
    out.reserve(leaves->size());
    for (std::string& leaf : *leaves) {
        LogRow& row = out.emplace_back(LogRow{from + out.size(), std::move(leaf), {}});
        add_disclosures(row);
    }
    if (progress_) progress_(from + out.size(), head_.size);
}

void BundleLog::add_disclosures(LogRow& row) {
    if (!disclosures_) {
        row.disclosures.push_back({DisclosureState::not_carried, {}});
        return;
    }
    if (!parse_disclosure_line(disclosures_->next(), row.n, texts_))
        throw BundleFault(disclosures_->path(),
                          "the line of entry " + std::to_string(row.n) + " has another form");
    if (events_ || table_) {
        if (!read_view(row.leaf, texts_, view_))
            throw BundleFault(disclosures_->path(),
                              "entry " + std::to_string(row.n) + " cannot be read");
        if (events_) {
            made_.clear();
            append_audit_event(made_, view_, head_.origin);
            compare_line(*events_, std::string_view{made_}.substr(0, made_.size() - 1), row.n);
        }
        if (table_) {
            made_.clear();
            append_csv_line(made_, view_);
            compare_line(*table_, std::string_view{made_}.substr(0, made_.size() - 2), row.n);
        }
    }
    row.disclosures.reserve(texts_.size());
    for (std::optional<std::string>& text : texts_)
        row.disclosures.push_back(text ? StoredDisclosure{DisclosureState::open, std::move(*text)}
                                       : StoredDisclosure{DisclosureState::key_erased, {}});
}

std::optional<std::string> BundleLog::tile(int level, std::uint64_t index) {
    const std::uint32_t width = width_at(head_.size, level, index);
    if (width == 0) return std::nullopt;
    const std::string path = tile_path({level, index, width});
    std::string bytes = listed(path);
    if (bytes.size() != width * sizeof(Hash)) throw BundleFault(path, "does not have its size");
    return bytes;
}

void BundleLog::checkpoints(std::int64_t after, std::uint32_t, std::vector<StoredCheckpoint>& out) {
    out.clear();
    if (after < std::int64_t(head_.size)) out.push_back({std::int64_t(head_.size), note_});
}

void BundleLog::at_the_end() {
    compare_end(disclosures_);
    compare_end(events_);
    compare_end(table_);
}

}  // namespace kortelijn::audit
