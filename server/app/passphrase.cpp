// libsodium's only home.
#include "app/passphrase.hpp"

#include <algorithm>
#include <array>
#include <sodium.h>
#include <stdexcept>

namespace kortelijn::app {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

// Long enough to pass the length rule and still among the first that anybody tries.
constexpr std::array<std::string_view, 24> known{
    "123456789012",   "1234567890123",  "12345678901234",     "qwertyuiop123",
    "qwertyuiopasdf", "qwertyuiop12",   "wachtwoord12",       "wachtwoord123",
    "wachtwoord1234", "welkom123456",   "welkom012345",       "welkomwelkom",
    "password1234",   "password12345",  "passwordpassword",   "wachtwoordwachtwoord",
    "administrator",  "letmeinletmein", "iloveyou1234",       "ikhouvanjou1",
    "geheimgeheim",   "kortelijn123",   "kortelijnkortelijn", "correcthorsebatterystaple",
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return out;
}

std::size_t characters(std::string_view text) {
    return std::size_t(std::count_if(text.begin(), text.end(),
                                     [](char c) { return (std::uint8_t(c) & 0xc0) != 0x80; }));
}

}  // namespace

Result<void> check_passphrase(std::string_view passphrase, std::string_view email) {
    if (passphrase.size() > most_passphrase_bytes)
        return refuse("passphrase.too_long", "passphrase");
    if (characters(passphrase) < least_passphrase_characters)
        return refuse("passphrase.too_short", "passphrase");
    const std::string plain = lower(passphrase);
    const std::string whole = lower(email);
    const std::string name = whole.substr(0, whole.find('@'));
    const bool one_character =
        std::all_of(plain.begin(), plain.end(), [&](char c) { return c == plain.front(); });
    const bool own_address =
        plain == whole || (name.size() >= 4 && plain.find(name) != std::string::npos &&
                           characters(plain) < name.size() + 8);
    if (one_character || own_address || std::find(known.begin(), known.end(), plain) != known.end())
        return refuse("passphrase.known", "passphrase");
    return {};
}

PassphraseHasher::PassphraseHasher() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not work on this machine");
    std::array<char, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    nobody_ = hash({secret.data(), secret.size()});
    runs_ = 0;
}

std::string PassphraseHasher::hash(std::string_view passphrase) {
    ++runs_;
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), passphrase.data(), passphrase.size(), passes,
                              memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory for a passphrase");
    return out.data();
}

bool PassphraseHasher::verify(std::string_view kept, std::string_view passphrase) {
    ++runs_;
    const std::string against = kept.empty() ? nobody_ : std::string(kept);
    const bool right =
        crypto_pwhash_str_verify(against.c_str(), passphrase.data(), passphrase.size()) == 0;
    return right && !kept.empty();
}

}  // namespace kortelijn::app
