// The cache of ciphers and the form of a sealed value.
#include "store/sqlite/sealer.hpp"

#include "store/sqlite/connection.hpp"

namespace kortelijn::store::sqlite {
namespace {

constexpr std::size_t kept_ciphers = 4096;  // about 2 KiB each

}  // namespace

Nonce Sealer::next_nonce() {
    if (counter_ == 0) {
        if (random_ == nullptr) fail("a reader cannot seal");
        random_->fill(std::span(nonce_).first(8));
    }
    for (std::size_t i = 0; i < 4; ++i) nonce_[8 + i] = std::uint8_t(counter_ >> (8 * i));
    ++counter_;
    return nonce_;
}

AesGcm* Sealer::cipher(KeyName name, AesGcm::Direction direction) {
    auto found = by_name_.find(name);
    if (found == by_name_.end()) {
        if (recent_.size() >= kept_ciphers) {
            by_name_.erase(recent_.back().name);
            recent_.pop_back();
        }
        recent_.push_front({name, nullptr, nullptr});
        found = by_name_.emplace(name, recent_.begin()).first;
    } else if (found->second != recent_.begin()) {
        recent_.splice(recent_.begin(), recent_, found->second);
    }
    Ciphers& ciphers = *found->second;
    auto& cipher = direction == AesGcm::Direction::seal ? ciphers.seal : ciphers.open;
    if (!cipher) {
        const std::optional<Key> key = keys_.find(name);
        if (!key) return nullptr;
        cipher = std::make_unique<AesGcm>(key->bytes, direction);
    }
    return cipher.get();
}

void Sealer::seal(KeyName key, const Bound& bound, std::string_view plain, std::string& out) {
    AesGcm* const sealing = cipher(key, AesGcm::Direction::seal);
    if (sealing == nullptr) fail("the key to seal a value with is missing");
    const Nonce nonce = next_nonce();
    out.push_back(sealed_version);
    out.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
    sealing->seal(nonce, bound.bytes(), plain, out);
}

std::string Sealer::seal(KeyName key, const Bound& bound, std::string_view plain) {
    std::string out;
    out.reserve(plain.size() + sealed_extra);
    seal(key, bound, plain, out);
    return out;
}

std::optional<std::string> Sealer::open(KeyName key, const Bound& bound, std::string_view sealed) {
    AesGcm* const opening = cipher(key, AesGcm::Direction::open);
    if (opening == nullptr) return std::nullopt;
    std::string plain;
    ++opened_;
    const bool opens = sealed.size() >= sealed_extra && sealed[0] == sealed_version &&
                       opening->open(sealed.substr(1, nonce_bytes), bound.bytes(),
                                     sealed.substr(1 + nonce_bytes), plain);
    if (!opens) {
        ++damage_met_;
        damaged("a sealed value of table " + std::to_string(int(bound.table())) +
                " does not open: it was changed or moved");
    }
    return plain;
}

std::string Sealer::open_or_fail(KeyName key, const Bound& bound, std::string_view sealed) {
    auto plain = open(key, bound, sealed);
    if (!plain) {
        ++damage_met_;
        damaged("the key of a sealed value of table " + std::to_string(int(bound.table())) +
                " is missing");
    }
    return std::move(*plain);
}

}  // namespace kortelijn::store::sqlite
