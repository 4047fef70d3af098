// HKDF by hand over HMAC: one block of output is all that is asked.
#include "audit/bundle_key.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <stdexcept>

#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace {

using Block = std::array<std::uint8_t, 32>;

Block hmac(std::string_view key, std::string_view message) {
    Block out;
    unsigned size = 0;
    if (HMAC(EVP_sha256(), key.data(), int(key.size()), octets(message).data(), message.size(),
             out.data(), &size) == nullptr ||
        size != out.size())
        throw std::runtime_error("cannot derive a key");
    return out;
}

}  // namespace

Block hkdf_sha256(std::string_view secret, std::string_view salt, std::string_view info) {
    const std::string zeros(32, '\0');
    Block extracted = hmac(salt.empty() ? std::string_view{zeros} : salt, secret);
    const Block out = hmac(chars(extracted), std::string{info} + '\x01');
    OPENSSL_cleanse(extracted.data(), extracted.size());
    return out;
}

SigningKey bundle_key(std::string_view origin, std::span<const std::uint8_t, 32> seed) {
    Block derived = hkdf_sha256(chars(seed), {}, "kortelijn bundle v1");
    SigningKey key(std::string{origin} + "/bundle", KeyType::ed25519, derived);
    OPENSSL_cleanse(derived.data(), derived.size());
    return key;
}

std::string to_pem(const VerifierKey& key) {
    std::string der = "\x30\x2A\x30\x05\x06\x03\x2B\x65\x70\x03\x21";
    der += '\0';
    der += chars(key.public_key);
    return "-----BEGIN PUBLIC KEY-----\n" + base64(der) + "\n-----END PUBLIC KEY-----\n";
}

}  // namespace kortelijn::audit
