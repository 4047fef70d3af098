// First the list and its signature, then that there is each file it names and no other, then the
// log itself. Small files are compared where they are read, the long views before they are parsed.
#include "audit/bundle_check.hpp"

#include <algorithm>
#include <span>

#include "audit/bundle_log.hpp"
#include "audit/sums.hpp"
#include "audit/tile_path.hpp"
#include "audit/trust_policy.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::size_t longest_list = std::size_t{1} << 30;
constexpr std::string_view must_have[] = {"checkpoint", "policy", "HOW-TO.txt", tile_list};
constexpr std::string_view may_have[] = {"disclosures.ndjson", "auditevents.ndjson",
                                         "consents.ndjson", "entries.csv"};

template <class List>
bool among(const List& list, std::string_view path) {
    return std::find(std::begin(list), std::end(list), path) != std::end(list);
}

class BundleChecker {
public:
    BundleChecker(BundleSource& source, const BundleKeys& keys, Progress progress)
        : source_{source}, keys_{keys}, progress_{std::move(progress)} {}

    BundleReport run() {
        try {
            read_lists();
            compare_names();
            compare_small();
            check_log();
        } catch (const BundleFault& fault) {
            out_.finding = BundleFinding{fault.file(), fault.what()};
        }
        return std::move(out_);
    }

private:
    void add_all(std::string_view text, const std::string& list, bool tiles) {
        const auto sums = parse_sums(text);
        if (!sums) throw BundleFault(list, "is not a list in its one form");
        for (const FileSum& file : *sums) {
            if (file.path.starts_with("tile/") != tiles || file.path == signed_list)
                throw BundleFault(list, "names " + file.path + ", which does not belong in it");
            sums_.emplace(file.path, file.hash);
        }
    }

    void read_lists() {
        const std::string name{signed_list};
        const std::string bytes = read_whole(source_, name, max_note_bytes);
        const auto note = open_note(bytes, std::span{&keys_.list, 1});
        if (!note) throw BundleFault(name, "is not signed by the key of the list");
        if (note->signatures.size() != 1) throw BundleFault(name, "has more signatures than one");
        add_all(note->text, name, false);
        for (const std::string_view path : must_have)
            if (!sums_.contains(std::string{path}))
                throw BundleFault(name, "does not name " + std::string{path});
        for (const auto& [path, hash] : sums_)
            if (!among(must_have, path) && !among(may_have, path))
                throw BundleFault(name, "names " + path + ", which no bundle has");
        add_all(listed(std::string{tile_list}, longest_list), std::string{tile_list}, true);
    }

    std::string listed(const std::string& path, std::size_t most) {
        std::string bytes = read_whole(source_, path, most);
        if (sha256(bytes) != sums_.at(path))
            throw BundleFault(path, "is not the file the list names");
        return bytes;
    }

    void compare_names() {
        for (const auto& [path, size] : source_.files())
            if (path != signed_list && !sums_.contains(path))
                throw BundleFault(path, "is named by no list");
        for (const auto& [path, hash] : sums_)
            if (!source_.files().contains(path)) throw BundleFault(path, "is not there");
        out_.files = sums_.size() + 1;
    }

    // The tiles' files are compared as the log is read.
    void compare_small() {
        for (const auto& [path, hash] : sums_)
            if (!path.starts_with("tile/") && hash_of(source_, path) != hash)
                throw BundleFault(path, "is not the file the list names");
    }

    // Exactly the files that a tree of this size is published as.
    void compare_tiles(std::uint64_t size) {
        std::uint64_t expected = 0;
        const auto expect = [&](const std::string& path) {
            if (!sums_.contains(path)) throw BundleFault(path, "is not there");
            ++expected;
        };
        for (int level = 0; level < 8; ++level)
            for (std::uint64_t index = 0; width_at(size, level, index) > 0; ++index) {
                const std::uint32_t width = width_at(size, level, index);
                expect(tile_path({level, index, width}));
                if (level == 0) expect(bundle_path(index, width));
            }
        const auto tiles = std::count_if(sums_.begin(), sums_.end(), [](const auto& each) {
            return each.first.starts_with("tile/");
        });
        if (expected != std::uint64_t(tiles))
            throw BundleFault(std::string{tile_list}, "names files that its tree does not have");
    }

    void check_log() {
        const std::string note = listed("checkpoint", max_note_bytes);
        const auto head = open_checkpoint(note, keys_.log);
        if (!head) throw BundleFault("checkpoint", "is not signed by the log's key");
        out_.origin = head->origin;
        count_witnesses(note);
        compare_tiles(head->size);
        BundleLog log(source_, sums_, note, *head, std::move(progress_));
        out_.disclosures = log.carries_disclosures();
        out_.log = verify(log, keys_.log);
        if (out_.log.finding) throw BundleFault({}, out_.log.finding->what);
        log.at_the_end();
    }

    void count_witnesses(const std::string& bytes) {
        const auto policy = parse_trust_policy(listed("policy", max_note_bytes));
        if (!policy || !(policy->log == keys_.log))
            throw BundleFault("policy", "does not name the log's key");
        const auto note = parse_note(bytes);
        for (const VerifierKey& witness : policy->witnesses)
            if (const auto at = note ? cosigned_at(*note, witness) : std::nullopt) {
                ++out_.witnesses;
                out_.cosigned_at = std::max(out_.cosigned_at, *at);
            }
        if (!policy->witnesses.empty() && out_.witnesses == 0)
            throw BundleFault("checkpoint", "is cosigned by none of its witnesses");
    }

    BundleSource& source_;
    const BundleKeys& keys_;
    Progress progress_;
    BundleReport out_;
    SumsByPath sums_;
};

}  // namespace

BundleReport check_bundle(BundleSource& source, const BundleKeys& keys, Progress progress) {
    return BundleChecker{source, keys, std::move(progress)}.run();
}

}  // namespace kortelijn::audit
