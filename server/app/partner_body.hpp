// What a partner's system sent, read strictly: headers, then the body by the same reader and the
// same fields as signal.send. Nothing is looked up here and nothing decided.
#pragma once

#include <string>
#include <string_view>

#include "commands/signal_input.hpp"
#include "transport/handlers.hpp"

namespace kortelijn::app {

struct PartnerSignal {
    std::string key;  // Idempotency-Key
    commands::SignalInput signal;
};

// Refusals: request.not_json, request.no_length, request.too_large, request.invalid (field
// "Idempotency-Key": 8 to 128 visible ASCII characters, once), and those of the reader.
Result<PartnerSignal> read_partner_signal(const transport::HttpRequest& request);

// The answer to a partner out of signal.send's result: {id, status, received_at, term_ends}; `id`
// is the number that the sender knows it by.
std::string read_receipt(const std::string& result, std::int64_t number);

// 64 hex digits as 32 bytes.
std::string raw_fingerprint(std::string_view hex);
std::string hex_fingerprint(std::string_view raw);

}  // namespace kortelijn::app
