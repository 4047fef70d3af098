// The secrets that sign-in hands out, and what of them is kept: only SHA-256 digests. Also how an
// address and a browser are written down: shortened, so that a list of sessions tells no more than
// its owner needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"

namespace kortelijn::app {

// 256 random bits as 43 characters of base64url: the cookie's value, or an invitation's.
std::string new_token(Random& random);
// 32 raw bytes; of the characters as they stand in the cookie or the link.
std::string token_hash(std::string_view token);

// Ten codes of 80 bits, "ABCD-EFGH-JKMN-PQRS" (RFC 4648 base32). Shown once.
std::vector<std::string> new_recovery_codes(Random& random);
// Of the letters and digits alone, so that spaces, dashes and case do not matter.
std::string recovery_hash(std::string_view code);

std::string base32(std::string_view bytes);  // RFC 4648 section 6, without padding

// "192.0.2.x", "2001:db8:1:x" (the network, not the machine).
std::string address_hint(std::string_view peer);
// What failures are counted by: the IPv4 address, of IPv6 the /64.
std::string address_key(std::string_view peer);
// "Chromium, Linux"; of an unknown browser "Browser". Never any of the text itself.
std::string device_words(std::string_view user_agent);

constexpr std::string_view cookie_name = "__Host-kortelijn";
constexpr std::string_view guest_cookie = "__Host-guest";
// The value of Set-Cookie.
std::string cookie_header(std::string_view token, std::string_view name = cookie_name);
std::string cookie_removal(std::string_view name = cookie_name);

}  // namespace kortelijn::app
