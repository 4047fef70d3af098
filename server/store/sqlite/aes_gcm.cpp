// The EVP calls, each checked: a failing cipher is broken machinery.
#include "store/sqlite/aes_gcm.hpp"

#include <stdexcept>

namespace kortelijn::store::sqlite {
namespace {

const EVP_CIPHER* cipher() {
    static const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

void must(int ok) {
    if (ok != 1) throw std::runtime_error("AES-256-GCM fails");
}

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

AesGcm::AesGcm(std::span<const std::uint8_t, 32> key, Direction direction)
    : context_(EVP_CIPHER_CTX_new()) {
    must(context_ != nullptr && cipher() != nullptr ? 1 : 0);
    must(EVP_CipherInit_ex2(context_.get(), cipher(), key.data(), nullptr,
                            direction == Direction::seal ? 1 : 0, nullptr));
}

void AesGcm::seal(const Nonce& nonce, std::string_view aad, std::string_view plain,
                  std::string& out) {
    const std::size_t from = out.size();
    out.resize(from + plain.size() + tag_bytes);
    auto* to = reinterpret_cast<std::uint8_t*>(out.data() + from);
    EVP_CIPHER_CTX* const c = context_.get();
    int n = 0;
    must(EVP_EncryptInit_ex2(c, nullptr, nullptr, nonce.data(), nullptr));
    must(EVP_EncryptUpdate(c, nullptr, &n, bytes_of(aad), int(aad.size())));
    if (!plain.empty()) must(EVP_EncryptUpdate(c, to, &n, bytes_of(plain), int(plain.size())));
    must(EVP_EncryptFinal_ex(c, to + plain.size(), &n));
    must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, int(tag_bytes), to + plain.size()));
}

bool AesGcm::open(std::string_view nonce, std::string_view aad, std::string_view sealed_and_tag,
                  std::string& out) {
    if (nonce.size() != nonce_bytes || sealed_and_tag.size() < tag_bytes) return false;
    const std::string_view sealed = sealed_and_tag.substr(0, sealed_and_tag.size() - tag_bytes);
    std::string tag(sealed_and_tag.substr(sealed.size()));
    out.resize(sealed.size());
    auto* to = reinterpret_cast<std::uint8_t*>(out.data());
    EVP_CIPHER_CTX* const c = context_.get();
    int n = 0;
    must(EVP_DecryptInit_ex2(c, nullptr, nullptr, bytes_of(nonce), nullptr));
    must(EVP_DecryptUpdate(c, nullptr, &n, bytes_of(aad), int(aad.size())));
    if (!sealed.empty()) must(EVP_DecryptUpdate(c, to, &n, bytes_of(sealed), int(sealed.size())));
    must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, int(tag_bytes), tag.data()));
    return EVP_DecryptFinal_ex(c, to + sealed.size(), &n) == 1;
}

}  // namespace kortelijn::store::sqlite
