// Refusals as application/problem+json (RFC 9457), for partners' systems. One table says which HTTP
// status a code has. Never tells anything that the code itself does not: no names, no ids, nothing
// of what another organisation sent.
#pragma once

#include "base/result.hpp"
#include "transport/handlers.hpp"

namespace kortelijn::app {

// {type, title, status, code, field?}; `title` is the code's English sentence. 429 and 503 carry
// Retry-After (of rate.too_fast: `amount` milliseconds, rounded up to seconds).
transport::HttpResponse problem(const Refusal& refusal);

// What `type` begins with; the rest is the code. It names the problem and need not be a page.
constexpr std::string_view problem_types = "https://kortelijn.example/problems/";

}  // namespace kortelijn::app
