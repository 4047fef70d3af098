// The key that signs a bundle's list of files, and how outsiders are handed keys. It is not the
// log's own, so that no list of files can ever pass for a head of the log; it is derived from the
// log's seed, so that it needs no keeping.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "audit/note.hpp"

namespace kortelijn::audit {

// HKDF with SHA-256 (RFC 5869).
std::array<std::uint8_t, 32> hkdf_sha256(std::string_view secret, std::string_view salt,
                                         std::string_view info);

// Named "<origin>/bundle". `seed`: the log's signing seed.
SigningKey bundle_key(std::string_view origin, std::span<const std::uint8_t, 32> seed);

// SubjectPublicKeyInfo of the public half (RFC 8410), for `openssl pkeyutl`.
std::string to_pem(const VerifierKey& key);

}  // namespace kortelijn::audit
