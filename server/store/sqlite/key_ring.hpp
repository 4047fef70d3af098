// The keys (I8). Two files beside the database:
//   kortelijn.key   made once: the collaboration's key, the log's signing seed, and the key
//                   of digests (e-mail addresses, idempotency keys)
//   kortelijn.keys  append-only: a key per case, per household member and per signal, each wrapped
//                   (AES-256-GCM) by the collaboration's key
// A new key is written at once and synced before the transaction that uses it commits: a key
// without rows is harmless, rows without a key are lost. A record that does not open is skipped,
// never cut off: nothing here may destroy a key. Keys never leave this folder but the seed to the
// log.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "store/records.hpp"
#include "store/sqlite/private_file.hpp"

namespace kortelijn::store::sqlite {

// 32 secret bytes, wiped when they go.
struct Key {
    std::array<std::uint8_t, 32> bytes{};
    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();
};

class KeyRing {
public:
    enum class Mode : std::uint8_t { write, read };
    // Writing takes the lock that makes this process the only writer; `busy` when it is taken.
    KeyRing(const std::string& key_path, const std::string& keys_path, Mode mode);

    // Makes the files that are not there yet; only for a database that holds nothing yet.
    static void make_files(const std::string& key_path, const std::string& keys_path,
                           Random& random);

    // Nothing when there is no such key (never made, or destroyed).
    std::optional<Key> find(KeyName name);
    // Makes one unless there is one: a rolled back transaction may have left it.
    void make(KeyName name, Random& random);
    bool unsynced() const { return unsynced_; }
    void sync();

    std::string signing_seed() const;  // 32 bytes
    // HMAC-SHA-256 under the digest key. Each use has its own label, so that equal digests of two
    // uses say nothing; an e-mail, which begins with no such byte, has none.
    enum class DigestOf : char {
        signal_key = 1,
        signal_body,
        guest_token,
        guest_code,
        guest_device,
    };
    std::string keyed_digest(DigestOf use, std::string_view value) const;
    std::string email_digest(std::string_view email) const;
    std::size_t count() const { return wrapped_.size(); }
    std::size_t unreadable() const { return unreadable_; }

private:
    using Wrapped = std::array<char, 60>;  // nonce 12, key 32, tag 16
    void read_new_records();
    std::optional<Key> unwrap(KeyName name, const Wrapped& wrapped) const;
    std::string hmac(std::string_view value) const;

    Mode mode_;
    Key collaboration_;
    Key seed_;
    Key digest_;
    std::unique_ptr<PrivateFile> file_;
    std::map<KeyName, Wrapped> wrapped_;
    std::int64_t end_ = 0;  // of the last whole record
    std::size_t unreadable_ = 0;
    bool unsynced_ = false;
};

}  // namespace kortelijn::store::sqlite
