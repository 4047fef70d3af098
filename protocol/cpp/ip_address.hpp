// An address of one host, read and written anew (RFC 4291, RFC 5952). Looks nothing up.
#pragma once

#include <string>
#include <string_view>

namespace kortelijn::protocol {

// IPv4 or IPv6 in their usual spelling; empty: it is neither, or the address of none or of many
// (unspecified, multicast, reserved).
std::string host_address(std::string_view text);

}  // namespace kortelijn::protocol
