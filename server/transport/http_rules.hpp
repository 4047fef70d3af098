// What a request must be before anybody acts on it, and who may open a WebSocket. Pure functions
// over requests: no sockets, no parser. Each gives 0 or the status that refuses.
#pragma once

#include <string>
#include <string_view>

#include "transport/handlers.hpp"
#include "transport/options.hpp"

namespace kortelijn::transport {

// Form of method, target, Host and framing (RFC 9110, 9112), Host allowed, forwarding refused.
unsigned check_request(const HttpRequest& request, const TransportOptions& options);

// Changing requests only: their Origin is one of ours, so that no other site can make a browser
// send one (login included).
unsigned check_origin_of_change(const HttpRequest& request, const TransportOptions& options);

// RFC 6455 section 4.2.1, then Origin (exact match; everything else 403), then the subprotocol.
unsigned check_upgrade(const HttpRequest& request, bool http11, const TransportOptions& options);

// Sec-WebSocket-Accept for a key.
std::string accept_value(std::string_view key);

// Whether a comma-separated header of that name holds the token, in any case of letters.
bool has_token(const HttpRequest& request, std::string_view name, std::string_view token);

}  // namespace kortelijn::transport
