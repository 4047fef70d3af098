// One context of the library per hash, begun anew after each.
#include "audit/running_hash.hpp"

#include <openssl/evp.h>
#include <stdexcept>

namespace kortelijn::audit {
namespace {

EVP_MD_CTX* begun(void* context) {
    auto* ctx = static_cast<EVP_MD_CTX*>(context);
    if (ctx == nullptr || EVP_DigestInit_ex(ctx, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("no SHA-256 in this OpenSSL");
    return ctx;
}

}  // namespace

void RunningHash::Free::operator()(void* context) const {
    EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context));
}

RunningHash::RunningHash() : context_{EVP_MD_CTX_new()} { begun(context_.get()); }

void RunningHash::update(std::string_view bytes) {
    if (EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(), bytes.size()) != 1)
        throw std::runtime_error("cannot hash");
}

Hash RunningHash::finish() {
    Hash out;
    if (EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), out.data(), nullptr) != 1)
        throw std::runtime_error("cannot hash");
    begun(context_.get());
    return out;
}

}  // namespace kortelijn::audit
