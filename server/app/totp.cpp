// HMAC, truncation, window; and the picture for the phone.
#include "app/totp.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>
#include <stdexcept>

#include "app/tokens.hpp"
#include "audit/escaping.hpp"

namespace kortelijn::app {
namespace {

std::string url_escaped(std::string_view text) {
    static constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            out.append({'%', hex[std::uint8_t(c) >> 4], hex[std::uint8_t(c) & 15]});
    }
    return out;
}

}  // namespace

std::string new_totp_secret(Random& random) {
    const auto bytes = random.bytes<20>();
    return std::string(audit::chars(bytes));
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (int i = 0; i < 8; ++i)
        counter[std::size_t(7 - i)] = static_cast<unsigned char>(std::uint64_t(step) >> (8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    const unsigned char none = 0;  // an empty key still needs an address
    const auto* key = secret.empty() ? static_cast<const void*>(&none) : secret.data();
    if (!HMAC(EVP_sha1(), key, int(secret.size()), counter.data(), counter.size(), mac.data(),
              &size))
        throw std::runtime_error("HMAC failed");
    const std::size_t at = mac[size - 1] & 15;
    const std::uint32_t number = (std::uint32_t(mac[at]) & 0x7f) << 24 |
                                 std::uint32_t(mac[at + 1]) << 16 |
                                 std::uint32_t(mac[at + 2]) << 8 | mac[at + 3];
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) modulus *= 10;
    char text[16];
    std::snprintf(text, sizeof text, "%0*u", digits, number % modulus);
    return text;
}

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code,
                                       Instant now) {
    const std::int64_t present = now.ms / 1000 / totp_step_s;
    std::optional<std::int64_t> found;
    for (std::int64_t step = present - 1; step <= present + 1; ++step) {
        const std::string right = totp_code(secret, step);
        if (code.size() == right.size() &&
            CRYPTO_memcmp(code.data(), right.data(), right.size()) == 0)
            found = step;
    }
    return secret.empty() ? std::nullopt : found;
}

std::string totp_uri(std::string_view secret, std::string_view email) {
    return "otpauth://totp/Kortelijn:" + url_escaped(email) + "?secret=" + base32(secret) +
           "&issuer=Kortelijn";
}

std::string qr_svg(std::string_view text) {
    const std::string whole(text);
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) throw std::runtime_error("the QR code could not be made");
    constexpr int quiet = 4;  // modules, ISO/IEC 18004
    const std::string side = std::to_string(code->width + 2 * quiet);
    std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + " " +
                      side + R"(" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h)" + side +
                      "v" + side + "H0z\"/><path d=\"";
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (code->data[y * code->width + x] & 1)
                svg +=
                    "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
    return svg + "\"/></svg>";
}

}  // namespace kortelijn::app
