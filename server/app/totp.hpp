// Time-based one-time codes (RFC 6238 with SHA-1, steps of 30 s; RFC 4226 for the code itself) and
// what an authenticator app needs to be set up. SHA-1 because it is what those apps do; within HMAC
// it is sound.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/time.hpp"

namespace kortelijn::app {

constexpr std::int64_t totp_step_s = 30;

std::string new_totp_secret(Random& random);  // 20 raw bytes
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

// The step the code belongs to: the present one, the one before or the one after. All three are
// computed, whatever comes in. Whether that step was used before is the caller's to check.
std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Instant now);

// "otpauth://totp/Kortelijn:name%40example.nl?secret=...&issuer=Kortelijn"
std::string totp_uri(std::string_view secret, std::string_view email);
// The text as a QR code in SVG, black on white with its quiet zone.
std::string qr_svg(std::string_view text);

}  // namespace kortelijn::app
