// SHA-1 is what the relay speaks; here it only keys a code that lives for minutes.
#include "commands/turn.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace kortelijn::commands {

rooms::TurnPass turn_pass(const TurnOptions& options, CallId call, std::int64_t leg, Instant now) {
    rooms::TurnPass out;
    out.expires_at = now + options.ttl_s * second_ms;
    out.username = std::to_string(out.expires_at.ms / second_ms) + ':' +
                   std::to_string(call.value) + '.' + std::to_string(leg);
    std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
    unsigned size = 0;
    if (HMAC(EVP_sha1(), options.secret.data(), int(options.secret.size()),
             reinterpret_cast<const unsigned char*>(out.username.data()), out.username.size(),
             code.data(), &size) == nullptr)
        throw std::runtime_error("HMAC failed");
    std::array<unsigned char, 64> text{};
    const int length = EVP_EncodeBlock(text.data(), code.data(), int(size));
    out.credential.assign(reinterpret_cast<const char*>(text.data()), std::size_t(length));
    return out;
}

}  // namespace kortelijn::commands
