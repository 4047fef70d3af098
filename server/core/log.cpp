// Entries into rows, leaves into tiles.
#include "core/log.hpp"

#include <algorithm>

namespace kortelijn::core {

store::KeyName key_of(const audit::EraseKey& key) {
    switch (key.kind) {
        case audit::EraseKind::kase:
            return {store::KeyKind::of_case, key.id};
        case audit::EraseKind::member:
            return {store::KeyKind::of_member, key.id};
        case audit::EraseKind::signal:
            return {store::KeyKind::of_signal, key.id};
        // A professional's own values have no key of their own yet: theirs is the collaboration's.
        case audit::EraseKind::professional:
        case audit::EraseKind::collaboration:
            break;
    }
    return {store::KeyKind::collaboration, 0};
}

std::optional<audit::TreeBuilder> Log::stored_tree(std::uint64_t size) const {
    const auto tiles = [this](audit::TileId id) {
        return store_.tile(id.level, std::int64_t(id.index));
    };
    const auto leaves = [this](std::uint64_t n) -> std::optional<audit::Hash> {
        const auto leaf = store_.entry_leaf(std::int64_t(n));
        if (!leaf) return std::nullopt;
        return audit::leaf_hash(*leaf);
    };
    return audit::TreeBuilder::rebuild(size, tiles, leaves);
}

void Log::load() {
    signed_.reset();
    if (!key_) {
        const std::string seed = store_.log_signing_seed();
        std::array<std::uint8_t, 32> bytes{};
        std::copy_n(seed.begin(), std::min<std::size_t>(seed.size(), bytes.size()), bytes.begin());
        key_.emplace(store_.log_origin(), audit::KeyType::ed25519, bytes);
    }
    const auto size = std::uint64_t(store_.entry_count());
    auto tree = stored_tree(size);
    if (!tree)
        throw store::StoreFailure(store::StoreFailure::Kind::broken,
                                  "the log's tiles or entries are not whole");
    tree_ = std::move(*tree);
    last_at_ = Instant{0};
    if (size > 0)
        if (const auto leaf = store_.entry_leaf(std::int64_t(size - 1)))
            if (const auto entry = audit::parse_entry(*leaf)) last_at_ = entry->at;
    if (const auto newest = store_.last_checkpoint()) {
        if (holds(newest->note) != Holds::yes)
            throw store::StoreFailure(store::StoreFailure::Kind::broken,
                                      "the log is not the one this server signed; see 'kortelijn "
                                      "audit verify'");
        checkpoint_at_ = newest->at;
        checkpoint_size_ = std::uint64_t(newest->size);
    }
    begin();
}

std::optional<audit::Checkpoint> Log::head_of(std::string_view note) const {
    return audit::open_checkpoint(note, key_->verifier());
}

Log::Holds Log::holds(std::string_view note) const {
    const auto then = head_of(note);
    if (!then) return Holds::not_ours;
    if (then->size > tree_.size()) return Holds::too_short;
    const auto now = stored_tree(then->size);
    return now && now->root() == then->root ? Holds::yes : Holds::other;
}

void Log::append(Instant at, const audit::Draft& draft) {
    const audit::Built built = audit::build_entry(tree_.size(), at, draft, random_);
    std::vector<store::Disclosure> disclosures;
    disclosures.reserve(built.disclosures.size());
    for (const auto& disclosure : built.disclosures)
        disclosures.push_back({disclosure.text, key_of(disclosure.key)});
    store_.append_entry(std::int64_t(tree_.size()), built.leaf, disclosures);
    tree_.append(built.hash);
    last_at_ = std::max(last_at_, at);
}

void Log::put_tiles() {
    for (auto& tile : tree_.take_full_tiles())
        store_.put_tile({tile.level, std::int64_t(tile.index), std::move(tile.hashes)});
}

std::string Log::put_checkpoint(Instant at) {
    std::string note = audit::sign_checkpoint(tree_.size(), tree_.root(), *key_);
    store_.put_checkpoint({std::int64_t(tree_.size()), at, note});
    checkpoint_at_ = at;
    checkpoint_size_ = tree_.size();
    signed_ = note;
    return note;
}

audit::TraceId Log::new_trace() {
    audit::TraceId trace;
    random_.fill(trace);
    return trace;
}

}  // namespace kortelijn::core
