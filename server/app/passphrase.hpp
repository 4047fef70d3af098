// Passphrases: what one must be, and Argon2id over it (RFC 9106) through libsodium. Parameters as
// OWASP's Password Storage Cheat Sheet advises: 19 MiB, two passes, one lane. Slow and heavy on
// purpose: on the hashing pool only.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kortelijn::app {

constexpr std::size_t least_passphrase_characters = 12;
constexpr std::size_t most_passphrase_bytes = 1024;

// passphrase.too_short, passphrase.too_long, passphrase.known (well-known, all one character, or
// mostly the person's own e-mail address). NIST SP 800-63B section 3.1.1.2: length counts, no rules
// about kinds of characters.
Result<void> check_passphrase(std::string_view passphrase, std::string_view email);

class PassphraseHasher {
public:
    PassphraseHasher();  // throws std::runtime_error when libsodium does not work

    // The Argon2id string. Throws std::runtime_error for lack of memory.
    std::string hash(std::string_view passphrase);
    // An empty `kept` (no account, none set) costs the same as a real one and is never right.
    bool verify(std::string_view kept, std::string_view passphrase);

    std::uint64_t hashes_run() const { return runs_.load(); }

private:
    std::string nobody_;  // of a passphrase that nobody knows
    std::atomic<std::uint64_t> runs_{0};
};

}  // namespace kortelijn::app
