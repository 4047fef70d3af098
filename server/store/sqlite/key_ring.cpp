// Reading, unwrapping and appending the two key files.
#include "store/sqlite/key_ring.hpp"

#include <algorithm>
#include <cstring>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "store/sqlite/aes_gcm.hpp"
#include "store/store.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr std::string_view key_magic = "KORTELIJN KEY 1\n";
constexpr std::string_view keys_magic = "KORTELIJN KEYS1\n";
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t name_bytes = 9;  // kind 1, id 8 little endian
constexpr std::size_t wrapped_bytes = nonce_bytes + secret_bytes + tag_bytes;
constexpr std::size_t record_bytes = name_bytes + wrapped_bytes;

[[noreturn]] void refuse_key(const std::string& words) {
    throw StoreFailure(StoreFailure::Kind::broken, words);
}

std::string name_text(KeyName name) {
    std::string out(1, char(name.kind));
    for (int shift = 0; shift < 64; shift += 8)
        out.push_back(char(std::uint64_t(name.id) >> shift));
    return out;
}

KeyName name_of(std::string_view record) {
    std::uint64_t id = 0;
    for (int i = 8; i >= 1; --i) id = id << 8 | std::uint8_t(record[std::size_t(i)]);
    return {KeyKind(std::uint8_t(record[0])), std::int64_t(id)};
}

std::string aad_of(KeyName name) { return "kortelijn wrapped key 1:" + name_text(name); }

std::string checksum(std::string_view bytes) {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), digest.data());
    return {reinterpret_cast<const char*>(digest.data()), 16};
}

std::string record_of(KeyName name, const Key& secret, const Key& wrapping, Random& random) {
    const Nonce nonce = random.bytes<nonce_bytes>();
    std::string record = name_text(name);
    record.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
    AesGcm(wrapping.bytes, AesGcm::Direction::seal)
        .seal(nonce, aad_of(name),
              {reinterpret_cast<const char*>(secret.bytes.data()), secret_bytes}, record);
    return record;
}

void read_key_file(const std::string& path, const std::array<Key*, 3>& into) {
    PrivateFile file(path, PrivateFile::Mode::read);
    constexpr std::size_t body = 16 + 3 * secret_bytes;
    std::string all = file.read(0, body + 16 + 1);
    const std::string_view view(all);
    const bool whole = all.size() == body + 16 && view.starts_with(key_magic) &&
                       view.substr(body) == checksum(view.substr(0, body));
    if (whole)
        for (std::size_t i = 0; i < into.size(); ++i)
            std::memcpy(into[i]->bytes.data(), all.data() + 16 + i * secret_bytes, secret_bytes);
    OPENSSL_cleanse(all.data(), all.size());
    if (!whole) refuse_key(path + ": is damaged or no key file");
}

}  // namespace

Key::~Key() { OPENSSL_cleanse(bytes.data(), bytes.size()); }

void KeyRing::make_files(const std::string& key_path, const std::string& keys_path,
                         Random& random) {
    if (!file_exists(key_path)) {
        std::string all(key_magic);
        for (int i = 0; i < 3; ++i) {
            const auto secret = random.bytes<secret_bytes>();
            all.append(reinterpret_cast<const char*>(secret.data()), secret.size());
        }
        all += checksum(all);
        make_private_file(key_path, all);
        OPENSSL_cleanse(all.data(), all.size());
    }
    if (!file_exists(keys_path)) {
        Key collaboration, seed, digest;
        read_key_file(key_path, {&collaboration, &seed, &digest});
        // The first record wraps a random value under the collaboration's own name: it tells at
        // opening whether the two files belong together.
        Key proof;
        random.fill(proof.bytes);
        make_private_file(keys_path,
                          std::string(keys_magic) + record_of({}, proof, collaboration, random));
    }
}

KeyRing::KeyRing(const std::string& key_path, const std::string& keys_path, Mode mode)
    : mode_(mode) {
    read_key_file(key_path, {&collaboration_, &seed_, &digest_});
    file_ = std::make_unique<PrivateFile>(
        keys_path, mode == Mode::write ? PrivateFile::Mode::append : PrivateFile::Mode::read);
    if (mode == Mode::write && !file_->lock())
        throw StoreFailure(StoreFailure::Kind::busy,
                           keys_path + ": another process is writing this database");
    if (file_->read(0, std::int64_t(keys_magic.size())) != keys_magic)
        refuse_key(keys_path + ": is damaged or no file of wrapped keys");
    end_ = std::int64_t(keys_magic.size());
    read_new_records();
    if (!wrapped_.contains({})) refuse_key(keys_path + ": does not belong to " + key_path);
}

void KeyRing::read_new_records() {
    const std::string bytes = file_->read(end_, file_->size() - end_);
    const std::string_view view(bytes);
    for (std::size_t at = 0; at + record_bytes <= view.size(); at += record_bytes) {
        const std::string_view record = view.substr(at, record_bytes);
        const KeyName name = name_of(record);
        Wrapped wrapped{};
        std::copy_n(record.data() + name_bytes, wrapped_bytes, wrapped.data());
        const bool opens = unwrap(name, wrapped).has_value();
        const bool last = at + 2 * record_bytes > view.size();
        if (!opens && last && mode_ == Mode::read) return;  // perhaps half written yet
        if (opens)
            wrapped_[name] = wrapped;
        else
            ++unreadable_;  // torn at a power cut before its sync, so no committed row needs it
        end_ += record_bytes;
    }
}

std::optional<Key> KeyRing::unwrap(KeyName name, const Wrapped& wrapped) const {
    const std::string_view view(wrapped.data(), wrapped.size());
    std::string plain;
    Key key;
    const bool opened =
        AesGcm(collaboration_.bytes, AesGcm::Direction::open)
            .open(view.substr(0, nonce_bytes), aad_of(name), view.substr(nonce_bytes), plain);
    if (opened) std::memcpy(key.bytes.data(), plain.data(), secret_bytes);
    OPENSSL_cleanse(plain.data(), plain.size());
    return opened ? std::optional(key) : std::nullopt;
}

std::optional<Key> KeyRing::find(KeyName name) {
    if (name == KeyName{}) return collaboration_;
    auto found = wrapped_.find(name);
    if (found == wrapped_.end()) {
        read_new_records();  // a reader beside a running writer
        found = wrapped_.find(name);
    }
    return found == wrapped_.end() ? std::nullopt : unwrap(name, found->second);
}

void KeyRing::make(KeyName name, Random& random) {
    if (wrapped_.contains(name)) return;
    // A record torn by a power cut leaves an odd end: fill it up, so that records stay in step.
    const std::int64_t odd = file_->size() - end_;
    if (odd > 0) {
        file_->write(end_, std::string(record_bytes, '\0'));
        end_ += record_bytes;
        ++unreadable_;
    }
    Key secret;
    random.fill(secret.bytes);
    const std::string record = record_of(name, secret, collaboration_, random);
    unsynced_ = true;
    file_->write(end_, record);
    end_ += record_bytes;
    Wrapped wrapped{};
    std::copy_n(record.data() + name_bytes, wrapped_bytes, wrapped.data());
    wrapped_[name] = wrapped;
}

void KeyRing::sync() {
    file_->sync();
    unsynced_ = false;
}

std::string KeyRing::signing_seed() const {
    return {reinterpret_cast<const char*>(seed_.bytes.data()), secret_bytes};
}

std::string KeyRing::keyed_digest(DigestOf use, std::string_view value) const {
    return hmac(std::string(1, char(use)).append(value));
}

std::string KeyRing::email_digest(std::string_view email) const { return hmac(email); }

std::string KeyRing::hmac(std::string_view value) const {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    HMAC(EVP_sha256(), digest_.bytes.data(), int(secret_bytes),
         reinterpret_cast<const std::uint8_t*>(value.data()), value.size(), out.data(), &size);
    return {reinterpret_cast<const char*>(out.data()), size};
}

}  // namespace kortelijn::store::sqlite
