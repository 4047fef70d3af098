// The head of every HTTP answer, with the security headers that none may lack. Pure text; must
// never let an answer that is not a static file be kept by a cache.
#pragma once

#include <string>
#include <string_view>

#include "transport/handlers.hpp"
#include "transport/options.hpp"

namespace kortelijn::transport {

class AnswerHeads {
public:
    explicit AnswerHeads(const TransportOptions& options);

    // Up to and with the empty line. `date` is an IMF-fixdate (RFC 9110 section 5.6.7).
    std::string answer(const HttpResponse& response, bool stays_open, std::string_view date) const;
    std::string switching(std::string_view accept, std::string_view date) const;

private:
    std::string security_;
    std::string subprotocol_;
};

std::string_view reason_phrase(unsigned status);
// Plain words for a machine or a person at a command line; people get the client's own pages.
HttpResponse plain_answer(unsigned status);
// The same as application/problem+json (RFC 9457); the status is all there is to say.
HttpResponse problem_answer(unsigned status);
// Seconds since 1970 as "Tue, 10 Nov 2026 09:00:00 GMT".
std::string http_date(std::int64_t unix_seconds);

}  // namespace kortelijn::transport
