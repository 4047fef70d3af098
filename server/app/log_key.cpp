// Made anew each time; the private half is wiped when it goes.
#include "app/log_key.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kortelijn::app {

audit::VerifierKey verifier_key(const store::LogIdentity& identity) {
    std::array<std::uint8_t, 32> seed{};
    if (identity.signing_seed.size() != seed.size())
        throw std::runtime_error("the log's key is not whole");
    std::copy(identity.signing_seed.begin(), identity.signing_seed.end(), seed.begin());
    const audit::SigningKey key(identity.origin, audit::KeyType::ed25519, seed);
    return key.verifier();
}

}  // namespace kortelijn::app
